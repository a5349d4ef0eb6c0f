"""Mock panels: a form of questions that several people rate, each alone and then together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from statistics import fmean

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import (
    EcqId,
    FormId,
    FrameworkId,
    ItemId,
    PanelId,
    PresetId,
    QuestionId,
    SeatId,
)
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.presets import Band
from mock_panel.domain.questions import Question, QuestionType, Scale
from mock_panel.domain.speech import SpokenAnswer

FEWEST_RATERS, MOST_RATERS = 2, 6


class ProbeMode(StrEnum):
    """What the panel may ask beside the lead question."""

    PREDETERMINED = "predetermined"
    """Only the supplementals of the form, as at the board."""
    NEUTRAL = "neutral"
    """Neutral follow-ups too, whoever thinks of them."""


class RatedBy(StrEnum):
    """What is rated as one."""

    QUESTION = "question"
    ECQ = "ecq"


class Role(StrEnum):
    """What a person may do in a panel."""

    CHAIR = "chair"
    """Runs the panel; rates too, unless the seat says otherwise."""
    RATER = "rater"
    OBSERVER = "observer"
    """Sees and neither rates nor notes."""


@dataclass(frozen=True, slots=True)
class PanelQuestion:
    """A question of a form, with all that a panel needs to ask and to rate it."""

    asked: AskedQuestion
    type: QuestionType
    anchors: Mapping[int, str]
    """What an answer at a value of the scale shows; may be empty."""
    probes: Mapping[Part, tuple[str, ...]]
    supplementals: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> "PanelQuestion":
        """A copy of the bank's entry as it is now."""
        return cls(
            AskedQuestion.of(question),
            question.type,
            dict(question.anchors),
            dict(question.probes),
            question.supplementals,
        )

    @property
    def id(self) -> QuestionId:
        """The bank's id."""
        return self.asked.id


@dataclass(frozen=True, slots=True)
class PanelItem:
    """What gets one rating from each rater: a question, or an ECQ with its questions."""

    id: ItemId
    ecq: EcqId
    title: str
    """The ECQ's title."""
    questions: tuple[PanelQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormChange:
    """An item taken out of the rating, for every candidate of the form."""

    item: ItemId
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PanelForm:
    """The same questions in the same order for every candidate who sits it."""

    id: FormId
    framework: FrameworkId
    framework_title: str
    preset: PresetId
    preset_title: str
    total_seconds: int
    band: Band
    items: tuple[PanelItem, ...]
    scale: Scale
    probe_mode: ProbeMode
    threshold: int
    """Ratings further apart than this many points are discussed first."""
    changes: tuple[FormChange, ...] = ()

    @property
    def rated(self) -> tuple[PanelItem, ...]:
        """The items that count: all that were not taken out."""
        out = {change.item for change in self.changes}
        return tuple(item for item in self.items if item.id not in out)

    @property
    def questions(self) -> tuple[PanelQuestion, ...]:
        """Every question, in the order of asking."""
        return tuple(question for item in self.items for question in item.questions)

    def item(self, item_id: ItemId) -> PanelItem:
        """The item with this id.

        Raises:
            KeyError: the form has none with it.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def item_of(self, question_id: QuestionId) -> PanelItem:
        """The item that a question belongs to.

        Raises:
            KeyError: the form does not ask it.
        """
        for item in self.items:
            if any(question.id == question_id for question in item.questions):
                return item
        raise KeyError(question_id)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a panel."""

    id: SeatId
    name: str
    role: Role
    rates: bool
    locked_at: datetime | None = None
    """When all own ratings became final."""

    @property
    def letter(self) -> str:
        """The one character that stands for the seat in a table."""
        return self.id.upper()

    @property
    def mask(self) -> str:
        """What a masked panel calls the seat."""
        return f"{'Observer' if self.role is Role.OBSERVER else 'Rater'} {self.letter}"


@dataclass(frozen=True, slots=True)
class Panel:
    """One candidate before one panel, without what anybody thought of it."""

    id: PanelId
    form: PanelForm
    candidate: str
    cohort: str
    """The programme or group that the candidate belongs to; may be empty."""
    masked: bool
    """Raters are letters on every screen and in every report."""
    seats: tuple[Seat, ...]
    convened_at: datetime
    agreed: bool | None = None
    """Whether the candidate agreed that answers are recorded and written down; None: not asked."""
    revealed_at: datetime | None = None
    closed_at: datetime | None = None
    """When the chair declared everything settled."""

    @property
    def chair(self) -> Seat:
        """Who runs it."""
        return next(seat for seat in self.seats if seat.role is Role.CHAIR)

    @property
    def raters(self) -> tuple[Seat, ...]:
        """Everyone who rates, the chair first where the chair rates."""
        return tuple(seat for seat in self.seats if seat.rates)

    @property
    def is_revealed(self) -> bool:
        """Whether everybody may see everybody's ratings."""
        return self.revealed_at is not None

    @property
    def all_locked(self) -> bool:
        """Whether nothing keeps the ratings from being revealed."""
        return all(seat.locked_at is not None for seat in self.raters)

    def seat(self, seat_id: SeatId) -> Seat:
        """The seat with this id.

        Raises:
            KeyError: the panel has none with it.
        """
        for seat in self.seats:
            if seat.id == seat_id:
                return seat
        raise KeyError(seat_id)

    def called(self, seat: Seat) -> str:
        """What the seat is called on screens and in reports."""
        return seat.mask if self.masked else seat.name


class RatingSource(StrEnum):
    """How a rating came in."""

    SCREEN = "screen"
    COMMAND = "command"
    PACKET = "packet"
    BROWSER = "browser"
    """From another machine, in a session that a code had opened."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater thinks of one item; a draft until the rater locks."""

    seat: SeatId
    item: ItemId
    score: int | None
    """A value of the scale; None while there is only evidence."""
    evidence: tuple[str, ...]
    """One line each; a finished rating has one at least."""
    source: RatingSource
    with_pin: bool
    """Whether whoever gave it had given the rater's PIN."""
    at: datetime

    @property
    def is_complete(self) -> bool:
        """Whether it can be locked."""
        return self.score is not None and bool(self.evidence)


@dataclass(frozen=True, slots=True)
class Move:
    """A rater's own rating after the discussion; the first one stays on record."""

    seat: SeatId
    item: ItemId
    score: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the panel came to on one item; the last one counts, none is overwritten."""

    item: ItemId
    score: int | None
    """A value of the scale; None: they did not meet, and the mean stands."""
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RaterNote:
    """What a rater wrote down while the candidate spoke."""

    seat: SeatId
    question: QuestionId
    part: Part
    text: str
    second: float | None
    """Of the answer clock; None where it did not run."""
    at: datetime


class EventKind(StrEnum):
    """What happens while a panel is conducted."""

    ASKED = "asked"
    """A lead question was put."""
    ANSWER_BEGAN = "answer_began"
    ANSWER_ENDED = "answer_ended"
    PROBE = "probe"
    SUPPLEMENTAL = "supplemental"
    PAUSE = "pause"
    RESUMED = "resumed"
    FAULT = "fault"
    """Something technical went wrong; the words say what."""
    CONSENT = "consent"
    ENDED = "ended"
    """The last answer was given."""


@dataclass(frozen=True, slots=True)
class PanelEvent:
    """One thing that happened, in the order of happening; never changed."""

    kind: EventKind
    at: datetime
    question: QuestionId | None = None
    words: str = ""
    seconds: float | None = None
    """Of the answer clock."""


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """What the candidate said to one question, kept only where the candidate agreed."""

    question: QuestionId
    text: str
    mode: AnswerMode
    seconds: float
    spoken: SpokenAnswer | None = None


SOUNDS_OF_PANELS = "panel-"
"""How the names of the recordings of all panels' answers begin."""


def sound_names(panel: PanelId) -> str:
    """How the names of the recordings of a panel's answers begin."""
    return f"{SOUNDS_OF_PANELS}{panel}-"


def unsent_names(panel: PanelId) -> str:
    """How the names of files begin that hold what raters of a panel could not store yet."""
    return f"unsent-{panel}-"


@dataclass(frozen=True, slots=True)
class SeatProgress:
    """How far a rater is; never what was rated."""

    seat: SeatId
    rated: int
    """Items that are complete."""
    of: int
    locked: bool


@dataclass(frozen=True, slots=True)
class PanelRecord:
    """Everything about a revealed panel."""

    panel: Panel
    ratings: tuple[Rating, ...]
    moves: tuple[Move, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    notes: tuple[RaterNote, ...] = ()
    events: tuple[PanelEvent, ...] = ()
    answers: tuple[PanelAnswer, ...] = ()
    _initial: Mapping[tuple[SeatId, ItemId], Rating] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        by_place = {(rating.seat, rating.item): rating for rating in self.ratings}
        object.__setattr__(self, "_initial", by_place)

    def rating(self, seat: SeatId, item: ItemId) -> Rating | None:
        """What a rater had locked; None where the panel was revealed without it."""
        return self._initial.get((seat, item))

    def initial(self, item: ItemId) -> tuple[int, ...]:
        """The locked scores of an item, in the order of the seats."""
        found = (self.rating(seat.id, item) for seat in self.panel.raters)
        return tuple(r.score for r in found if r is not None and r.score is not None)

    def final_of(self, seat: SeatId, item: ItemId) -> int | None:
        """A rater's score after the discussion; the locked one where nobody moved."""
        moved = [m.score for m in self.moves if (m.seat, m.item) == (seat, item)]
        if moved:
            return moved[-1]
        rating = self.rating(seat, item)
        return rating.score if rating else None

    def final(self, item: ItemId) -> tuple[int, ...]:
        """The scores of an item after the discussion, in the order of the seats."""
        found = (self.final_of(seat.id, item) for seat in self.panel.raters)
        return tuple(score for score in found if score is not None)

    def spread(self, item: ItemId) -> int:
        """Points between the highest and the lowest locked score; 0 for fewer than two."""
        scores = self.initial(item)
        return max(scores) - min(scores) if scores else 0

    def settlement(self, item: ItemId) -> Settlement | None:
        """What the panel came to; None while it has not."""
        return next((s for s in reversed(self.settlements) if s.item == item), None)

    def outcome(self, item: ItemId) -> float | None:
        """The panel's own result: the consensus, or the mean of the final scores."""
        settlement = self.settlement(item)
        if settlement is not None and settlement.score is not None:
            return float(settlement.score)
        scores = self.final(item)
        return fmean(scores) if scores else None

    def must_discuss(self, item: ItemId) -> bool:
        """Whether the raters are further apart than the form's threshold."""
        return self.spread(item) > self.panel.form.threshold

    @property
    def agenda(self) -> tuple[PanelItem, ...]:
        """The rated items, the widest apart first; among equals in the order of asking."""
        return tuple(sorted(self.panel.form.rated, key=lambda item: -self.spread(item.id)))

    @property
    def unsettled(self) -> tuple[PanelItem, ...]:
        """What is left of the agenda."""
        return tuple(item for item in self.agenda if self.settlement(item.id) is None)

    def answer(self, question: QuestionId) -> PanelAnswer | None:
        """What the candidate said; None where nothing was kept."""
        return next((a for a in self.answers if a.question == question), None)


@dataclass(frozen=True, slots=True)
class SeatGuard:
    """What keeps others out of a seat."""

    pin: str
    """Salt and digest; empty where the seat has no PIN."""
    wrong: int
    """PINs that were wrong, in a row."""
    barred_until: datetime | None


@dataclass(frozen=True, slots=True)
class PooledScore:
    """One locked rating among many panels, for statistics."""

    panel: PanelId
    item: ItemId
    rater: str
    """The name, because one person sits in many panels."""
    score: int
    final: int
    """After the discussion; the panel's consensus where it came to one."""
    low: int
    high: int
    """The ends of the scale."""
