"""Follow-ups after the review: an answered probe becomes part of the answer."""

from dataclasses import dataclass, field

from mock_panel.cli.plain.collecting import Commands, collect
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.storing import DraftOnDisk, store
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Found
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from mock_panel.practice.left_to_do import probe_draft, probe_session
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.review import level_words, open_probes
from mock_panel.practice.timing import AnswerClock, seconds_aloud


@dataclass
class Continuation:
    """The answer to a probe while it is given."""

    lines: Lines
    rehearsal: Rehearsal
    attempt: Attempt
    probe: str
    otherwise: str
    """Said when the answer cannot be stored: where it is instead."""
    text: str = ""
    asked: str = "the probe"
    """What is answered."""
    clock: AnswerClock = field(init=False)
    draft: DraftOnDisk = field(init=False)

    def __post_init__(self) -> None:
        self.clock = AnswerClock(self.rehearsal.monotonic)
        self.draft = DraftOnDisk(self.lines, self._save)

    @classmethod
    def resumed(
        cls, lines: Lines, rehearsal: Rehearsal, attempt: Attempt, draft: Draft, otherwise: str
    ) -> "Continuation":
        """Go on with a draft."""
        begun = cls(lines, rehearsal, attempt, draft.note, otherwise, draft.text)
        begun.clock.counted = draft.answer_seconds
        return begun

    def answer(self) -> Attempt:
        """The attempt with the probe's answer; the same attempt if nothing was added.

        Raises:
            KeyboardInterrupt: the candidate left; the words are in the draft.
            StorageError: it could not be stored.
        """
        before = self.text
        self.lines.say(f"Type your answer to {self.asked}. A line with a single dot ends it.")
        self.lines.say("Your answer, Enter ends a line?")
        self.clock.start()
        try:
            collect(self.lines, self._commands, self._take, self.draft.keep, text=self.text)
        except KeyboardInterrupt:
            self.leave()
            raise
        self.clock.stop()
        gave_nothing = not self.text.strip() or (self.lines.has_ended and self.text == before)
        if gave_nothing:
            self.leave()
            return self.attempt
        return store(self.lines, self._store, self.draft, self.otherwise)

    def leave(self) -> None:
        """Let go of the draft, with the words there are."""
        if self.text.strip():
            self.draft.keep()
        try:
            self.rehearsal.drafts.release(probe_session(self.attempt))
        except StorageError as error:
            self.lines.warn(error.message)

    def _take(self, text: str) -> None:
        self.text = text

    def _store(self) -> Attempt:
        seconds = round(self.clock.elapsed, 1)
        return self.rehearsal.answer_probe(self.attempt, self.probe, self.text, seconds)

    def _save(self) -> None:
        self.rehearsal.drafts.save(
            probe_draft(
                self.attempt, self.probe, self.text, self.clock.elapsed, self.rehearsal.now()
            )
        )

    @property
    def _commands(self) -> Commands:
        return {
            "time?": lambda: self.lines.say(f"{seconds_aloud(self.clock.elapsed)}."),
            "question?": lambda: self.lines.say(self.probe),
            "help?": self._help,
        }

    def _help(self) -> None:
        for text in (
            "time? tells the time.",
            f"question? says {self.asked} again.",
            "A line with a single dot ends the answer.",
        ):
            self.lines.say(text)


def offer_probes(lines: Lines, rehearsal: Rehearsal, attempt: Attempt, otherwise: str) -> Attempt:
    """Offer one probe after the other until one is declined; the attempt as it is then."""
    while not lines.has_ended and (probes := open_probes(attempt, _of_bank(rehearsal, attempt))):
        lines.say(f"Probe: {probes[0]}")
        if not lines.agrees("Answer this probe now, y for yes, Enter for no?"):
            break
        longer = Continuation(lines, rehearsal, attempt, probes[0], otherwise).answer()
        if longer is attempt:
            break
        lines.say(f"With the probe: {level_words(longer)}. Before: {level_words(attempt)}.")
        attempt = longer
    return attempt


def _of_bank(rehearsal: Rehearsal, attempt: Attempt) -> tuple[str, ...]:
    """The bank's probes for the parts that were not clear."""
    question = rehearsal.bank_question(attempt.question)
    if question is None or attempt.report is None:
        return ()
    return tuple(
        probe
        for part, score in attempt.report.parts.items()
        if score.found is not Found.CLEAR
        for probe in question.probes.get(part, ())
    )
