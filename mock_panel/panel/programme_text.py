"""A programme's figures as lines for a terminal of any width."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from mock_panel.domain.english import day_words, how_many
from mock_panel.panel.cells import clipped, columns, padded
from mock_panel.panel.programme import CandidateCount, CohortCount, MentorCount, Programme

_NARROWEST_NAME = 12
_LONG = 24
"""Columns for words such as the name of a cohort, where there is not room for all."""
_UNLISTED = "*"


def to_text(programme: Programme, width: int) -> list[str]:
    """Three tables, each line at most `width` columns; columns that do not fit are left out."""
    # Where there is no list, nobody misses on it.
    marks = programme.has_list
    tables = (
        _table(_CANDIDATES, [_candidate(row, marks) for row in programme.candidates], width),
        _table(_MENTORS, [_mentor(row, marks) for row in programme.mentors], width),
        _table(_COHORTS, [_cohort(row) for row in programme.cohorts], width),
        [clipped(words, width) for words in _notes(programme, marks)],
    )
    lines: list[str] = []
    for table in tables:
        if table:
            lines += [*table, ""]
    return lines[:-1]


def _notes(programme: Programme, marks: bool) -> Iterator[str]:
    people: list[CandidateCount | MentorCount] = [*programme.candidates, *programme.mentors]
    if marks and not all(row.listed for row in people):
        yield f"{_UNLISTED} not on the list"
    if programme.masked:
        panels = how_many(programme.masked, "masked panel")
        yield f"not locked: without {panels}, where only letters are told"


_CANDIDATES = ("Candidate", ">panels", ">closed", ">last", "cohort", "mentor")
_MENTORS = ("Mentor or rater", ">ran", ">rates in", ">not locked")
_COHORTS = ("Cohort", ">candidates", ">no panel yet", ">panels", ">closed")


def _candidate(row: CandidateCount, marks: bool) -> list[str]:
    figures = [str(row.convened), str(row.closed)]
    return [_told(row, marks), *figures, _day(row.last), row.cohort, row.mentor]


def _mentor(row: MentorCount, marks: bool) -> list[str]:
    return [_told(row, marks), str(row.ran), str(row.rated), str(row.waiting)]


def _cohort(row: CohortCount) -> list[str]:
    figures = (row.candidates, row.without, row.convened, row.closed)
    return [row.name or "without a cohort", *map(str, figures)]


def _told(row: CandidateCount | MentorCount, marks: bool) -> str:
    if not row.listed:
        return f"{row.name} {_UNLISTED}" if marks else row.name
    return row.name if row.active else f"{row.name} (has left)"


def _day(moment: datetime | None) -> str:
    return day_words(moment) if moment is not None else "–"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The heads and the rows; a head that begins with > is that of figures."""
    if not rows:
        return []
    titles = [head.removeprefix(">") for head in heads]
    wide = [max(columns(words[place]) for words in (titles, *rows)) for place in range(len(titles))]
    over = sum(wide) + 2 * (len(wide) - 1) - width
    for place in range(3, len(wide)):
        cut = max(0, min(over, wide[place] - _LONG))
        wide[place] -= cut
        over -= cut
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
