"""A rater's score in words: what stands now, and the first one where the rater moved."""

from mock_panel.domain.ids import ItemId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Seat

NO_SCORE = "–"


def score_words(record: PanelRecord, seat: Seat, item: ItemId) -> str:
    """A rater's score; with the first one before it where the rater moved."""
    rating = record.rating(seat.id, item)
    first = None if rating is None else rating.score
    final = record.final_of(seat.id, item)
    if first is None or first == final:
        return NO_SCORE if final is None else str(final)
    return f"{first}→{final}"
