"""The cohort as one page that stands alone."""

from collections.abc import Sequence
from html import escape

from mock_panel.handout.page import each, page, plain_list, said, section
from mock_panel.panel.cohort_view import (
    CandidateRow,
    CohortGroup,
    CohortResult,
    CohortView,
    EcqCounts,
)
from mock_panel.panel.report import DISCLAIMER
from mock_panel.panel.report_html import stylesheet

_WIDE = '<div class="wide" tabindex="0" role="region" aria-label="Table">'


def to_html(view: CohortView) -> str:
    """The view as one page that stands alone; for the mentor, not for candidates."""
    return page(
        "Mock panels: cohort",
        '<header><p class="kicker">Mock panels</p><h1>Cohort</h1>'
        f'<p class="meta quiet">For the mentor. {escape(DISCLAIMER)}</p></header>',
        f'<p class="notice" role="note">{escape(view.note)}</p>' if view.note else "",
        each(_group_markup, view.groups),
        style=stylesheet(),
    )


def _group_markup(group: CohortGroup) -> str:
    numbers = "".join(
        f'<th scope="col"><abbr title="{escape(ecq.title)}">{place}</abbr></th>'
        for place, ecq in enumerate(group.ecqs, 1)
    )
    points = "".join(f'<th scope="col">{point}</th>' for point in group.points)
    area = f"{group.area[0].upper()}{group.area[1:]}"
    ready = plain_list(f"{row.candidate}: {row.words}" for row in group.candidates)
    return section(
        group.framework,
        f'<p>{escape(group.scale)}</p><p class="quiet lead">{escape(group.note)}</p>\n'
        f'{_WIDE}<table class="cohort"><thead><tr><th scope="col">Candidate</th>'
        f'<th scope="col">Panels on</th>{numbers}</tr></thead>\n'
        f"<tbody>{each(_candidate_markup, group.candidates)}</tbody></table></div>\n"
        f"<h3>Who needs what</h3>{ready}\n"
        f'<h3>Candidates at each point of the scale</h3>{_WIDE}<table class="cohort">'
        f'<thead><tr><th scope="col">{area}</th>{points}<th scope="col">Shown</th></tr></thead>\n'
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
