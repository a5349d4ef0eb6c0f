"""What holds for a file and for a team's database is tested with both."""

from collections.abc import Iterator
from dataclasses import replace
from inspect import signature

import pytest

from mock_panel.domain.ids import PersonId
from mock_panel.domain.people import Person, PersonRole
from mock_panel.storage.people import SqlPeopleStore
from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from mock_panel.team_address import TeamAddress
from tests.team_server import TeamServer, running_server

ON_BOTH = (
    "test_attempt_store", "test_joining", "test_panel_store", "test_people_store",
    "test_story_store",
)  # fmt: skip
"""The modules of such tests."""
JORDAN, CAL, RUTH = (
    Person(PersonId(f"id-{login}"), name, role, login)
    for login, name, role in (
        ("my_jordan", "Jordan Ellis", PersonRole.CANDIDATE),
        ("my_cal", "Cal Other", PersonRole.CANDIDATE),
        ("my_ruth", "Ruth Okafor", PersonRole.MENTOR),
    )
)
_KINDS = ["file", pytest.param("team", marks=pytest.mark.xdist_group("team"))]
_OF_THE_FILE = {"paths", "tmp_path"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of these modules with both; who asks for a path means the file."""
    is_of_both = metafunc.module.__name__.rpartition(".")[2] in ON_BOTH
    asked = set(signature(metafunc.function).parameters)
    if is_of_both and "database" in metafunc.fixturenames and not asked & _OF_THE_FILE:
        metafunc.parametrize("database", _KINDS, indirect=True)


@pytest.fixture(scope="session")
def team_server() -> Iterator[TeamServer]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def shared_team(team_server: TeamServer) -> Iterator[TeamDatabase]:
    """A database that tests share one after the other, each emptying it first."""
    team_server.sql("CREATE DATABASE shared")
    database = open_team_database(team_server.address("shared"))
    yield database
    database.close()


@pytest.fixture
def team(shared_team: TeamDatabase) -> TeamDatabase:
    """A team's database with nothing in it."""
    with shared_team.write() as connection:
        for table in reversed(Row.metadata.sorted_tables):
            connection.execute(table.delete())
    return shared_team


@pytest.fixture(scope="session")
def people_of_team(team_server: TeamServer) -> TeamAddress:
    """A database with two candidates and a mentor, each with a role; nothing is shown."""
    team_server.sql("CREATE ROLE my_keeper LOGIN; CREATE ROLE my_members")
    team_server.sql("CREATE DATABASE people OWNER my_keeper")
    team_server.sql(
        "GRANT CREATE ON SCHEMA public TO my_keeper;"
        "ALTER DEFAULT PRIVILEGES FOR ROLE my_keeper IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO my_members;"
        + "".join(
            f"CREATE ROLE {one.login} LOGIN IN ROLE my_members;" for one in (JORDAN, CAL, RUTH)
        ),
        "people",
    )
    address = team_server.address("people")
    keeper = open_team_database(replace(address, role="my_keeper"))
    SqlPeopleStore(keeper).keep([JORDAN, CAL, RUTH])
    keeper.close()
    return address
