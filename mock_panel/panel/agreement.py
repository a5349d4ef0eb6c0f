"""All that the ratings of panels say about agreement, and the same as a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from mock_panel.panel.intraclass import Intraclass, IntraclassForms, intraclass
from mock_panel.panel.item_agreement import (
    ItemStatistics,
    PairAgreement,
    item_statistics,
    pair_agreement,
)
from mock_panel.panel.krippendorff import RESAMPLES, Alpha, krippendorff_alpha
from mock_panel.panel.rater_effects import Figure, Finals, OwnFinals, RaterEffects, rater_effects
from mock_panel.panel.ratings_table import RatingTriple, ScaleEnds, ratings_table

SCHEMA = "mock-panel/panel-statistics@1"


@dataclass(frozen=True, slots=True)
class PanelStatistics:
    """Agreement, reliability, and what tells raters apart.

    Whatever cannot be computed is None with a reason beside it; no number is ever nan or infinite.
    """

    ratings: int
    """Scores that were given."""
    missing: int
    """Ratings without a score."""
    scale: ScaleEnds | None
    agreement: PairAgreement
    icc: IntraclassForms
    alpha: Alpha
    raters: Mapping[str, RaterEffects]
    by_panel: bool
    """Whether halo is seen within panels; otherwise over all items."""
    items: tuple[ItemStatistics, ...]


def panel_statistics(
    ratings: Iterable[RatingTriple],
    *,
    scale: ScaleEnds | None = None,
    panels: Mapping[str, str] | None = None,
    finals: Finals | None = None,
    own_finals: OwnFinals | None = None,
    resamples: int = RESAMPLES,
) -> PanelStatistics:
    """The statistics of ratings pooled over any number of panels.

    Args:
        ratings: rater, item and first score, or None for a score; an item is one question of one
            panel.
        scale: its ends; without them there is no r_wg.
        panels: the panel of each item, for halo; without it all items count as one panel's.
        finals: each item's final score, for the shift at consensus.
        own_finals: by rater and item; takes precedence over `finals`.
        resamples: how often items are drawn anew for the interval of alpha; 0 for none.

    Raises:
        ValueError: a rater rated an item twice, or a score is none or off the scale.
    """
    table = ratings_table(ratings, scale)
    return PanelStatistics(
        ratings=table.ratings,
        missing=table.missing,
        scale=scale,
        agreement=pair_agreement(table),
        icc=intraclass(table),
        alpha=krippendorff_alpha(table, resamples=resamples),
        raters=rater_effects(table, panels, finals, own_finals),
        by_panel=panels is not None,
        items=item_statistics(table),
    )


Document = dict[str, object]


def to_document(statistics: PanelStatistics) -> Document:
    """The statistics as JSON can hold them, numbers unrounded; null stands beside a reason."""
    scale, pairs, alpha = statistics.scale, statistics.agreement, statistics.alpha
    return {
        "schema": SCHEMA,
        "ratings": statistics.ratings,
        "missing": statistics.missing,
        "scale": {"low": scale.low, "high": scale.high} if scale else None,
        "exact": pairs.exact,
        "within_one": pairs.within_one,
        "pairs": pairs.pairs,
        **({"reason": pairs.reason} if pairs.reason else {}),
        "icc": {
            icc.form: _icc_document(icc)
            for form in fields(IntraclassForms)
            for icc in [getattr(statistics.icc, form.name)]
        },
        "alpha": _estimate(alpha) | {"n": alpha.n},
        "raters": {name: _rater_document(rater) for name, rater in statistics.raters.items()},
        "items": [_item_document(item) for item in statistics.items],
    }


def _icc_document(icc: Intraclass) -> Document:
    k = int(icc.k) if float(icc.k).is_integer() else icc.k
    return {"form": icc.form} | _estimate(icc) | {"n": icc.n, "k": k}


def _estimate(estimate: Intraclass | Alpha) -> Document:
    reasons = {"reason": estimate.reason, "ci_reason": estimate.ci_reason}
    return {
        "value": estimate.value,
        "ci95": list(estimate.ci95) if estimate.ci95 else None,
        **{name: reason for name, reason in reasons.items() if reason},
    }


def _rater_document(rater: RaterEffects) -> Document:
    figures: dict[str, Figure] = {each.name: getattr(rater, each.name) for each in fields(rater)}
    return {
        **{name: figure.value for name, figure in figures.items()},
        # Items that others rated too; each figure has its own count beside it.
        "n": rater.severity.n,
        "counts": {name: figure.n for name, figure in figures.items()},
        "reason": {name: figure.reason for name, figure in figures.items() if figure.reason},
    }


def _item_document(item: ItemStatistics) -> Document:
    return {
        "item": item.item,
        "n": item.ratings,
        "mean": item.mean,
        "median": item.median,
        "range": item.range,
        "sd": item.sd,
        "r_wg": item.r_wg,
        "ad_m": item.ad_m,
        "reason": dict(item.reasons),
    }
