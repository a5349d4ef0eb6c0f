"""`mock-panel hours`: how much preparation there was, and what was done elsewhere."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from mock_panel.cli.moments import as_day
from mock_panel.cli.options import json_option
from mock_panel.domain.english import LONGEST_DAY, how_many, written

if TYPE_CHECKING:
    from mock_panel.practice.hours import Hours

HOURS_SCHEMA = "mock-panel/hours@1"


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def hours(ctx: click.Context, *, as_json: bool) -> None:
    """Say how many hours you have prepared, and add those that were spent elsewhere.

    Answers given here count by themselves, with the time to prepare them.
    """
    if ctx.invoked_subcommand is None:
        _tell(as_json=as_json)


@hours.command()
@click.argument("amount", metavar="HOURS", type=float)
@click.option("--what", required=True, metavar="TEXT", help="What you did, in a few words.")
@click.option("--on", "day", metavar="DATE", callback=as_day, help="Instead of today.")
def add(*, amount: float, what: str, day: date | None) -> None:
    """Add hours that were spent elsewhere, such as on an outline."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.practice.hours import with_hours  # noqa: PLC0415 - as above

    services = build_services()
    when = day or services.now().astimezone().date()
    services.preparation.change(lambda held: with_hours(held, when, amount, what))
    _tell(as_json=False)


@hours.command()
@click.argument("number", type=int)
def drop(*, number: int) -> None:
    """Take an entry back, by its number in the list."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.practice.hours import without_hours  # noqa: PLC0415 - as above

    build_services().preparation.change(lambda held: without_hours(held, number))
    _tell(as_json=False)


def _tell(*, as_json: bool) -> None:
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.practice.hours import ABOUT, hours_of  # noqa: PLC0415 - as above

    services = build_services()
    found = hours_of(services.attempts.practice_time(), services.preparation.load())
    if as_json:
        _print_json(found)
        return
    click.echo(f"Hours: {found.words}")
    answers = how_many(found.answers, "answer")
    click.echo(f"  {found.practised:.1f} practised here, in {answers}")
    click.echo(f"  {found.by_hand:.1f} entered by hand")
    for number, entry in enumerate(found.entries, 1):
        day = written(entry.day).rjust(LONGEST_DAY)
        click.echo(f"  {number:>3}  {day}  {entry.hours:>4g}  {entry.what}")
    click.echo(ABOUT)


def _print_json(found: "Hours") -> None:
    from mock_panel.cli.attempt_records import data_output  # noqa: PLC0415 - only here
    from mock_panel.practice.hours import ADVISED  # noqa: PLC0415 - as above

    document = {
        "schema": HOURS_SCHEMA,
        "total": round(found.total, 2),
        "advised": ADVISED,
        "practised": round(found.practised, 2),
        "by_hand": round(found.by_hand, 2),
        "answers": found.answers,
        "entries": [
            {"day": entry.day.isoformat(), "hours": entry.hours, "what": entry.what}
            for entry in found.entries
        ],
    }
    json.dump(document, data_output(), ensure_ascii=False, indent=2)
    click.echo()
