"""`mock-panel team import`."""

from pathlib import Path

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.team.output import person_line, record_of, tell
from mock_panel.errors import InputError


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only read and check it.")
@json_option
def import_(*, file: Path, dry_run: bool, as_json: bool) -> None:
    """Put everybody of FILE on the list, or nobody.

    A CSV file whose first line names the columns: name and role (candidate, mentor or
    administrator), and login and cohort where they are wanted.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.team.people_list import read_people  # noqa: PLC0415 - as above

    team = build_services().people
    newcomers, problems = read_people(file, team.store.all())
    if problems:
        raise InputError(
            "\n".join(map(str, problems)), "Nobody was put on the list. Mend the file, then again."
        )
    if dry_run:
        click.echo(f"Would be put on the list: {len(newcomers)}. Nothing was stored.", err=True)
        return
    people = team.add(newcomers)
    document = {"people": [record_of(person) for person in people]}
    width = max(len(person.name) for person in people)
    tell(document, (person_line(person, width) for person in people), as_json=as_json)
