"""`mock-panel team sql`: a person's role on the server."""

from collections.abc import Iterator

import click

from mock_panel.domain.people import Person
from mock_panel.errors import InputError

MEMBERS = "mock_panel_member"


@click.command()
@click.argument("names", metavar="NAME…", nargs=-1, required=True)
@click.option("--member", metavar="ROLE", default=MEMBERS, show_default=True,
              help="Whose rights to the tables they have.")  # fmt: skip
def sql(*, names: tuple[str, ...], member: str) -> None:
    """Print what makes the role of each NAME on the server, or closes it to who has left.

    For psql, as a role that may make roles. No password is in it: psql asks for one.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.people import found_in  # noqa: PLC0415 - as above

    people = build_services().people.store.all()
    for person in [found_in(people, name) for name in names]:
        for line in role_lines(person, member):
            click.echo(line)


def role_lines(person: Person, member: str = MEMBERS) -> Iterator[str]:
    """The statements, and what psql asks for.

    Raises:
        InputError: the person connects as nobody.
    """
    if person.login is None:
        raise InputError(
            f"{person.name} has no login.",
            f"Give one: `mock-panel team change {person.name!r} --login ROLE`.",
        )
    login = _quoted(person.login)
    yield f"-- {person.name}, {person.role.value}"
    if not person.active:
        yield f"ALTER ROLE {login} NOLOGIN;"
        return
    yield f"CREATE ROLE {login} LOGIN;"
    yield f"GRANT {_quoted(member)} TO {login};"
    yield f"\\password {login}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
