"""`mock-panel team programme`."""

import shutil
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.team.output import tell


@click.command()
@click.option("--cohort", metavar="NAME", help="Only its candidates.")
@json_option
def programme(*, cohort: str | None, as_json: bool) -> None:
    """Count the programme: candidates and their panels, mentors and their load, cohorts.

    Figures alone, and only of what you may see; nobody's answers or ratings.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.programme_text import to_text  # noqa: PLC0415 - as above

    counted = build_services().people.programme(cohort)
    if counted.is_empty and not as_json:
        click.echo("Nothing to count, or nothing that you may see.", err=True)
        return
    document = {"cohort": cohort, **_plain(asdict(counted))}
    tell(document, to_text(counted, shutil.get_terminal_size().columns), as_json=as_json)


def _plain(value: Any) -> Any:
    """The same with moments as ISO 8601."""
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case datetime():
            return value.isoformat()
    return value
