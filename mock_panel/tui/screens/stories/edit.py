"""The fields of a story as a form; every change is stored as it is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Label, Static, TextArea

from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import Executive, Reach, Story
from mock_panel.errors import InputError, MockPanelError, StorageError
from mock_panel.practice.story_card import competency_title
from mock_panel.practice.story_fields import money_line, money_of, people_of, when_of
from mock_panel.practice.story_keeper import StoryKeeper
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.stories.shelf import framework_of
from mock_panel.tui.widgets.choice_row import Choice, ChoiceRow
from mock_panel.tui.widgets.editor import Editor
from mock_panel.tui.widgets.listed_row import ListedRow
from mock_panel.tui.widgets.text_row import TextRow

TICK = 0.25
"""Seconds between two looks at whether a change is due on the disk."""
Store = Callable[[Story], Story]


class EditScreen(Page[Story | None]):
    """One field a row; gives back the story as it is stored, None where nothing was."""

    CSS_PATH = "edit.tcss"
    HELP_TEXT = (
        "Tab and up and down move between the fields, left and right change a choice, Enter "
        "opens the list of competencies. What you change is on the disk half a second after you "
        "rest your hands, and two seconds after the first letter at the latest. A field that "
        "cannot be read says so under itself, and keeps its last good value.\n\n"
        "S, T, A and R take one headline a line: a few words to tell from, no sentences to read "
        "out. When is a year or a month, such as 2023 or 2023-05. Money may be 410k, 2.4M, or "
        "300,000 EUR."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "done", "Done", "Store the story and go back"),
        # Before the letters that are typed behind them; a line of headlines has its own.
        Binding("up,shift+tab", "row(-1)", show=False, priority=True),
        Binding("down,tab", "row(1)", show=False, priority=True),
    ]

    form = getters.query_one("#form", VerticalScroll)
    status = getters.query_one("#status", Static)

    @dataclass
    class Written(Message):
        """The story is stored, or why it is not."""

        story: Story | None
        problem: MockPanelError | None

    def __init__(self, story: Story, bank: QuestionBank, keep: Store | None = None) -> None:
        """Edit a story.

        Args:
            story: stored already, or else `keep` is given.
            bank: for its competencies.
            keep: stores the story for the first time.
        """
        super().__init__()
        self.title = "Edit a story" if keep is None else "Keep as story"
        self._story = story
        self._bank = bank
        self._keep = keep
        self._stored: Story | None = None if keep is not None else story
        self._typed: dict[str, str] = {}
        """What each line said when its value was last read."""

    def body(self) -> ComposeResult:
        story = self._story
        lines = {
            "title": ("Title", story.title, "a few words to know it by"),
            "when": ("When", str(story.when or ""), "2023 or 2023-05"),
            "grade": ("Post or grade", story.grade, "yours then, such as GS-15"),
            "people": ("People led", str(story.scope.people or ""), "a whole number"),
            "money": ("Money", money_line(story.scope.money), "410k, 2.4M or 300,000 EUR"),
        }
        self._typed = {name: value for name, (_, value, _) in lines.items()}
        with VerticalScroll(id="form", can_focus=False):
            for name, (label, value, hint) in lines.items():
                yield TextRow(label, value, placeholder=hint, id=f"field-{name}")
            yield ChoiceRow("Level then", _LEVELS, chosen=story.executive, id="executive")
            yield ChoiceRow("Reach", _REACHES, chosen=story.scope.reach, id="reach")
            yield ListedRow("Shows", id="shows")
            for part in STORY_PARTS:
                with Horizontal(classes="part"):
                    yield Label(f"{part.letter}  {part.value.capitalize()}")
                    yield Editor(
                        "\n".join(story.prompts[part]), id=part.value, compact=True,
                        highlight_cursor_line=False, tab_behavior="focus",
                        placeholder="one headline a line",
                    )  # fmt: skip
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = self.title or ""
        services = self.services
        self._keeper = StoryKeeper(self._store, services.monotonic)
        # Kept at hand: when the screen goes, its widgets are gone first.
        self._editors = {part: self.query_one(f"#{part.value}", Editor) for part in STORY_PARTS}
        self._rows = {name: self.query_one(f"#field-{name}", TextRow) for name in self._typed}
        self._lines = {name: row.line for name, row in self._rows.items()}
        self._choices: list[ChoiceRow[Any]] = [
            self.query_one(f"#{name}", ChoiceRow) for name in ("executive", "reach")
        ]
        self._show_shown()
        if self._keep is not None:
            self.status.update("Read it through: a program chose. ctrl+s keeps it.")
        self._lines["title"].focus()
        self.set_interval(TICK, self._tick)

    def _store(self, story: Story) -> Story:
        if self._stored is None and self._keep is not None:
            return self._keep(story)
        return self.services.stories.save(story, self._bank)

    # --- what is changed ------------------------------------------------------------------

    @on(TextRow.Changed)
    @on(TextArea.Changed)
    @on(ChoiceRow.Changed)
    def _changed(self) -> None:
        before = self._story
        self._read()
        if self._story != before:
            self._keeper.change(self._story)
            self._tell("not stored yet")

    def _read(self) -> None:
        """Take every field that can be read; one that cannot says so under itself."""
        for name, line in self._lines.items():
            if line.value == self._typed[name]:
                continue
            self._typed[name] = line.value
            try:
                self._story = _FIELDS[name](self._story, line.value)
            except InputError as error:
                self._rows[name].say(f"{error.message} {error.hint}".strip())
        prompts = {
            part: tuple(filter(str.strip, editor.text.split("\n")))
            for part, editor in self._editors.items()
        }
        if prompts != self._story.prompts:
            self._story = replace(self._story, prompts=prompts)
        executive, reach = (row.value for row in self._choices)
        assert isinstance(executive, Executive)  # noqa: S101 - for the type checker
        scope = replace(self._story.scope, reach=reach)
        self._story = replace(self._story, executive=executive, scope=scope)

    @on(ListedRow.Opened, "#shows")
    @work(exclusive=True, group="shows")
    async def _choose_shown(self) -> None:
        from mock_panel.tui.screens.stories.competencies import (  # noqa: PLC0415 - when asked
            CompetenciesScreen,
        )

        framework = framework_of(self.services, self._bank)
        shown = await self.app.push_screen_wait(
            CompetenciesScreen(self._story, self._bank, framework)
        )
        if shown is not None and shown != self._story.competencies:
            self._story = replace(self._story, competencies=shown)
            self._keeper.change(self._story)
            self._show_shown()

    def _show_shown(self) -> None:
        row = self.query_one("#shows", ListedRow)
        shown = self._story.competencies
        names = ", ".join(competency_title(each, self._bank) for each in shown[:2])
        more = f" and {len(shown) - 2} more" if len(shown) > 2 else ""
        row.words = f"{names}{more}" if shown else "nothing yet"
        row.explanation = "" if shown else "enter chooses"

    # --- on the disk --------------------------------------------------------------------------

    def _tick(self) -> None:
        if self._keeper.is_due:
            self.write()

    @work(thread=True, exit_on_error=False, group="write")
    def write(self, *, leaves: bool = False) -> None:
        """Store what waits; go back then, if that is wanted and nothing hinders it."""
        story, problem = None, None
        try:
            story = self._keeper.write()
        except MockPanelError as error:
            problem = error
        if story is not None:
            self._stored = story
        self.post_message(self.Written(story, problem))
        if leaves and problem is None:
            self.app.call_from_thread(self.dismiss, self._stored)

    @on(Written)
    def _written(self, event: Written) -> None:
        if event.problem is not None:
            hint = f" {event.problem.hint}" if isinstance(event.problem, InputError) else ""
            self._tell(f"NOT stored: {event.problem.message}{hint}", is_wrong=True)
        elif event.story is not None and self._keeper.is_clean:
            self._tell("stored")

    def _tell(self, words: str, *, is_wrong: bool = False) -> None:
        self.status.set_class(is_wrong, "-wrong")
        self.status.update(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Within headlines up and down move the cursor."""
        if action == "row":
            return not isinstance(self.focused, TextArea)
        return super().check_action(action, parameters)

    def action_row(self, by: int) -> None:
        """Go to the row below, or above."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_done(self) -> None:
        """Store the story and leave; a new one is kept even without a change."""
        self._read()
        if self._stored is None or not self._keeper.is_clean:
            self._keeper.change(self._story)
        self.write(leaves=True)

    def action_back(self) -> None:
        """Leave; what was changed is stored first."""
        if self._keeper.is_clean:
            self.dismiss(self._stored)
        else:
            self.write(leaves=True)

    def on_unmount(self) -> None:
        # The last letters may be in a field without the screen having heard of them.
        before = self._story
        self._read()
        if self._story != before:
            self._keeper.change(self._story)
        try:
            self._keeper.write()
        except (InputError, StorageError) as error:
            self.app.notify(error.message, severity="error", markup=False)


def _with_scope(story: Story, **changes: Any) -> Story:
    return replace(story, scope=replace(story.scope, **changes))


def _with_title(story: Story, text: str) -> Story:
    if not text.strip():
        raise InputError("A story needs a title.", "A few words will do.")
    return replace(story, title=text)


_FIELDS: dict[str, Callable[[Story, str], Story]] = {
    "title": _with_title,
    "when": lambda story, text: replace(story, when=when_of(text)),
    "grade": lambda story, text: replace(story, grade=text),
    "people": lambda story, text: _with_scope(story, people=people_of(text)),
    "money": lambda story, text: _with_scope(story, money=money_of(text)),
}
_LEVELS = [
    Choice(Executive.UNKNOWN, "not said"),
    Choice(Executive.YES, "executive", "GS-15, O-6 or the like"),
    Choice(Executive.NO, "below executive level"),
]
_REACHES: list[Choice[Reach | None]] = [
    Choice(reach, reach.words if reach else "not said") for reach in (None, *Reach)
]
