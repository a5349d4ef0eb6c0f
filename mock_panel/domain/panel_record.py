"""All that was seen, said and rated in one panel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

from mock_panel.domain.ids import ItemId, QuestionId, SeatId
from mock_panel.domain.panel_events import PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import Move, RaterNote, Rating, Settlement


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
