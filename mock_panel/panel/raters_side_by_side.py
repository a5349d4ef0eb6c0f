"""Several raters on the same exemplars: where they are apart, and who is more lenient."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from statistics import fmean

from mock_panel.domain.calibration import CalibrationRating, RatedByAll, SideBySide
from mock_panel.domain.english import how_many
from mock_panel.domain.exemplars import Exemplar, ExemplarId
from mock_panel.panel.calibration import EVEN_WITHIN, FEWEST_ANSWERS, calibrate, on_one_scale


def side_by_side(exemplars: Iterable[Exemplar], ratings: Iterable[CalibrationRating]) -> SideBySide:
    """Several raters on the same exemplars, and where they are furthest apart."""
    known, given = tuple(exemplars), tuple(ratings)
    raters = calibrate(known, given)
    by_exemplar: dict[ExemplarId, dict[str, int]] = {}
    counted = on_one_scale(known, sorted(given, key=lambda rating: (rating.rater, rating.at)))
    for exemplar, rating in counted:
        by_exemplar.setdefault(exemplar.id, {})[rating.rater] = rating.score
    rows = [RatedByAll(e, by_exemplar[e.id]) for e in known if e.id in by_exemplar]
    rows.sort(key=lambda row: -row.apart)
    return SideBySide(tuple(raters.values()), tuple(rows), tuple(_compared(list(raters), rows)))


def _compared(raters: Sequence[str], rows: Sequence[RatedByAll]) -> Iterator[str]:
    if len(raters) < 2:
        yield "There is nobody to compare with yet: one more person has to rate the same answers."
        return
    by_all = [row for row in rows if len(row.scores) == len(raters)]
    who = "both" if len(raters) == 2 else "all"
    if by_all:
        far = sum(row.apart > 1 for row in by_all)
        answers = f"the {how_many(len(by_all), 'answer')} that {who} have rated"
        yield f"On {far} of {answers} the scores lie more than one point apart."
    pairs = [_pair(rows, one, other) for one, other in combinations(raters, 2)]
    enough = [pair for pair in pairs if pair[0] >= FEWEST_ANSWERS]
    if not enough:
        most = max(n for n, *_ in pairs)
        same = f"{how_many(most, 'answer')} rated by the same two people"
        yield f"{same}: too few to say who is more lenient; {FEWEST_ANSWERS} are needed."
        return
    n, points, one, other = max(enough, key=lambda pair: abs(pair[1]))
    if abs(points) <= EVEN_WITHIN:
        yield "On the same answers, nobody is more lenient than anybody else by over half a point."
    else:
        higher, lower = (one, other) if points > 0 else (other, one)
        yield (
            f"{higher} scores {abs(points):.1f} points above {lower} on average, on the {n} answers"
            " that both have rated."
        )


def _pair(rows: Iterable[RatedByAll], one: str, other: str) -> tuple[int, float, str, str]:
    """How many answers two people share, and how far one lies above the other on them."""
    gaps = [
        row.scores[one] - row.scores[other] for row in rows if {one, other} <= row.scores.keys()
    ]
    return len(gaps), fmean(gaps) if gaps else 0.0, one, other
