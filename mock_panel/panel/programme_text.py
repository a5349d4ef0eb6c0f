"""A programme's figures as lines for a terminal of any width."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from mock_panel.panel.cells import clipped, padded
from mock_panel.panel.programme import CandidateCount, CohortCount, MentorCount, Programme

_NARROWEST_NAME = 12
_DAY = "%d %b %Y"


def to_text(programme: Programme, width: int) -> list[str]:
    """Three tables, each line at most `width` columns; columns that do not fit are left out."""
    tables = (
        _table(_CANDIDATES, [_candidate(row) for row in programme.candidates], width),
        _table(_MENTORS, [_mentor(row) for row in programme.mentors], width),
        _table(_COHORTS, [_cohort(row) for row in programme.cohorts], width),
    )
    lines: list[str] = []
    for table in tables:
        if table:
            lines += [*table, ""]
    return lines[:-1] if lines else []


_CANDIDATES = ("Candidate", ">panels", ">closed", "last", "cohort", "mentor")
_MENTORS = ("Mentor or rater", ">ran", ">rates in", ">not locked")
_COHORTS = ("Cohort", ">candidates", ">no panel yet", ">panels", ">closed")


def _candidate(row: CandidateCount) -> list[str]:
    name = _told(row.name, row.listed, row.active)
    day = _day(row.last)
    return [name, str(row.convened), str(row.closed), day, row.cohort, row.mentor]


def _mentor(row: MentorCount) -> list[str]:
    name = _told(row.name, row.listed, row.active)
    return [name, str(row.ran), str(row.rated), str(row.waiting)]


def _cohort(row: CohortCount) -> list[str]:
    figures = (row.candidates, row.without, row.convened, row.closed)
    return [row.name or "without a cohort", *map(str, figures)]


def _told(name: str, listed: bool, active: bool) -> str:
    if not listed:
        return f"{name} (not on the list)"
    return name if active else f"{name} (has left)"


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone():{_DAY}}" if moment is not None else "–"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The heads and the rows; a head that begins with > is that of figures."""
    if not rows:
        return []
    titles = [head.removeprefix(">") for head in heads]
    wide = [
        max(len(title), *(len(row[place]) for row in rows)) for place, title in enumerate(titles)
    ]
    wide[3:] = [min(cells, 24) for cells in wide[3:]]
    shown = len(heads)
    while shown > 1 and sum(wide[1:shown]) + 2 * (shown - 1) + _NARROWEST_NAME > width:
        shown -= 1
    names = min(wide[0], max(1, width - sum(wide[1:shown]) - 2 * (shown - 1)))
    cells = [names, *wide[1:shown]]
    is_figure = [head.startswith(">") for head in heads]
    return [
        clipped("  ".join(_laid(row, cells, is_figure)).rstrip(), width) for row in (titles, *rows)
    ]


def _laid(row: Sequence[str], cells: Sequence[int], is_figure: Sequence[bool]) -> Iterator[str]:
    for words, wide, figure in zip(row, cells, is_figure, strict=False):
        yield words.rjust(wide) if figure else padded(words, wide)
