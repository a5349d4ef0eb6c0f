"""The highest results, and the raters' words that prove them."""

from mock_panel.domain.panel_forms import PanelItem
from mock_panel.panel.report.content import Strength
from mock_panel.panel.report.facts import Facts
from mock_panel.panel.report.points import ALMOST, is_shown, place, point_words, shown_from
from mock_panel.panel.report.wording import figure

MOST_STRENGTHS = 3


def strengths(facts: Facts) -> tuple[str, tuple[Strength, ...]]:
    """What is to be said of them all, and each of them."""
    highest = sorted(facts.valued(), key=lambda pair: -pair[0])
    shown = [pair for pair in highest if is_shown(pair[0], facts.scale)]
    bar = point_words(shown_from(facts.scale))
    if not shown and highest:
        note = f"Nothing reached {bar} yet. This came closest; build on it."
    elif highest:
        note = "The highest results, with the words of the raters that prove them."
    else:
        note = "Nobody rated anything."
    chosen = shown[:MOST_STRENGTHS] or highest[:1]
    return note, tuple(_strength(facts, value, item) for value, item in chosen)


def _strength(facts: Facts, value: float, item: PanelItem) -> Strength:
    locked = facts.locked(item)
    convinced = {seat for seat, score in locked.items() if score >= value - ALMOST}
    label = place(value, facts.scale)[0]
    return Strength(
        title=facts.titles[item.id],
        words=f"{figure(value)}, {label}" if label else figure(value),
        evidence=tuple(facts.quotes(item, convinced or set(locked))),
    )
