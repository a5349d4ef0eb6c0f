"""`mock-panel panel list`, `status` and `erase`: how far each panel is, never a score."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.domain.english import day_words
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import SeatProgress
from mock_panel.errors import InputError


@click.command(name="list")
@json_option
def list_panels(*, as_json: bool) -> None:
    """List the panels, the newest first."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    panels = services.panels.store.panels()
    if not panels and not as_json:
        click.echo(services.panels.none_words(), err=True)
        return
    tell({"panels": [_short(p) for p in panels]}, map(_line, panels), as_json=as_json)


@click.command()
@click.argument("panel")
@json_option
def status(*, panel: str, as_json: bool) -> None:
    """Say who has rated how many of PANEL, and who has locked."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = services.panels.find(panel)
    progress = services.panels.store.progress(found.id)
    tell(_document(found, progress), _lines(found, progress), as_json=as_json)


@click.command()
@click.argument("panel")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def erase(ctx: click.Context, *, panel: str, yes: bool, as_json: bool) -> None:
    """Erase PANEL for good: ratings, notes, what was said, and its sound."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = services.panels.find(panel)
    click.echo(f"To be erased for good: {_line(found)}.", err=True)
    if not yes and not _confirmed():
        click.echo("Nothing was erased.", err=True)
        ctx.exit(1)
    services.maintenance.erase_panel(found.id)
    tell({"panel": found.id, "erased": True}, ["Erased."], as_json=as_json)


def _confirmed() -> bool:
    try:
        return click.confirm("Erase?", err=True)
    except click.Abort:
        raise InputError(
            "Nothing was erased: nobody said yes.", "Give --yes to a script."
        ) from None


def phase_of(panel: Panel) -> str:
    """Where a panel stands, in a word."""
    if panel.closed_at is not None:
        return "closed"
    if panel.is_revealed:
        return "revealed"
    return "locked" if panel.all_locked else "rating"


def _short(panel: Panel) -> dict[str, Any]:
    return {
        "panel": panel.id,
        "candidate": panel.candidate,
        "cohort": panel.cohort,
        "preset": panel.form.preset,
        "convened_at": panel.convened_at.isoformat(),
        "phase": phase_of(panel),
    }


def _line(panel: Panel) -> str:
    day = f"{day_words(panel.convened_at)}, {panel.convened_at.astimezone():%H:%M}"
    whose = f"{panel.candidate}, {panel.form.preset_title}"
    return f"{panel.id[:8]}  {day:>18}  {phase_of(panel):8}  {whose}"


def _document(panel: Panel, progress: Sequence[SeatProgress]) -> dict[str, Any]:
    return {
        **_short(panel),
        "items": [item.id for item in panel.form.rated],
        "taken_out": [
            {"item": change.item, "reason": change.reason} for change in panel.form.changes
        ],
        "raters": [
            {
                "id": own.seat,
                "name": panel.called(panel.seat(own.seat)),
                "rated": own.rated,
                "of": own.of,
                "locked": own.locked,
            }
            for own in progress
        ],
    }


def _lines(panel: Panel, progress: Sequence[SeatProgress]) -> Iterator[str]:
    yield _line(panel)
    names = {own.seat: panel.called(panel.seat(own.seat)) for own in progress}
    width = max(map(len, names.values()))
    for own in progress:
        state = "locked" if own.locked else "rating"
        yield f"  {own.seat}  {names[own.seat]:{width}}  {own.rated} of {own.of} rated, {state}"
    for change in panel.form.changes:
        yield f"  {change.item} taken out of the rating: {change.reason}"
    yield {
        "rating": "Next: everybody rates and locks; nothing is shown before.",
        "locked": f"Next: `mock-panel panel reveal {panel.id[:8]}`.",
        "revealed": "Next: settle each item with `mock-panel panel consensus`, then close.",
        "closed": f"Next: `mock-panel panel report {panel.id[:8]} -o report.html`.",
    }[phase_of(panel)]
