"""What the statistics of panels say: words for everybody, and the same in aligned numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.panels import Panel
from mock_panel.panel.agreement import PanelStatistics
from mock_panel.panel.agreement_words import (
    NEVER_CORRECT,
    agreement_words,
    rater_words,
    reliability_words,
    withheld_words,
)
from mock_panel.panel.intraclass import Intraclass, IntraclassForms
from mock_panel.panel.item_agreement import ItemStatistics
from mock_panel.panel.krippendorff import Alpha
from mock_panel.panel.pooling import Pooled, pooled_statistics, pooled_words, record_statistics
from mock_panel.panel.rater_effects import Figure, RaterEffects
from mock_panel.panel.ratings_table import ScaleEnds
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import PanelId

NOTHING = "–"
"""Stands where a number is withheld; the reason is told in words."""
WIDEST = 76
"""Running text and tables are no wider than this."""
_MEASURE, _VALUE, _INTERVAL = 22, 7, 16
_BESIDE = 66
"""From this width on what a number rests on stands beside it, otherwise below."""
_LEAST_NAME, _MOST_NAME, _FIGURE = 16, 24, 11

_FORMS = {
    "icc1": "one rater alone, where raters change from item to item",
    "icc1k": "the mean of the raters, where they change from item to item",
    "icc2": "one rater alone, the same raters on every item; strictness counts",
    "icc2k": "the mean of these raters; strictness counts",
    "icc3": "one rater alone, by the order of answers; strictness does not count",
    "icc3k": "the mean of these raters, by the order of the answers",
}
_FIGURES = {
    "severity": ("strictness", "own score less that of the others; below zero is stricter"),
    "spread": ("spread", "how far own scores vary, as a part of the panel's; below 1 is cautious"),
    "halo": ("halo", "points by which scores vary within a panel; little may be one impression"),
    "shift": ("shift", "final score less own first one"),
    "moved": ("moved", "the same, either way"),
}
_SIGNED = ("severity", "shift")


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that is shown."""

    statistics: PanelStatistics | None
    """None while nothing has been revealed."""
    panel: Panel | None = None
    """The one panel; None over all."""
    pooled: Pooled | None = None
    """What came of all; None of one panel."""
    scale: ScaleEnds | None = None
    as_numbers: bool = False
    """Whether a narrow window shows the numbers in place of the words."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.statistics is None or not self.statistics.ratings


def gather_agreement(services: "Services", panel_id: "PanelId | None") -> Agreement | None:
    """Work out the statistics of a panel, or of all; None if it is gone. Call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    store = services.panels.store
    if panel_id is None:
        pooled = pooled_statistics(store.pooled())
        return Agreement(pooled.statistics if pooled.panels else None, None, pooled, pooled.scale)
    panel = store.get(panel_id)
    if panel is None or not panel.is_revealed:
        return None if panel is None else Agreement(None, panel)
    record = store.record(panel_id)
    return Agreement(
        record_statistics(record), record.panel, scale=ScaleEnds.of(record.panel.form.scale)
    )


def title_words(view: Agreement) -> str:
    """Where one is."""
    if view.panel is None:
        return "How far the raters agree · all panels"
    return f"How far the raters agree · {clipped(view.panel.candidate, 30)}"


def state_words(view: Agreement) -> str:
    """From how much it is told."""
    if view.is_empty or view.statistics is None:
        return ""
    ratings = how_many(view.statistics.ratings, "rating")
    return f"{how_many(view.pooled.panels, 'panel')}, {ratings}" if view.pooled else ratings


def empty_words(view: Agreement) -> Content:
    """Why there is nothing yet, and what to do."""
    if view.panel is not None:
        waits = [view.panel.called(s) for s in view.panel.raters if s.locked_at is None]
        why = f"It waits for {', '.join(waits)}." if waits else "All have locked: reveal it first."
        return Content.assemble(
            ("This panel is not revealed yet.", "bold"),
            f"\n\nHow far its raters agree would tell what they gave. {why}\n\n",
            ("esc", KEY), "  back",
        )  # fmt: skip
    return Content.assemble(
        ("Nothing to compare yet.", "bold"),
        "\n\nHere is told how far raters agree, how well their ratings tell stronger answers from "
        "weaker ones, and who is strict or lenient: over all panels whose ratings have been "
        "revealed. There is none yet.\n\nTen rated items tell the first things of a rater; two "
        "panels on five questions are that many.\n\n",
        ("esc", KEY), "  back to the panels",
    )  # fmt: skip


# --- words ----------------------------------------------------------------------------------


def word_lines(view: Agreement) -> list[Hanging]:
    """Everything in sentences, under the questions that they answer."""
    statistics = view.statistics
    if statistics is None:
        return []
    told = {name: rater_words(name, statistics) for name in statistics.raters}
    sections: list[tuple[str, Sequence[str]]] = [
        ("How often do two raters agree?", (agreement_words(statistics.agreement),)),
        ("Do the ratings tell answers apart?", reliability_words(statistics)),
        *_rater_sections(told),
        ("What cannot be told yet?", withheld_words(statistics.raters)),
    ]
    lines = [Hanging(Content.styled(about, DIM)) for about in _about(view)]
    for heading, sentences in sections:
        if sentences:
            lines.append(Hanging(EMPTY))
            lines += [Hanging(Content.styled(heading, "bold"))] if heading else []
            lines += [Hanging(Content(sentence)) for sentence in sentences]
    return lines


def _rater_sections(told: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """A paragraph a rater, the heading above the first, and last what it is not for."""
    heading = "What tells the raters from each other?"
    for sentences in told.values():
        if sentences:
            yield heading, sentences
            heading = ""
    if not heading:
        yield "", (NEVER_CORRECT,)


def _about(view: Agreement) -> Iterator[str]:
    if view.pooled is not None:
        yield from pooled_words(view.pooled)
    else:
        scale = f", rated {view.scale.low} to {view.scale.high}" if view.scale else ""
        items = len(view.statistics.items) if view.statistics else 0
        yield (
            f"First ratings of this panel{scale}, before anybody moved. "
            f"{how_many(items, 'item')} {'says' if items == 1 else 'say'} little; "
            "several panels say more."
        )


# --- numbers --------------------------------------------------------------------------------


def numbers_drawing(view: Agreement, width: int) -> Content:
    """Every number with what it asks, and how much it rests on."""
    width = min(width, WIDEST)
    if view.statistics is None:
        return EMPTY
    return Content("\n").join(_number_lines(view, view.statistics, width))


def _number_lines(view: Agreement, statistics: PanelStatistics, width: int) -> Iterator[Content]:
    pairs = statistics.agreement
    count = how_many(pairs.pairs, "pair")
    basis = "" if width < _BESIDE else "from"
    yield _row("Agreement", "value", "", basis, "bold")
    yield from _measure(
        ("the same score", _share(pairs.exact), "", count),
        "how often two raters give an item the same score", pairs.reason, width,
    )  # fmt: skip
    yield from _measure(
        ("at most 1 point apart", _share(pairs.within_one), "", count),
        "how often two raters are a point apart or less", pairs.reason, width,
    )  # fmt: skip
    yield EMPTY
    yield _row("Reliability", "value", "95% interval", basis, "bold")
    yield from _asked("1 is perfect, 0 or less is none; the interval says how sure", width)
    for form in fields(IntraclassForms):
        yield from _icc_lines(getattr(statistics.icc, form.name), _FORMS[form.name], width)
    yield EMPTY
    yield from _alpha_lines(statistics.alpha, width)
    yield EMPTY
    if statistics.raters:
        yield from _rater_lines(statistics, width)
    else:
        yield from _asked("Of raters nothing is told one by one: all are masked.", width)
    if view.panel is not None:
        yield EMPTY
        yield from _item_lines(statistics.items, width)


def _icc_lines(icc: Intraclass, asks: str, width: int) -> Iterator[Content]:
    raters = f"{icc.k:.0f}" if float(icc.k).is_integer() else f"~{icc.k:.1f}"
    basis = f"{how_many(icc.n, 'item')} × {raters} raters"
    row = (icc.form, _number(icc.value), _interval(icc.ci95), basis)
    yield from _measure(row, asks, icc.reason or icc.ci_reason, width, has_value=not icc.reason)


def _alpha_lines(alpha: Alpha, width: int) -> Iterator[Content]:
    row = (
        "Krippendorff's alpha",
        _number(alpha.value),
        _interval(alpha.ci95),
        how_many(alpha.n, "item"),
    )
    asks = "agreement beyond chance, by the order of the scores; ratings may be missing"
    why = alpha.reason or alpha.ci_reason
    yield from _measure(row, asks, why, width, has_value=not alpha.reason)


def _measure(
    row: tuple[str, str, str, str], asks: str, why: str, width: int, *, has_value: bool = False
) -> Iterator[Content]:
    """A row of numbers, what the measure asks, and why a number is withheld."""
    measure, value, interval, basis = row
    is_narrow = width < _BESIDE
    yield _row(measure, value, interval, "" if is_narrow else basis, "")
    yield from _asked(asks, width)
    if is_narrow:
        yield from _asked(f"from {basis}", width)
    if why:
        yield from _asked(f"{'no interval' if has_value else 'withheld'}: {why}", width)


def _row(measure: str, value: str, interval: str, basis: str, style: str) -> Content:
    head = f"{measure:<{_MEASURE}}{value:>{_VALUE}}  {interval:<{_INTERVAL}}"
    return Content.styled(f"{head}{basis}".rstrip(), style)


def _asked(words: str, width: int) -> Iterator[Content]:
    for line in wrap(words, max(20, width - 2)):
        yield Content.styled(f"  {line}", DIM)


def _rater_lines(statistics: PanelStatistics, width: int) -> Iterator[Content]:
    raters = statistics.raters
    names = min(_MOST_NAME, width - _FIGURE * len(_FIGURES))
    if names >= _LEAST_NAME:
        heads = "".join(f"{head:>{_FIGURE}}" for head, _ in _FIGURES.values())
        yield Content.styled(f"{clipped('Raters (items)', names - 1):<{names}}{heads}", "bold")
        for name, effects in raters.items():
            shown = clipped(name, names - 1)
            pad = " " * (names - Content(shown).cell_length)
            cells = "".join(f"{_figure(effects, each):>{_FIGURE}}" for each in _FIGURES)
            yield Content(f"{shown}{pad}{cells}")
    else:
        yield Content.styled("Raters (items)", "bold")
        for name, effects in raters.items():
            yield Content(clipped(name, width))
            for each, (head, _) in _FIGURES.items():
                yield Content(f"  {head:<12}{_figure(effects, each):>{_FIGURE}}")
    for head, asks in _FIGURES.values():
        yield from _legend(head, asks, width)
    for sentence in withheld_words(raters):
        yield from _asked(sentence, width)


def _legend(head: str, asks: str, width: int) -> Iterator[Content]:
    first, *more = wrap(asks, max(20, width - 14))
    yield Content.styled(f"  {head:<12}{first}", DIM)
    for line in more:
        yield Content.styled(f"{'':14}{line}", DIM)


def _figure(effects: RaterEffects, name: str) -> str:
    """Such as -0.40 (12): the number and the items that it is made from."""
    figure: Figure = getattr(effects, name)
    if figure.value is None:
        return f"{NOTHING} ({figure.n})"
    sign = "+" if name in _SIGNED else ""
    value = f"{figure.value:{sign}.2f}".replace("-0.00", "+0.00")
    return f"{value} ({figure.n})"


def _item_lines(items: Sequence[ItemStatistics], width: int) -> Iterator[Content]:
    yield Content.styled(
        f"{'Items':<10}{'ratings':>8}{'mean':>7}{'median':>8}{'range':>7}{'sd':>7}{'r_wg':>7}",
        "bold",
    )
    for item in items:
        reach = NOTHING if item.range is None else f"{item.range:.3g}"
        middle = NOTHING if item.median is None else f"{item.median:.3g}"
        yield Content(
            f"{clipped(item.item, 9):<10}{item.ratings:>8}{_number(item.mean):>7}{middle:>8}"
            f"{reach:>7}{_number(item.sd):>7}{_number(item.r_wg):>7}"
        )
    yield from _asked("sd: the standard deviation, how far scores lie from the mean", width)
    yield from _asked(
        "r_wg: agreement on one item; 1 is full, 0 no better than scores strewn evenly", width
    )


def _number(value: float | None) -> str:
    """With two decimals; no minus before zero."""
    return NOTHING if value is None else f"{value:.2f}".replace("-0.00", "0.00")


def _share(share: float | None) -> str:
    return NOTHING if share is None else f"{share:.0%}"


def _interval(interval: tuple[float, float] | None) -> str:
    return f"{_number(interval[0])} to {_number(interval[1])}" if interval else NOTHING
