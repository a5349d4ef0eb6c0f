"""The story bank from the shell, through the real command line and a real file."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.root import run
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.ids import AttemptId
from tests.practice.story_bank import FLEET, scored
from tests.storage.test_maintenance import files_with

pytestmark = pytest.mark.usefixtures("home")

AGAIN = (
    "We had all these cars standing idle, and I looked at the mileage of each of them. I sent "
    "sixty leases back although two heads objected, and we saved the agency a good deal of money."
)


class Shell:
    """Runs the verbs; `json` reads what they print."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:  # fmt: skip
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def json(self, *arguments: str, code: int = 0) -> Any:
        self._capsys.readouterr()
        assert run(["stories", *arguments, "--json"]) == code
        return json.loads(self._capsys.readouterr().out)

    def text(self, *arguments: str, code: int = 0, said: str = "") -> tuple[str, str]:
        self._capsys.readouterr()
        stream = io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8")
        self._monkeypatch.setattr("sys.stdin", stream)
        assert run(["stories", *arguments]) == code
        return self._capsys.readouterr()

    def new(self, title: str, *more: str) -> dict[str, Any]:
        story: dict[str, Any] = self.json("new", "--title", title, *more)["story"]
        return story

    def titles(self, *more: str) -> list[str]:
        return [story["title"] for story in self.json("list", *more)["stories"]]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


def answered(number: int, text: str = FLEET, days_ago: int = 0) -> Attempt:
    """An attempt in the database."""
    started = datetime.now(UTC) - timedelta(days=days_ago)
    id_ = AttemptId(f"{number:08x}{'a' * 24}")
    attempt = replace(scored(text), id=id_, started_at=started)
    build_services().attempts.save(attempt)
    return attempt


def test_a_story_is_written_changed_and_retired(shell: Shell) -> None:
    made = shell.new(
        "Night desk", "--when", "2021-05", "--grade", "GS-15", "--executive", "yes",
        "--people", "38", "--money", "2.4M", "--reach", "agency",
        "--situation", "calls lay for days", "--result", "answered in 40 s",
        "--competency", "opm-2025/accountability", "--competency", "opm-2006/partnering",
    )  # fmt: skip
    assert made["money"] == {"amount": 2_400_000, "unit": "USD"}
    assert made["when"] == "2021-05"
    assert made["cautions"] == []
    shell.text("edit", "night desk", "--money", "", "--result", "one", "--result", "two")
    shown = shell.json("show", made["id"][:8])["story"]
    assert shown["money"] is None
    assert shown["prompts"]["result"] == ["one", "two"]
    assert shown["prompts"]["situation"] == ["calls lay for days"]
    assert shown["changed_at"] > made["changed_at"]
    assert shell.titles("--search", "days DESK") == ["Night desk"]
    assert shell.titles("--search", "desk answered") == []
    shell.text("edit", "Night desk", "--retire")
    assert shell.titles() == []
    assert shell.titles("--all") == ["Night desk"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--when", "May"), "neither a year"),
        (("--when", "2999"), "has happened"),
        (("--people", "many"), "no number of people"),
        (("--money", "a lot"), "no sum of money"),
        (("--competency", "accountabilty"), "Did you mean 'accountability'?"),
        (("--competency", "opm-2052/accountability"), "opm-2025"),
        (("--title", " "), "no title"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_stored(
    shell: Shell, options: tuple[str, ...], words: str
) -> None:
    _, told = shell.text("new", "--title", "x", *options, code=2)
    assert words in told
    assert shell.titles("--all") == []


def test_a_story_that_is_not_there_is_told(shell: Shell) -> None:
    assert "There is none yet" in shell.text("show", "x", code=2)[1]
    shell.new("Night desk")
    shell.new("Night desk")
    assert "Did you mean 'Night desk'?" in shell.text("show", "night dsk", code=2)[1]
    assert "2 stories are called so" in shell.text("show", "Night desk", code=2)[1]
    assert "Nothing was named" in shell.text("edit", shell.json("list")["stories"][0]["id"],
                                             code=2)[1]  # fmt: skip


def test_an_answer_is_kept_and_told_again(shell: Shell) -> None:
    first, second = answered(1, days_ago=3), answered(2, AGAIN)
    kept = shell.json("keep", first.id[:8], "--title", "Idle fleet", "--grade", "GS-15")["story"]
    assert (kept["people"], kept["when"], kept["grade"]) == (38, "2019-03", "GS-15")
    assert kept["source"] == first.id
    assert kept["times_told"] == 1, "the answer that it was kept from told it"
    assert "was kept before" in shell.text("keep", first.id)[1]
    shell.json("erase", shell.json("list")["stories"][1]["id"], "--yes")
    guess = shell.json("link", second.id[:8])
    assert guess["guess"]["title"] == "Idle fleet"
    assert guess["linked"] is False
    assert shell.json("list")["stories"][0]["times_told"] == 1, "a guess is only an offer"
    _, asked = shell.text("link", second.id, code=1, said="n\n")
    assert "Idle fleet? Both speak of" in asked
    assert "nobody said yes" in shell.text("link", second.id, code=2)[1]
    shell.text("link", second.id, said="y\n")
    assert "said so already: Idle fleet" in shell.text("link", second.id)[0]
    told = shell.json("show", "idle fleet")["tellings"]
    assert [(t["attempt"], t["how"]) for t in told] == [
        (second.id, "guessed"), (first.id, "kept")
    ]  # fmt: skip
    assert shell.json("link", second.id, "Idle fleet", "--undo")["linked"] is False
    assert "never noted" in shell.text("link", second.id, "Idle fleet", "--undo")[0]
    assert shell.json("link", second.id, "Idle fleet")["linked"] is True


def test_nothing_is_guessed_of_another_story(shell: Shell) -> None:
    first = answered(1)
    other = answered(
        2,
        "In 2022 I ran the hospital's night ward. I asked each nurse what kept "
        "patients awake, and I moved the rounds to six. Complaints fell by half.",
    )
    shell.json("keep", first.id)
    assert shell.json("link", other.id)["guess"] is None
    assert "No story stands out" in shell.text("link", other.id)[0]


def test_the_matrix_names_gaps_wear_age_and_level(shell: Shell) -> None:
    shell.new("Old desk", "--when", "2001", "--executive", "no",
              "--competency", "opm-2006/financial-management",
              "--competency", "opm-2006/partnering")  # fmt: skip
    shell.new("Courts", "--competency", "commitment-to-the-rule-of-law")
    for number in range(5):
        attempt = answered(number)
        shell.json("link", attempt.id, "Courts")
    made = shell.json("matrix", "--framework", "opm-2025")
    assert len(made["gaps"]) == 12
    assert made["only_carried"] == ["fiscal-responsibility", "managing-resources"]
    assert [s["cautions"] for s in made["stories"]] == [
        ["old", "below_level"], ["overused", "no_date", "no_level"]
    ]  # fmt: skip
    text, _ = shell.text("matrix")
    assert "no home here: partnering" in text
    assert "Driving Efficiency: 1 carried over only" in text
    assert "Commitment to the Rule of Law     ·  x\n" in text
    assert "Courts: told 5×, told 5 times in 28 days" in text
    assert max(map(len, text.splitlines())) <= 80
    assert shell.json("matrix", "--framework", "opm-2006")["gaps"]
    assert "Did you mean" in shell.text("matrix", "--framework", "opm-2052", code=2)[1]


def test_a_suggestion_says_why_or_nothing(shell: Shell) -> None:
    assert "No story of yours fits" in shell.text("suggest", "de-stop-spending")[1]
    assert shell.json("suggest", "de-stop-spending")["suggestions"] == []
    shell.new("Fleet", "--competency", "fiscal-responsibility", "--executive", "yes")
    shell.new("Desk", "--competency", "managing-resources")
    best, second = shell.text("suggest", "de-stop-spending")[0].splitlines()
    assert best.startswith("Best: Fleet (")
    assert "because it shows Fiscal Responsibility, which the question is after" in best
    assert second.startswith("Runner-up: Desk (")
    assert "Did you mean" in shell.text("suggest", "de-stop-spendin", code=2)[1]


def test_cards_go_to_the_terminal_or_a_file(shell: Shell, tmp_path: Path) -> None:
    shell.new("Fleet <1>", "--action", "pulled the mileage")
    shell.new("Desk")
    assert "  - pulled the mileage".lower() in shell.text("card", "Fleet <1>")[0].lower()
    page = tmp_path / "cards.html"
    assert shell.text("card", "--all", "-o", str(page))[0] == f"{page}\n"
    assert "Fleet &lt;1&gt;" in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").count("<article>") == 2
    assert "exists already" in shell.text("card", "--all", "-o", str(page), code=2)[1]
    assert "No story is named" in shell.text("card", code=2)[1]


def test_stories_are_carried_to_another_home(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = answered(1)
    shell.json("keep", attempt.id, "--title", "Idle fleet")
    shell.new("Desk")
    file = tmp_path / "stories.jsonl"
    shell.text("export", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2
    again = shell.json("import", str(file))
    assert (again["new"], again["updated"], again["unchanged"]) == ([], [], 2)
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "other"))
    assert len(shell.json("import", str(file), "--dry-run")["new"]) == 2
    assert shell.titles() == []
    taken = shell.json("import", str(file))
    assert (len(taken["new"]), taken["links_left_out"]) == (2, 1)
    assert [s["source"] for s in shell.json("list")["stories"]] == [None, None]
    shell.text("edit", "Desk", "--grade", "GS-15")
    assert shell.json("import", str(file))["unchanged"] == 2, "what is later here stays"
    later = tmp_path / "later.jsonl"
    shell.text("export", str(later))
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "home"))
    assert len(shell.json("import", str(later))["updated"]) == 1
    fleet = next(s for s in shell.json("list")["stories"] if s["title"] == "Idle fleet")
    assert fleet["times_told"] == 1


def test_a_bad_file_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell.new("Desk")
    good = shell.text("export")[0]
    other = good.replace("Desk", "Other").replace('"id": "', '"id": "0')
    bad = tmp_path / "bad.jsonl"
    for second, words in (
        ("{", ":2: "),
        ('{"schema": "mock-panel/story@9"}', ":2: has the schema"),
        ("[" * 100_000, ":2: "),
        (other.strip().replace('"Other"', '""').replace('"id": "0', '"id": "1'), "no title"),
        (other.strip(), "twice"),
    ):
        bad.write_text(f"{other.strip()}\n{second}\n", encoding="utf-8")
        assert words in shell.text("import", str(bad), code=2)[1]
        assert shell.titles("--all") == ["Desk"]
    bad.write_bytes(b"\xff\xfe")
    assert "UTF-8" in shell.text("import", str(bad), code=2)[1]
    assert "No such file" in shell.text("import", str(tmp_path / "none"), code=2)[1]
    shell.text("import", "-", said=other)
    assert sorted(shell.titles()) == ["Desk", "Other"]


def test_erasing_asks_and_leaves_no_word(shell: Shell, home: Path) -> None:
    shell.new("Zanzibar")
    assert files_with("Zanzibar", home)
    shell.text("erase", "Zanzibar", code=1, said="n\n")
    assert shell.titles() == ["Zanzibar"]
    shell.text("erase", "Zanzibar", said="y\n")
    assert files_with("Zanzibar", home) == []


def test_purging_an_attempt_tells_of_the_story_that_holds_its_words(
    shell: Shell, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attempt = answered(1)
    shell.json("keep", attempt.id, "--title", "Idle fleet")
    capsys.readouterr()
    assert run(["purge", "--attempt", attempt.id, "--yes"]) == 0
    assert "1 story kept from them will stay: 'Idle fleet'" in capsys.readouterr().err
    assert shell.json("list")["stories"][0]["source"] is None
    assert run(["purge", "--all", "--yes"]) == 0
    assert "1 story" in capsys.readouterr().err
    assert files_with("mileage", home) == []
    assert shell.titles("--all") == []


def test_words_of_the_user_reach_no_terminal_as_commands(shell: Shell) -> None:
    shell.new("\x1b[31mred\x07", "--action", "\x1b]0;title\x07")
    for verb in (("list",), ("matrix",), ("card", "--all")):
        assert "\x1b" not in shell.text(*verb)[0]


def test_help_needs_neither_database_nor_app(tmp_path: Path) -> None:
    code = (
        "import sys; from mock_panel.cli.root import run; run(['stories', '--help']);"
        "print([m for m in ('sqlmodel', 'yaml', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert "suggest" in done.stdout
