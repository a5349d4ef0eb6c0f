"""The keys at the foot of a page."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Footer

if TYPE_CHECKING:
    from textual.binding import Binding


class PageFooter(Footer):
    """A footer that makes its keys anew only when others are to be seen.

    Textual's does so whenever the focus moves or an action may have come or gone: three times of
    four they are the same, and nothing else costs a screen so much.
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._seen: list[tuple[Binding, bool, str]] | None = None

    async def recompose(self) -> None:
        if self.is_attached and self._to_be_seen() != self._seen:
            await super().recompose()

    def compose(self) -> ComposeResult:
        # Before Textual has gathered the keys it makes none, and none have been seen.
        seen, self._seen = self._to_be_seen(), None
        for key in super().compose():
            self._seen = seen
            # It gives itself this once mounted, and its styles would be worked out again.
            key.add_class("-compact", update=False)
            yield key

    def _to_be_seen(self) -> "list[tuple[Binding, bool, str]]":
        """What the keys are made from."""
        return [
            (binding, enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]
