"""What the candidate applies for: title, closing date, and questions on what else is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from mock_panel.domain.english import how_many, written
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.preparation import Preparation, Vacancy
from mock_panel.errors import InputError
from mock_panel.practice.days import day_of
from mock_panel.practice.nearest_date import Goal, NearestDate
from mock_panel.practice.vacancy import with_technical, with_vacancy, without_vacancy
from mock_panel.tui.in_turn import InTurn
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.widgets.entry_list import EntryList
from mock_panel.tui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from mock_panel.domain.questions import QuestionBank

NONE_SET = (
    "Nothing is set. With a title and a closing date Home counts to that day, or to the "
    "interview, whichever comes first."
)
NO_TECHNICAL = (
    "None yet. An announcement names one to three. Write one below in its words: drafts of "
    "questions on it come into your own bank, to be practised and edited."
)


class VacancyScreen(Page[FrameworkId | None]):
    """Gives back the framework whose questions are to be practised now, or nothing."""

    DEFAULT_CSS = """
    VacancyScreen {
        VerticalScroll { height: 1fr; padding: 1 1; }
        #when, #none { padding: 0 1 0 15; max-width: 90; color: $foreground 75%; }
        #none { padding-left: 1; }
        .head { padding: 0 1; margin-top: 1; text-style: bold; }
        EntryList { height: auto; max-height: 8; max-width: 90; border: none; }
        #field { margin-top: 1; }
    }
    """
    HELP_TEXT = (
        "What you apply for. The title is the position's, as the announcement has it; the closing "
        "date is the last day to apply. Enter keeps a line, and so does going to another one.\n\n"
        "A technical qualification is what the announcement asks for beside the ECQs. Write it "
        "into the last line: five drafts of questions on it are written to your own bank, where "
        "you may edit them. Enter on a qualification asks one of its questions. Forgetting the "
        "vacancy leaves its questions where they are."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "practise", "Practise", "Answer a question on this qualification"),
        key("f7", "forget", "Forget", "Forget the vacancy; its questions stay in your own bank"),
    ]

    technical = getters.query_one(EntryList)

    @dataclass
    class Known(Message):
        """What is on the disk now."""

        vacancy: Vacancy | None
        bank: "QuestionBank"
        reads: bool
        """Whether the lines are to show it; what was typed into them stays otherwise."""
        adds: bool = False
        """Whether a qualification was added, whose line is free again."""

    @dataclass
    class Refused(Message):
        """What was typed cannot be kept."""

        row: str
        words: str

    def __init__(self) -> None:
        super().__init__()
        self.title = "Vacancy"
        self._vacancy: Vacancy | None = None
        self._writing = InTurn()

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield TextRow("Title", placeholder="as the announcement has it", id="name")
            yield TextRow("Closes", placeholder="such as 31 Mar 2027, or empty", id="closing")
            yield Static("", id="when", markup=False)
            yield Static("Technical qualifications", classes="head", markup=False)
            yield Static("", id="none", markup=False)
            yield EntryList()
            yield TextRow("Add one", placeholder="such as: fleet management", id="field")

    def on_mount(self) -> None:
        self.topline.title = "Vacancy"
        self._row("name").line.focus()
        self.change(lambda preparation: preparation, "name", reads=True)

    def change(
        self, step: Callable[[Preparation], Preparation], row: str, *, reads: bool = False
    ) -> None:
        """Change what is on disk, and show what is there then."""
        self._writing.ask(self.app, partial(self._change, step, row, reads=reads))

    def _change(self, step: Callable[[Preparation], Preparation], row: str, *, reads: bool) -> None:
        services = self.services
        try:
            after = services.preparation.change(step)
        except InputError as error:
            self.post_message(self.Refused(row, error.message))
            return
        self.post_message(self.Known(after.vacancy, services.bank.load(), reads))

    @on(Known)
    def _show(self, event: Known) -> None:
        held = self._vacancy = event.vacancy
        if event.reads:
            self._row("name").fill(held.title if held else "")
            self._row("closing").fill(written(held.closing) if held and held.closing else "")
        if event.adds:
            self._row("field").fill("")
        self.query_one("#when", Static).update(self._when(held))
        self.technical.clear_options()
        for framework in held.technical if held else ():
            self.technical.add_option(Option(_technical_line(event.bank, framework), framework))
        has_any = self.technical.option_count > 0
        self.technical.display = has_any
        nothing = self.query_one("#none", Static)
        nothing.update(NO_TECHNICAL)
        nothing.display = not has_any
        if has_any:
            self.technical.highlighted = 0
        self.refresh_bindings()

    def _when(self, held: Vacancy | None) -> str:
        if held is None:
            return NONE_SET
        if held.closing is None:
            return "closing date not known"
        today = self.services.now().astimezone().date()
        if held.closing < today:
            return f"{held.closing:%A}; it has closed"
        return f"{held.closing:%A}; {NearestDate(held.closing, Goal.CLOSING).words(today)}"

    @on(Refused)
    def _say(self, event: Refused) -> None:
        self._row(event.row).say(event.words)

    def _row(self, name: str) -> TextRow:
        return self.query_one(f"#{name}", TextRow)

    # --- title and date -----------------------------------------------------------------

    @on(TextRow.Submitted, "#name")
    @on(TextRow.Submitted, "#closing")
    def _go_on(self, event: TextRow.Submitted) -> None:
        """Enter goes on to the next line, where nothing is wrong with this one."""
        if self._take():
            self._row("closing" if event.control.id == "name" else "field").line.focus()

    @on(events.DescendantBlur)
    def _left(self) -> None:
        self._take()

    def _take(self) -> bool:
        """Keep title and date, where both can be; whether nothing is wrong with them."""
        title, typed = self._row("name").value.strip(), self._row("closing").value.strip()
        if not title and not typed and self._vacancy is None:
            return True
        try:
            closing = day_of(typed) if typed else None
        except InputError as error:
            self._row("closing").say(f"{error.message} {error.hint}")
            return False
        if not title:
            self._row("name").say("It needs a title. f7 forgets the vacancy.")
            return False
        self.change(lambda held: with_vacancy(held, title, closing), "name")
        return True

    def action_back(self) -> None:
        """Keep what is typed, and go back."""
        self._take()
        self.dismiss(None)

    def action_forget(self) -> None:
        """Forget the vacancy."""
        for name in ("name", "closing", "field"):
            self._row(name).fill("")
        self.change(without_vacancy, "name", reads=True)

    # --- technical qualifications -------------------------------------------------------

    @on(TextRow.Submitted, "#field")
    def _add(self) -> None:
        if field := self._row("field").value.strip():
            self._row("field").say("Writing drafts of questions …")
            self._writing.ask(self.app, partial(self._add_field, field))

    def _add_field(self, field: str) -> None:
        """Write drafts on a qualification, and note it with the vacancy."""
        services = self.services
        try:
            # Nothing is written for a vacancy that there is not.
            with_technical(services.preparation.load(), FrameworkId(""))
            framework = services.write_technical(field)
            after = services.preparation.change(partial(with_technical, framework=framework))
        except InputError as error:
            self.post_message(self.Refused("field", f"{error.message} {error.hint}"))
            return
        self.post_message(self.Known(after.vacancy, services.bank.load(), reads=False, adds=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Practise where a qualification is pointed at; forget what there is."""
        if action == "practise":
            return self.technical.has_focus and self.technical.option_count > 0
        if action == "forget":
            return self._vacancy is not None
        return super().check_action(action, parameters)

    def action_practise(self) -> None:
        """Answer a question on the qualification that is pointed at."""
        option = self.technical.highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(FrameworkId(option.id))

    @on(EntryList.OptionSelected)
    def _clicked(self) -> None:
        self.action_practise()

    def on_descendant_focus(self) -> None:
        """The keys follow."""
        self.refresh_bindings()


def _technical_line(bank: "QuestionBank", framework: FrameworkId) -> Content:
    known = {each.id: each for each in bank.frameworks}
    if framework not in known:
        return Content.assemble(framework, ("  no longer in your bank", "$text-warning"))
    count = len(bank.questions_of(framework))
    # The title begins with what all of them are.
    title = known[framework].title.partition(": ")[2] or known[framework].title
    return Content.assemble(
        (title, "bold"), (f"   {how_many(count, 'question')}", "$foreground 75%")
    )
