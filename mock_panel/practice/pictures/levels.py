"""Practice level over time, an ECQ a small picture; few answers are words."""

from collections.abc import Sequence

from mock_panel.practice.looking_back import EcqLevels
from mock_panel.practice.pictures.answers_axis import AnswersAxis, day_of, from_to
from mock_panel.practice.pictures.canvas import LINE, WIDTH, Canvas, Picture, cut
from mock_panel.practice.progress import RECENT

_LEVELS = (5, 4, 3, 2, 1)
_GAP = 28
_PANEL = (WIDTH - _GAP) / 2
_TOP, _ROW, _LEFT = 34, 15, 18
_HEIGHT = 142


def levels_picture(rows: Sequence[EcqLevels]) -> Picture:
    """A panel an ECQ, two beside each other; each point is an answer."""
    canvas = Canvas()
    canvas.text(0, 12, f"Points are answers; the number is the mean of the last {RECENT}.", "dim")
    for number, row in enumerate(rows):
        x = (number % 2) * (_PANEL + _GAP)
        _panel(canvas, row, x, 28 + number // 2 * _HEIGHT)
    height = 28 + -(-len(rows) // 2) * _HEIGHT
    return canvas.picture(
        "levels", "Practice level of each answer, per ECQ", " ".join(map(_described, rows)), height
    )


def _panel(canvas: Canvas, row: EcqLevels, x: float, y: float) -> None:
    mean = "" if row.mean is None else f"{row.mean:.1f} of 5"
    canvas.text(x, y + 14, cut(row.ecq.short_title, _PANEL - 60), "strong")
    if row.is_few or row.mean is None:
        for number, line in enumerate(row.few_words, 1):
            canvas.text(x, y + 14 + number * LINE, line, "dim")
        return
    canvas.text(x + _PANEL, y + 14, mean, "strong", "end")
    axis = AnswersAxis(row.points, x + _LEFT, _PANEL - _LEFT)
    for place, level in enumerate(_LEVELS):
        at = y + _TOP + place * _ROW
        canvas.text(x + 2, at + 4, str(level), "dim")
        canvas.line(x + _LEFT, at, x + _PANEL, at, "grid")
    for number, answer in enumerate(row.points):
        reached = answer.level_exact if answer.level_exact is not None else answer.level
        told = f"{day_of(answer)}: level {answer.level}"
        canvas.dot(axis.at(number), y + _TOP + (5 - (reached or 1)) * _ROW, 3.2, "point", told)
    axis.draw_dates(canvas, y + _TOP + len(_LEVELS) * _ROW + 10)


def _described(row: EcqLevels) -> str:
    if row.is_few or row.mean is None:
        return f"{row.ecq.short_title}: {', '.join(row.few_words)}."
    levels = " ".join(str(point.level) for point in row.points)
    return (
        f"{row.ecq.short_title}: mean {row.mean:.1f} of 5 in the last {RECENT}; "
        f"{from_to(row.points, 'scored answer')}, levels in this order: {levels}."
    )
