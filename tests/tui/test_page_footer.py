from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.widget import Widget

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.page_footer import PageFooter


class Desk(Page[None]):
    """A screen with a key that comes and goes."""

    BINDINGS: ClassVar[list[BindingType]] = [key("r", "rate", "Rate", "Give a rating")]
    may_rate = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.may_rate if action == "rate" else super().check_action(action, parameters)


async def test_the_keys_are_made_anew_only_when_others_are_to_be_seen() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        desk = Desk()
        await app.push_screen(desk)
        await pilot.pause()
        footer = desk.query_one(PageFooter)

        def keys() -> list[Widget]:
            return list(footer.query("FooterKey"))

        def pressed() -> set[str]:
            return {vars(key)["key"] for key in keys()}

        first = keys()
        assert "r" not in pressed()
        desk.refresh_bindings()
        await pilot.pause()
        assert keys() == first
        desk.may_rate = True
        desk.refresh_bindings()
        await pilot.pause()
        assert "r" in pressed()
        assert not set(first) & set(keys())


async def test_a_screen_that_is_being_closed_has_no_keys() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        desk = Desk()
        await app.push_screen(desk)
        await pilot.pause()
        assert "escape" in desk.active_bindings
        closing = desk.dismiss()
        assert desk.is_attached
        assert desk.active_bindings == {}
        await closing
