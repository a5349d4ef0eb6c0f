"""`mock-panel history`: list past attempts."""

import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.attempt_records import data_output, record_of, write_csv, write_json_array
from mock_panel.cli.moments import as_moment
from mock_panel.cli.shown import of_option, services_of
from mock_panel.domain.attempts import Attempt, AttemptStatus, AttemptSummary
from mock_panel.domain.english import LONGEST_MOMENT, day_and_time
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.search import hit_in
from mock_panel.errors import InputError, MockPanelError

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

ID_LETTERS = 8
"""Of an id, as the table shows it; `purge --attempt` takes as much."""


@click.command()
@click.option("--ecq", metavar="ID", help="Only this ECQ, such as leading-people.")
@click.option("--since", metavar="DATE", callback=as_moment, help="Only from this day on.")
@click.option("--framework", metavar="ID", help="Only this framework, such as opm-2025.")
@click.option(
    "--search", metavar="WORDS", default="", help="Only with all these words, the best first."
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N.")
@click.option(
    "--compare",
    metavar="A B",
    nargs=2,
    help="Two attempts at one question, or tellings of one story: what changed.",
)
@of_option
@click.option("--json", "form", flag_value="json", help="Print JSON for a program to read.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV for a spreadsheet.")
def history(
    *,
    ecq: str | None,
    since: datetime | None,
    framework: str | None,
    search: str,
    limit: int | None,
    compare: tuple[str, str] | None,
    of: str | None,
    form: str | None,
) -> None:
    """List past attempts, the newest first, or compare two of them."""
    services = services_of(of)
    if compare:
        from mock_panel.cli.compare import print_comparison  # noqa: PLC0415 - when asked

        print_comparison(services, compare, form)
        return
    query = HistoryQuery(
        framework=FrameworkId(_slug(framework)) if framework else None,
        ecq=EcqId(_slug(ecq)) if ecq else None,
        since=since,
        search=search,
        limit=limit,
    )
    summaries = services.attempts.summaries(query)
    if not summaries:
        _check_ids(services, query)
    stdout = data_output()
    if form == "csv":
        write_csv(stdout, services.attempts.attempts(query))
    elif form == "json":
        attempts = services.attempts.attempts(query)
        write_json_array(stdout, (_record(attempt, search) for attempt in attempts))
        stdout.write("\n")
    elif summaries:
        lines = _table(summaries, _width())
        click.echo(lines[0])
        attempts = services.attempts.attempts(query) if search.strip() else iter(())
        for line, attempt in zip_longest(lines[1:], attempts):
            click.echo(line)
            if attempt is not None:
                click.echo(f"    {hit_in(attempt.searched_text, search)}")
    else:
        click.echo(_nothing(services, of), err=True)


def _record(attempt: Attempt, search: str) -> dict[str, Any]:
    """The record of an attempt; of a search with the sentence that was hit."""
    hit = {"hit": hit_in(attempt.searched_text, search)} if search.strip() else {}
    return record_of(attempt) | hit


def _slug(title: str) -> str:
    """An id from an id or a title."""
    return "-".join(title.lower().split())


def _check_ids(services: "Services", query: HistoryQuery) -> None:
    """Refuse ids that neither an attempt nor the bank has: they are misspelt."""
    stored = services.attempts.summaries()
    try:
        bank = services.bank.load().frameworks
    except MockPanelError:
        # A broken bank is told elsewhere; here it only has no names to offer.
        bank = ()
    frameworks = [*(f.id for f in bank), *(s.framework for s in stored)]
    ecqs = [*(e.id for f in bank for e in f.ecqs), *(s.ecq for s in stored)]
    for what, value, known in (
        ("framework", query.framework, frameworks),
        ("ECQ", query.ecq, ecqs),
    ):
        if value is not None and value not in known:
            near = get_close_matches(value, known, n=1)
            names = ", ".join(dict.fromkeys(known)) or "none yet"
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {names}."
            raise InputError(f"unknown {what} {value!r}", hint)


def _nothing(services: "Services", of: str | None) -> str:
    if services.attempts.summaries(HistoryQuery(limit=1)):
        return "No attempt matches. Ask for less: `mock-panel history` lists all."
    if of is not None:
        return f"{of} has given no answer yet."
    return "No attempts yet. Give your first answer with `mock-panel practice`."


def _width() -> int | None:
    """Columns of the terminal; None where nobody looks at one, so that nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _table(summaries: Sequence[AttemptSummary], width: int | None) -> list[str]:
    """Aligned lines under a heading, each cut to the width."""
    rows = [("WHEN", "ID", "ECQ", "MODE", "TIME", "WORDS", "LEVEL", "QUESTION")]
    for summary in summaries:
        minutes, seconds = divmod(round(summary.seconds), 60)
        rows.append(
            (
                day_and_time(summary.started_at).rjust(LONGEST_MOMENT),
                summary.id[:ID_LETTERS],
                summary.ecq,
                summary.mode.value,
                f"{minutes}:{seconds:02}",
                str(summary.words) if summary.words else "-",
                _level(summary),
                " ".join(summary.question_text.split()),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(wide) if column in (4, 5) else cell.ljust(wide)
            for column, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        line = "  ".join(cells).rstrip()
        lines.append(line if width is None or len(line) <= width else f"{line[: width - 1]}…")
    return lines


def _level(summary: AttemptSummary) -> str:
    if summary.status is AttemptStatus.SCORED:
        return f"{summary.level} of 5"
    return summary.status.value.replace("_", " ")
