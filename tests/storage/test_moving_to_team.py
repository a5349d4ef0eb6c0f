"""From the user's own file into a team's database: all of it, or nothing."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from mock_panel.cli.root import cli
from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import ExemplarId
from mock_panel.errors import InputError, MockPanelError, StorageError
from mock_panel.paths import URL_VARIABLE, Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.calibration import SqlCalibrationStore
from mock_panel.storage.carrying import CarriedHistory
from mock_panel.storage.database import Database, open_database
from mock_panel.storage.migrating import migrate
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.stories import SqlStoryStore
from mock_panel.storage.tables import Row
from mock_panel.storage.team_database import TeamDatabase, open_team_database
from tests.panel.sample_panels import sample_record
from tests.storage.panel_writing import write_record
from tests.storage.sample_attempts import fill, make_attempt, make_id
from tests.storage.sample_stories import link, make_story
from tests.team_server import PASSWORD, TeamServer

pytestmark = pytest.mark.xdist_group("team")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def mine(tmp_path: Path, empty_database: Path) -> Paths:
    """A file with something in every table that a test can fill by the stores."""
    paths = Paths(tmp_path / "mine")
    paths.ensure_private(paths.home)
    shutil.copy(empty_database, paths.database)
    database = open_database(paths)
    fill(database, 5)
    SqlAttemptStore(database).save(replace(make_attempt(6), text="nul \0 and ünïcode"))
    stories = SqlStoryStore(database)
    story = make_story(0, make_id(1))
    stories.save([story], [link(make_id(1), story)])
    write_record(SqlPanelStore(database), sample_record())
    SqlCalibrationStore(database).keep(CalibrationRating("Ann", ExemplarId("x"), 3, NOW, "why"))
    database.close()
    return paths


def everything(database: Database) -> dict[str, list[Any]]:
    with database.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in Row.metadata.sorted_tables
        }


def test_everything_moves_in_and_is_compared(mine: Paths, team: TeamDatabase) -> None:
    would = migrate(mine, team.address, dry_run=True)
    assert not any(everything(team).values()), "only looked"
    moved = migrate(mine, team.address)
    assert moved == would
    before, after = everything(open_database(mine)), everything(team)
    assert {m.table: m.rows for m in moved} == {name: len(rows) for name, rows in before.items()}
    assert sum(map(bool, before.values())) >= 15, "nearly all are tried"
    for name, rows in before.items():
        assert sorted(map(str, after[name])) == [
            row.replace("\\x00", "\ufffd") for row in sorted(map(str, rows))
        ]
    with pytest.raises(InputError, match=r"is not empty: .*attempt \(6\)") as caught:
        migrate(mine, team.address)
    assert "import" in caught.value.hint


def test_a_killed_migration_leaves_nothing(mine: Paths, team_server: TeamServer) -> None:
    """The process dies when half of the tables are there."""
    team_server.sql("CREATE DATABASE killed")
    code = (
        "import os, sys; from pathlib import Path; from mock_panel.paths import Paths;"
        "from mock_panel.storage import migrating;"
        "from mock_panel.team_address import parse_address;"
        "real = migrating._digest; seen = [];"
        "migrating._digest = lambda c, t: (seen.append(t), len(seen) > 20 and os.kill("
        "os.getpid(), 9), real(c, t))[2];"
        "migrating.migrate(Paths(Path(sys.argv[1])), parse_address(sys.argv[2], 'x'))"
    )
    url = team_server.url("killed")
    done = subprocess.run([sys.executable, "-c", code, str(mine.home), url], check=False)
    assert done.returncode == -9
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert team_server.sql(tables, "killed") == "0"
    assert sum(m.rows for m in migrate(mine, team_server.address("killed"))) > 50


def test_what_arrives_otherwise_is_undone(mine: Paths, team_server: TeamServer) -> None:
    """A server may have rules of its own."""
    team_server.sql("CREATE DATABASE ruled")
    address = team_server.address("ruled")
    team = open_team_database(address)
    team_server.sql(
        "CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.text := 'other'; RETURN NEW; END $$;"
        "CREATE TRIGGER t BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION other()",
        "ruled",
    )
    with pytest.raises(StorageError, match="answer: what arrived is not what was sent"):
        migrate(mine, address)
    assert not any(everything(team).values())
    team.close()


def test_a_bundle_leaves_and_enters_a_teams_database(
    mine: Paths, team: TeamDatabase, tmp_path: Path
) -> None:
    migrate(mine, team.address)
    bundle = tmp_path / "all.zip"
    ours = Paths(mine.home, team.address)
    carried = CarriedHistory(ours).bundle(bundle, NOW, with_recordings=False)
    assert carried.counts["attempt"] == 6
    taken = CarriedHistory(ours).take_in(bundle)
    assert {kind.new for kind in taken.kinds.values()} == {0}
    assert not [kind for kind in taken.kinds.values() if kind.differing]
    with pytest.raises(InputError, match="server's to restore"):
        CarriedHistory(ours).restore(bundle, NOW)


def test_the_commands_speak_of_the_server_and_not_of_the_password(
    mine: Paths, team_server: TeamServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_server.sql("CREATE DATABASE commands")
    monkeypatch.setenv("MOCK_PANEL_HOME", str(mine.home))

    def said(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, arguments)
        if isinstance(result.exception, MockPanelError):
            return result.exception.exit_code, str(result.exception)
        assert PASSWORD not in result.output
        return result.exit_code, result.output

    url = team_server.url("commands")
    assert "no database is named" in said("migrate")[1]
    assert "Nothing was written" in said("migrate", "--to", url, "--dry-run")[1]
    code, words = said("migrate", "--to", url)
    assert (code, "and compared" in words) == (0, True)
    assert f"Recordings, drafts and settings stay in {mine.home}" in words
    monkeypatch.setenv(URL_VARIABLE, url)
    found = {f["check"]: f for f in json.loads(said("doctor", "--json")[1])}
    assert "6 attempts, 1 panel, schema" in found["database"]["detail"]
    assert "PostgreSQL" in found["database"]["detail"]
    assert found["database"]["status"] == "ok"
    code, words = said("backup")
    assert (code, "pg_dump" in words) == (2, True)
    assert "as this version needs" in said("migrate", "--upgrade")[1]
    assert len(said("history")[1].splitlines()) >= 6
    code, words = said("purge", "--all", "--yes")
    assert (code, "For everybody who uses postgresql://" in words) == (0, True)
    assert team_server.sql("SELECT count(*) FROM attempt", "commands") == "0"
    assert team_server.sql("SELECT count(*) FROM panel_form", "commands") == "0"
