"""What the chair's screen says: all of it may be seen by the candidate, or can be hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import ProbeMode
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.lines import PART_STYLE, clock_line, part_letter
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

DIM = "$foreground 75%"
NOTE_PARTS = (Part.SITUATION, Part.ACTION, Part.RESULT, Part.OTHER)
"""What notes are taken under; the task counts as situation here."""
MAY_THEY = "May the answers be recorded and written down?"
_INDENT = 6
_FACE = 7
"""Columns of the clock's face in a clock line."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that may be asked beside the question at hand, or was."""

    words: str
    part: Part | None = None
    """Of an answer that lacks it; None for a supplemental or somebody's own question."""
    put: PanelEvent | None = None
    """When it was asked."""


def follow_ups(conduct: Conduct) -> tuple[FollowUp, ...]:
    """The supplementals, the probes where the form allows them, and what else was asked."""
    question = conduct.question
    planned = [FollowUp(words) for words in question.supplementals]
    if conduct.form.probe_mode is ProbeMode.NEUTRAL:
        planned += [
            FollowUp(words, part) for part in STORY_PARTS for words in question.probes.get(part, ())
        ]
    known = {_folded(each.words) for each in planned}
    put = {event.words: event for event in conduct.follow_ups}
    others = [FollowUp(words, None, put[words]) for words in put if words not in known]
    return (*(FollowUp(f.words, f.part, put.get(_folded(f.words))) for f in planned), *others)


def _folded(words: str) -> str:
    return " ".join(words.split())


def title(conduct: Conduct) -> str:
    """Where the panel is; the number comes first, for titles are long."""
    if conduct.stage is Stage.CONSENT:
        return "Before the first question"
    if conduct.stage is Stage.ENDED:
        return "The interview is over"
    return f"Question {_of(conduct, conduct.index)} · {conduct.item.title}"


def overall(conduct: Conduct) -> str:
    """The time of the whole, against what the form provides for."""
    return f"{clock_face(conduct.spent)} of {clock_face(conduct.form.total_seconds)}"


def prompt(conduct: Conduct) -> str:
    """The largest words of the screen."""
    if conduct.stage is Stage.CONSENT:
        return MAY_THEY
    if conduct.stage is Stage.ENDED:
        return f"{conduct.panel.candidate} waits. Now each rates alone."
    return conduct.question.asked.text


def asks(conduct: Conduct) -> str:
    """The parts of the question."""
    has_question = conduct.stage not in (Stage.CONSENT, Stage.ENDED)
    parts = conduct.question.asked.asks if has_question else ()
    return f"asks   {'  ·  '.join(parts)}" if parts else ""


def stage_words(conduct: Conduct, *, reads: bool, is_reading: bool) -> str:
    """What happens now, and what Enter does.

    Args:
        conduct: the panel.
        reads: whether the voice reads the questions.
        is_reading: whether it does so now.
    """
    if conduct.is_paused:
        return "Paused. Enter goes on; f notes why."
    how = "the voice reads it aloud" if reads else "then read it aloud"
    words = {
        Stage.TO_ASK: f"Enter asks this question: {how}.",
        Stage.ASKED: _asked_words(reads=reads, is_reading=is_reading),
        Stage.ANSWERING: "Enter ends the answer.",
        Stage.ANSWERED: _answered_words(conduct),
        Stage.ENDED: "Enter leads to the desk.",
    }
    return words.get(conduct.stage, "")


def next_name(conduct: Conduct) -> str:
    """What Enter is called now."""
    if conduct.is_paused:
        return "Go on"
    is_last = conduct.upcoming is None
    names = {
        Stage.TO_ASK: "Ask",
        Stage.ASKED: "Start clock",
        Stage.ANSWERING: "End answer",
        Stage.ANSWERED: "End" if is_last else "Ask",
        Stage.ENDED: "To the desk",
    }
    return names.get(conduct.stage, "")


_ELSEWHERE = {
    EventKind.ASKED: "question {number} was asked",
    EventKind.ANSWER_BEGAN: "the clock was started",
    EventKind.ANSWER_ENDED: "the answer was ended",
    EventKind.PROBE: "a follow-up was asked",
    EventKind.SUPPLEMENTAL: "a follow-up was asked",
    EventKind.PAUSE: "the panel was paused",
    EventKind.RESUMED: "the panel goes on",
    EventKind.FAULT: "it was noted: {words}",
    EventKind.CONSENT: "the candidate {words}",
    EventKind.ENDED: "the interview was ended",
}


def elsewhere_words(conduct: Conduct, happened: Sequence[PanelEvent]) -> str:
    """What was done last at another screen of the chair's."""
    last = happened[-1]
    numbers = {question.id: n for n, question in enumerate(conduct.form.questions, 1)}
    number = numbers.get(last.question, 0) if last.question is not None else 0
    told = _ELSEWHERE[last.kind].format(number=number, words=last.words)
    return f"at the chair's other screen: {told}."


def typed_lines(answer: PanelAnswer) -> list[Hanging]:
    """What the candidate has typed so far; nothing where it was not typed by them."""
    if answer.mode is not AnswerMode.TYPED or not answer.text.strip():
        return []
    mark = Content.styled("types", DIM)
    return [
        Hanging(Content(line), mark if number == 0 else EMPTY, _INDENT)
        for number, line in enumerate(answer.text.splitlines())
    ]


def _asked_words(*, reads: bool, is_reading: bool) -> str:
    if is_reading:
        return "The question is being read. Enter starts the clock at once."
    if reads:
        return "Enter starts the clock; ctrl+r reads the question again."
    return "Read the question aloud. Enter starts the clock."


def consent_words(conduct: Conduct, days: int, where: str = "on this machine") -> Content:
    """What is to be told before the candidate answers; sound is erased after so many days."""
    sound = f" The sound is erased after {days} days." if days else ""
    told = (
        f"Ask {conduct.panel.candidate}. The answers stay {where}, with this panel, until "
        f"they are erased.{sound} Without consent the questions, the clock and what goes wrong "
        "are noted all the same, and nothing that is said.\n\n"
    )
    key = "$text-primary bold"
    return Content.assemble(told, ("y", key), "  yes, agreed\n", ("n", key), "  no")


def _answered_words(conduct: Conduct) -> str:
    is_out = conduct.question.id in conduct.standing.left_out
    told = "Left out." if is_out else "Answered."
    again = "" if is_out else "\nb lets the answer go on."
    if conduct.upcoming is None:
        return f"{told} Enter ends the interview.{again}"
    return f"{told} Enter asks question {_of(conduct, conduct.index + 1)}.{again}"


def _of(conduct: Conduct, index: int) -> str:
    return f"{index + 1} of {len(conduct.form.questions)}"


def beside_clock(conduct: Conduct, words: str) -> Content:
    """The place in the band while the answer is given, and what Enter does."""
    if not conduct.is_answering:
        return Content.styled(words, "$foreground 85%")
    band = clock_line(conduct.elapsed, conduct.form.band)[_FACE:]
    return band + Content.styled(f"\n  {words}", DIM)


def follow_up_lines(found: Iterable[FollowUp], *, hides: bool) -> list[Hanging]:
    """A digit, the words, and when they were asked; `hides` shows only what was asked."""
    return [
        _follow_up(number, each)
        for number, each in enumerate(found, 1)
        if each.put is not None or not hides
    ]


def _follow_up(number: int, follow_up: FollowUp) -> Hanging:
    mark = Content.styled(f"{number:>2} ", "$text-primary bold")
    mark += Content.styled("✓" if follow_up.put else " ", "$text-success")
    if follow_up.part is not None:
        mark += Content(" ") + part_letter(follow_up.part)
    put = follow_up.put
    when = "" if put is None else f"  asked{at_words(put.seconds)}"
    text = Content.assemble((follow_up.words, DIM if put else "$foreground"), (when, DIM))
    return Hanging(text, mark, _INDENT + 1)


def at_words(seconds: float | None) -> str:
    """When on the answer clock; nothing where it did not run."""
    return "" if seconds is None else f" at {clock_face(seconds)}"


def note_counts(notes: Iterable[RaterNote]) -> Content:
    """How many notes there are under each letter: `notes  S 2  A 1  R 0  other 0`."""
    kept = list(notes)
    counted = [
        Content.assemble(
            ("other" if part is Part.OTHER else part.letter, f"{PART_STYLE[part]} bold"),
            f" {sum(_column(note.part) is part for note in kept)}",
        )
        for part in NOTE_PARTS
    ]
    return Content.styled("your notes  ", DIM) + Content("   ").join(counted)


def _column(part: Part) -> Part:
    return Part.SITUATION if part is Part.TASK else part


def note_lines(notes: Iterable[RaterNote], count: int) -> list[Hanging]:
    """The last notes with their letter and time."""
    return [
        Hanging(
            Content.assemble((note.text, DIM), (f"  {_clock(note)}", "$foreground 60%")),
            Content("   ") + part_letter(note.part),
            _INDENT - 1,
        )
        for note in list(notes)[-count:]
    ]


def _clock(note: RaterNote) -> str:
    return "" if note.second is None else clock_face(note.second)


def summary(conduct: Conduct) -> list[Hanging]:
    """What was asked, and how long each answer took; nothing about what was said."""
    lines = []
    for index, question in enumerate(conduct.form.questions):
        seconds = conduct.standing.answered.get(question.id)
        out = question.id in conduct.standing.left_out
        time = "left out" if out else "not timed" if seconds is None else clock_face(seconds)
        name = conduct.form.item_of(question.id).title
        lines.append(
            Hanging(Content(name), Content.assemble(f" {index + 1} ", (f"{time:>9}", "bold")), 14)
        )
    return [*lines, Hanging(EMPTY), Hanging(Content.styled(_tally(conduct), DIM), indent=2)]


def _tally(conduct: Conduct) -> str:
    kinds = [event.kind.value for event in conduct.events]
    pauses, faults = kinds.count("pause"), kinds.count("fault")
    return (
        f"{overall(conduct)} in all, {how_many(pauses, 'pause')}, {how_many(faults, 'fault')} noted"
    )
