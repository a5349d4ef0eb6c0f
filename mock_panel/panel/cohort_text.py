"""The cohort as lines for a terminal of any width."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from mock_panel.domain.english import how_many
from mock_panel.panel.cells import clipped, columns, padded
from mock_panel.panel.cohort_view import CohortGroup, CohortResult, CohortView

_LAST = 3
"""So many results of an ECQ fit a cell."""


def to_text(view: CohortView, width: int) -> list[str]:
    """The view as lines of at most `width` columns; tables where they fit."""
    lines: list[str] = []
    for group in view.groups:
        lines += [*_text_of_group(group, width), ""]
    if view.note:
        lines += _wrapped(view.note, width)
    while lines and not lines[-1]:
        lines.pop()
    return [clipped(line, width) for line in lines]


def _text_of_group(group: CohortGroup, width: int) -> Iterator[str]:
    yield from _wrapped(group.framework, width)
    yield from _wrapped(f"{group.scale}. {group.note}", width)
    yield ""
    yield from _table_of_candidates(group, width)
    yield ""
    for row in group.candidates:
        yield from _wrapped(f"{row.candidate}: {row.words}", width, "  ")
    yield ""
    yield from _table_of_ecqs(group, width)
    yield ""
    yield from _wrapped(group.rule, width)


def _table_of_candidates(group: CohortGroup, width: int) -> Iterator[str]:
    cells = [[_cell(results) for results in row.results] for row in group.candidates]
    wide = [
        max(len(str(place)), *(len(row[place - 1]) for row in cells))
        for place in range(1, len(group.ecqs) + 1)
    ]
    for_names = width - len("  panels") - sum(column + 2 for column in wide)
    longest = max(columns(row.candidate) for row in group.candidates)
    if for_names < min(longest, 12):
        yield from _stacked(group, cells, width)
        return
    names = min(for_names, max(longest, len("Candidate")))
    numbers = "".join(f"  {place:>{column}}" for place, column in enumerate(wide, 1))
    yield f"{padded('Candidate', names)}  panels{numbers}"
    for row, results in zip(group.candidates, cells, strict=True):
        figures = "".join(f"  {cell:>{column}}" for cell, column in zip(results, wide, strict=True))
        yield f"{padded(row.candidate, names)}  {row.panels:>6}{figures}"
    yield from _legend(cells, width)


def _stacked(group: CohortGroup, cells: list[list[str]], width: int) -> Iterator[str]:
    for row, results in zip(group.candidates, cells, strict=True):
        yield from _wrapped(f"{row.candidate}, {how_many(row.panels, 'panel')}", width)
        for place, cell in enumerate(results, 1):
            yield f"  {place:>2}  {cell}"
    yield from _legend(cells, width)


def _legend(cells: list[list[str]], width: int) -> Iterator[str]:
    told = "".join(cell for row in cells for cell in row)
    meanings = {"→": "→ from one panel to the next", "*": "* still open", "–": "– not rated"}
    used = [meaning for sign, meaning in meanings.items() if sign in told]
    if used:
        yield from _wrapped("; ".join(used), width)


def _cell(results: Sequence[CohortResult]) -> str:
    told = [f"{result.figure}{'*' * result.is_open}" for result in results[-_LAST:]]
    return ("…" if len(results) > _LAST else "") + ("→".join(told) or "–")


def _table_of_ecqs(group: CohortGroup, width: int) -> Iterator[str]:
    """Numbers the ECQs, and counts the candidates at each point of the scale."""
    wide = max(2, len(str(len(group.candidates))), *(len(str(p)) for p in group.points))
    after = (wide + 1) * len(group.points) + 2 + max(5, *(len(ecq.words) for ecq in group.ecqs))
    titles = max(12, min(width - 4 - after, max(columns(ecq.title) for ecq in group.ecqs)))
    points = "".join(f" {point:>{wide}}" for point in group.points)
    heading = "Candidates at point" if titles >= len("Candidates at point") else "Candidates"
    yield f"    {padded(heading, titles)}{points}  shown"
    for place, ecq in enumerate(group.ecqs, 1):
        counts = "".join(f" {number or '·':>{wide}}" for number in ecq.at_point)
        first, *more = _wrapped(ecq.title, titles) or [""]
        yield f"{place:>2}  {padded(first, titles)}{counts}  {ecq.words}"
        yield from (f"    {line}" for line in more)


def _wrapped(text: str, width: int, later: str = "") -> list[str]:
    return wrap(text, max(width, 10), subsequent_indent=later)
