"""What the candidate is told after a panel, all of it as data; the formats only lay it out."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice
from statistics import fmean

from mock_panel.domain.ids import EcqId, ItemId, QuestionId, SeatId
from mock_panel.domain.panels import (
    EventKind,
    Panel,
    PanelEvent,
    PanelItem,
    PanelQuestion,
    PanelRecord,
    ProbeMode,
    Role,
    Seat,
)
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Scale, ScaleLevel
from mock_panel.errors import OutOfOrder

DISCLAIMER = "Unofficial practice. Not affiliated with OPM."
LEVELS_NOTE = "The program's own unofficial level, not part of the panel's rating."
TOP_LEVEL = 5
"""Of the engine's practice levels."""
THINGS_TO_DO = 3
MOST_STRENGTHS = 3
LACKING_FOR_DISAPPROVAL = 3
"""A board disapproves where so many ECQs lack evidence; fewer rated ECQs have no outcome."""

INDICATOR = (
    "A practice indicator in the shape of a Qualifications Review Board's decision. "
    "It is unofficial and binds nobody."
)
RULE_OF_THE_MIDDLE = "the first point of the scale at or above its middle"
RULE_OF_THE_TOP = "the top of so short a scale"
RULE_OF_THREE = (
    "A mean is not rounded up. All shown: approve. One or two not shown: rewrite. "
    "Three or more not shown: disapprove."
)

_TOO_FEW_FOR_A_MIDDLE = 3
_ALMOST = 1e-9
"""So that the mean of three threes is a three."""


class Standing(StrEnum):
    """Where a result comes from."""

    CONSENSUS = "consensus"
    MEAN = "mean"
    """They did not meet."""
    OPEN = "open"
    """Not settled yet; the mean of the ratings stands in."""
    NOT_RATED = "not_rated"

    @property
    def words(self) -> str:
        """As the report labels it."""
        return {
            "consensus": "consensus",
            "mean": "mean of the ratings; the panel did not agree",
            "open": "open; mean of the ratings so far",
            "not_rated": "no rating",
        }[self.value]


class Mark(StrEnum):
    """One point of the scale, as it is drawn."""

    ON = "on"
    HALF = "half"
    """The value lies between this point and the one below."""
    WAS = "was"
    """Reached before the rater moved down."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """Who sat before whom, when, and by which rules."""

    candidate: str
    cohort: str
    framework: str
    preset: str
    scale: str
    held: str
    """The day of the panel."""
    made: str
    """The day of the report."""
    panel: str
    """The id by which the mentor finds it again."""
    raters: tuple[str, ...]
    """Each as the panel calls them, with letter and office."""
    observers: tuple[str, ...]
    masked: bool
    masking: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a rater."""

    by: str
    """Who, and what they rated where it matters."""
    text: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rater on one item."""

    rater: str
    letter: str
    first: int | None
    """As locked."""
    final: int | None
    """After the discussion."""
    words: str
    """Such as `4`, `5 → 4` or `no rating`."""
    marks: tuple[Mark, ...]
    """The same for the eye: one for each point of the scale."""
    moves: tuple[str, ...]
    """Each with its reason."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as it was worded."""

    number: int
    """In the order of the form, from 1."""
    text: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """What was noted under one part."""

    letter: str
    part: str
    lines: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What the panel made of one item."""

    number: int
    title: str
    questions: tuple[QuestionRow, ...]
    ratings: tuple[RatingRow, ...]
    value: float | None
    figure: str
    """The value as it is printed; a dash where there is none."""
    marks: tuple[Mark, ...]
    standing: Standing
    standing_words: str
    label: str
    """The scale's word for the value."""
    meaning: str
    reason: str
    """Why the panel settled so; may be empty."""
    spread: str
    notes: tuple[NoteGroup, ...]


@dataclass(frozen=True, slots=True)
class EcqResult:
    """What the items of one ECQ come to."""

    title: str
    value: float | None
    figure: str
    marks: tuple[Mark, ...]
    label: str
    standing_words: str
    shown: bool | None
    """None: nobody rated it."""
    shown_words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a board might have said, as a practice indicator."""

    verdict: str
    """Approve, Rewrite, Disapprove; or that there is none."""
    sentence: str
    rules: tuple[str, ...]
    ecqs: tuple[EcqResult, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """A high result, and what proves it."""

    title: str
    words: str
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, and what to do it with."""

    title: str
    sentences: tuple[str, ...]
    practise: tuple[str, ...]
    """Questions to answer aloud."""


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How one question went."""

    number: int
    title: str
    time: str
    against_band: str
    also_asked: tuple[str, ...]
    """Probes and supplementals, as they were put."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the panel was run."""

    lines: tuple[str, ...]
    """Consent, order, pauses, faults."""
    band: str
    times: tuple[AnswerTime, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The engine's level of one answer."""

    number: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as it was written down."""

    number: int
    title: str
    how: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelReport:
    """All that is said to the candidate, in the order of saying."""

    heading: ReportHeading
    preliminary: bool
    status: str
    """What is still open; empty for a settled panel."""
    outcome: Outcome
    scale: tuple[ScaleLevel, ...]
    strengths_note: str
    strengths: tuple[Strength, ...]
    next_title: str
    next_steps: tuple[NextStep, ...]
    items: tuple[ItemResult, ...]
    changes: tuple[str, ...]
    """What was taken out of the rating, and why."""
    agreement: tuple[str, ...]
    conduct: Conduct
    levels_note: str
    levels: tuple[LevelRow, ...]
    """Empty where the engine was not asked."""
    answers: tuple[AnswerText, ...]
    """Empty where the candidate did not agree that answers are kept."""


def build_report(
    record: PanelRecord,
    made_at: datetime,
    agreement: Sequence[str] = (),
    levels: Mapping[QuestionId, int | None] | None = None,
) -> PanelReport:
    """The report of a revealed panel.

    Args:
        record: the panel with everything that was said in it.
        made_at: now; every day and hour of the report is told in its time zone.
        agreement: what the statistics say of this panel's ratings, a sentence each.
        levels: the engine's practice level by question, None for an answer that it did
            not score. Shown apart and never counted.

    Raises:
        OutOfOrder: `not_revealed`; before that nobody may see a rating.
    """
    if not record.panel.is_revealed:
        raise OutOfOrder(
            "not_revealed",
            "There is no report yet: the ratings have not been revealed.",
            "Reveal them once every rater has locked.",
        )
    return _Reporter(record, made_at).report(tuple(agreement), levels or {})


def shown_from(scale: Scale) -> ScaleLevel:
    """From which point of a scale an ECQ counts as shown.

    It is the first point at or above the middle: 3 of 1 to 5, 3 of 1 to 4, 4 of 1 to 7.
    The middle of three points says no more than "partly": there only the top counts.
    """
    levels = sorted(scale.levels, key=lambda level: level.value)
    if len(levels) <= _TOO_FEW_FOR_A_MIDDLE:
        return levels[-1]
    middle = (levels[0].value + levels[-1].value) / 2
    return next(level for level in levels if level.value >= middle)


def is_shown(value: float, scale: Scale) -> bool:
    """Whether a result reaches that point; a mean is not rounded up."""
    return value >= shown_from(scale).value - _ALMOST


def figure(value: float | None) -> str:
    """A result as it is printed: 4, 3.5, 3.67."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def marks(scale: Scale, value: float | None, before: float | None = None) -> tuple[Mark, ...]:
    """A value drawn as the points of its scale that it reaches."""
    points = sorted(level.value for level in scale.levels)
    if value is None:
        return (Mark.OFF,) * len(points)
    lies_between = all(abs(point - value) > _ALMOST for point in points)
    above = next((point for point in points if point > value + _ALMOST), None)

    def mark(point: int) -> Mark:
        if point <= value + _ALMOST:
            return Mark.ON
        if lies_between and point == above:
            return Mark.HALF
        return Mark.WAS if before is not None and point <= before else Mark.OFF

    return tuple(map(mark, points))


def ecq_values(record: PanelRecord) -> dict[EcqId, float | None]:
    """The result per ECQ, in the order of the form: the mean of its items that count."""
    found: dict[EcqId, list[float]] = {}
    for item in record.panel.form.rated:
        value = record.outcome(item.id)
        found.setdefault(item.ecq, []).extend(() if value is None else (value,))
    return {ecq: fmean(values) if values else None for ecq, values in found.items()}


def count(number: int, thing: str) -> str:
    """Such as `1 ECQ` or `3 ECQs`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listing(things: Iterable[str]) -> str:
    """Such as `1, 2 and 5`."""
    *most, last = [*things] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def day_of(moment: datetime, like: datetime) -> str:
    """A day such as 2 March 2026, in the time zone of `like`."""
    local = _local(moment, like)
    return f"{local.day} {local:%B %Y}"


# What people typed may hold anything; what would turn or hide the words around it is left out.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Somebody's words as one line that any format can hold."""
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    whole = _HALF_A_CHARACTER.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", whole))


def _local(moment: datetime, like: datetime) -> datetime:
    return moment.astimezone(like.tzinfo) if moment.tzinfo and like.tzinfo else moment


def _clock(seconds: float) -> str:
    minutes, secs = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"


def _against(seconds: float, band: Band) -> str:
    whole = int(seconds)
    if whole < band.low:
        return f"{_clock(band.low - whole)} short"
    return f"{_clock(whole - band.high)} over" if whole > band.high else "in band"


class _Masking:
    """Takes the raters' full names out of what people wrote in a masked panel.

    A first name alone stays: it may as well be a word, or somebody in the candidate's story.
    """

    def __init__(self, panel: Panel) -> None:
        self._masks = [
            (self._pattern(name), seat.mask)
            for seat in sorted(panel.seats, key=lambda seat: -len(seat.name))
            if panel.masked and len(name := one_line(seat.name)) > 2
        ]

    @staticmethod
    def _pattern(name: str) -> re.Pattern[str]:
        words = name.split()
        exact = re.NOFLAG if len(words) == 1 else re.IGNORECASE
        return re.compile(rf"(?<!\w){' '.join(map(re.escape, words))}(?!\w)", exact)

    def line(self, text: str) -> str:
        """One line of somebody's words."""
        line = one_line(text)
        for pattern, mask in self._masks:
            line = pattern.sub(mask, line)
        return line

    def lines(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Several, without the empty ones."""
        return tuple(line for line in map(self.line, texts) if line)


class _Reporter:
    """Says each part of the report; the record in, words out."""

    def __init__(self, record: PanelRecord, made_at: datetime) -> None:
        self.record = record
        self.panel = record.panel
        self.form = record.panel.form
        self.made_at = made_at
        self.said = _Masking(record.panel)
        self.number = {question.id: i for i, question in enumerate(self.form.questions, 1)}
        self.titles = {item.id: self._title(item) for item in self.form.items}
        self.seconds = self._answer_seconds()

    def report(
        self, agreement: tuple[str, ...], levels: Mapping[QuestionId, int | None]
    ) -> PanelReport:
        """Everything, in the order of saying."""
        next_steps = tuple(islice(self._next_steps(), THINGS_TO_DO))
        number = ("Nothing", "One thing", "Two things", "Three things")[len(next_steps)]
        strengths_note, strengths = self._strengths()
        return PanelReport(
            heading=self._heading(),
            preliminary=bool(self.record.unsettled),
            status=self._status(),
            outcome=self._outcome(),
            scale=tuple(sorted(self.form.scale.levels, key=lambda level: level.value)),
            strengths_note=strengths_note,
            strengths=strengths,
            next_title=f"{number} to do next",
            next_steps=next_steps,
            items=tuple(self._item(item) for item in self.form.rated),
            changes=tuple(self._changes()),
            agreement=self.said.lines(agreement),
            conduct=self._conduct(),
            levels_note=LEVELS_NOTE,
            levels=tuple(self._levels(levels)),
            answers=tuple(self._answers()),
        )

    # Heading

    def _heading(self) -> ReportHeading:
        masked = self.panel.masked
        return ReportHeading(
            candidate=one_line(self.panel.candidate),
            cohort=self.said.line(self.panel.cohort),
            framework=one_line(self.form.framework_title),
            preset=one_line(self.form.preset_title),
            scale=one_line(self.form.scale.title),
            held=day_of(self.panel.convened_at, self.made_at),
            made=day_of(self.made_at, self.made_at),
            panel=one_line(self.panel.id),
            raters=tuple(self._introduced(seat) for seat in self.panel.raters),
            observers=tuple(
                self._called(seat) for seat in self.panel.seats if seat.role is Role.OBSERVER
            ),
            masked=masked,
            masking="Masked: raters are letters." if masked else "Not masked.",
            disclaimer=DISCLAIMER,
        )

    def _called(self, seat: Seat) -> str:
        return one_line(self.panel.called(seat))

    def _introduced(self, seat: Seat) -> str:
        about = [] if self.panel.masked else [seat.letter]
        about += ["chair"] if seat.role is Role.CHAIR else []
        return f"{self._called(seat)} ({', '.join(about)})" if about else self._called(seat)

    def _title(self, item: PanelItem) -> str:
        alike = [other.id for other in self.form.items if other.ecq == item.ecq]
        title = one_line(item.title)
        if len(alike) == 1:
            return title
        return f"{title} ({alike.index(item.id) + 1} of {len(alike)})"

    def _status(self) -> str:
        still_open = {item.id for item in self.record.unsettled}
        if not still_open:
            return ""
        names = listing(self.titles[item.id] for item in self.form.rated if item.id in still_open)
        return (
            f"Preliminary: {len(still_open)} of {count(len(self.form.rated), 'item')} "
            f"{'is' if len(still_open) == 1 else 'are'} still to be settled ({names}). "
            "Until then the mean of the ratings stands in."
        )

    # Results

    def _item(self, item: PanelItem) -> ItemResult:
        value = self.record.outcome(item.id)
        settlement = self.record.settlement(item.id)
        standing = self._standing(item)
        label, meaning = self._place(value)
        return ItemResult(
            number=self.form.items.index(item) + 1,
            title=self.titles[item.id],
            questions=tuple(
                QuestionRow(
                    self.number[question.id],
                    one_line(question.asked.text),
                    tuple(map(one_line, question.asked.asks)),
                )
                for question in item.questions
            ),
            ratings=tuple(self._rating(seat, item) for seat in self.panel.raters),
            value=value,
            figure=figure(value),
            marks=marks(self.form.scale, value),
            standing=standing,
            standing_words=standing.words,
            label=label,
            meaning=meaning,
            reason=self.said.line(settlement.reason) if settlement else "",
            spread=self._spread(item),
            notes=tuple(self._notes(item)),
        )

    def _standing(self, item: PanelItem) -> Standing:
        if self.record.outcome(item.id) is None:
            return Standing.NOT_RATED
        settlement = self.record.settlement(item.id)
        if settlement is None:
            return Standing.OPEN
        return Standing.MEAN if settlement.score is None else Standing.CONSENSUS

    def _place(self, value: float | None) -> tuple[str, str]:
        """A value's label on the scale, and what it means."""
        if value is None:
            return "", ""
        levels = sorted(self.form.scale.levels, key=lambda level: level.value)
        below = [level for level in levels if level.value <= value + _ALMOST]
        if not below:
            return "", ""
        reached = below[-1]
        if abs(reached.value - value) <= _ALMOST or len(below) == len(levels):
            return one_line(reached.label), one_line(reached.meaning)
        above = levels[len(below)]
        return (
            f"between {self._point(reached)} and {self._point(above)}",
            f"What {reached.value} means: {one_line(reached.meaning)}",
        )

    @staticmethod
    def _point(level: ScaleLevel) -> str:
        return f"{level.value} ({one_line(level.label)})"

    def _rating(self, seat: Seat, item: PanelItem) -> RatingRow:
        rating = self.record.rating(seat.id, item.id)
        first = rating.score if rating else None
        moved = [m for m in self.record.moves if (m.seat, m.item) == (seat.id, item.id)]
        steps = [first, *(move.score for move in moved)]
        told = [str(step) for step in steps if step is not None]
        return RatingRow(
            rater=self._called(seat),
            letter=seat.letter,
            first=first,
            final=steps[-1],
            words=" → ".join(told) or "no rating",
            marks=marks(self.form.scale, steps[-1], first),
            moves=tuple(
                f"{'–' if before is None else before} → {move.score}: "
                f"{self.said.line(move.reason) or 'no reason given'}"
                for before, move in zip(steps, moved, strict=False)
            ),
            evidence=self.said.lines(rating.evidence) if rating else (),
        )

    def _spread(self, item: PanelItem) -> str:
        if len(self.record.initial(item.id)) < 2:
            return "Fewer than two ratings."
        apart = self.record.spread(item.id)
        if not apart:
            return "All raters gave the same rating, each alone."
        told = f"Before the discussion the raters were {count(apart, 'point')} apart"
        return (
            f"{told}, more than this panel lets stand undiscussed."
            if self._is_wide(item)
            else f"{told}."
        )

    def _is_wide(self, item: PanelItem) -> bool:
        return self.record.must_discuss(item.id)

    def _notes(self, item: PanelItem) -> Iterator[NoteGroup]:
        asked = {question.id for question in item.questions}
        several = len(asked) > 1
        for part in (*STORY_PARTS, Part.OTHER):
            lines = [
                Quote(
                    self._called(self.panel.seat(note.seat))
                    + (f", question {self.number[note.question]}" if several else "")
                    + (f", {_clock(note.second)}" if note.second is not None else ""),
                    self.said.line(note.text),
                )
                for note in self.record.notes
                if note.question in asked and note.part is part and note.text.strip()
            ]
            if lines:
                yield NoteGroup(part.letter, part.value, tuple(lines))

    # Outcome

    def _outcome(self) -> Outcome:
        ecqs = tuple(self._ecq(ecq, value) for ecq, value in ecq_values(self.record).items())
        lacking = [ecq.title for ecq in ecqs if ecq.shown is False]
        unrated = [ecq.title for ecq in ecqs if ecq.shown is None]
        verdict = self._verdict(len(ecqs), len(lacking), len(unrated))
        preliminary = ", preliminary" if self.record.unsettled else ""
        told = [f"{len(ecqs) - len(lacking) - len(unrated)} of {count(len(ecqs), 'ECQ')} shown"]
        told += [f"not shown: {listing(lacking)}"] if lacking else []
        told += [f"not rated: {listing(unrated)}"] if unrated else []
        return Outcome(f"{verdict}{preliminary}", f"{'; '.join(told)}.", self._rules(), ecqs)

    @staticmethod
    def _verdict(ecqs: int, lacking: int, unrated: int) -> str:
        if lacking >= LACKING_FOR_DISAPPROVAL:
            return "Disapprove"
        if ecqs < LACKING_FOR_DISAPPROVAL:
            return "No outcome: fewer than three ECQs were rated"
        if unrated:
            return "No outcome: not every ECQ has a rating"
        return "Rewrite" if lacking else "Approve"

    def _rules(self) -> tuple[str, ...]:
        short = len(self.form.scale.levels) <= _TOO_FEW_FOR_A_MIDDLE
        why = RULE_OF_THE_TOP if short else RULE_OF_THE_MIDDLE
        bar = self._point(shown_from(self.form.scale))
        return INDICATOR, f"The rule here: an ECQ is shown from {bar} up, {why}. {RULE_OF_THREE}"

    def _ecq(self, ecq: EcqId, value: float | None) -> EcqResult:
        items = [item for item in self.form.rated if item.ecq == ecq]
        standing = self._standing(items[0]).words
        if len(items) > 1:
            still_open = any(self._standing(item) is Standing.OPEN for item in items)
            standing = f"mean of {len(items)} items{', open' if still_open else ''}"
        shown = None if value is None else is_shown(value, self.form.scale)
        return EcqResult(
            title=one_line(items[0].title),
            value=value,
            figure=figure(value),
            marks=marks(self.form.scale, value),
            label=self._place(value)[0],
            standing_words=standing,
            shown=shown,
            shown_words={True: "shown", False: "not shown", None: "not rated"}[shown],
        )

    # Strengths and next steps

    def _valued(self) -> list[tuple[float, PanelItem]]:
        values = ((self.record.outcome(item.id), item) for item in self.form.rated)
        return [(value, item) for value, item in values if value is not None]

    def _strengths(self) -> tuple[str, tuple[Strength, ...]]:
        highest = sorted(self._valued(), key=lambda pair: -pair[0])
        shown = [pair for pair in highest if is_shown(pair[0], self.form.scale)]
        bar = self._point(shown_from(self.form.scale))
        if not shown and highest:
            note = f"Nothing reached {bar} yet. This came closest; build on it."
        elif highest:
            note = "The highest results, with the words of the raters that prove them."
        else:
            note = "Nobody rated anything."
        chosen = shown[:MOST_STRENGTHS] or highest[:1]
        return note, tuple(self._strength(value, item) for value, item in chosen)

    def _strength(self, value: float, item: PanelItem) -> Strength:
        convinced = {s for s, score in self._locked(item).items() if score >= value - _ALMOST}
        label = self._place(value)[0]
        return Strength(
            title=self.titles[item.id],
            words=f"{figure(value)}, {label}" if label else figure(value),
            evidence=tuple(self._quotes(item, convinced or set(self._locked(item)))),
        )

    def _locked(self, item: PanelItem) -> dict[SeatId, int]:
        """The ratings that the evidence was written for: those before the discussion."""
        ratings = ((s.id, self.record.rating(s.id, item.id)) for s in self.panel.raters)
        return {s: r.score for s, r in ratings if r is not None and r.score is not None}

    def _quotes(self, item: PanelItem, seats: Container[SeatId]) -> Iterator[Quote]:
        for seat in self.panel.raters:
            rating = self.record.rating(seat.id, item.id)
            if rating is None or seat.id not in seats:
                continue
            for line in self.said.lines(rating.evidence):
                yield Quote(f"{self._called(seat)}, {rating.score}", line)

    def _next_steps(self) -> Iterator[NextStep]:
        """The lowest results first; the time comes third, unless three ECQs are not shown."""
        top = max(level.value for level in self.form.scale.levels)
        rising = sorted(
            ((value, item) for value, item in self._valued() if value < top - _ALMOST),
            key=lambda pair: pair[0],
        )
        lacking = sum(not is_shown(value, self.form.scale) for value, _ in rising)
        first = max(lacking, THINGS_TO_DO - 1)
        yield from (self._rise(value, item) for value, item in rising[:first])
        yield from self._keep_to_time()
        yield from (self._rise(value, item) for value, item in rising[first:])
        yield from (self._be_plain(item) for item in self.form.rated if self._is_wide(item))
        yield from (self._second_story(item) for _, item in self._valued())

    def _rise(self, value: float, item: PanelItem) -> NextStep:
        levels = sorted(self.form.scale.levels, key=lambda level: level.value)
        target = next(level for level in levels if level.value > value + _ALMOST)
        lacks, practise = self._what_notes_lack(item)
        now = f"The result is {figure(value)}. For {self._point(target)} the scale asks: "
        sentences = (
            now + one_line(target.meaning),
            self._anchor(item, target),
            self._lowest(item),
            lacks,
        )
        return NextStep(
            f"{self.titles[item.id]}: reach {self._point(target)}",
            tuple(sentence for sentence in sentences if sentence),
            practise,
        )

    @staticmethod
    def _anchor(item: PanelItem, target: ScaleLevel) -> str:
        """What the question's own anchor asks for at the value, or at the next one above it."""
        anchors = [
            (value, text)
            for question in item.questions
            for value, text in question.anchors.items()
            if value >= target.value and text.strip()
        ]
        if not anchors:
            return ""
        value, text = min(anchors, key=lambda anchor: anchor[0])
        points = "" if value == target.value else " points the way"
        return f"The question's anchor for {value}{points}: {one_line(text)}"

    def _lowest(self, item: PanelItem) -> str:
        locked = self._locked(item)
        lowest = {seat for seat, score in locked.items() if score == min(locked.values())}
        quote = next(self._quotes(item, lowest), None)
        if quote is None:
            return ""
        which = "rating" if len(lowest) == len(locked) else "lowest rating"
        return f"The {which} rests on: “{quote.text}” ({quote.by})"

    def _what_notes_lack(self, item: PanelItem) -> tuple[str, tuple[str, ...]]:
        """The first part without a note and its probes; else what else may be asked."""
        noted = self._noted(item)
        lacking = [part for part in (Part.RESULT, Part.ACTION, Part.SITUATION) if part not in noted]
        if not noted or not lacking:
            return "", self._not_yet_asked(item)
        probes = chain.from_iterable(q.probes.get(lacking[0], ()) for q in item.questions)
        article = "an" if lacking[0] is Part.ACTION else "a"
        return (
            f"No rater noted {article} {lacking[0].value}.",
            tuple(map(one_line, islice(probes, 2))) or self._not_yet_asked(item),
        )

    def _noted(self, item: PanelItem) -> set[Part]:
        asked = {question.id for question in item.questions}
        noted = {note.part for note in self.record.notes if note.question in asked}
        # Challenge, context and task are told together: one of them sets the scene.
        return noted | ({Part.SITUATION} if Part.TASK in noted else set())

    def _not_yet_asked(self, item: PanelItem) -> tuple[str, ...]:
        put = {one_line(event.words) for event in self.record.events}
        further = (one_line(text) for q in item.questions for text in q.supplementals)
        return tuple(islice((text for text in further if text not in put), 1))

    def _keep_to_time(self) -> Iterator[NextStep]:
        band = self.form.band
        outside = [
            (question, seconds)
            for question, seconds in self.seconds.items()
            if _against(seconds, band) != "in band"
        ]
        if not outside:
            return
        were = "was" if len(outside) == 1 else "were"
        told = "; ".join(
            f"question {self.number[question]}, {_clock(seconds)}, {_against(seconds, band)}"
            for question, seconds in outside
        )
        timed = f"{len(outside)} of {count(len(self.seconds), 'timed answer')}"
        yield NextStep(
            f"Answer within {_clock(band.low)} to {_clock(band.high)}",
            (f"{timed} {were} outside the band: {told}.", *self._advice_on_time()),
            (),
        )

    def _advice_on_time(self) -> Iterator[str]:
        if any(int(seconds) > self.form.band.high for seconds in self.seconds.values()):
            yield "Where you run over, cut the situation first; keep what you did and the result."
        if any(int(seconds) < self.form.band.low for seconds in self.seconds.values()):
            yield "Where you stop short, say more of what you did and what came of it."

    def _be_plain(self, item: PanelItem) -> NextStep:
        return NextStep(
            f"{self.titles[item.id]}: leave less to be read into it",
            (self._spread(item), "Say outright what you decided and what changed."),
            self._not_yet_asked(item),
        )

    def _second_story(self, item: PanelItem) -> NextStep:
        return NextStep(
            f"{self.titles[item.id]}: have a second story ready",
            ("A further question may ask for another example; tell a different one.",),
            self._not_yet_asked(item),
        )

    # Conduct

    def _changes(self) -> Iterator[str]:
        for change in self.form.changes:
            reason = self.said.line(change.reason) or "no reason given"
            yield (
                f"{self._named(change.item)} was taken out of the rating for every candidate "
                f"on {day_of(change.at, self.made_at)}: {reason}"
            )

    def _named(self, item: ItemId) -> str:
        found = next((known for known in self.form.items if known.id == item), None)
        if found is None:
            return f"Item {one_line(item)}"
        asked = [str(self.number[question.id]) for question in found.questions]
        plural = "s" if len(asked) > 1 else ""
        return f"{self.titles[item]}, question{plural} {listing(asked)},"

    def _conduct(self) -> Conduct:
        lines = (self._consent(), self._order(), *self._interruptions(), *self._unplanned_probes())
        band = f"{_clock(self.form.band.low)} to {_clock(self.form.band.high)}"
        return Conduct(
            lines=lines,
            band=f"The band for an answer is {band}.",
            times=tuple(
                self._time(question, item)
                for item in self.form.items
                for question in item.questions
            ),
        )

    def _consent(self) -> str:
        if self.panel.agreed is None:
            return "The candidate was not asked whether answers may be kept; none is shown."
        if not self.panel.agreed:
            return "The candidate did not agree that answers are kept; none is shown."
        kept = f"{len(self.record.answers)} of {count(len(self.number), 'answer')}"
        return f"The candidate agreed that answers are recorded and written down; {kept} kept."

    def _order(self) -> str:
        asked = list(
            dict.fromkeys(
                self.number[event.question]
                for event in self.record.events
                if event.kind is EventKind.ASKED and event.question in self.number
            )
        )
        if not asked:
            return "The order of asking is not on record."
        missing = [number for number in self.number.values() if number not in asked]
        if asked != sorted(asked):
            told = f"Asked in another order than the form's: {listing(map(str, asked))}."
        elif not missing:
            return f"Asked in the order of the form: {count(len(asked), 'question')}."
        else:
            told = f"Asked in the order of the form: {listing(map(str, asked))}."
        return f"{told} Not on record: {listing(map(str, missing))}." if missing else told

    def _interruptions(self) -> Iterator[str]:
        events = self.record.events
        for place, event in enumerate(events):
            if event.kind is EventKind.PAUSE:
                later = events[place + 1 :]
                resumed = next((e for e in later if e.kind is EventKind.RESUMED), None)
                yield self._pause(event, resumed)
            elif event.kind is EventKind.FAULT:
                yield f"Fault{self._where(event)}{self._why(event)}"

    def _pause(self, event: PanelEvent, resumed: PanelEvent | None) -> str:
        lasted = f" of {_clock((resumed.at - event.at).total_seconds())}" if resumed else ""
        return f"Pause{lasted}{self._where(event)}{self._why(event)}"

    def _where(self, event: PanelEvent) -> str:
        number = self.number.get(event.question) if event.question else None
        told = f" in question {number}" if number else ""
        return f"{told}, {_clock(event.seconds)} into the answer" if event.seconds else told

    def _why(self, event: PanelEvent) -> str:
        words = self.said.line(event.words)
        return f": {words}" if words else "."

    def _unplanned_probes(self) -> Iterator[str]:
        put = [event for event in self.record.events if event.kind is EventKind.PROBE]
        if put and self.form.probe_mode is ProbeMode.PREDETERMINED:
            verb = "was" if len(put) == 1 else "were"
            yield (
                f"{count(len(put), 'probe')} {verb} asked although this form provides for "
                "predetermined questions only."
            )

    def _time(self, question: PanelQuestion, item: PanelItem) -> AnswerTime:
        seconds = self.seconds.get(question.id)
        kinds = (EventKind.PROBE, EventKind.SUPPLEMENTAL)
        return AnswerTime(
            number=self.number[question.id],
            title=self.titles[item.id],
            time="not timed" if seconds is None else _clock(seconds),
            against_band="" if seconds is None else _against(seconds, self.form.band),
            also_asked=tuple(
                f"{event.kind.value.capitalize()}"
                f"{f' at {_clock(event.seconds)}' if event.seconds else ''}"
                f"{self._why(event)}"
                for event in self.record.events
                if event.question == question.id and event.kind in kinds
            ),
        )

    def _answer_seconds(self) -> dict[QuestionId, float]:
        timed = {answer.question: answer.seconds for answer in self.record.answers}
        timed |= {
            event.question: event.seconds
            for event in self.record.events
            if event.kind is EventKind.ANSWER_ENDED
            and event.question is not None
            and event.seconds is not None
        }
        return {question: timed[question] for question in self.number if question in timed}

    # Beside the rating

    def _levels(self, levels: Mapping[QuestionId, int | None]) -> Iterator[LevelRow]:
        for item in self.form.items:
            for question in item.questions:
                if question.id not in levels:
                    continue
                level = levels[question.id]
                scored = f"level {level} of {TOP_LEVEL} (practice)"
                words = "not scored" if level is None else scored
                yield LevelRow(self.number[question.id], self.titles[item.id], words)

    def _answers(self) -> Iterator[AnswerText]:
        if not self.panel.agreed:
            return
        for item in self.form.items:
            for question in item.questions:
                answer = self.record.answer(question.id)
                if answer is None:
                    continue
                spoken = answer.mode is AnswerMode.SPOKEN
                yield AnswerText(
                    self.number[question.id],
                    self.titles[item.id],
                    f"{'spoken' if spoken else 'typed'}, {_clock(answer.seconds)}",
                    self.said.lines(_printable(answer.text).splitlines()),
                )
