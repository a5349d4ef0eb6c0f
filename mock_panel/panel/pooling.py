"""Agreement over panels: which ratings go together, and what is said of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mock_panel.domain.english import how_many
from mock_panel.domain.ids import ItemId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.ratings import PooledScore
from mock_panel.panel.agreement import PanelStatistics, panel_statistics
from mock_panel.panel.ratings_table import ScaleEnds


@dataclass(frozen=True, slots=True)
class Pooled:
    """Statistics over the panels of one scale; of raters, only those that are named."""

    statistics: PanelStatistics
    panels: int
    scale: ScaleEnds | None
    left_out: int
    """Panels that were rated on another scale, and so cannot be pooled with these."""
    masked: int
    """Panels among these whose raters are masked."""


def pooled_statistics(scores: Sequence[PooledScore]) -> Pooled:
    """The statistics of the panels that share the scale most used; raters go by their names.

    The ratings of masked panels count. But who rated there is somebody else in each panel, and
    no figure is theirs: what one letter gave in all panels, or what a name gave beside a letter,
    would tell whose letter it is.
    """
    of_panel = {s.panel: (s.low, s.high) for s in scores}
    ends = Counter(of_panel.values())
    if not ends:
        return Pooled(panel_statistics(()), 0, None, 0, 0)
    # Of scales that are used as often as each other the longer one, so that it is always the same.
    low, high = max(ends, key=lambda scale: (ends[scale], scale[1] - scale[0], scale))
    chosen = [s for s in scores if (s.low, s.high) == (low, high)]
    scale = ScaleEnds(low, high)
    statistics = panel_statistics(
        ((_rater(s), f"{s.panel} {s.item}", s.score) for s in chosen),
        scale=scale,
        panels={f"{s.panel} {s.item}": s.panel for s in chosen},
        own_finals={(_rater(s), f"{s.panel} {s.item}"): s.final for s in chosen},
    )
    masked = {_rater(s): s.panel for s in chosen if s.masked}
    named = {name: own for name, own in statistics.raters.items() if name not in masked}
    return Pooled(
        replace(statistics, raters=named),
        ends[low, high],
        scale,
        ends.total() - ends[low, high],
        len(set(masked.values())),
    )


def _rater(score: PooledScore) -> str:
    return f"{score.rater} of {score.panel}" if score.masked else score.rater


def pooled_words(pooled: Pooled) -> Iterator[str]:
    """Over what the statistics are, and of whom nothing is told."""
    panels, masked, scale = pooled.panels, pooled.masked, pooled.scale
    ends = f", rated {scale.low} to {scale.high}" if scale else ""
    yield f"Over {how_many(panels, 'panel')}{ends}."
    if pooled.left_out:
        yield f"{how_many(pooled.left_out, 'panel')} left out: rated on another scale."
    if masked:
        some = f"{masked} of them {'is' if masked == 1 else 'are'}"
        every = "It is" if panels == 1 else "All are"
        several = (
            "and whoever sat in several counts as another person in each, " if masked > 1 else ""
        )
        yield (
            f"{every if masked == panels else some} masked: the ratings count, but nothing is told "
            f"of one rater, {several}so that no letter gets a name."
        )


def record_statistics(record: PanelRecord) -> PanelStatistics:
    """The statistics of one revealed panel; raters are called as the panel calls them."""
    panel = record.panel
    values = [level.value for level in panel.form.scale.levels]
    rated = panel.form.rated
    return panel_statistics(
        (
            (panel.called(seat), item.id, rating.score if rating else None)
            for item in rated
            for seat in panel.raters
            for rating in [record.rating(seat.id, item.id)]
        ),
        scale=ScaleEnds(min(values), max(values)),
        panels={item.id: panel.id for item in rated},
        finals={item.id: _consensus(record, item.id) for item in rated},
        own_finals={
            (panel.called(seat), item.id): record.final_of(seat.id, item.id)
            for item in rated
            if _consensus(record, item.id) is None
            for seat in panel.raters
        },
    )


def _consensus(record: PanelRecord, item: ItemId) -> float | None:
    settlement = record.settlement(item)
    return None if settlement is None else settlement.score
