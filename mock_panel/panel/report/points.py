"""A value on its scale: from where it counts as shown, what it is called, how it is drawn."""

from mock_panel.domain.questions import Scale, ScaleLevel
from mock_panel.panel.report.content import Mark
from mock_panel.panel.report.wording import one_line

ALMOST = 1e-9
"""So that the mean of three threes is a three."""
_TOO_FEW_FOR_A_MIDDLE = 3


def ascending(scale: Scale) -> tuple[ScaleLevel, ...]:
    """The points from the lowest up."""
    return tuple(sorted(scale.levels, key=lambda level: level.value))


def has_middle(scale: Scale) -> bool:
    """Whether its middle says more than "partly"."""
    return len(scale.levels) > _TOO_FEW_FOR_A_MIDDLE


def shown_from(scale: Scale) -> ScaleLevel:
    """From which point of a scale an ECQ counts as shown.

    It is the first point at or above the middle: 3 of 1 to 5, 3 of 1 to 4, 4 of 1 to 7.
    The middle of three points says no more than "partly": there only the top counts.
    """
    levels = ascending(scale)
    if not has_middle(scale):
        return levels[-1]
    middle = (levels[0].value + levels[-1].value) / 2
    return next(level for level in levels if level.value >= middle)


def is_shown(value: float, scale: Scale) -> bool:
    """Whether a result reaches that point; a mean is not rounded up."""
    return value >= shown_from(scale).value - ALMOST


def point_words(level: ScaleLevel) -> str:
    """A point such as `3 (Complete)`."""
    return f"{level.value} ({one_line(level.label)})"


def place(value: float | None, scale: Scale) -> tuple[str, str]:
    """A value's label on the scale, and what it means."""
    if value is None:
        return "", ""
    levels = ascending(scale)
    below = [level for level in levels if level.value <= value + ALMOST]
    if not below:
        return "", ""
    reached = below[-1]
    if abs(reached.value - value) <= ALMOST or len(below) == len(levels):
        return one_line(reached.label), one_line(reached.meaning)
    above = levels[len(below)]
    return (
        f"between {point_words(reached)} and {point_words(above)}",
        f"What {reached.value} means: {one_line(reached.meaning)}",
    )


def marks(scale: Scale, value: float | None, before: float | None = None) -> tuple[Mark, ...]:
    """A value drawn as the points of its scale that it reaches."""
    points = [level.value for level in ascending(scale)]
    if value is None:
        return (Mark.OFF,) * len(points)
    lies_between = all(abs(point - value) > ALMOST for point in points)
    above = next((point for point in points if point > value + ALMOST), None)

    def mark(point: int) -> Mark:
        if point <= value + ALMOST:
            return Mark.ON
        if lies_between and point == above:
            return Mark.HALF
        return Mark.WAS if before is not None and point <= before else Mark.OFF

    return tuple(map(mark, points))
