"""Follow-ups after the review: an answered probe becomes part of the answer."""

from collections.abc import Callable
from functools import partial

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


def _answer(talk: Talk, attempt: Attempt, probe: str) -> Attempt:
    """The attempt with the probe's answer; the same attempt if nothing was said.

    Each line is stored with the attempt at once, since drafts hold no continuations.
    """
    lines, clock = talk.lines, AnswerClock(talk.rehearsal.monotonic)
    clock.start()

    def continued(text: str) -> Attempt:
        return talk.rehearsal.answer_probe(attempt, probe, text, round(clock.elapsed, 1))

    lines.say("A line with a single dot ends it.")
    lines.say("Your answer to the probe, Enter ends a line?")
    text = collect(lines, _commands(talk, clock, probe), partial(_keep, talk, continued))
    if not text.strip():
        return attempt
    clock.stop()
    return talk.store(
        partial(continued, text),
        "The answer itself is saved; its continuation is not.",
    )


def _keep(talk: Talk, continued: Callable[[str], Attempt], text: str) -> None:
    if talk.lines.more_waits():
        return
    try:
        continued(text)
    except StorageError:
        # The whole continuation is stored, and trouble told, when it is finished.
        return


def _commands(talk: Talk, clock: AnswerClock, probe: str) -> Commands:
    return {
        "time?": lambda: talk.lines.say(f"{seconds_aloud(clock.elapsed)}."),
        "question?": lambda: talk.lines.say(probe),
        "help?": talk.help,
    }
