"""A programme in figures: candidates and their panels, mentors and their load, cohorts."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.programme_view import (
    Counted,
    empty_words,
    gather_programme,
    programme_drawing,
    strip_line,
    viewer_words,
)
from mock_panel.tui.widgets.chart import Chart


class ProgrammeScreen(Page[None]):
    """For whoever runs a programme; each sees what they may count."""

    CSS_PATH = "programme.tcss"
    AUTO_FOCUS = "#table"
    HELP_TEXT = (
        "A development programme in figures: which candidate had how many panels, which of them "
        "are closed, when the last was and who ran it; who ran panels, sits as a rater, and has "
        "not locked yet; and the cohorts. No answers, no ratings.\n\n"
        "n looks at the next cohort. In a team's database a mentor counts the panels they ran or "
        "sat on, an administrator all, a candidate their own once they are closed. People are "
        "kept with mock-panel team.\n\n"
        "p reads the practice of a candidate who shows it to you: their progress, every answer, "
        "and their stories if they show those. Nothing of it can be changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("p", "practice", "Practice", "Read the practice that a candidate shows you"),
        key("n", "cohort", "Next cohort", "Look at the next cohort, after the last at all"),
    ]

    counted: reactive[Counted | None] = reactive(None, init=False)
    """All that is shown; None until it has been read."""

    chart = getters.query_one(Chart)

    @dataclass
    class Gathered(Message):
        """Everything has been counted."""

        counted: Counted

    def __init__(self) -> None:
        super().__init__()
        self.title = "Programme"

    def body(self) -> ComposeResult:
        yield Static("", id="strip", markup=False)
        with VerticalScroll(id="table"):
            yield Chart()
        with VerticalScroll(id="empty", can_focus=False):
            yield Static("Counting …", id="why", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Programme"
        self.add_class("-empty")
        self.gather()

    def on_screen_resume(self) -> None:
        """What is shown to whoever looks may have been taken back meanwhile."""
        if self.counted is not None:
            self.gather()

    @work(thread=True, exclusive=True, exit_on_error=False, group="gather")
    def gather(self) -> None:
        """Count everything."""
        self.post_message(self.Gathered(gather_programme(self.services)))

    @on(Gathered)
    def _take(self, event: Gathered) -> None:
        chosen = self.counted.chosen if self.counted is not None else 0
        same = chosen if chosen <= len(event.counted.each) else 0
        self.counted = replace(event.counted, chosen=same)

    def watch_counted(self, now: Counted | None) -> None:
        if now is None:
            return
        self.topline.state = viewer_words(now.me)
        self.set_class(now.whole.is_empty, "-empty")
        if now.whole.is_empty:
            self.query_one("#why", Static).update(empty_words(now.shown))
        else:
            programme = now.now
            self.chart.drawing = lambda width: programme_drawing(programme, width)
            self.query_one("#table").focus()
        self._show_strip()
        self.refresh_bindings()

    @on(events.Resize)
    def _show_strip(self) -> None:
        if self.counted is not None:
            self.query_one("#strip", Static).update(strip_line(self.counted, self.size.width - 2))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The key for cohorts where there is more than one; practice where some is shown."""
        counted = self.counted
        offers = {
            "cohort": counted is not None and bool(counted.each),
            "practice": counted is not None and bool(counted.shown),
        }
        return offers.get(action, True)

    @work(exclusive=True, group="practice")
    async def action_practice(self) -> None:
        """Choose whose practice, where several show it, and read it."""
        from mock_panel.tui.screens.shown_practice import (  # noqa: PLC0415 - when asked
            ShownProgressScreen,
        )
        from mock_panel.tui.screens.stories.choosing import ChooseScreen  # noqa: PLC0415 - as above

        shown = self.counted.shown if self.counted is not None else ()
        chosen: int | None = 0
        if len(shown) > 1:
            choices = [
                Content.assemble((f"{each.person.name}", "bold"), f"  {each.person.cohort}\n")
                for each in shown
            ]
            lead = f"{len(shown)} candidates show you their practice. Whose do you want to read?"
            chosen = await self.app.push_screen_wait(ChooseScreen("Practice", lead, choices))
        if chosen is not None and shown:
            read = self.services.looking_at(shown[chosen].person.id)
            self.app.push_screen(ShownProgressScreen(read, shown[chosen]))

    def action_cohort(self) -> None:
        """Look at the next cohort."""
        if self.counted is not None:
            self.counted = self.counted.next
            self.query_one("#table").scroll_home(animate=False)
