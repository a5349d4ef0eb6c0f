import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.paths import Paths
from mock_panel.storage import database as opening
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from mock_panel.storage.upgrade import ensure_current
from tests.team_server import TeamServer, running_server


@pytest.fixture(scope="package", autouse=True)
def _real_road(_made_once: None) -> Iterator[None]:
    """Here a first start makes its file itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "ensure_current", ensure_current)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file made once by the real road, to be copied by each test."""
    paths = Paths(tmp_path_factory.mktemp("template"))
    open_database(paths).close()
    return paths.database


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


ON_BOTH = ("test_attempt_store", "test_panel_store", "test_story_store")
"""The modules whose tests hold for a file and for a team's database."""
_KINDS = ["file", pytest.param("team", marks=pytest.mark.xdist_group("team"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is tested of a store with both databases; who asks for `paths` means the file."""
    named = metafunc.definition.obj.__code__.co_varnames[
        : metafunc.definition.obj.__code__.co_argcount
    ]
    is_of_both = metafunc.module.__name__.rpartition(".")[2] in ON_BOTH
    if is_of_both and "database" in metafunc.fixturenames and "paths" not in named:
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


@pytest.fixture
def database(
    request: pytest.FixtureRequest, paths: Paths, empty_database: Path
) -> Iterator[Database]:
    if getattr(request, "param", "file") == "team":
        yield request.getfixturevalue("team")
        return
    paths.ensure_private(paths.home)
    shutil.copy(empty_database, paths.database)
    database = open_database(paths)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> SqlAttemptStore:
    return SqlAttemptStore(database)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that every user of the machine can reach, unlike pytest's own."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    for step in [place, *place.rglob("*")]:
        if step.is_dir():
            step.chmod(0o755)
    shutil.rmtree(place)
