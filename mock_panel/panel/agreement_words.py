"""The statistics of panels in sentences for people who have never met an ICC.

Reliability is graded after Koo & Li (2016, Journal of Chiropractic Medicine 15): poor below .5,
moderate to .75, good to .9, excellent above; by the interval, never by the value alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from statistics import median

from mock_panel.domain.english import how_many, listing
from mock_panel.panel.agreement import PanelStatistics
from mock_panel.panel.intraclass import NOTHING_TO_TELL_APART, Intraclass
from mock_panel.panel.item_agreement import ItemStatistics, PairAgreement
from mock_panel.panel.krippendorff import Alpha
from mock_panel.panel.rater_effects import NO_FINALS, Figure, RaterEffects
from mock_panel.panel.ratings_table import ALIKE_WHERE_SHARED, ALL_ALIKE, NO_RATINGS

_GRADES = ((0.5, "poor"), (0.75, "moderate"), (0.9, "good"))
_BEST = "excellent"

MOSTLY_AGREED = 0.75
"""From this share of equal scores on, a low reliability speaks of the items, not of the raters."""
FEW_PAIRS = 20
"""Up to so many pairs are counted out; a percentage would pretend to know more."""
ALIKE_POINTS = 0.25
"""A rater within so many points of the others rates as they do; our own convention."""
LITTLE_SPREAD, MUCH_SPREAD = 0.8, 1.25
"""Between these a rater spreads scores as the panel does; our own convention."""
HALO_SHARE, HALO_POINTS = 0.6, 0.5
"""Below this part of what is usual among the others, one impression may colour all scores, if the
others' scores vary by so many points; our own convention."""

CHANCE = "Some of that is chance, the more so the shorter the scale."
WHAT_RELIABILITY_ASKS = (
    "Reliability asks something else than agreement: do the ratings tell stronger answers from "
    "weaker ones? 1 is perfect, 0 is none."
)
NEVER_CORRECT = (
    "This is to talk about, never to correct scores by: how strict a rater is changes from day to "
    "day."
)
RATED_ALIKE = (
    "The raters mostly gave the same score, and the items were rated so much alike that there was "
    "little to tell apart: a low figure here says nothing against the raters."
)
BELOW_ZERO = (
    "Below zero counts as zero: the raters differ more on the same item than the items differ "
    "from each other."
)
CHANGING_RATERS = "So the form for raters who change from item to item is used."
_NAMES = {"severity": "strictness", "shift": "shift at consensus", "moved": "moves at consensus"}


def panel_words(statistics: PanelStatistics) -> tuple[str, ...]:
    """All there is to say of agreement, reliability and each rater, in this order."""
    if not statistics.ratings:
        return (_sentence(NO_RATINGS),)
    raters = statistics.raters
    told = [sentence for name in raters for sentence in rater_words(name, statistics)]
    return (
        agreement_words(statistics.agreement),
        *reliability_words(statistics),
        *told,
        *((NEVER_CORRECT,) if told else ()),
        *withheld_words(raters),
    )


def agreement_words(agreement: PairAgreement) -> str:
    """How often two raters agree, with the number of pairs."""
    exact, within, pairs = agreement.exact, agreement.within_one, agreement.pairs
    if exact is None or within is None:
        return f"Agreement cannot be counted: {agreement.reason}."
    if pairs == 1:
        same = "the same score" if exact else "scores at most one point apart"
        how = same if within else "scores more than one point apart"
        return f"Two raters rated the same item only once, with {how}."
    share = _share(exact, pairs)
    verb = "is" if share == "1" else "are"
    return (
        f"Of {pairs} pairs of ratings of the same item {share} {verb} the same score, "
        f"{_share(within, pairs)} at most one point apart. {CHANCE}"
    )


def reliability_words(statistics: PanelStatistics) -> tuple[str, ...]:
    """What the ICC of one rater and of the panel's mean say, and Krippendorff's alpha."""
    icc = statistics.icc
    one, mean = (icc.icc1, icc.icc1k) if icc.icc2.value is None else (icc.icc2, icc.icc2k)
    if one.value is None or one.ci_reason == NOTHING_TO_TELL_APART:
        return (_no_reliability(one),)
    agreed = (statistics.agreement.exact or 0.0) >= MOSTLY_AGREED
    forms = {"One rater alone": one, f"The mean of {_raters(one)}": mean}
    told = [WHAT_RELIABILITY_ASKS]
    if one is icc.icc1:
        told.append(f"{_sentence(icc.icc2.reason)} {CHANGING_RATERS}")
    told += [_icc_words(who, form, agreed) for who, form in forms.items()]
    alike = agreed and any(_may_be_poor(form) for form in forms.values())
    if one.value < 0 and not alike:
        told.append(BELOW_ZERO)
    return (*told, alpha_words(statistics.alpha), *((RATED_ALIKE,) if alike else ()))


def _no_reliability(form: Intraclass) -> str:
    if form.reason == ALL_ALIKE:
        return f"{_sentence(ALL_ALIKE)} It would take answers that are rated differently."
    if form.reason == ALIKE_WHERE_SHARED:
        return _sentence(form.reason)
    return f"Reliability cannot be judged: {form.reason or form.ci_reason}."


def _icc_words(who: str, form: Intraclass, agreed: bool) -> str:
    """Such as: One rater alone: 0.29, anywhere from poor to good (ICC(2,1), 95% interval …)."""
    if form.value is None:
        return f"{who}: no figure, because {form.reason} ({form.form})."
    basis = f"{form.form}, {how_many(form.n, 'item')}, {_raters(form)}"
    if form.ci95 is None:
        return f"{who}: {_number(form.value)} ({basis}; no verdict, because {form.ci_reason})."
    verdict = "" if agreed and _may_be_poor(form) else f", {_grades(form.ci95)}"
    return f"{who}: {_number(form.value)}{verdict} ({basis}; {_interval(form.ci95)})."


def _raters(form: Intraclass) -> str:
    return f"{form.k:.0f} raters" if float(form.k).is_integer() else f"about {form.k:.1f} raters"


def _may_be_poor(form: Intraclass) -> bool:
    low = form.ci95[0] if form.ci95 else form.value
    return low is not None and low < _GRADES[0][0]


def _grades(interval: tuple[float, float]) -> str:
    low, high = map(_grade, interval)
    return low if low == high else f"anywhere from {low} to {high}"


def _grade(value: float) -> str:
    return next((grade for below, grade in _GRADES if value < below), _BEST)


def alpha_words(alpha: Alpha) -> str:
    """Krippendorff's alpha with its interval."""
    if alpha.value is None:
        return f"Krippendorff's alpha cannot be computed: {alpha.reason}."
    interval = _interval(alpha.ci95) if alpha.ci95 else alpha.ci_reason
    return (
        f"Krippendorff's alpha: {_number(alpha.value)} ({how_many(alpha.n, 'item')}; {interval}). "
        "It is agreement beyond chance: 1 is complete, 0 is what chance alone would give."
    )


def rater_words(name: str, statistics: PanelStatistics) -> tuple[str, ...]:
    """What tells one rater from the others; nothing where all of it is withheld.

    Raises:
        KeyError: nobody of this name gave a score.
    """
    own = statistics.raters[name]
    halos = {rater: effects.halo.value for rater, effects in statistics.raters.items()}
    others = [halo for rater, halo in halos.items() if halo is not None and rater != name]
    told = (
        _severity_words(name, own.severity),
        _spread_words(name, own.spread),
        _halo_words(name, own.halo, others) if statistics.by_panel else "",
        _shift_words(name, own.shift, own.moved),
    )
    return tuple(filter(None, told))


def withheld_words(raters: Mapping[str, RaterEffects]) -> tuple[str, ...]:
    """What is not shown of whom, and why."""
    names: dict[str, list[str]] = {}
    for name, effects in raters.items():
        names.setdefault(_withheld(effects), []).append(name)
    return tuple(f"Not shown of {listing(those)}: {what}." for what, those in names.items() if what)


def _withheld(effects: RaterEffects) -> str:
    """Such as: strictness, spread (it needs 10 items …); that there are no finals goes unsaid."""
    by_reason: dict[str, list[str]] = {}
    for each in fields(effects):
        figure: Figure = getattr(effects, each.name)
        if figure.reason not in {"", NO_FINALS}:
            by_reason.setdefault(figure.reason, []).append(_NAMES.get(each.name, each.name))
    return "; ".join(f"{', '.join(what)} ({reason})" for reason, what in by_reason.items())


def _severity_words(name: str, severity: Figure) -> str:
    if severity.value is None:
        return ""
    points = (
        f"{_points(abs(severity.value))} {'below' if severity.value < 0 else 'above'} the others"
    )
    if abs(severity.value) < ALIKE_POINTS:
        kind = "rates about as the others do"
        points = "no difference" if _number(abs(severity.value)) == "0.00" else points
    else:
        kind = "is stricter" if severity.value < 0 else "is more lenient"
    return f"{name} {kind}: {points} on average ({how_many(severity.n, 'item')})."


def _spread_words(name: str, spread: Figure) -> str:
    if spread.value is None or LITTLE_SPREAD <= spread.value <= MUCH_SPREAD:
        return ""
    how = "less" if spread.value < 1 else "more"
    return (
        f"{name} spreads scores {how} than the panel: {spread.value:.0%} of its standard deviation."
    )


def _halo_words(name: str, halo: Figure, others: Sequence[float]) -> str:
    if halo.value is None:
        return ""
    within = f"Within a panel {name}'s scores vary by {_points(halo.value)} (standard deviation"
    if not others:
        return f"{within})."
    usual = median(others)
    told = f"{within}; the other raters' by {_number(usual)})"
    if usual >= HALO_POINTS and halo.value < HALO_SHARE * usual:
        return f"{told}: one impression of the candidate may stand behind all of them."
    return f"{told}."


def _shift_words(name: str, shift: Figure, moved: Figure) -> str:
    if shift.value is None or moved.value is None:
        return ""
    if not moved.value:
        return f"At consensus every final score was {name}'s own ({how_many(shift.n, 'item')})."
    where = f"{_points(abs(shift.value))} {'below' if shift.value < 0 else 'above'}"
    return (
        f"At consensus the final score was on average {where} {name}'s own, and "
        f"{_points(moved.value)} away from it either way ({how_many(shift.n, 'item')})."
    )


def item_words(item: ItemStatistics) -> str:
    """The ratings of one item in a line."""
    if item.mean is None or item.median is None or item.range is None:
        return f"{item.item}: nobody rated it."
    if item.ad_m is None:
        return f"{item.item}: one rating, {item.mean:.3g}."
    if not item.range:
        all_raters = "both raters" if item.ratings == 2 else f"all {item.ratings} raters"
        return f"{item.item}: {all_raters} gave {item.mean:.3g}."
    wg = "" if item.r_wg is None else f", agreement r_wg {_number(item.r_wg)} of 1"
    return (
        f"{item.item}: {item.ratings} ratings, mean {_number(item.mean)}, median "
        f"{item.median:.3g}, {_points(item.range, digits=False)} from lowest to highest, on "
        f"average {_points(item.ad_m)} from the mean{wg}."
    )


def _share(share: float, pairs: int) -> str:
    """A count where there are few pairs; never 100% or 0% of what is not quite all or none."""
    if pairs <= FEW_PAIRS:
        return str(round(share * pairs)) if share else "none"
    percent = f"{share:.0%}"
    if percent == "100%" and share < 1:
        return "over 99%"
    return "under 1%" if percent == "0%" and share > 0 else percent


def _interval(interval: tuple[float, float]) -> str:
    low, high = interval
    return f"95% interval {_number(low) if low >= -1 else 'below -1'} to {_number(high)}"


def _number(value: float) -> str:
    """With two decimals; no minus before zero."""
    return f"{value:.2f}".replace("-0.00", "0.00") if abs(value) < 1 else f"{value:.2f}"


def _points(value: float, digits: bool = True) -> str:
    written = _number(value) if digits else f"{value:.3g}"
    return f"{written} point{'' if written in {'1', '1.00'} else 's'}"


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
