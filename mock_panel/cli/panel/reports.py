"""`mock-panel panel report` and `cohort`."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.domain.panels import Panel
from mock_panel.errors import InputError


@click.command()
@click.argument("panel")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ends in .html, .md or .pdf.",
)
@json_option
def report(*, panel: str, output: Path, as_json: bool) -> None:
    """Write the candidate's report of PANEL to FILE.

    While items are open the report says that it is preliminary.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = services.panels.find(panel)
    services.reports.write(found, output)
    tell({"panel": found.id, "file": str(output)}, [str(output)], as_json=as_json)


@click.command()
@click.argument("name", required=False)
@json_option
def cohort(*, name: str | None, as_json: bool) -> None:
    """Show the candidates of the cohort NAME, or of all panels, side by side."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.cohort import cohort_view, to_text  # noqa: PLC0415 - as above

    store = build_services().panels.store
    called = None if name is None else _known_cohort(store.panels(), name)
    records = [
        record
        for record in store.records()
        if called is None or record.panel.cohort.casefold() == called.casefold()
    ]
    view = cohort_view(records)
    lines = to_text(view, shutil.get_terminal_size().columns)
    if called is not None and not records:
        lines = [f"No panel of the cohort {called!r} has been revealed yet."]
    tell({"cohort": name, **asdict(view)}, lines, as_json=as_json)


def _known_cohort(panels: Sequence[Panel], wanted: str) -> str:
    """The cohort as its newest panel writes it.

    Raises:
        InputError: no panel is of that cohort.
    """
    known: dict[str, str] = {}
    for panel in panels:
        known.setdefault(panel.cohort.casefold(), panel.cohort)
    found = known.get(wanted.casefold())
    if found is None:
        names = "; ".join(known[folded] for folded in sorted(known) if folded)
        hint = f"There are: {names}." if names else "No panel names a cohort yet."
        raise InputError(f"There is no cohort {wanted!r}.", hint)
    return found
