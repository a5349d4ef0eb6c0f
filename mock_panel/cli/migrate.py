"""`mock-panel migrate`: from the user's own file to a team's database."""

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mock_panel.cli.options import json_option
from mock_panel.errors import InputError
from mock_panel.paths import URL_VARIABLE, Paths, default_paths

if TYPE_CHECKING:
    from mock_panel.team_address import TeamAddress


@click.command()
@click.option(
    "--from", "source", type=click.Choice(["sqlite"]), default="sqlite", show_default=True,
    help="Your own file, in the data directory.",
)  # fmt: skip
@click.option("--to", "url", metavar="URL", help=f"postgresql://…; usually {URL_VARIABLE}.")
@click.option("--dry-run", is_flag=True, help="Only check that it can be done, and count.")
@click.option("--upgrade", is_flag=True, help="Bring the team's tables to this version instead.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def migrate(
    ctx: click.Context, *, source: str, url: str | None, dry_run: bool, upgrade: bool, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Copy your own database into a team's empty one, or upgrade a team's.

    All of it arrives and is compared, or nothing does. Your file stays as it is; recordings,
    drafts and settings stay on this machine. A password in URL is seen by others on this
    machine: leave it to ~/.pgpass, or name the database in MOCK_PANEL_DATABASE_URL.
    """
    del source
    address, paths = _target(url)
    if upgrade:
        _upgrade(ctx, address, dry_run=dry_run, yes=yes)
        return
    from mock_panel.storage.migrating import migrate  # noqa: PLC0415 - not for --help

    tables = migrate(paths, address, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps([asdict(table) for table in tables], indent=2))
    else:
        for table in tables:
            click.echo(f"{table.rows:>9}  {table.digest[:12]}  {table.table}")
    rows = sum(table.rows for table in tables)
    if dry_run:
        click.echo(f"Would be copied to {address}: {rows} rows. Nothing was written.", err=True)
        return
    click.echo(f"Copied to {address} and compared: {rows} rows.", err=True)
    click.echo(
        f"Recordings, drafts and settings stay in {paths.home}; {paths.database.name} there is"
        f" not used while {URL_VARIABLE} is set.",
        err=True,
    )


def _target(url: str | None) -> "tuple[TeamAddress, Paths]":
    from mock_panel.team_address import parse_address  # noqa: PLC0415 - not for --help

    if url is None:
        paths = default_paths()
        if paths.team is None:
            raise InputError(
                "migrate: no database is named that should be filled",
                f"Name it with --to URL, or set {URL_VARIABLE}.",
            )
        return paths.team, paths
    environment = {name: value for name, value in os.environ.items() if name != URL_VARIABLE}
    return parse_address(url, "--to"), default_paths(environment)


def _upgrade(ctx: click.Context, address: "TeamAddress", *, dry_run: bool, yes: bool) -> None:
    from mock_panel.cli.asking import agreed  # noqa: PLC0415 - not for --help
    from mock_panel.storage.team_database import TeamDatabase  # noqa: PLC0415 - not for --help
    from mock_panel.storage.upgrade import CURRENT  # noqa: PLC0415 - not for --help

    database = TeamDatabase(address)
    number = database.schema()
    if number == CURRENT.number:
        click.echo(f"{address}: has schema {number}, as this version needs.", err=True)
        if not dry_run:
            # A version may bring other rules for the same tables.
            database.renew_rules()
            click.echo("The rules of who sees what are made anew.", err=True)
        return
    click.echo(f"{address}: from schema {number} to {CURRENT.number}.", err=True)
    if dry_run:
        return
    words = "Older versions cannot use it then. Is there a copy by pg_dump? Upgrade?"
    if number and not yes and not agreed(words):
        click.echo("Nothing was changed.", err=True)
        ctx.exit(1)
    database.upgrade()
    click.echo("Upgraded.", err=True)
