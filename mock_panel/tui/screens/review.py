"""The review: every sentence marked, every part proved, what to do next."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.sessions import Draft, SessionSetup
from mock_panel.practice.comparing import alike
from mock_panel.practice.held_down import held_words_of
from mock_panel.practice.review import (
    change_since,
    level_words,
    marked_sentences,
    open_probes,
    part_proofs,
    previous_words,
    prompt_names,
    rating_words,
    rounded_words,
    time_words,
    understanding_words,
)
from mock_panel.practice.session import PracticeSession
from mock_panel.practice.supplementals import lacking_words, number_of_added
from mock_panel.practice.transcripts import words_by
from mock_panel.tui.keys import key
from mock_panel.tui.screens import review_content
from mock_panel.tui.screens.story_review import StoryReview
from mock_panel.tui.screens.worded_review import WordedReview
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.sentences import SentenceList
from mock_panel.tui.widgets.sound_strip import SoundStrip

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.presets import Preset
    from mock_panel.practice.usual_delivery import Baseline


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """How the candidate left the review, and the attempt as it is now."""

    way: str
    """`again`, `next`, `words` or `leave`."""
    attempt: Attempt


class ReviewScreen(StoryReview[ReviewChoice]):
    """One attempt in full, within a session or from the history."""

    CSS_PATH = "review.tcss"
    HELP_TEXT = (
        "Each sentence has the letter of the part it was taken for: S situation, T task, "
        "A action, R result, · other. Below stand the parts with the words that prove them, and "
        "at most five pieces of advice, the one that would raise the level most first.\n\n"
        "j selects the next sentence, J the one before; the proofs of the sentence light "
        "up. A probe is a follow-up for what was missing: your answer to it is added to the "
        "attempt and both are scored together.\n\n"
        "A recorded answer is a strip of sound: its height is the loudness, dots are pauses of "
        "half a second or more, the letters below are the parts. l plays from the selected "
        "sentence, left and right jump by part, u counts a filler that you hear. How you spoke "
        "stands under Delivery and never enters the level.\n\n"
        "w gives a spoken answer its words or corrects them, and after it those of a supplemental "
        "that was answered aloud.\n\n"
        "c compares it with an earlier answer to the question, or another telling of its story: "
        "what was found, words and seconds per part, evidence gained and lost, each sentence "
        "against the one that it was.\n\n"
        "k keeps the answer as a story: an outline of its strongest sentences, to be put right "
        "before it is kept. Where the words of the answer point to one of your stories, a line "
        "asks; y says yes, s names another. Only what you say counts as a telling.\n\n"
        "The level is this program's own practice level from 1 to 5. It reads words, it cannot "
        "tell whether they are true, and it predicts no board's vote."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "onward", "Go on", "Do the next step"),
        key("a", "probe", "Answer a probe", "Answer a follow-up; both are scored together"),
        key("t", "again", "Again", "Answer the same question again now"),
        key("n", "next", "Next", "Go to the next question, or end the session"),
        key(
            "c",
            "compare",
            "Compare",
            "What changed since another answer to it, or telling of its story",
        ),
        key(
            "m",
            "misunderstood",
            "Misunderstood",
            "Say that you had misunderstood the question; counted with the question",
            show=False,
        ),
        key("w", "words", "Words", "Give a spoken answer its words, or correct them"),
        key("j,down", "sentence(1)", "Next sentence", "Select the next sentence", show=False),
        key("J,up", "sentence(-1)", "Previous sentence", "Select the sentence before", show=False),
        key("escape", "back", "Leave", "Leave; the attempt is stored"),
    ]

    @dataclass
    class Looked(Message):
        """What the review needs beside the attempt has been read."""

        previous: Attempt | None
        alike: tuple[Attempt, ...]
        """What it can be compared with."""
        framework: "Framework"
        preset: "Preset | None"
        names: dict[Part, str]
        usual: "Baseline"
        """How the candidate spoke before."""
        held: str
        """What held the level down; empty where nothing did."""

    @dataclass
    class Rescored(Message):
        """The attempt has been continued and scored anew."""

        attempt: Attempt

    @dataclass
    class Marked(Message):
        """It is stored whether the question had been misunderstood."""

        misunderstood: bool

    def __init__(self, attempt: Attempt, session: PracticeSession | None = None) -> None:
        super().__init__(attempt)
        self.title = "Review"
        self.session = session
        self._previous: Attempt | None = None
        self._alike: tuple[Attempt, ...] = ()
        self._preset: Preset | None = None
        self._names = prompt_names(None)
        self._held = ""
        self._probe_draft: Draft | None = None

    @classmethod
    def of_stored(cls, attempt: Attempt, probe_draft: Draft | None = None) -> Self:
        """The review of an attempt from the history, perhaps with a probe half answered."""
        screen = cls(attempt)
        screen._probe_draft = probe_draft
        return screen

    def body(self) -> ComposeResult:
        with VerticalScroll(id="columns"):
            with Vertical(id="left"):
                yield Static("", id="asked", markup=False)
                yield Static("", id="refused", markup=False)
                yield Static("", id="held", markup=False)
                yield Static("", id="told", markup=False)
                yield SoundStrip(lambda: self.services.player, self.sound_file)
                yield SentenceList(id="answer")
                yield Static("", id="unsaid", markup=False)
            with Vertical(id="right"):
                yield HangingText(id="balance")
                yield HangingText(id="advice")
                yield HangingText(id="delivery")
                yield HangingText(id="parts")
                yield Static("", id="ratings", markup=False)

    def on_mount(self) -> None:
        self.show()
        self.look()
        self.recognise()
        self.query_one("#columns").focus()
        if self._probe_draft is not None:
            self._go_on(self._probe_draft)

    @work(thread=True, exclusive=True, exit_on_error=False, group="look")
    def look(self) -> None:
        """Read the previous attempt and the names."""
        bank = self.services.bank.load()
        framework = bank.framework(self.attempt.question.framework)
        try:
            preset = bank.preset(self.attempt.preset)
        except KeyError:
            preset = None
        previous = self.services.attempts.previous(
            self.attempt.question.id, self.attempt.started_at
        )
        names = prompt_names(bank.answer_model(self.services.settings.answer_model))
        others = alike(self.attempt, self.services.attempts, self.services.stories)
        usual = self.usual_delivery()
        held = held_words_of(self.attempt, bank)
        self.post_message(self.Looked(previous, others, framework, preset, names, usual, held))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        self._previous, self._preset, self._names = event.previous, event.preset, event.names
        self._alike, self.usual, self._held = event.alike, event.usual, event.held
        titles = {ecq.id: ecq.short_title for ecq in event.framework.ecqs}
        name = titles.get(self.attempt.question.ecq, str(self.attempt.question.ecq))
        self.topline.title = f"{name} · {time_words(self.attempt)}"
        self.show()
        self.refresh_bindings()

    @on(Rescored)
    def _rescored(self, event: Rescored) -> None:
        self._show_anew(event.attempt)
        self.notify("The answer and the probe are scored together now.", timeout=4)

    @on(WordedReview.ReadAgain)
    def _read_again(self, event: WordedReview.ReadAgain) -> None:
        self._show_anew(event.attempt)

    def _show_anew(self, attempt: Attempt) -> None:
        """The same answer with other words, or more of them."""
        self.attempt, self._held = attempt, ""
        self.show()
        self.look()

    @on(Marked)
    def _marked(self, event: Marked) -> None:
        self.attempt = replace(self.attempt, misunderstood=event.misunderstood)
        self._show_ratings()
        # The line may lie below what is on the screen.
        self.notify(f"Stored: {understanding_words(self.attempt)}.", timeout=4)

    def show(self) -> None:
        """Show the attempt as it is now."""
        attempt = self.attempt
        change = change_since(attempt, self._previous)
        self.topline.state = Content.assemble(
            (level_words(attempt), "bold"), f"  {change}" if change else ""
        )
        self.query_one("#asked", Static).update(attempt.question.text)
        refused = self.query_one("#refused", Static)
        refused.update(review_content.refused(attempt))
        refused.display = bool(refused.content)
        held = self.query_one("#held", Static)
        held.update(f"{rounded_words(attempt)} {self._held}".strip())
        held.display = bool(held.content)
        self.answer.sentences = marked_sentences(attempt)
        unsaid = self.query_one("#unsaid", Static)
        unsaid.update(attempt.full_text if not self.answer.sentences else "")
        unsaid.display = not self.answer.sentences
        self.show_sound()
        self._show_parts()
        advice = self.query_one("#advice", HangingText)
        advice.paragraphs = review_content.advice(attempt)
        advice.display = bool(advice.paragraphs)
        self._show_ratings()

    def _show_ratings(self) -> None:
        attempt = self.attempt
        lines = [
            f"{attempt.mode.value} answer, {rating_words(attempt.self_rating)}",
            previous_words(self._previous, self.services.now()),
        ]
        if words := words_by(attempt):
            lines.insert(1, words)
        if lacking := lacking_words(attempt):
            lines.append(f"{lacking}: w gives them")
        if attempt.misunderstood:
            lines.append(understanding_words(attempt))
        self.query_one("#ratings", Static).update("\n".join(lines))

    def _show_parts(self) -> None:
        report = self.attempt.report
        parts = self.query_one("#parts", HangingText)
        balance = self.query_one("#balance", HangingText)
        balance.display = parts.display = report is not None and report.is_scored
        if report is None:
            return
        guide = self._preset.guide if self._preset else {}
        balance.paragraphs = review_content.balance(report, guide)
        selected = self.answer.selected
        span = self.answer.sentences[selected].span if selected is not None else None
        proofs = part_proofs(report, self.attempt.full_text)
        parts.paragraphs = review_content.parts(proofs, self._names, span)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this attempt has."""
        match action:
            case "probe":
                return bool(open_probes(self.attempt))
            case "compare":
                return bool(self._alike)
            case "next":
                return self.session is not None
            case "words":
                return self.attempt.mode is AnswerMode.SPOKEN
            case _:
                return super().check_action(action, parameters)

    def action_onward(self) -> None:
        """The next question where there is one; otherwise the same one again."""
        if self.session is None:
            self.action_back()
        elif self.session.is_last:
            self.action_again()
        else:
            self.action_next()

    def action_again(self) -> None:
        """Answer the same question again."""
        if self.session is not None:
            self.dismiss(ReviewChoice("again", self.attempt))
            return
        setup = SessionSetup(
            framework=self.attempt.question.framework,
            preset=self.attempt.preset,
            ecqs=(self.attempt.question.ecq,),
            mode=self.attempt.mode,
            voice=self.services.settings.voice,
            preparation_seconds=self._preset.preparation_seconds if self._preset else 0,
            seed=self.services.new_seed(),
        )
        self.panel_app.practise_again(setup, self.attempt.question)

    def action_next(self) -> None:
        """Leave for the next question or the end of the session."""
        self.dismiss(ReviewChoice("next", self.attempt))

    def action_back(self) -> None:
        """Leave for Home or for the list one came from."""
        self.dismiss(ReviewChoice("leave", self.attempt))

    def action_sentence(self, by: int) -> None:
        """Move through the sentences; the proofs of each light up."""
        self.answer.select(by)

    @on(SentenceList.Selected)
    def _light_proofs(self) -> None:
        self._show_parts()

    # --- its words --------------------------------------------------------------------

    def action_words(self) -> None:
        """Have the answer written down, type its words, or correct them."""
        self.strip.stop()
        if self.session is not None:
            self.dismiss(ReviewChoice("words", self.attempt))
        else:
            self.reopen()

    # --- before and after ---------------------------------------------------------------

    def action_compare(self) -> None:
        """Put another answer to the question, or telling of the story, against this one."""
        from mock_panel.tui.screens.compare import CompareScreen  # noqa: PLC0415 - when asked

        self.app.push_screen(CompareScreen(self.attempt, self._alike))

    def action_probe(self) -> None:
        """Answer the first probe that is open."""
        self._ask(open_probes(self.attempt)[0], None)

    def _go_on(self, draft: Draft) -> None:
        """With a probe, or with the words of what was added aloud."""
        number = number_of_added(self.attempt, draft.note)
        if number is not None:
            self.finish_added_words(number, draft)
        else:
            self._ask(draft.note, draft)

    @work(exclusive=True, group="probe")
    async def _ask(self, probe: str, draft: Draft | None) -> None:
        from mock_panel.tui.screens.probe import ProbeScreen  # noqa: PLC0415 - only when asked

        answer = await self.app.push_screen_wait(ProbeScreen(self.attempt, probe, draft))
        if answer is not None:
            self.continue_with(probe, *answer)

    @work(thread=True, exit_on_error=False, group="rescore")
    def continue_with(self, probe: str, text: str, seconds: float) -> None:
        """Add the answer to a probe, score and store; its draft goes only then."""
        with self.storing:
            longer = self.services.rehearsal.answer_probe(self.attempt, probe, text, seconds)
            self.attempt = longer
            self.post_message(self.Rescored(longer))

    @work(thread=True, exit_on_error=False, group="store")
    def action_misunderstood(self) -> None:
        """Say that the question had been misunderstood, or take it back; stored at once."""
        with self.storing:
            misunderstood = not self.attempt.misunderstood
            self.services.attempts.mark_misunderstood(self.attempt.id, misunderstood)
            # At once, because the next change may be waiting for its turn.
            self.attempt = replace(self.attempt, misunderstood=misunderstood)
            self.post_message(self.Marked(misunderstood))
