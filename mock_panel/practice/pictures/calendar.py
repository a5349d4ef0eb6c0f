"""The days of practice: a column a week, the count of answers in each day's cell."""

from collections.abc import Sequence
from datetime import date

from mock_panel.domain.english import how_many
from mock_panel.practice.calendar import WEEKS, PracticeCalendar
from mock_panel.practice.pictures.canvas import LINE, WIDTH, Canvas, Picture

_LEFT, _TOP = 36, 22
_CELL = (WIDTH - _LEFT) / WEEKS
_TINTS = (4, 2, 1)
"""From so many answers on."""
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar_picture(calendar: PracticeCalendar) -> Picture:
    """Monday at the top; months are named where they begin, and streaks below."""
    canvas = Canvas()
    for day, name in enumerate(_NAMES):
        canvas.text(0, _TOP + day * _CELL + 18, name, "dim")
    _months(canvas, calendar.weeks)
    for place, week in enumerate(calendar.weeks):
        x = _LEFT + place * _CELL
        for day, count in enumerate(calendar.of_week(week)):
            if count is not None:
                _day(canvas, x, _TOP + day * _CELL, count)
    bottom = _TOP + 7 * _CELL + 6
    for number, line in enumerate(calendar.words, 1):
        canvas.text(_LEFT, bottom + number * LINE, line, "dim" if number > 1 else "strong")
    return canvas.picture(
        "calendar", "Calendar of practice", _described(calendar),
        bottom + (len(calendar.words) + 0.5) * LINE,
    )  # fmt: skip


def _months(canvas: Canvas, weeks: Sequence[date]) -> None:
    """Each month above the first week that begins in it, where there is room for its name."""
    free_from, named = 0.0, None
    for place, week in enumerate(weeks):
        x = _LEFT + place * _CELL
        month = (week.year, week.month)
        if month != named and x >= free_from and x <= WIDTH - 2 * _CELL:
            name = f"{week:%b %y}" if named is None or week.year != named[0] else f"{week:%b}"
            canvas.text(x + 2, 14, name, "dim")
            named, free_from = month, x + 2 * _CELL


def _day(canvas: Canvas, x: float, y: float, count: int) -> None:
    tint = next((f"tint-{least}" for least in _TINTS if count >= least), "empty")
    canvas.rect((x + 1.5, y + 1.5, _CELL - 3, _CELL - 3), tint)
    if count:
        canvas.text(x + _CELL / 2, y + _CELL / 2 + 4, str(count), "", "middle")


def _described(calendar: PracticeCalendar) -> str:
    shown = [count for week in calendar.weeks for count in calendar.of_week(week) if count]
    return (
        f"{how_many(sum(shown), 'answer')} on {how_many(len(shown), 'day')} "
        f"in {how_many(len(calendar.weeks), 'week')}. "
        f"{' '.join(calendar.words)}"
    )
