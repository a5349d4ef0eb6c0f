"""Set up a panel: who sits, what is asked, how it is rated; then it is frozen."""

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.ids import PanelId
from mock_panel.errors import InputError
from mock_panel.panel.setup_draft import SetupDraft, read_setup
from mock_panel.panel.setup_keeper import SetupKeeper
from mock_panel.tui.keys import key
from mock_panel.tui.screens.bank_view import gather_catalogue
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.desk_view import people_lines
from mock_panel.tui.screens.panel.form_view import form_lines
from mock_panel.tui.screens.panel.setup_layout import form_rows, people_rows
from mock_panel.tui.screens.panel.setup_rows import (
    Chosen,
    choices_of,
    chosen_of,
    completed,
    drawn,
    first_name_problem,
    first_problem,
    plan_of,
    scale_words,
    sitting_of,
    summary,
)
from mock_panel.tui.widgets.choice_row import ChoiceRow
from mock_panel.tui.widgets.form_question import FormQuestion
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.text_row import TextRow

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from mock_panel.domain.panels import Panel
    from mock_panel.domain.questions import QuestionBank
    from mock_panel.panel.protocol import Convened
    from mock_panel.tui.screens.bank_narrowing import Catalogue
    from mock_panel.tui.widgets.question_list import Entry

_TYPED = ("candidate", "cohort", "chair", "raters", "observers")


class PanelSetupScreen(Page[PanelId | None]):
    """One thing a row; gives back the panel that was convened."""

    CSS_PATH = "setup.tcss"
    HELP_TEXT = (
        "Up and down move between the rows, left and right change a value. Enter convenes the "
        "panel, or goes to what is still missing; nothing happens before a last look at all of "
        "it. What is typed is kept as you type: Escape loses nothing.\n\n"
        "Two to six people rate, the chair among them unless the chair only runs the panel. "
        "Observers see and neither rate nor note. Masked, as at the board, raters are letters on "
        "every screen and in the report; the letters are dealt by chance, the chair's too.\n\n"
        "On a question Enter chooses another of the same ECQ, u and d move it, r draws all "
        "afresh. Once convened, people, questions, wording and scale are frozen, so that every "
        "candidate of the form is asked and rated alike."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "convene", "Convene", "Convene the panel, or go to what is missing"),
        Binding("ctrl+s", "convene", "Convene", show=False, id="convene_anywhere"),
        key("r", "redraw", "Redraw", "Draw all questions afresh", show=False),
        key("ctrl+n", "afresh", "Start afresh", "Forget what is typed and chosen here",
            show=False),
        # Before the rows' container, which would scroll where it is higher than the window.
        Binding("up", "app.focus_previous", "Row above", show=False, priority=True),
        Binding("down", "app.focus_next", "Row below", show=False, priority=True),
    ]  # fmt: skip

    status = getters.query_one("#status", Static)

    @dataclass
    class Known(Message):
        """The bank has been read, and what was left unfinished."""

        catalogue: "Catalogue"
        draft: SetupDraft | None

    @dataclass
    class NotSaved(Message):
        """What was typed could not be kept."""

        words: str

    def __init__(self, like: "Panel | None" = None) -> None:
        """Begin a set-up.

        Args:
            like: people and form are taken over from it; only the candidate is asked for.
        """
        super().__init__()
        self.title = "Set up a panel"
        self._like = like
        self._catalogue: Catalogue | None = None
        self._draft = SetupDraft(cohort=like.cohort) if like else SetupDraft()
        self._is_convening = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="rows", can_focus=False):
            yield TextRow("Candidate", id="candidate", placeholder="a name or an alias")
            yield TextRow(
                "Cohort", self._draft.cohort, id="cohort", placeholder="optional, to compare later"
            )
            if self._like is None:
                yield from people_rows()
                yield from form_rows()
            else:
                yield HangingText(id="taken-over")
        yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        if self._like is None:
            self.topline.title = "Set up a panel"
            self.topline.state = "frozen once convened"
        else:
            self.topline.title = "The same panel for another candidate"
            self.topline.state = self._like.form.preset_title
        self._keeper = SetupKeeper(self.services.paths.drafts)
        self.status.update("enter convenes, after a last look at all of it")
        self._text("candidate").line.focus()
        if self._like is None:
            self.read_bank()

    @on(events.Resize)
    def _fit(self) -> None:
        if self._like is not None:
            self.call_after_refresh(self._show_taken_over, self._like)

    def _show_taken_over(self, like: "Panel") -> None:
        text = self.query_one("#taken-over", HangingText)
        width = text.size.width or self.size.width - 4
        text.paragraphs = [
            *people_lines(like),
            *form_lines(like.form, width, in_full=self.size.height > 30),
        ]

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """The footer names the key that convenes from where the caret is."""
        found = super().active_bindings
        convene = found.get("ctrl+s")
        for keys, active in found.items():
            binding = active.binding
            if convene is not None and binding.action == "submit":
                binding = replace(convene.binding, key=keys, action="submit", show=True)
            elif binding.id == "convene_anywhere":
                binding = replace(binding, show=isinstance(self.focused, FormQuestion))
            found[keys] = active._replace(binding=binding)
        return found

    @work(thread=True, exclusive=True, exit_on_error=False, group="bank")
    def read_bank(self) -> None:
        """Read what there is to choose from, and what was left unfinished."""
        draft = read_setup(self.services.paths.drafts)
        self.post_message(self.Known(gather_catalogue(self.services), draft))

    @on(Known)
    async def _offer(self, event: Known) -> None:
        self._catalogue = event.catalogue
        most = max(preset.questions for preset in self._bank.presets)
        questions = self.query_one("#questions", Vertical)
        await questions.mount_all(FormQuestion(number) for number in range(1, most + 1))
        if event.draft is not None:
            self.status.update("as you left it; ctrl+n starts afresh")
        # What was typed while the bank was read comes before what was left.
        typed = {name: self._text(name).value for name in _TYPED if self._text(name).value}
        draft = replace(event.draft or SetupDraft(), **typed)  # type: ignore[arg-type]
        self._begin_with(draft)

    def _begin_with(self, draft: SetupDraft) -> None:
        self._draft = completed(draft, self._bank, self.services.settings.framework)
        for name in _TYPED:
            self._text(name).fill(getattr(self._draft, name))
        if not self._draft.questions:
            self._draft = replace(self._draft, questions=self._drawn())
        self._show_rows()

    @property
    def _bank(self) -> "QuestionBank":
        assert self._catalogue is not None  # noqa: S101 - for the type checker
        return self._catalogue.bank

    @property
    def _chosen(self) -> Chosen:
        return chosen_of(self._draft, self._bank)

    def _drawn(self) -> tuple[str, ...]:
        return drawn(self._draft, self._bank, self.services.new_seed())

    @on(TextRow.Changed)
    def _typed(self, event: TextRow.Changed) -> None:
        if event.row.id is not None:
            self._change(**{event.row.id: event.value})

    @on(TextRow.Submitted)
    def _submitted(self) -> None:
        self.action_convene()

    @on(ChoiceRow.Changed)
    def _row_changed(self, event: ChoiceRow.Changed) -> None:
        name, value = event.row.id, event.row.value
        if self._catalogue is None or name is None:
            return
        if name == "framework":
            self._change(framework=value, scale="", questions=())
        elif name == "preset":
            self._change(preset=value, questions=())
        elif name == "scale":
            own = value == self._chosen.framework.scale
            self._change(scale="" if own else value)
        else:
            self._change(**{name: value})
        if name == "chair_rates":
            self._text("raters").say("")

    def _change(self, **values: Any) -> None:
        """From now on these hold; they are written by a worker."""
        self._draft = replace(self._draft, **values)
        if self._like is not None:
            return
        if self._catalogue is not None:
            self._draft = completed(self._draft, self._bank, self.services.settings.framework)
            if not self._draft.questions:
                self._draft = replace(self._draft, questions=self._drawn())
            if values.keys() - set(_TYPED):
                self._show_rows()
            self._keep()

    def _keep(self) -> None:
        # The app's worker, not the screen's: it goes on even if the screen has been left.
        write = partial(self._write, self._draft, self._keeper.changed())
        self.app.run_worker(write, thread=True, exit_on_error=False, group="panel-setup")

    def _write(self, draft: SetupDraft, number: int) -> None:
        """Write the draft; runs in a worker."""
        if trouble := self._keeper.write(draft, number):
            self.post_message(self.NotSaved(trouble))

    @on(NotSaved)
    def _say_not_saved(self, event: NotSaved) -> None:
        self.status.update(event.words)

    def _show_rows(self) -> None:
        """Every row says what holds."""
        draft, chosen = self._draft, self._chosen
        for name, (choices, value) in choices_of(draft, chosen, self._bank).items():
            self._row(name).offer(choices, value)
        self._row("masked").choose(chosen.masked)
        for name in ("chair_rates", "rated_by", "probes"):
            self._row(name).choose(getattr(draft, name))
        self.query_one("#levels", Static).update(scale_words(chosen))
        self._show_questions()

    def _show_questions(self) -> None:
        entries = {entry.question.id: entry for entry in self._entries}
        for place, row in enumerate(self.query(FormQuestion)):
            asked = self._draft.questions[place : place + 1]
            row.entry = next((entries[question] for question in asked), None)  # type: ignore[index]
            row.display = bool(asked)

    @property
    def _entries(self) -> "tuple[Entry, ...]":
        return self._catalogue.entries if self._catalogue is not None else ()

    @on(FormQuestion.Moved)
    def _move(self, event: FormQuestion.Moved) -> None:
        order = list(self._draft.questions)
        place = event.row.number - 1
        to = place + event.by
        if 0 <= to < len(order):
            order[place], order[to] = order[to], order[place]
            self._change(questions=tuple(order))
            list(self.query(FormQuestion))[to].focus()

    @on(FormQuestion.Redrawn)
    def _redraw(self) -> None:
        self.action_redraw()

    def action_redraw(self) -> None:
        """Draw all questions afresh."""
        if self._catalogue is not None:
            self._change(questions=self._drawn())
            self.status.update("drawn afresh")

    @on(FormQuestion.Chosen)
    @work(exclusive=True, group="choose")
    async def _choose(self, event: FormQuestion.Chosen) -> None:
        """Have another question chosen."""
        from mock_panel.tui.screens.panel.another_question import (  # noqa: PLC0415 - when asked for
            AnotherQuestionScreen,
        )

        entry, place = event.row.entry, event.row.number - 1
        if entry is None:
            return
        others = set(self._draft.questions) - {entry.question.id}
        offered = [
            e for e in self._entries
            if e.ecq_key == entry.ecq_key and e.question.id not in others
        ]  # fmt: skip
        taken = await self.app.push_screen_wait(
            AnotherQuestionScreen(offered, entry.question.id, has_anchors=self._chosen.has_anchors)
        )
        if taken is not None:
            order = [*self._draft.questions]
            order[place] = taken
            self._change(questions=tuple(order))

    def action_afresh(self) -> None:
        """Forget what is typed and chosen."""
        if self._catalogue is not None:
            self._begin_with(SetupDraft())
            self._keep()
            self.status.update("a fresh set-up")
            self._text("candidate").line.focus()

    @work(exit_on_error=False, group="convene")
    async def action_convene(self) -> None:
        """Convene the panel after a last look, or go to what is missing."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - when asked for
        from mock_panel.tui.screens.panel.pins import PinsScreen  # noqa: PLC0415 - as above

        if self._is_convening or (self._like is None and self._catalogue is None):
            return
        if (found := self._problem()) is not None:
            self._show_problem(*found)
            return
        self._is_convening = True
        try:
            answer = await self.app.push_screen_wait(
                NoticeScreen(
                    f"Convene the panel for {self._draft.candidate.strip()}?",
                    self._summary(),
                    Reply("enter", "convene it", "convene"),
                    Reply("b", "back to the set-up", "back"),
                )
            )
            if answer != "convene":
                return
            convened = await asyncio.to_thread(self._convene)
        except InputError as error:
            self._show_problem("candidate", error)
            return
        finally:
            self._is_convening = False
        await self.app.push_screen_wait(PinsScreen(convened))
        self.dismiss(convened.panel.id)

    def _problem(self) -> tuple[str, InputError] | None:
        if self._like is not None:
            return first_name_problem(self._draft.candidate, self._draft.cohort)
        return first_problem(self._draft, self._bank)

    def _summary(self) -> str:
        if self._like is None:
            return summary(self._draft, self._chosen)
        return (
            "The same people, the same questions in the same order, the same scale. The PINs are "
            "new and come next: have pen and paper ready."
        )

    def _convene(self) -> "Convened":
        """Convene; runs in a worker."""
        panels, draft = self.services.panels, self._draft
        if self._like is not None:
            return panels.convene_again(self._like, draft.candidate, draft.cohort)
        convened = panels.convene(
            plan_of(draft, self._bank),
            sitting_of(draft),
            draft.candidate,
            masked=self._chosen.masked,
            cohort=draft.cohort,
        )
        self._keeper.forget()
        return convened

    def _show_problem(self, name: str, error: InputError) -> None:
        if name in _TYPED:
            row = self._text(name)
            row.say(f"{error.message} {error.hint}".strip())
            row.line.focus()
        else:
            self.status.update(f"{error.message} {error.hint}".strip())

    def _text(self, name: str) -> TextRow:
        return self.query_one(f"#{name}", TextRow)

    def _row(self, name: str) -> ChoiceRow[Any]:
        return self.query_one(f"#{name}", ChoiceRow)
