"""What holds for a file and for a team's database is tested with both."""

from collections.abc import Iterator
from inspect import signature

import pytest

from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from tests.team_server import TeamServer, running_server

ON_BOTH = (
    "test_attempt_store", "test_joining", "test_panel_store", "test_people_store",
    "test_story_store",
)  # fmt: skip
"""The modules of such tests."""
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
