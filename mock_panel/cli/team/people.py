"""`mock-panel team add`, `list`, `change`, `leave` and `give`."""

from collections.abc import Iterator, Sequence

import click

from mock_panel.cli.nouns import listed
from mock_panel.cli.options import json_option
from mock_panel.cli.team.output import person_line, record_of, tell
from mock_panel.domain.people import Given, Person, PersonRole
from mock_panel.errors import InputError

_ROLES = click.Choice([role.value for role in PersonRole])


@click.command()
@click.argument("name")
@click.option("--role", type=_ROLES, required=True, help="What they do, and so may see.")
@click.option("--login", metavar="ROLE", default="", help="What they connect to the server as.")
@click.option("--cohort", metavar="NAME", default="", help="Of a candidate.")
@json_option
def add(*, name: str, role: str, login: str, cohort: str, as_json: bool) -> None:
    """Put NAME on the list.

    From the first person on, a team's database shows everybody only what is theirs; who is not
    on the list sees nothing.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.people import Newcomer  # noqa: PLC0415 - as above

    (person,) = build_services().people.add([Newcomer(name, PersonRole(role), login, cohort)])
    tell({"person": record_of(person)}, [person_line(person)], as_json=as_json)


@click.command(name="list")
@click.option("--role", type=_ROLES, help="Only these.")
@click.option("--cohort", metavar="NAME", help="Only these.")
@json_option
def list_people(*, role: str | None, cohort: str | None, as_json: bool) -> None:
    """List the people whom you may know of, by name."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    store = build_services().people.store
    me = store.me()
    people = [
        person
        for person in store.all()
        if role in (None, person.role.value)
        and (cohort is None or cohort.casefold() == person.cohort.casefold())
    ]
    if not people and not as_json:
        click.echo("Nobody is on the list, or nobody whom you may see.", err=True)
    document = {
        "you": None if me is None else me.id,
        "people": [record_of(person) for person in people],
    }
    tell(document, _lines(people, me), as_json=as_json)


def _lines(people: Sequence[Person], me: Person | None) -> Iterator[str]:
    width = max((len(person.name) for person in people), default=0)
    for person in people:
        yield person_line(person, width) + ("  (you)" if person == me else "")


@click.command()
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="From now on.")
@click.option("--role", type=_ROLES)
@click.option("--login", metavar="ROLE", help='An empty one ("") takes it away.')
@click.option("--cohort", metavar="NAME", help='An empty one ("") takes it away.')
@click.option("--back", is_flag=True, help="They had left and are back.")
@json_option
def change(
    *, name: str, new_name: str | None, role: str | None, login: str | None, cohort: str | None,
    back: bool, as_json: bool,
) -> None:  # fmt: skip
    """Change what the list says of NAME; what you do not name stays.

    On a server only the owner of the tables changes whose a login is.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    if (new_name, role, login, cohort, back) == (None, None, None, None, False):
        raise InputError("There is nothing to change.", "Name what, such as --cohort spring.")
    person = build_services().people.change(
        name,
        name=new_name,
        role=PersonRole(role) if role else None,
        login=login,
        cohort=cohort,
        active=True if back else None,
    )
    tell({"person": record_of(person)}, [person_line(person)], as_json=as_json)


@click.command()
@click.argument("name")
@json_option
def leave(*, name: str, as_json: bool) -> None:
    """Note that NAME has left: what is theirs stays, and they see nothing any more.

    On a server, let `mock-panel team sql NAME` take the login away, too.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    person = build_services().people.change(name, active=False)
    tell({"person": record_of(person)}, [person_line(person)], as_json=as_json)


@click.command()
@click.argument("name")
@json_option
def give(*, name: str, as_json: bool) -> None:
    """Let NAME own what nobody owns: a candidate attempts and stories, a mentor panels.

    Nobody owns what was stored before there were people. On a server only the owner of the
    tables sees it, and gives it.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    person, given = build_services().people.give(name)
    told = listed(_nouns(given))
    line = f"{person.name} owns {told} more." if told else "There is nothing that nobody owns."
    document = {"person": record_of(person), "given": _nouns(given)}
    tell(document, [line], as_json=as_json)


def _nouns(given: Given) -> dict[str, int]:
    return {"attempt": given.attempts, "story": given.stories, "panel": given.panels}
