import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.paths import Paths
from mock_panel.storage import database as opening
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.upgrade import ensure_current


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
