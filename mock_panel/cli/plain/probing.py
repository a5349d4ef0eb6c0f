"""Follow-ups after the review: an answered probe becomes part of the answer."""

from contextlib import suppress
from dataclasses import dataclass

from mock_panel.cli.plain.collecting import Commands, collect
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Found
from mock_panel.errors import StorageError
from mock_panel.practice.review import level_words, open_probes
from mock_panel.practice.timing import AnswerClock, seconds_aloud


def offer_probes(talk: Talk, attempt: Attempt) -> Attempt:
    """Offer one probe after the other until one is declined; the attempt as it is then."""
    while not talk.lines.has_ended and (probes := open_probes(attempt, _of_bank(talk, attempt))):
        talk.lines.say(f"Probe: {probes[0]}")
        if not talk.lines.agrees("Answer this probe now, y for yes, Enter for no?"):
            break
        longer = _answer(talk, attempt, probes[0])
        if longer is attempt:
            break
        talk.lines.say(f"With the probe: {level_words(longer)}. Before: {level_words(attempt)}.")
        attempt = longer
    return attempt


def _of_bank(talk: Talk, attempt: Attempt) -> tuple[str, ...]:
    """The bank's probes for the parts that were not clear."""
    question = talk.rehearsal.bank_question(attempt.question)
    if question is None or attempt.report is None:
        return ()
    return tuple(
        probe
        for part, score in attempt.report.parts.items()
        if score.found is not Found.CLEAR
        for probe in question.probes.get(part, ())
    )


@dataclass
class _Continuation:
    """The answer to a probe while it is given.

    It is stored with the attempt before each wait, since drafts hold no continuations.
    """

    talk: Talk
    attempt: Attempt
    probe: str
    clock: AnswerClock
    text: str = ""

    def take(self, text: str) -> None:
        self.text = text

    def store(self) -> Attempt:
        seconds = round(self.clock.elapsed, 1)
        return self.talk.rehearsal.answer_probe(self.attempt, self.probe, self.text, seconds)

    def keep(self) -> None:
        with suppress(StorageError):  # told when the whole of it is stored
            self.store()


def _answer(talk: Talk, attempt: Attempt, probe: str) -> Attempt:
    """The attempt with the probe's answer; the same attempt if nothing was said."""
    clock = AnswerClock(talk.rehearsal.monotonic)
    clock.start()
    continuation = _Continuation(talk, attempt, probe, clock)
    talk.lines.say("A line with a single dot ends it.")
    talk.lines.say("Your answer to the probe, Enter ends a line?")
    try:
        collect(talk.lines, _commands(talk, clock, probe), continuation.take, continuation.keep)
    except KeyboardInterrupt:
        if continuation.text.strip():
            continuation.keep()
        raise
    clock.stop()
    if not continuation.text.strip():
        return attempt
    return talk.store(continuation.store, "The answer itself is saved; its continuation is not.")


def _commands(talk: Talk, clock: AnswerClock, probe: str) -> Commands:
    return {
        "time?": lambda: talk.lines.say(f"{seconds_aloud(clock.elapsed)}."),
        "question?": lambda: talk.lines.say(probe),
        "help?": talk.help,
    }
