"""The people of a programme from the shell, in a file and in a team's database."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import Services, build_services
from mock_panel.cli.root import run
from mock_panel.cli.team.output import TEAM_SCHEMA
from mock_panel.domain.people import Person
from mock_panel.paths import URL_VARIABLE
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.panels import SqlPanelStore
from mock_panel.storage.stories import SqlStoryStore
from mock_panel.storage.team_database import TeamDatabase
from mock_panel.team_address import TeamAddress
from tests.panel.sample_panels import sample_record
from tests.storage.panel_writing import write_record
from tests.storage.sample_attempts import make_attempt
from tests.storage.sample_stories import make_story
from tests.team_fixtures import JORDAN, RUTH
from tests.team_server import TeamServer

ANSWER = make_attempt(0)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "home"))
    return tmp_path


class Shell:
    """Runs the verbs of a team."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        self._capsys.readouterr()
        assert run(["team", *arguments]) == code
        return self._capsys.readouterr()

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json")[0])


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def names(shell: Shell, *arguments: str) -> list[str]:
    return [person["name"] for person in shell.json("list", *arguments)["people"]]


def test_people_come_change_leave_and_come_back(shell: Shell) -> None:
    shell("add", "Ann  Lee", "--role", "candidate", "--cohort", "Spring", "--login", "ann")
    shell("add", "Ruth Okafor", "--role", "mentor")
    assert "on the list twice" in shell("add", "ANN lee", "--role", "mentor", code=2)[1]
    shell("change", "ann", "--name", "Anne Lee", "--login", "")
    shell("leave", "ruth")
    assert shell("list", "--role", "mentor")[0] == "Ruth Okafor  mentor         has left\n"
    shell("change", "Ruth", "--back", "--login", 'r"o')
    assert shell("list")[0].splitlines() == [
        "Anne Lee     candidate      cohort Spring",
        'Ruth Okafor  mentor         connects as r"o',
    ]
    assert names(shell, "--cohort", "spring") == ["Anne Lee"]
    assert "Did you mean 'Anne Lee'" in shell("leave", "Ane Lee", code=2)[1]
    assert "There is nothing to change" in shell("change", "Anne", code=2)[1]


def test_a_whole_list_comes_in_or_nothing(shell: Shell, home: Path) -> None:
    shell("add", "Ann Lee", "--role", "candidate", "--login", "ann")
    file = home / "people.csv"
    file.write_text("Name;Role;Login\nBen Ode;mentr;ann\nann  lee;mentor;\n;mentor;a b\n", "utf-8")
    said = shell("import", str(file), code=2)[1]
    assert [line.partition("people.csv:")[2] for line in said.splitlines()[:5]] == [
        (
            "2:2: 'role' should be 'candidate', 'mentor' or 'administrator', not 'mentr', did you"
            " mean 'mentor'?"
        ),
        "2:3: 'ann' is the login of somebody on the list",
        "3:1: 'ann  lee' is on the list already",
        "4:1: A person has no name",
        "4:3: A login cannot be 'a b'",
    ]
    assert names(shell) == ["Ann Lee"]
    file.write_text("name,role,cohort\nBen Ode,mentor,\nCal Roe,Candidate,Autumn\n", "utf-8")
    assert "Would be put on the list: 2" in shell("import", str(file), "--dry-run")[1]
    assert names(shell) == ["Ann Lee"]
    shell("import", str(file))
    assert names(shell) == ["Ann Lee", "Ben Ode", "Cal Roe"]
    assert "no such file" in shell("import", str(home / "missing.csv"), code=2)[1].casefold()


def test_a_role_of_the_server_is_made_and_closed(shell: Shell) -> None:
    shell("add", "Ann Lee", "--role", "candidate", "--login", 'ann"; DROP TABLE x; --', code=2)
    shell("add", "Ann Lee", "--role", "candidate", "--login", 'a"n')
    shell("add", "Ben Ode", "--role", "mentor")
    assert shell("sql", "Ann", "--member", "staff")[0].splitlines() == [
        "-- Ann Lee, candidate",
        'CREATE ROLE "a""n" LOGIN;',
        'GRANT "staff" TO "a""n";',
        '\\password "a""n"',
    ]
    shell("leave", "Ann")
    assert shell("sql", "Ann")[0].splitlines()[1] == 'ALTER ROLE "a""n" NOLOGIN;'
    assert "has no login" in shell("sql", "Ben", code=2)[1]


def test_panels_are_linked_and_counted(shell: Shell) -> None:
    write_record(SqlPanelStore(build_services()._database), sample_record())
    assert shell("programme")[0].splitlines()[1].split()[:4] == ["Jordan", "Ellis", "1", "0"]
    shell("add", "J. Ellis", "--role", "candidate", "--cohort", "Spring")
    shell("add", "Ben C.", "--role", "mentor")
    before = shell.json("programme")
    assert [(c["name"], c["listed"]) for c in before["candidates"]] == [
        ("J. Ellis", True), ("Jordan Ellis", False),
    ]  # fmt: skip
    shell("link", "panel-2c", "--candidate", "J. Ellis", "--seat", "Ben Castellano=Ben C.")
    after = shell.json("programme", "--cohort", "spring")
    assert [(c["name"], c["convened"]) for c in after["candidates"]] == [("J. Ellis", 1)]
    assert ("Ben C.", 1) in [(m["name"], m["rated"]) for m in after["mentors"]]
    assert "not as a candidate" in shell("link", "panel-2c", "--candidate", "Ben C.", code=2)[1]
    assert "names no seat" in shell("link", "panel-2c", "--seat", "b", code=2)[1]
    assert "No panel is closed yet" in shell("report", code=2)[1]


@pytest.mark.xdist_group("team")
def test_a_closed_panel_hands_its_report_to_the_candidate_of_a_team(
    shell: Shell, team_server: TeamServer, team: TeamDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, team_server.url("shared"))
    shell("add", "Jordan Ellis", "--role", "candidate", "--login", "postgres")
    services = build_services()
    record = sample_record()
    write_record(SqlPanelStore(team), record)
    services.panels.close(services.panels.find("panel-2c"))
    assert shell("list")[0].rstrip().endswith("(you)")
    page = shell.json("report")
    assert page["panel"] == record.panel.id
    assert "Jordan Ellis" in page["report"]
    assert "There is no closed panel 'x'" in shell("report", "x", code=2)[1]
    services._database.close()


@pytest.mark.xdist_group("team")
def test_a_mentor_lists_and_exports_what_a_candidate_shows(
    shell: Shell,
    people_of_team: TeamAddress,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = people_of_team.options["host"]

    def become(person: Person) -> None:
        monkeypatch.setenv(URL_VARIABLE, f"postgresql://{person.login}@/people?host={server}")

    def said(*arguments: str, code: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert run([*arguments]) == code
        return capsys.readouterr()

    become(JORDAN)
    for verb in (("list",), ("status", "x")):
        told = said("panel", *verb, code=2 if "x" in verb else 0)[1]
        assert "You are on this team's list as a candidate" in told
        assert "mock-panel team report" in told
    store = SqlAttemptStore(build_services()._database)
    store.save(ANSWER)
    SqlStoryStore(build_services()._database).save([make_story(0)], [])
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    assert "Your stories would not be seen" in shell("show", "Ruth", code=1)[1].replace("\n", " ")
    assert shell.json("shown") == {"schema": TEAM_SCHEMA, "by_you": [], "to_you": []}
    become(RUTH)
    assert "does not show you their practice" in said("history", "--of", "jordan", code=2)[1]
    become(JORDAN)
    assert "Nobody on the list is called 'Cal'" in shell("show", "Cal", "--yes", code=2)[1]
    assert shell.json("show", "Ruth", "--yes")["shown"]["stories"] is False
    become(RUTH)
    assert "mock-panel history --of 'Jordan Ellis'" in shell("shown")[0]
    (attempt,) = json.loads(said("history", "--of", "jordan", "--json")[0])
    assert (attempt["id"], attempt["text"]) == (ANSWER.id, ANSWER.text)
    assert json.loads(said("history", "--json")[0]) == []
    page = home / "jordan.html"
    said("export", str(page), "--of", "jordan")
    assert ANSWER.text[:40] in page.read_text(encoding="utf-8")
    assert "A bundle is of one's own" in said("export", "x.zip", "--of", "jordan", code=2)[1]
    assert "show you their stories" in said("stories", "list", "--of", "jordan", code=2)[1]
    for name in ("cal", "ruth"):
        assert "does not show you" in said("history", "--of", name, code=2)[1]
    assert "a candidate shows practice" in shell("show", "Ruth", "--yes", code=2)[1]
    become(JORDAN)
    shell("show", "Ruth", "--stories", "--yes")
    become(RUTH)
    assert make_story(0).title in said("stories", "list", "--of", "jordan")[0]
    become(JORDAN)
    assert shell.json("unshow", "ruth")["taken_back"]["name"] == "Ruth Okafor"
    assert "to nobody" in shell("unshow", "ruth", code=2)[1]
    become(RUTH)
    assert "does not show you their practice" in said("history", "--of", "jordan", code=2)[1]
    monkeypatch.delenv(URL_VARIABLE)
    assert "people of a team's database" in shell("show", "Ruth", "--yes", code=2)[1]


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Databases that the verbs opened on the server are let go of."""
    made: list[Services] = []
    real = Services.__post_init__

    def noted(services: Services) -> None:
        made.append(services)
        real(services)

    monkeypatch.setattr(Services, "__post_init__", noted)
    yield
    for services in made:
        if services.paths.team is not None and "database" in services._made:
            services._database.close()
