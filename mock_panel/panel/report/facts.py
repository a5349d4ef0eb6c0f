"""One panel's record with what every part of the report looks up in it."""

from collections.abc import Container, Iterator
from datetime import datetime
from statistics import fmean

from mock_panel.domain.english import how_many
from mock_panel.domain.ids import EcqId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Seat
from mock_panel.panel.report.content import Quote, Standing
from mock_panel.panel.report.wording import Masking, one_line


class Facts:
    """The record, and the names and numbers by which the report speaks of it."""

    def __init__(self, record: PanelRecord, made_at: datetime) -> None:
        self.record = record
        self.panel = record.panel
        self.form = record.panel.form
        self.scale = record.panel.form.scale
        self.made_at = made_at
        self.said = Masking(record.panel)
        self.number = {question.id: i for i, question in enumerate(self.form.questions, 1)}
        self.titles = {item.id: self._title(item) for item in self.form.items}
        self.seconds = self._answer_seconds()

    def called(self, seat: Seat) -> str:
        """What the panel calls a seat, as one line."""
        return one_line(self.panel.called(seat))

    def standing(self, item: PanelItem) -> Standing:
        """Where an item's result comes from."""
        if self.record.outcome(item.id) is None:
            return Standing.NOT_RATED
        settlement = self.record.settlement(item.id)
        if settlement is None:
            return Standing.OPEN
        return Standing.MEAN if settlement.score is None else Standing.CONSENSUS

    def valued(self) -> list[tuple[float, PanelItem]]:
        """The items that have a result, each after it."""
        values = ((self.record.outcome(item.id), item) for item in self.form.rated)
        return [(value, item) for value, item in values if value is not None]

    def locked(self, item: PanelItem) -> dict[SeatId, int]:
        """The ratings that the evidence was written for: those before the discussion."""
        ratings = ((s.id, self.record.rating(s.id, item.id)) for s in self.panel.raters)
        return {s: r.score for s, r in ratings if r is not None and r.score is not None}

    def quotes(self, item: PanelItem, seats: Container[SeatId]) -> Iterator[Quote]:
        """The evidence that these seats wrote for an item."""
        for seat in self.panel.raters:
            rating = self.record.rating(seat.id, item.id)
            if rating is None or seat.id not in seats:
                continue
            for line in self.said.lines(rating.evidence):
                yield Quote(f"{self.called(seat)}, {rating.score}", line)

    def spread_words(self, item: PanelItem) -> str:
        """How far the raters were apart on an item, each alone."""
        if len(self.record.initial(item.id)) < 2:
            return "Fewer than two ratings."
        apart = self.record.spread(item.id)
        if not apart:
            return "All raters gave the same rating, each alone."
        told = f"Before the discussion the raters were {how_many(apart, 'point')} apart"
        return (
            f"{told}, more than this panel lets stand undiscussed."
            if self.record.must_discuss(item.id)
            else f"{told}."
        )

    def _title(self, item: PanelItem) -> str:
        alike = [other.id for other in self.form.items if other.ecq == item.ecq]
        title = one_line(item.title)
        if len(alike) == 1:
            return title
        return f"{title} ({alike.index(item.id) + 1} of {len(alike)})"

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


def ecq_values(record: PanelRecord) -> dict[EcqId, float | None]:
    """The result per ECQ, in the order of the form: the mean of its items that count."""
    found: dict[EcqId, list[float]] = {}
    for item in record.panel.form.rated:
        value = record.outcome(item.id)
        found.setdefault(item.ecq, []).extend(() if value is None else (value,))
    return {ecq: fmean(values) if values else None for ecq, values in found.items()}
