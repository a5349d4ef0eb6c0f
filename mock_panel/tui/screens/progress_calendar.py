"""The days of practice: a column a week, Monday at the top, the count of answers in each cell."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from textual.content import Content

from mock_panel.practice.calendar import PracticeCalendar
from mock_panel.tui.screens.progress_competencies import TINTS
from mock_panel.tui.screens.progress_levels import DIM, FAINT

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL = 4
_CELL = 3


def calendar_drawing(calendar: PracticeCalendar, width: int, *, is_complete: bool) -> Content:
    """The streaks in words, then as many of the last weeks as there is room for.

    Args:
        calendar: what is counted.
        width: cells there are.
        is_complete: whether all answers were read.
    """
    if not calendar.weeks:
        return Content.styled("No day of practice yet.", DIM)
    weeks = calendar.weeks[-max(1, (width - _LABEL) // _CELL) :]
    lines = [Content(line) for told in calendar.words[:1] for line in wrap(told, width)]
    lines += [
        Content.styled(line, DIM) for told in calendar.words[1:] for line in wrap(told, width)
    ]
    lines += [Content(""), Content.styled(_months(weeks), DIM)]
    lines += _rows(calendar, weeks)
    last = weeks[-4:]
    minutes = " ".join(f"{calendar.minutes_of_week(week)}" for week in last)
    when = "this week" if len(last) == 1 else f"in the last {len(last)} weeks"
    told = f"minutes of answering {when}: {minutes}"
    older = "" if is_complete else "; older answers are not counted"
    lines += [Content(""), *(Content.styled(line, DIM) for line in wrap(told + older, width))]
    return Content("\n").join(lines)


def _months(weeks: Sequence[date]) -> str:
    """Each month above the first of its weeks, where there is room for its name."""
    text, named = " " * _LABEL, None
    for place, week in enumerate(weeks):
        at = _LABEL + place * _CELL
        if (week.year, week.month) != named and len(text.rstrip()) < at:
            text = f"{text.ljust(at)}{week:%b}"
            named = (week.year, week.month)
    return text


def _rows(calendar: PracticeCalendar, weeks: Sequence[date]) -> Iterator[Content]:
    counted = [calendar.of_week(week) for week in weeks]
    for day, name in enumerate(_NAMES):
        yield Content.assemble((f"{name:<{_LABEL}}", DIM), *(_cell(week[day]) for week in counted))


def _cell(count: int | None) -> Content:
    if count is None:
        return Content(" " * _CELL)
    if not count:
        return Content.styled("·".ljust(_CELL), FAINT)
    tint = next(tint for least, tint in reversed(TINTS.items()) if count >= least)
    return Content.styled(str(count).ljust(_CELL - 1), tint) + Content(" ")
