"""An attempt kept as a story: an outline made of what the answer said, to be put right by hand.

Nothing is invented: a figure is there because the answer gives it, and a competency because
the engine found it shown. What the answer does not tell stays unknown.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.clocks import WallClock
from mock_panel.domain.ids import CompetencyId, StoryId
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.scores import ScoreReport, SentenceMark
from mock_panel.domain.stories import Money, Reach, Scope, ShownCompetency, Story, When
from mock_panel.scoring.quantities import Quantity, quantities
from mock_panel.scoring.reading import fold, read

HEADLINE = 90
"""Characters of a prompt: a board allows an outline, and marks reading down."""
TITLE = 60
MOST_PROMPTS = {Part.SITUATION: 2, Part.TASK: 1, Part.ACTION: 4, Part.RESULT: 2}
"""The answer model's proportions; an outline that says everything is a script."""

_ENOUGH_WORDS = 20
"""A sentence is not better for more of them."""
_FOR_PROOF = 0.25
"""What each signal that a sentence proves adds to its weight."""
_REACH = {1: Reach.OFFICE, 2: Reach.AGENCY, 3: Reach.GOVERNMENT}
"""By the value of the signal `scope.breadth`; its 3 is beyond one agency, however far."""
_OPENINGS = re.compile(
    r"^(?:(?:so|and|but|then|well|now|uh|um|er|you know|i mean)\b,?\s+)+", re.IGNORECASE
)
_HESITATIONS = re.compile(r",?\s*\b(?:uh|um|uhm|er|erm)\b,?(?=\s|$)", re.IGNORECASE)
_STAMMERS = re.compile(
    r"\b(i|the|they|a|an|my|we|it|to|of|in|and|so|what|was|he|she)(?:,? \1\b)+", re.IGNORECASE
)
_CLAUSE_ENDS = (", ", "; ", ": ", " – ", " — ", " - ")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def story_of(attempt: Attempt, story: StoryId, now: WallClock, title: str = "") -> Story:
    """A story with what the attempt tells of it.

    Args:
        attempt: scored or not; of one without words only the question's framework is known.
        story: its id.
        now: the moment of making.
        title: by the candidate; made of the answer's own first headline where it is empty.
    """
    prompts = _prompts(attempt)
    headlines = [line for part in STORY_PARTS for line in prompts[part]]
    opening = headlines[0] if headlines else headline(attempt.full_text or attempt.note, TITLE)
    blank = Story.blank(story, title or headline(opening, TITLE), now())
    return replace(
        blank,
        when=_when(attempt),
        scope=_scope(attempt.report),
        prompts=prompts,
        competencies=_competencies(attempt),
        source=attempt.id,
    )


def headline(sentence: str, longest: int = HEADLINE) -> str:
    """A sentence in one line, without hesitations and stammers, cut at a clause or a word."""
    line = _STAMMERS.sub(r"\1", _HESITATIONS.sub("", " ".join(sentence.split())))
    line = _OPENINGS.sub("", line).strip().rstrip(".,;:")
    line = line[:1].upper() + line[1:]
    if len(line) <= longest:
        return line
    room = line[: longest - 1]
    clause = max(room.rfind(end) for end in _CLAUSE_ENDS)
    at = clause if clause > longest // 2 else room.rfind(" ")
    return f"{room[: at if at > 0 else len(room)].rstrip(' ,;:–—-')}…"


def _prompts(attempt: Attempt) -> dict[Part, tuple[str, ...]]:
    """The sentences that say most of each part, in the order of telling."""
    report, text = attempt.report, attempt.full_text
    prompts: dict[Part, tuple[str, ...]] = dict.fromkeys(STORY_PARTS, ())
    if report is None:
        return prompts
    for part, most in MOST_PROMPTS.items():
        marks = [mark for mark in report.sentences if mark.part is part]
        best = sorted(marks, key=lambda mark: (-_weight(mark, report, text), mark.span))[:most]
        lines = (headline(mark.span.of(text)) for mark in sorted(best, key=lambda m: m.span))
        prompts[part] = tuple(dict.fromkeys(line for line in lines if line))
    return prompts


def _weight(mark: SentenceMark, report: ScoreReport, text: str) -> float:
    """How much a sentence says: its words, how surely it is of its part, and what it proves."""
    words = min(len(mark.span.of(text).split()), _ENOUGH_WORDS)
    proved = sum(
        any(mark.span.start <= e.start and e.end <= mark.span.end for e in signal.evidence)
        for signal in report.signals
        if signal.id.startswith(f"{mark.part.value}.") or signal.id.startswith("scope.")
    )
    return round(words * mark.confidence * (1 + _FOR_PROOF * proved), 6)


def _scope(report: ScoreReport | None) -> Scope:
    values = {signal.id: signal.value for signal in report.signals} if report else {}
    people, money = values.get("scope.people_led"), values.get("scope.money")
    return Scope(
        people=None if people is None else round(people),
        money=None if money is None else Money(money),
        reach=_REACH.get(round(values.get("scope.breadth", 0))),
    )


def _competencies(attempt: Attempt) -> tuple[ShownCompetency, ...]:
    """What the engine found shown; that a question aims at one proves nothing."""
    framework = attempt.question.framework
    shown = attempt.report.competencies if attempt.report else ()
    return tuple(ShownCompetency(framework, CompetencyId(competency.id)) for competency in shown)


def _when(attempt: Attempt) -> When | None:
    """The latest time that the background tells, as the engine dates an example."""
    given = attempt.started_at.year
    report, text = attempt.report, attempt.full_text
    marks = report.sentences if report else ()
    background = [m.span.of(text) for m in marks if m.part in (Part.SITUATION, Part.TASK)]
    times = [when for sentence in background for when in _times(sentence, given)]
    return max(times, key=lambda when: (when.year, when.month or 0), default=None)


def _times(sentence: str, given: int) -> Iterator[When]:
    words = read(fold(sentence)).words
    for quantity in quantities(words):
        if year := _year(words, quantity, given):
            yield When(year, _month_before(words, quantity))
    if ("last", "year") in pairwise(words):
        yield When(given - 1)


def _year(words: tuple[str, ...], quantity: Quantity, given: int) -> int | None:
    """The year of `in 2019` and of `seven years ago`."""
    word = words[quantity.last]
    if len(word) == 4 and word.isdigit() and 1950 <= quantity.value <= given:
        return int(quantity.value)
    after = words[quantity.last + 1 : quantity.last + 3]
    if quantity.kind == "years" and after in (("years", "ago"), ("years", "back")):
        return given - round(quantity.value)
    return None


def _month_before(words: tuple[str, ...], quantity: Quantity) -> int | None:
    before = [w for w in words[max(quantity.first - 3, 0) : quantity.first] if w not in {"of", ","}]
    return _MONTHS.index(before[-1]) + 1 if before and before[-1] in _MONTHS else None
