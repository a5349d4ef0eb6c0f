"""`mock-panel bank add` and `remove`: folders with questions of one's own."""

from dataclasses import replace
from pathlib import Path

import click

from mock_panel.domain.english import how_many
from mock_panel.errors import InputError


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def add(ctx: click.Context, directory: Path) -> None:
    """Use the questions of a folder beside those that came with the program.

    The folder stays where it is, to be edited there. It may hold files of questions on the
    frameworks that there are, or frameworks of its own.
    """
    from mock_panel.bank.check import check  # noqa: PLC0415 - YAML and pydantic
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    services = build_services()
    folder = directory.expanduser().resolve()
    if not folder.is_dir():
        raise InputError(f"{directory}: there is no such folder")
    if folder in [own.resolve() for own in services.own_banks]:
        click.echo(f"{folder}: used already", err=True)
        return
    alone, problems = check(shipped_directory(), (*services.own_banks, folder))
    for problem in problems:
        click.echo(str(problem))
    if alone is None:
        click.echo(f"{folder}: not added; nothing has changed", err=True)
        ctx.exit(2)
    before = len(services.bank.load().questions)
    settings = services.settings
    services.change_settings(replace(settings, banks=(*settings.banks, str(folder))))
    more = len(alone.questions) - before
    click.echo(f"{folder}: {how_many(more, 'question')} added", err=True)


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
def remove(directory: Path) -> None:
    """Use the questions of a folder no longer; its files are left alone."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    services = build_services()
    folder = directory.expanduser().resolve()
    settings = services.settings
    kept = tuple(name for name in settings.banks if Path(name).expanduser().resolve() != folder)
    if len(kept) == len(settings.banks):
        known = ", ".join(settings.banks) or "none was added"
        raise InputError(f"{directory}: not among your folders", f"Known: {known}.")
    services.change_settings(replace(settings, banks=kept))
    click.echo(f"{folder}: no longer used; its files are left alone", err=True)
