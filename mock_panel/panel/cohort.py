"""All candidates of a mentor beside each other: who has shown what, and what the group lacks."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from mock_panel.domain.ids import EcqId
from mock_panel.domain.panels import PanelRecord
from mock_panel.panel.report import (
    DISCLAIMER,
    count,
    ecq_values,
    figure,
    is_shown,
    listing,
    one_line,
    shown_from,
)
from mock_panel.panel.report_html import each, page, plain_list, said, section

FEW = 5
"""Fewer candidates are called a small group."""
_LAST = 3
"""So many results of an ECQ fit a cell."""


@dataclass(frozen=True, slots=True)
class CohortResult:
    """One candidate's result on one ECQ at one panel."""

    day: str
    value: float
    figure: str
    is_open: bool
    """Something of it is not settled yet."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate over all panels of a group."""

    candidate: str
    """The name; with the cohort where two have the same."""
    cohort: str
    days: tuple[str, ...]
    """Of the panels, the oldest first."""
    results: tuple[tuple[CohortResult, ...], ...]
    """By ECQ of the group; the oldest first, none where it was never rated."""
    needs: tuple[str, ...]
    """What the last result of each ECQ does not show."""
    still_open: int
    """ECQs whose last result is not settled."""

    @property
    def panels(self) -> int:
        """How many panels the candidate sat."""
        return len(self.days)

    @property
    def is_ready(self) -> bool:
        """Whether every ECQ is shown and settled, each by its last result."""
        return not self.needs and not self.still_open

    @property
    def words(self) -> str:
        """Ready, or what for not."""
        if self.needs:
            return f"needs {listing(self.needs)}"
        if self.still_open:
            return f"all shown; {count(self.still_open, 'result')} still open"
        return "ready: all shown"


@dataclass(frozen=True, slots=True)
class EcqCounts:
    """How the candidates' last results on one ECQ spread over the scale."""

    title: str
    at_point: tuple[int, ...]
    """Candidates by the point of the scale that their last result reaches."""
    rated: int
    shown: int

    @property
    def words(self) -> str:
        """Such as `2 of 3`: so many of those rated have shown it."""
        return f"{self.shown} of {self.rated}" if self.rated else "–"


@dataclass(frozen=True, slots=True)
class CohortGroup:
    """Panels that can be compared: one framework, one scale."""

    framework: str
    scale: str
    points: tuple[int, ...]
    shown_from: str
    panels: int
    ecqs: tuple[EcqCounts, ...]
    candidates: tuple[CandidateRow, ...]

    @property
    def note(self) -> str:
        """How much there is to go by."""
        size = f"{count(len(self.candidates), 'candidate')}, {count(self.panels, 'panel')}."
        if len(self.candidates) >= FEW:
            return size
        return f"{size} A small group: read the counts, they make no trend."

    @property
    def rule(self) -> str:
        """What the words shown and ready mean here."""
        return (
            f"Shown: {self.shown_from} or higher at the last panel that rated the ECQ. "
            "Ready: all shown and settled. Columns are numbered as the ECQs. Unofficial."
        )


@dataclass(frozen=True, slots=True)
class CohortView:
    """What a mentor sees of all candidates."""

    groups: tuple[CohortGroup, ...]
    left_out: int
    """Panels that are not revealed; nothing of them is counted."""

    @property
    def note(self) -> str:
        """What is missing; empty for nothing."""
        if self.left_out:
            verb = "is" if self.left_out == 1 else "are"
            return f"{count(self.left_out, 'panel')} {verb} left out: not revealed yet."
        return "" if self.groups else "No panel has been revealed yet."


def cohort_view(records: Sequence[PanelRecord]) -> CohortView:
    """All revealed panels by candidate; frameworks and scales that differ are kept apart."""
    revealed = [record for record in records if record.panel.is_revealed]
    together: dict[tuple[str, str], list[PanelRecord]] = {}
    for record in sorted(revealed, key=lambda record: record.panel.convened_at):
        form = record.panel.form
        together.setdefault((form.framework, form.scale.id), []).append(record)
    groups = (_group(together[key]) for key in sorted(together))
    return CohortView(tuple(groups), len(records) - len(revealed))


def _group(records: Sequence[PanelRecord]) -> CohortGroup:
    newest = records[-1].panel.form
    titles = {
        item.ecq: one_line(item.title)
        for record in reversed(records)
        for item in reversed(record.panel.form.rated)
    }
    # The newest form's order comes first; what only older forms rated follows.
    ecqs = {item.ecq: titles[item.ecq] for item in newest.rated} | titles
    scale = newest.scale
    bar = shown_from(scale)
    sat: dict[tuple[str, str], list[PanelRecord]] = {}
    for record in records:
        who = (one_line(record.panel.candidate), one_line(record.panel.cohort))
        sat.setdefault((who[0].casefold(), who[1].casefold()), []).append(record)
    names = [name for name, _ in sat]
    rows = tuple(_row(sat[who], ecqs, names.count(who[0]) > 1) for who in sorted(sat))
    points = tuple(sorted(level.value for level in scale.levels))
    return CohortGroup(
        framework=one_line(newest.framework_title),
        scale=one_line(scale.title),
        points=points,
        shown_from=f"{bar.value} ({one_line(bar.label)})",
        panels=len(records),
        ecqs=tuple(
            _counts(title, [row.results[place] for row in rows], points)
            for place, title in enumerate(ecqs.values())
        ),
        candidates=rows,
    )


def _row(
    records: Sequence[PanelRecord], ecqs: dict[EcqId, str], has_namesake: bool
) -> CandidateRow:
    newest = records[-1].panel
    name, cohort = one_line(newest.candidate), one_line(newest.cohort)
    results = tuple(tuple(_results(records, ecq)) for ecq in ecqs)
    last = [of_ecq[-1] if of_ecq else None for of_ecq in results]
    return CandidateRow(
        candidate=f"{name} ({cohort or 'no cohort'})" if has_namesake else name,
        cohort=cohort,
        days=tuple(_day(record) for record in records),
        results=results,
        needs=tuple(
            f"{title} ({result.figure if result else 'not rated'})"
            for title, result in zip(ecqs.values(), last, strict=True)
            if result is None or not result.is_shown
        ),
        still_open=sum(result is not None and result.is_open for result in last),
    )


def _results(records: Sequence[PanelRecord], ecq: EcqId) -> Iterator[CohortResult]:
    for record in records:
        value = ecq_values(record).get(ecq)
        if value is None:
            continue
        yield CohortResult(
            day=_day(record),
            value=value,
            figure=figure(value),
            is_open=any(item.ecq == ecq for item in record.unsettled),
            is_shown=is_shown(value, record.panel.form.scale),
        )


def _day(record: PanelRecord) -> str:
    held = record.panel.convened_at
    return f"{held.day} {held:%b %Y}"


def _counts(
    title: str, results: Sequence[Sequence[CohortResult]], points: Sequence[int]
) -> EcqCounts:
    last = [of_candidate[-1] for of_candidate in results if of_candidate]
    reached = [
        max((p for p in points if p <= result.value + 1e-9), default=None) for result in last
    ]
    return EcqCounts(
        title=title,
        at_point=tuple(reached.count(point) for point in points),
        rated=len(last),
        shown=sum(result.is_shown for result in last),
    )


# In the terminal


def to_text(view: CohortView, width: int) -> list[str]:
    """The view as lines of at most `width` columns; tables where they fit."""
    lines: list[str] = []
    for group in view.groups:
        lines += [*_text_of_group(group, width), ""]
    if view.note:
        lines += _wrapped(view.note, width)
    while lines and not lines[-1]:
        lines.pop()
    return [_clipped(line, width) for line in lines]


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
    columns = [
        max(len(str(place)), *(len(row[place - 1]) for row in cells))
        for place in range(1, len(group.ecqs) + 1)
    ]
    for_names = width - len("  panels") - sum(column + 2 for column in columns)
    longest = max(_columns(row.candidate) for row in group.candidates)
    if for_names < min(longest, 12):
        yield from _stacked(group, cells, width)
        return
    names = min(for_names, max(longest, len("Candidate")))
    numbers = "".join(f"  {place:>{column}}" for place, column in enumerate(columns, 1))
    yield f"{_padded('Candidate', names)}  panels{numbers}"
    for row, results in zip(group.candidates, cells, strict=True):
        figures = "".join(
            f"  {cell:>{column}}" for cell, column in zip(results, columns, strict=True)
        )
        yield f"{_padded(row.candidate, names)}  {row.panels:>6}{figures}"
    yield from _legend(cells, width)


def _stacked(group: CohortGroup, cells: list[list[str]], width: int) -> Iterator[str]:
    for row, results in zip(group.candidates, cells, strict=True):
        yield from _wrapped(f"{row.candidate}, {count(row.panels, 'panel')}", width)
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
    titles = max(12, min(width - 4 - after, max(_columns(ecq.title) for ecq in group.ecqs)))
    points = "".join(f" {point:>{wide}}" for point in group.points)
    heading = "Candidates at point" if titles >= len("Candidates at point") else "Candidates"
    yield f"    {_padded(heading, titles)}{points}  shown"
    for place, ecq in enumerate(group.ecqs, 1):
        counts = "".join(f" {number or '·':>{wide}}" for number in ecq.at_point)
        first, *more = _wrapped(ecq.title, titles) or [""]
        yield f"{place:>2}  {_padded(first, titles)}{counts}  {ecq.words}"
        yield from (f"    {line}" for line in more)


def _wrapped(text: str, width: int, later: str = "") -> list[str]:
    return wrap(text, max(width, 10), subsequent_indent=later)


def _columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0
        if unicodedata.combining(sign) or unicodedata.category(sign) in {"Cf", "Me"}
        else 2
        if unicodedata.east_asian_width(sign) in {"W", "F"}
        else 1
        for sign in text
    )


def _clipped(text: str, width: int) -> str:
    if _columns(text) <= width:
        return text
    while text and _columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _padded(text: str, width: int) -> str:
    clipped = _clipped(text, width)
    return clipped + " " * (width - _columns(clipped))


# As a page


_WIDE = '<div class="wide" tabindex="0" role="region" aria-label="Table">'


def to_html(view: CohortView) -> str:
    """The view as one page that stands alone; for the mentor, not for candidates."""
    return page(
        "Mock panels: cohort",
        '<header><p class="kicker">Mock panels</p><h1>Cohort</h1>'
        f'<p class="meta quiet">For the mentor. {escape(DISCLAIMER)}</p></header>',
        f'<p class="notice" role="note">{escape(view.note)}</p>' if view.note else "",
        each(_group_markup, view.groups),
    )


def _group_markup(group: CohortGroup) -> str:
    numbers = "".join(
        f'<th scope="col"><abbr title="{escape(ecq.title)}">{place}</abbr></th>'
        for place, ecq in enumerate(group.ecqs, 1)
    )
    points = "".join(f'<th scope="col">{point}</th>' for point in group.points)
    ready = plain_list(f"{row.candidate}: {row.words}" for row in group.candidates)
    return section(
        group.framework,
        f'<p>{escape(group.scale)}</p><p class="quiet lead">{escape(group.note)}</p>\n'
        f'{_WIDE}<table class="cohort"><thead><tr><th scope="col">Candidate</th>'
        f'<th scope="col">Panels on</th>{numbers}</tr></thead>\n'
        f"<tbody>{each(_candidate_markup, group.candidates)}</tbody></table></div>\n"
        f"<h3>Who needs what</h3>{ready}\n"
        f'<h3>Candidates at each point of the scale</h3>{_WIDE}<table class="cohort">'
        f'<thead><tr><th scope="col">ECQ</th>{points}<th scope="col">Shown</th></tr></thead>\n'
        f"<tbody>{''.join(map(_ecq_markup, enumerate(group.ecqs, 1)))}</tbody></table></div>\n"
        f'<p class="quiet small meta">{escape(group.rule)}</p>',
    )


def _candidate_markup(row: CandidateRow) -> str:
    cells = "".join(f"<td>{_results_markup(results)}</td>" for results in row.results)
    days = "<br>".join(map(escape, row.days))
    return (
        f'<tr><th scope="row">{said(row.candidate)}</th><td class="small">{days}</td>{cells}</tr>'
    )


def _results_markup(results: Sequence[CohortResult]) -> str:
    if not results:
        return '<span class="quiet small">not rated</span>'
    *before, last = results
    below = ["not shown"] * (not last.is_shown) + ["open"] * last.is_open
    below += [f"was {result.figure}" for result in reversed(before)]
    lines = "".join(f'<br><span class="small">{escape(line)}</span>' for line in below)
    return f'<strong class="figure">{escape(last.figure)}</strong>{lines}'


def _ecq_markup(numbered: tuple[int, EcqCounts]) -> str:
    place, ecq = numbered
    counts = "".join(
        f"<td>{number}</td>" if number else '<td class="quiet">0</td>' for number in ecq.at_point
    )
    return (
        f'<tr><th scope="row">{place} {escape(ecq.title)}</th>{counts}'
        f"<td>{escape(ecq.words)}</td></tr>"
    )
