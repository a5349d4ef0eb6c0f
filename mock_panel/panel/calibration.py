"""The calibration gym: what rating exemplars says about a rater.

Every exemplar has an agreed value, the key, so a rater is compared with the keys and not with
other raters. What is found is put in words for people who never met a statistic, and what rests
on too few answers is withheld, with the reason.

Four faults can show, and each has its own measure:

- **leniency and severity**: scores minus keys, on average;
- **flat or extreme**: how much the scores differ from one another, beside how much the keys do;
- **muddled**: how many pairs of unequal answers come out the wrong way round;
- **halo**: an answer that is told well is put above one that is told badly though it holds no
  more. Only pairs whose keys are equal, or one point apart in favor of the plain one, are looked
  at, so that a rater who is no more than lenient, or gives all answers one score, cannot seem so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from statistics import fmean, pstdev

from mock_panel.domain.calibration import (
    CalibrationRating,
    Finding,
    Hits,
    Miss,
    RaterCalibration,
    Sign,
    Sitting,
)
from mock_panel.domain.english import how_many
from mock_panel.domain.exemplars import Exemplar, ExemplarId, Telling

FEWEST_ANSWERS = 6
"""Below it nothing is said of a rater. Somebody whose scores are a point off in two cases of five,
up as often as down, is neither lenient nor severe; chance makes it look so once in fifty times
over six answers, and once in fourteen over five."""
EVEN_WITHIN = 0.5
"""Points off the key, on average, within which a rater is neither lenient nor severe."""
FLAT_BELOW = 0.67
"""Of the keys' own spread."""
EXTREME_ABOVE = 1.25
"""Of the keys' own spread; on five levels 1.4 is the most there can be."""
MUDDLED_FROM = 0.25
"""Of the unequal pairs in the wrong order; guessing gives two in five."""
FEWEST_OF_A_TELLING = 3
FEWEST_HALO_PAIRS = 6
HALOED_FROM = 0.5
"""Of the pairs in which the telling could win over the content."""
MOST_MISSES = 3
LONGEST_PAUSE = timedelta(hours=3)
"""Between two ratings of one sitting."""

_Rated = tuple[Exemplar, int]
"""An exemplar and what it was given."""
_Known = tuple[Exemplar, CalibrationRating]


def calibrate(
    exemplars: Iterable[Exemplar], ratings: Iterable[CalibrationRating]
) -> Mapping[str, RaterCalibration]:
    """How each rater rates, in the order of their names.

    Args:
        exemplars: the bank's.
        ratings: of any number of raters, in any order; where somebody rated an exemplar again,
            the last rating counts, and `sittings` tells of all.
    """
    known, given = tuple(exemplars), tuple(ratings)
    return {
        rater: calibration_of(rater, known, given) for rater in sorted({r.rater for r in given})
    }


def calibration_of(
    rater: str, exemplars: Iterable[Exemplar], ratings: Iterable[CalibrationRating]
) -> RaterCalibration:
    """How one person rates; says so where that person has rated nothing."""
    own = sorted((r for r in ratings if r.rater == rater), key=lambda rating: rating.at)
    counted = on_one_scale(exemplars, own)
    rated = _last_of_each(counted)
    bias, spread, order, halo = _bias(rated), _spread(rated), _order(rated), _halo(rated)
    sittings = tuple(_sittings(counted))
    return RaterCalibration(
        rater=rater,
        n=len(rated),
        left_out=len(own) - len(counted),
        bias=bias,
        exact=_hits(rated, 0),
        within_one=_hits(rated, 1),
        spread=spread,
        order=order,
        halo=halo,
        misses=_misses(rated),
        sittings=sittings,
        trend=_trend(sittings),
        advice=_advice(len(rated), {f.sign for f in (bias, spread, order, halo)}),
    )


def on_one_scale(
    exemplars: Iterable[Exemplar], ratings: Sequence[CalibrationRating]
) -> list[_Known]:
    """The ratings whose exemplars are known and on the scale that was used the most.

    A point on one scale is not a point on another, so they are never put together.
    """
    by_id = {exemplar.id: exemplar for exemplar in exemplars}
    known = [(by_id[r.exemplar], r) for r in ratings if r.exemplar in by_id]
    scales = Counter(exemplar.scale for exemplar, _ in known)
    return [pair for pair in known if pair[0].scale == max(scales, key=lambda s: scales[s])]


def _last_of_each(counted: Iterable[_Known]) -> list[_Rated]:
    last = {exemplar.id: (exemplar, rating.score) for exemplar, rating in counted}
    return list(last.values())


def _bias(rated: Sequence[_Rated]) -> Finding:
    if len(rated) < FEWEST_ANSWERS:
        return Finding(_too_few(len(rated)))
    points = fmean(score - exemplar.key for exemplar, score in rated)
    if points > EVEN_WITHIN:
        words = f"Lenient: the scores lie {points:.1f} points above the key on average."
        return Finding(words, points, Sign.LENIENT)
    if points < -EVEN_WITHIN:
        words = f"Severe: the scores lie {-points:.1f} points below the key on average."
        return Finding(words, points, Sign.SEVERE)
    where = f" ({_side(points)})" if abs(points) >= 0.05 else ""
    words = f"Even: the scores lie within half a point of the key on average{where}."
    return Finding(words, points, Sign.EVEN)


def _spread(rated: Sequence[_Rated]) -> Finding:
    if len(rated) < FEWEST_ANSWERS:
        return Finding(_too_few(len(rated)))
    keys = [exemplar.key for exemplar, _ in rated]
    scores = [score for _, score in rated]
    if min(keys) == max(keys):
        words = f"Every answer rated so far has the key {keys[0]}, so whether the whole scale is"
        return Finding(f"{words} used cannot be seen.")
    share = pstdev(scores) / pstdev(keys)
    if min(scores) == max(scores):
        ran = f"though the keys run from {min(keys)} to {max(keys)}"
        return Finding(f"Flat: every answer got a {scores[0]}, {ran}.", share, Sign.FLAT)
    if share < FLAT_BELOW:
        words = "Flat: strong and weak answers get much the same score; the scores differ"
        return Finding(f"{words} {share:.0%} as much as the keys do.", share, Sign.FLAT)
    if share > EXTREME_ABOVE:
        words = "Extreme: good answers go to the top and poor ones to the bottom; the scores differ"
        return Finding(f"{words} {share:.0%} as much as the keys do.", share, Sign.EXTREME)
    words = "Wide enough: the scores differ from answer to answer about as much as the keys do."
    return Finding(words, share, Sign.WIDE_ENOUGH)


def _order(rated: Sequence[_Rated]) -> Finding:
    if len(rated) < FEWEST_ANSWERS:
        return Finding(_too_few(len(rated)))
    steps = [
        (score - other_score) * (exemplar.key - other.key)
        for (exemplar, score), (other, other_score) in combinations(rated, 2)
        if exemplar.key != other.key
    ]
    if not steps:
        return Finding("No two answers rated so far have different keys to put in order.")
    right, wrong = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    muddled = wrong / len(steps) >= MUDDLED_FROM
    told = f"of {how_many(len(steps), 'pair')} of unequal answers {right} came out in the right"
    rest = f"order, {len(steps) - right - wrong} with the same score and {wrong} the wrong way"
    return Finding(
        f"{'Muddled' if muddled else 'In order'}: {told} {rest} round.",
        right / len(steps),
        Sign.MUDDLED if muddled else Sign.ORDERED,
    )


def _halo(rated: Sequence[_Rated]) -> Finding:
    if len(rated) < FEWEST_ANSWERS:
        return Finding(_too_few(len(rated)))
    pairs = [
        (polished, plain)
        for polished in rated
        for plain in rated
        if polished[0].telling is Telling.POLISHED
        and plain[0].telling is Telling.PLAIN
        and 0 <= plain[0].key - polished[0].key <= 1
    ]
    fewest_told = min((len({pair[i][0].id for pair in pairs}) for i in (0, 1)), default=0)
    if len(pairs) < FEWEST_HALO_PAIRS or fewest_told < FEWEST_OF_A_TELLING:
        what = "to say whether a good telling hides a thin answer"
        told = f"{how_many(len(pairs), 'pair')} of a well-told and a plainly told answer"
        return Finding(f"{told} that can be compared: too few {what}.")
    lifted = sum(polished[1] > plain[1] for polished, plain in pairs)
    haloed = lifted / len(pairs) >= HALOED_FROM
    told = f"in {lifted} of {len(pairs)} pairs the well-told answer was put above a plainly told"
    return Finding(
        f"{'Haloed' if haloed else 'Steady'}: {told} one that is as good or better.",
        lifted / len(pairs),
        Sign.HALOED if haloed else Sign.STEADY,
    )


def _hits(rated: Sequence[_Rated], within: int) -> Hits:
    return Hits(sum(abs(score - e.key) <= within for e, score in rated), len(rated))


def _misses(rated: Sequence[_Rated]) -> tuple[Miss, ...]:
    misses = [Miss(exemplar, score) for exemplar, score in rated if score != exemplar.key]
    return tuple(sorted(misses, key=lambda miss: -abs(miss.error))[:MOST_MISSES])


def _sittings(counted: Sequence[_Known]) -> Iterator[Sitting]:
    """The ratings as they were made, the oldest sitting first."""
    groups: list[list[_Known]] = []
    for pair in counted:
        if not groups or pair[1].at - groups[-1][-1][1].at > LONGEST_PAUSE:
            groups.append([])
        groups[-1].append(pair)
    seen: set[ExemplarId] = set()
    for group in groups:
        rated = _last_of_each(group)
        ids = {exemplar.id for exemplar, _ in rated}
        yield Sitting(
            began_at=group[0][1].at,
            n=len(rated),
            seen_before=len(ids & seen),
            bias=_bias(rated),
            distance=fmean(abs(score - exemplar.key) for exemplar, score in rated),
            exact=_hits(rated, 0),
            within_one=_hits(rated, 1),
        )
        seen |= ids


def _trend(sittings: Sequence[Sitting]) -> str:
    long_enough = [sitting for sitting in sittings if sitting.n >= FEWEST_ANSWERS]
    if len(long_enough) < 2:
        return f"Two sittings of {FEWEST_ANSWERS} answers or more will show what has changed."
    first, last = long_enough[0], long_enough[-1]
    again = ""
    if last.seen_before:
        again = f" Of the last {last.n}, {last.seen_before} had been rated before."
    hits = f"{first.exact.words}, then {last.exact.words}"
    return (
        f"From the first sitting to the last: {first.distance:.1f} points off the key on average,"
        f" then {last.distance:.1f}; on the key {hits}.{again}"
    )


_ADVICE = {
    Sign.FLAT: "Use the ends of the scale: when an answer fits the words of the highest or the"
    " lowest level, give that level.",
    Sign.MUDDLED: "Before each score, read the anchors again and name the words of the answer that"
    " decide between two of them.",
    Sign.HALOED: "Before each score, write down what was done and what came of it, as if you had"
    " only notes and had never heard the voice.",
    Sign.EXTREME: "Before you give the highest or the lowest score, say what the answer lacks, or"
    " has, to be one level nearer the middle.",
    Sign.LENIENT: "Give credit only for what was said: a score stands on words that you can quote,"
    " not on what the person must have meant.",
    Sign.SEVERE: "Look for what is there before what is missing, and hold the answer against the"
    " words of the scale, not against the best answer you can think of.",
}
"""What comes later may only follow from what comes before: scores that hardly differ are soon in
the wrong order, and a wrong order can look like a halo."""


def _advice(n: int, signs: Iterable[Sign | None]) -> str:
    if n < FEWEST_ANSWERS:
        missing = how_many(FEWEST_ANSWERS - n, "more answer" if n else "answer")
        return f"Rate {missing} to see how you rate."
    shown = set(signs)
    for sign, advice in _ADVICE.items():
        if sign in shown:
            return advice
    return "You rate near the keys: rate a few answers again shortly before your next panel."


def _too_few(n: int) -> str:
    if n == 0:
        return "No answer has been rated yet."
    return f"{how_many(n, 'answer')}: too few to say; {FEWEST_ANSWERS} are needed."


def _side(points: float) -> str:
    return f"{abs(points):.1f} {'above' if points > 0 else 'below'}"
