"""What the verbs of a team print: lines for people, or one JSON document."""

import json
from collections.abc import Iterable
from typing import Any

import click

from mock_panel.cli.attempt_records import data_output
from mock_panel.domain.people import Person

TEAM_SCHEMA = "mock-panel/team@1"


def tell(document: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the document on standard output, or the lines."""
    if as_json:
        json.dump({"schema": TEAM_SCHEMA, **document}, data_output(), ensure_ascii=False, indent=2)
        click.echo()
        return
    for line in lines:
        click.echo(line)


def record_of(person: Person) -> dict[str, Any]:
    """A person as a document."""
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "login": person.login,
        "cohort": person.cohort,
        "active": person.active,
    }


def person_line(person: Person, width: int = 0) -> str:
    """A person in one line, the name so wide."""
    told = [
        f"{person.name:{width}}  {person.role.value:13}",
        f"cohort {person.cohort}" if person.cohort else "",
        f"connects as {person.login}" if person.login else "",
        "" if person.active else "has left",
    ]
    return "  ".join(part for part in told if part).rstrip()
