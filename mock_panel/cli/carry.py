"""`mock-panel import` and `restore`: a history that comes from elsewhere, or comes back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mock_panel.cli.history import ID_LETTERS
from mock_panel.cli.nouns import counted, listed

if TYPE_CHECKING:
    from mock_panel.domain.carrying import TakenIn


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.option("--replace", is_flag=True, help="Where both differ, take the bundle's.")
@click.pass_context
def import_(ctx: click.Context, file: Path, dry_run: bool, replace: bool) -> None:
    """Take in what a bundle has and this history has not.

    `mock-panel export FILE.zip` writes a bundle. All of it is taken in, or nothing. What is here
    with other content stays as it is, is named, and makes the exit code 1.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    taken = build_services().carrying.take_in(file, replace=replace, dry_run=dry_run)
    _tell(taken, dry_run=dry_run, replace=replace)
    if taken.differing and not replace:
        ctx.exit(1)


def _tell(taken: "TakenIn", *, dry_run: bool, replace: bool) -> None:
    new = {kind: each.new for kind, each in taken.kinds.items()} | {"recording": taken.recordings}
    verb = "Would be taken in" if dry_run else "Taken in"
    click.echo(f"{verb}: {listed(new) or 'nothing'}.", err=True)
    if known := listed({kind: each.same for kind, each in taken.kinds.items()}):
        click.echo(f"Here already: {known}.", err=True)
    for kind, each in taken.kinds.items():
        if not each.differing:
            continue
        what = counted(len(each.differing), kind)
        if replace:
            click.echo(f"{what} {'would be' if dry_run else 'now'} as in the bundle.", err=True)
            continue
        ids = ", ".join(_short(id_) for id_ in each.differing[:5])
        more = ", …" if len(each.differing) > 5 else ""
        click.echo(
            f"{what} left as here, and not as in the bundle: {ids}{more};"
            " --replace takes the bundle's.",
            err=True,
        )


def _short(id_: str) -> str:
    """As history shows ids; names that a person reads are left whole."""
    is_hex = set(id_) <= set("0123456789abcdef")
    return id_[:ID_LETTERS] if is_hex else id_


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check that it can be done.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def restore(ctx: click.Context, file: Path, dry_run: bool, yes: bool) -> None:
    """Put FILE, a copy that `mock-panel backup` made, in the place of the database.

    What is there now is kept among the backups. Drafts, recordings and settings stay.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.asking import agreed  # noqa: PLC0415 - not for --help

    services = build_services()
    looked = services.carrying.restore(file, services.now(), dry_run=True)
    there = "" if looked.replaced is None else ", in the place of what is there now"
    click.echo(f"{file}: {counted(looked.attempts, 'attempt')}{there}.", err=True)
    if dry_run:
        return
    if not yes and not agreed("Put it in its place?"):
        click.echo("Nothing was changed.", err=True)
        ctx.exit(1)
    done = services.carrying.restore(file, services.now())
    kept = "" if done.replaced is None else f" What was there is {done.replaced}."
    click.echo(f"Restored.{kept}", err=True)
