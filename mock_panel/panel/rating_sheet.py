"""What one rater has before them: their own ratings and notes, and what these still lack.

Nothing of another rater is read here but how far they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from mock_panel.domain.ids import ItemId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import PanelItem, PanelQuestion
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote, SeatProgress
from mock_panel.errors import InputError
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.protocol import LONGEST_LINE, MOST_LINES, evidence_lines

_STOPS = (EventKind.PAUSE, EventKind.ANSWER_ENDED, EventKind.ENDED)
_RUNS = (EventKind.ANSWER_BEGAN, EventKind.RESUMED)


@dataclass(frozen=True, slots=True)
class OwnRating:
    """What the rater has given an item so far."""

    score: int | None = None
    evidence: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be locked."""
        return not self.lacks

    @property
    def lacks(self) -> str:
        """What is missing, in words; empty where nothing is."""
        missing = [] if self.score is not None else ["a score"]
        missing += [] if self.evidence else ["evidence"]
        return " and ".join(missing)


@dataclass(frozen=True, slots=True)
class Place:
    """A question with the item that it is rated in."""

    item: PanelItem
    question: PanelQuestion


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """A rater's own work, and the question that is looked at."""

    panel: Panel
    seat_id: SeatId
    ratings: Mapping[ItemId, OwnRating] = field(default_factory=dict)
    notes: Mapping[QuestionId, tuple[RaterNote, ...]] = field(default_factory=dict)
    """In the order of writing."""
    answers: Mapping[QuestionId, PanelAnswer] = field(default_factory=dict)
    """What was said, where the candidate agreed that it is kept."""
    events: tuple[PanelEvent, ...] = ()
    progress: tuple[SeatProgress, ...] = ()
    index: int = 0
    """Of the question that is looked at, among the places."""

    @property
    def seat(self) -> Seat:
        """Whose sheet it is."""
        return self.panel.seat(self.seat_id)

    @property
    def is_locked(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.seat.locked_at is not None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every question whose item counts, in the order of asking."""
        return tuple(Place(item, q) for item in self.panel.form.rated for q in item.questions)

    @property
    def place(self) -> Place:
        """What is looked at."""
        return self.places[self.index]

    @property
    def rating(self) -> OwnRating:
        """Of the item that is looked at."""
        return self.of(self.place.item)

    @property
    def own_notes(self) -> tuple[RaterNote, ...]:
        """On the question that is looked at."""
        return self.notes.get(self.place.question.id, ())

    @property
    def answer(self) -> PanelAnswer | None:
        """What was said to the question that is looked at."""
        return self.answers.get(self.place.question.id)

    @property
    def lacking(self) -> tuple[PanelItem, ...]:
        """The items that cannot be locked yet."""
        return tuple(item for item in self.panel.form.rated if not self.of(item).is_complete)

    @property
    def others(self) -> tuple[SeatProgress, ...]:
        """How far the other raters are."""
        return tuple(own for own in self.progress if own.seat != self.seat_id)

    def of(self, item: PanelItem) -> OwnRating:
        """What an item has been given; nothing at first."""
        return self.ratings.get(item.id, OwnRating())

    def moved(self, by: int) -> "RatingSheet":
        """With a later or an earlier question; the first and the last are the ends."""
        return replace(self, index=max(0, min(len(self.places) - 1, self.index + by)))

    def at(self, item: PanelItem) -> "RatingSheet":
        """With the first question of an item."""
        index = next(i for i, place in enumerate(self.places) if place.item.id == item.id)
        return replace(self, index=index)

    @property
    def next_lacking(self) -> PanelItem | None:
        """The next item that is not complete, round and round; None where all are."""
        order = [place.item for place in self.places]
        lacking = {item.id for item in self.lacking}
        after = [*order[self.index + 1 :], *order[: self.index + 1]]
        return next((item for item in after if item.id in lacking), None)

    def with_rating(self, item: PanelItem, rating: OwnRating) -> "RatingSheet":
        """With another rating of an item."""
        return replace(self, ratings={**self.ratings, item.id: rating})

    def with_notes(self, question: QuestionId, notes: Sequence[RaterNote]) -> "RatingSheet":
        """With other notes on a question."""
        return replace(self, notes={**self.notes, question: tuple(notes)})

    def new_note(self, part: Part, now: datetime) -> RaterNote:
        """A note on the question that is looked at, still to be written."""
        question = self.place.question.id
        second = clock_at(self.events, question, now)
        return RaterNote(self.seat_id, question, part, "", second, now)

    def looking_as(self, other: "RatingSheet") -> "RatingSheet":
        """With the question that another sheet looks at, if it still counts."""
        shown = other.place.question.id
        ids = [place.question.id for place in self.places]
        index = ids.index(shown) if shown in ids else min(other.index, len(ids) - 1)
        return replace(self, index=index)

    def brought_up(self, fresh: "RatingSheet") -> "RatingSheet":
        """With what others may have changed meanwhile; the rater's own work stays as it is."""
        own = replace(fresh, ratings=self.ratings, notes=self.notes)
        return own.looking_as(self)


def read_sheet(store: PanelStore, panel: Panel, seat: SeatId) -> RatingSheet:
    """A rater's own work as it is stored, at the first item that is not complete."""
    notes: dict[QuestionId, list[RaterNote]] = {}
    for note in store.own_notes(panel.id, seat):
        notes.setdefault(note.question, []).append(note)
    sheet = read_around(store, panel, seat)
    sheet = replace(
        sheet,
        ratings={r.item: OwnRating(r.score, r.evidence) for r in store.own_ratings(panel.id, seat)},
        notes={question: tuple(own) for question, own in notes.items()},
    )
    return sheet.at(sheet.lacking[0]) if sheet.lacking else sheet


def read_around(store: PanelStore, panel: Panel, seat: SeatId) -> RatingSheet:
    """A sheet without the rater's own work: what others may change while it is written."""
    answers = store.answers(panel.id) if panel.agreed else ()
    return RatingSheet(
        panel,
        seat,
        answers={answer.question: answer for answer in answers},
        events=tuple(store.events(panel.id)),
        progress=tuple(store.progress(panel.id)),
    )


def fitting_evidence(text: str) -> tuple[tuple[str, ...], str]:
    """The lines that can be kept, and why not all of them can be; empty where they can."""
    try:
        return evidence_lines([text]), ""
    except InputError as error:
        lines = [line[:LONGEST_LINE] for line in text.splitlines() if line.strip()]
        return (
            evidence_lines(lines[:MOST_LINES]),
            f"{error.message}. {error.hint} What is over is not kept.",
        )


def clock_at(events: Sequence[PanelEvent], question: QuestionId, now: datetime) -> float | None:
    """The second of the answer clock; None where it does not run for this question."""
    began: PanelEvent | None = None
    for event in events:
        if event.kind in _STOPS:
            began = None
        elif event.kind in _RUNS:
            began = event
    if began is None or began.question != question:
        return None
    return (began.seconds or 0.0) + max(0.0, (now - began.at).total_seconds())
