"""What it all comes to: for the SES in the shape of a board's decision, else as a count."""

from collections.abc import Iterator, Sequence

from mock_panel.domain.english import how_many, listing
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.panel.report.content import EcqResult, Outcome, Standing
from mock_panel.panel.report.facts import Facts, ecq_values
from mock_panel.panel.report.naming import called, is_of_the_ses
from mock_panel.panel.report.points import (
    has_middle,
    is_shown,
    marks,
    place,
    point_words,
    shown_from,
)
from mock_panel.panel.report.wording import figure, one_line, with_article

LACKING_FOR_DISAPPROVAL = 3
"""A board disapproves where so many ECQs lack evidence; fewer rated ECQs have no outcome."""

INDICATOR = (
    "A practice indicator in the shape of a Qualifications Review Board's decision. "
    "It is unofficial and binds nobody."
)
ONLY_A_COUNT = (
    "An unofficial count and no decision: a Qualifications Review Board decides on the SES alone."
)
RULE_OF_THE_MIDDLE = "the first point of the scale at or above its middle"
RULE_OF_THE_TOP = "the top of so short a scale"
NOT_ROUNDED_UP = "A mean is not rounded up."
RULE_OF_THREE = (
    "All shown: approve. One or two not shown: rewrite. Three or more not shown: disapprove."
)


def outcome(facts: Facts) -> Outcome:
    """The outcome for the SES, or what was shown for any other framework."""
    return _of_a_board(facts) if is_of_the_ses(facts.form.framework) else _counted(facts)


def outcome_in_short(record: PanelRecord) -> tuple[str, str]:
    """The verdict on a revealed panel, and how much was shown in it."""
    facts = Facts(record, record.panel.convened_at)
    found = outcome(facts)
    return found.verdict, _shown(facts, found.ecqs)


def _of_a_board(facts: Facts) -> Outcome:
    ecqs = tuple(_ecqs(facts))
    lacking = sum(ecq.shown is False for ecq in ecqs)
    unrated = sum(ecq.shown is None for ecq in ecqs)
    verdict = _verdict(len(ecqs), lacking, unrated)
    return Outcome(
        title="Outcome, unofficial",
        verdict=f"{verdict}{_preliminary(facts)}",
        sentence=f"{'; '.join((_shown(facts, ecqs), *_lacks(ecqs)))}.",
        rules=(INDICATOR, f"{_rule(facts)} {RULE_OF_THREE}"),
        ecqs=ecqs,
    )


def _verdict(ecqs: int, lacking: int, unrated: int) -> str:
    if lacking >= LACKING_FOR_DISAPPROVAL:
        return "Disapprove"
    if ecqs < LACKING_FOR_DISAPPROVAL:
        return "No outcome: fewer than three ECQs were rated"
    if unrated:
        return "No outcome: not every ECQ has a rating"
    return "Rewrite" if lacking else "Approve"


def _counted(facts: Facts) -> Outcome:
    """Item by item: the parts of another framework need not be evened out into one result."""
    items = tuple(
        _result(facts, facts.titles[item.id], [item], facts.record.outcome(item.id))
        for item in facts.form.rated
    )
    return Outcome(
        title="What was shown, unofficial",
        verdict=f"{_shown(facts, items)}{_preliminary(facts)}",
        sentence=_sentence(facts, items),
        rules=(ONLY_A_COUNT, _rule(facts)),
        ecqs=items,
    )


def _sentence(facts: Facts, items: Sequence[EcqResult]) -> str:
    if not items:
        return "Everything was taken out of the rating."
    if lacks := "; ".join(_lacks(items)):
        return f"{lacks[0].upper()}{lacks[1:]}."
    return f"Each reached {point_words(shown_from(facts.scale))} or higher."


def _shown(facts: Facts, results: Sequence[EcqResult]) -> str:
    shown = sum(result.shown is True for result in results)
    return f"{shown} of {how_many(len(results), called(facts.form).one)} shown"


def _lacks(results: Sequence[EcqResult]) -> Iterator[str]:
    if lacking := [result.title for result in results if result.shown is False]:
        yield f"not shown: {listing(lacking)}"
    if unrated := [result.title for result in results if result.shown is None]:
        yield f"not rated: {listing(unrated)}"


def _preliminary(facts: Facts) -> str:
    return ", preliminary" if facts.record.unsettled else ""


def _rule(facts: Facts) -> str:
    why = RULE_OF_THE_MIDDLE if has_middle(facts.scale) else RULE_OF_THE_TOP
    one = with_article(called(facts.form).one)
    bar = point_words(shown_from(facts.scale))
    return f"The rule here: {one} is shown from {bar} up, {why}. {NOT_ROUNDED_UP}"


def _ecqs(facts: Facts) -> Iterator[EcqResult]:
    for ecq, value in ecq_values(facts.record).items():
        items = [item for item in facts.form.rated if item.ecq == ecq]
        yield _result(facts, one_line(items[0].title), items, value)


def _result(facts: Facts, title: str, items: Sequence[PanelItem], value: float | None) -> EcqResult:
    standing = facts.standing(items[0]).words
    if len(items) > 1:
        still_open = any(facts.standing(item) is Standing.OPEN for item in items)
        standing = f"mean of {len(items)} items{', open' if still_open else ''}"
    shown = None if value is None else is_shown(value, facts.scale)
    return EcqResult(
        title=title,
        value=value,
        figure=figure(value),
        marks=marks(facts.scale, value),
        label=place(value, facts.scale)[0],
        standing_words=standing,
        shown=shown,
        shown_words={True: "shown", False: "not shown", None: "not rated"}[shown],
    )
