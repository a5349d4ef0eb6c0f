"""`mock-panel vacancy`: what is applied for, its closing date, its technical qualifications."""

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from mock_panel.cli.moments import as_day
from mock_panel.cli.options import json_option
from mock_panel.domain.english import written

if TYPE_CHECKING:
    from mock_panel.domain.preparation import Preparation, Vacancy

VACANCY_SCHEMA = "mock-panel/vacancy@1"


@click.group()
def vacancy() -> None:
    """Say what you apply for, and practise its technical qualifications.

    Home and the plan count to the closing date or the interview, whichever comes first.
    """


@vacancy.command("set")
@click.option("--title", metavar="TEXT", help="The position, as the announcement has it.")
@click.option(
    "--closing",
    metavar="DATE",
    callback=as_day,
    help="The last day to apply.",
)
@click.option(
    "--technical",
    "fields",
    metavar="TEXT",
    multiple=True,
    help="A technical qualification in the announcement's words: drafts of questions on it are "
    "written to your own bank. May be repeated.",
)
def set_vacancy(*, title: str | None, closing: date | None, fields: tuple[str, ...]) -> None:
    """Set the vacancy, or change what an option names of it."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.bank_write import write_technical  # noqa: PLC0415 - only here
    from mock_panel.practice.vacancy import (  # noqa: PLC0415 - not for --help
        with_technical,
        with_vacancy,
    )

    services = build_services()
    store = services.preparation

    def named(held: "Preparation") -> "Preparation":
        known = held.vacancy
        name = (title or "").strip() or (known.title if known else "")
        day = closing or (known.closing if known else None)
        return with_vacancy(held, name, day)

    changed = store.change(named)
    for field in fields:
        framework = write_technical(services, field)
        changed = store.change(partial(with_technical, framework=framework))
    if closing is not None and closing < services.now().astimezone().date():
        click.echo(f"{written(closing)} has passed; nothing counts to it.", err=True)
    if changed.vacancy is not None:
        _tell(changed.vacancy)


@vacancy.command()
@json_option
def show(*, as_json: bool) -> None:
    """Show the vacancy, and how to practise its questions."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    held = build_services().preparation.load().vacancy
    if as_json:
        _print_json(held)
    elif held is None:
        click.echo("No vacancy is set.", err=True)
    else:
        _tell(held)


@vacancy.command()
def clear() -> None:
    """Forget the vacancy; the questions stay in your own bank."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.practice.vacancy import without_vacancy  # noqa: PLC0415 - as above

    services = build_services()
    services.preparation.change(without_vacancy)
    click.echo(f"Forgotten. Its questions stay in {services.paths.own_bank}.", err=True)


def _tell(held: "Vacancy") -> None:
    closes = f", closes {written(held.closing)}" if held.closing else ", closing date not known"
    click.echo(f"{held.title}{closes}")
    for framework in held.technical:
        click.echo(f"  mock-panel practice --framework {framework}")


def _print_json(held: "Vacancy | None") -> None:
    from mock_panel.cli.attempt_records import data_output  # noqa: PLC0415 - only here

    document = {
        "schema": VACANCY_SCHEMA,
        "title": held.title if held else None,
        "closing": held.closing.isoformat() if held and held.closing else None,
        "technical": list(held.technical) if held else [],
    }
    json.dump(document, data_output(), ensure_ascii=False, indent=2)
    click.echo()
