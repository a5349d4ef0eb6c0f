"""A panel from the shell, through the real command line and a real file."""

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import click
import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.root import run
from mock_panel.errors import OutOfOrder

Panel = dict[str, Any]
DAY = r" ?\d{1,2} [A-Z][a-z]{2} 20\d\d"
"""Such as 2 Dec 2026."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOCK_PANEL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MOCK_PANEL_PIN", raising=False)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def letters_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair is A, as where raters are named; what is dealt by chance is tested by itself."""
    monkeypatch.setattr(Random, "sample", lambda _, people, count: list(people)[:count])


class Shell:
    """Runs the verbs; `json` reads what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def json(self, *arguments: str, code: int = 0) -> Any:
        self._capsys.readouterr()
        assert run(["panel", *arguments, "--json"]) == code
        return json.loads(self._capsys.readouterr().out)

    def text(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        self._capsys.readouterr()
        assert run(["panel", *arguments]) == code
        return self._capsys.readouterr()

    def refused(self, reason: str, *arguments: str) -> None:
        assert self.json(*arguments, code=2)["refused"]["reason"] == reason

    def new(self, *more: str, candidate: str = "Dana Roe") -> Panel:
        people = ("--chair", "Ann", "--rater", "Ben", "--rater", "Cleo")
        panel: Panel = self.json("new", "--candidate", candidate, *people, "--seed", "4", *more)
        return panel

    def rate_all(self, panel: Panel, rater: Panel, score: int = 3, **words: str) -> None:
        for item in panel["items"]:
            evidence = words.get(item["id"], f"evidence of {rater['name']} on {item['id']}")
            self.json(
                "rate", panel["panel"], "--rater", rater["id"], "--item", item["id"],
                "--score", str(score), "--evidence", evidence, "--pin", rater["pin"],
            )  # fmt: skip

    def lock(self, panel: Panel, rater: Panel) -> None:
        self.json("lock", panel["panel"], "--rater", rater["id"], "--pin", rater["pin"])


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def everything_printed(shell: Shell, panel: Panel, folder: Path) -> Iterator[str]:
    """Whatever may be seen of a panel before the reveal."""
    yield from shell.text("status", panel["panel"])
    yield from shell.text("list")
    yield json.dumps(shell.json("status", panel["panel"]))
    yield from shell.text("reveal", panel["panel"], code=2)
    yield from shell.text("report", panel["panel"], "-o", str(folder / "r.html"), code=2)
    yield from shell.text("stats", panel["panel"], code=2)
    yield from shell.text("stats", "--all")
    yield from shell.text("cohort")
    for rater in panel["raters"]:
        packet = folder / f"{rater['id']}.html"
        if shell.text("packet", panel["panel"], "--rater", rater["id"], "-o", str(packet), code=0):
            yield packet.read_text(encoding="utf-8")
    assert run(["export", str(folder / "all.json")]) == 0
    yield (folder / "all.json").read_text(encoding="utf-8")
    assert run(["history", "--json"]) == 0


def test_a_panel_runs_from_the_shell(shell: Shell, tmp_path: Path) -> None:
    panel = shell.new("--cohort", "Spring")
    ann, ben, cleo = panel["raters"]
    assert [item["id"] for item in panel["items"]] == ["q1", "q2", "q3", "q4", "q5"]
    assert len({item["ecq"] for item in panel["items"]}) == 5, "the board asks one per ECQ"
    assert len({rater["pin"] for rater in panel["raters"]}) == 3
    for rater, score in ((ann, 3), (ben, 5), (cleo, 3)):
        shell.rate_all(panel, rater, score)
    shell.refused("not_all_locked", "reveal", panel["panel"])
    shell.refused("not_revealed", "consensus", panel["panel"],
                  "--item", "q1", "--score", "4", "--reason", "x")  # fmt: skip
    for rater in (ann, ben, cleo):
        shell.lock(panel, rater)
    revealed = shell.json("reveal", panel["panel"])
    assert {item["spread"] for item in revealed["items"]} == {2}
    assert all(item["discuss"] for item in revealed["items"])
    shell.refused("unsettled", "close", panel["panel"])
    moved = shell.json(
        "move", panel["panel"], "--rater", "b", "--item", "q1", "--score", "4",
        "--reason", "had counted the saving twice", "--pin", ben["pin"],
    )  # fmt: skip
    assert (moved["from"], moved["to"]) == (5, 4)
    again = ("move", panel["panel"], "--rater", "b", "--item", "q1", "--reason", "x", "--pin",
             ben["pin"], "--score")  # fmt: skip
    assert "Rater B stands at 4 on q1 already." in shell.text(*again, "4", code=2)[1]
    assert "Rater B, q1: 4 to 5." in shell.text(*again, "5")[0]
    assert "Rater B, q1: 5 to 4." in shell.text(*again, "4")[0]
    table, _ = shell.text("reveal", panel["panel"])
    assert re.search(r"^q1 .* 3    5→4  3  +2  discuss first$", table, re.MULTILINE)
    assert re.search(r"^q2 .* 3    5    3  +2  discuss first$", table, re.MULTILINE)
    assert "  B 5→4  evidence of Ben on q1\n    moved to 4: had counted the saving twice\n" in table
    settled = shell.json("consensus", panel["panel"], "--item", "q1", "--mean", "--reason", "no")
    assert settled["outcome"] == pytest.approx(10 / 3)
    for number in "2345":
        settled = shell.json(
            "consensus", panel["panel"], "--item", f"q{number}", "--score", "4", "--reason", "met"
        )
    assert settled["unsettled"] == []
    shell.json("close", panel["panel"])
    shell.refused("closed", "consensus", panel["panel"],
                  "--item", "q1", "--score", "4", "--reason", "late")  # fmt: skip
    assert shell.json("status", panel["panel"])["phase"] == "closed"
    stats = shell.json("stats", panel["panel"])
    assert stats["exact"] == pytest.approx(5 / 15)
    assert stats["icc"]["ICC(2,1)"]["n"] == 5
    assert set(stats["raters"]) == {"Rater A", "Rater B", "Rater C"}, "a board masks its raters"
    for ending, start in ((".html", b"<!doctype html>"), (".md", b"# "), (".pdf", b"%PDF")):
        file = tmp_path / f"report{ending}"
        shell.json("report", panel["panel"], "-o", str(file))
        assert file.read_bytes().lower().startswith(start.lower())
        assert b"Ben" not in file.read_bytes()
    assert shell.text("report", panel["panel"], "-o", str(file), code=2)[1].count("exists already")


def test_letters_of_a_masked_panel_are_dealt_by_chance(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Random, "sample", lambda _, people, count: list(people)[-count:][::-1])
    panel = shell.new()
    assert [rater["name"] for rater in panel["raters"]] == ["Cleo", "Ben", "Ann"]
    assert panel["chair"]["id"] == "c"
    named = shell.new("--named")
    assert [rater["name"] for rater in named["raters"]] == ["Ann", "Ben", "Cleo"]
    status, _ = shell.text("status", panel["panel"])
    assert "chair" not in status


def test_nobody_sees_anything_before_the_reveal(shell: Shell, tmp_path: Path) -> None:
    panel = shell.new("--named")
    words = {item["id"]: f"secret-{item['id']}" for item in panel["items"]}
    for rater in panel["raters"][:2]:
        shell.rate_all(panel, rater, 4, **words)
    shell.lock(panel, panel["raters"][0])
    shown = list(everything_printed(shell, {**panel, "raters": panel["raters"][1:]}, tmp_path))
    assert len(shown) > 15
    for text in shown:
        assert "secret-" not in text
        assert '"score": 4' not in text


def test_pins_keep_others_out(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = shell.new()
    ann, ben, _ = panel["raters"]
    rating = ("--item", "q1", "--score", "3", "--evidence", "x")
    shell.refused("wrong_pin", "rate", panel["panel"], "--rater", "b", *rating, "--pin", ann["pin"])
    assert shell.json("status", panel["panel"])["raters"][1]["rated"] == 0
    without = shell.json("rate", panel["panel"], "--rater", "b", *rating)
    assert without["with_pin"] is False, "and the rating says so ever after"
    monkeypatch.setenv("MOCK_PANEL_PIN", ben["pin"])
    assert shell.json("rate", panel["panel"], "--rater", "Ben", *rating)["with_pin"] is True
    for _ in range(5):
        shell.refused("wrong_pin", "lock", panel["panel"], "--rater", "b", "--pin", "x")
    shell.refused("barred", "lock", panel["panel"], "--rater", "b", "--pin", ben["pin"])


def test_whoever_is_asked_for_a_pin_sees_the_mask_of_the_seat(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(words: str, **_: Any) -> str:
        asked.append(words)
        return "x"

    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", ask)
    for panel in (shell.new(), shell.new("--named")):
        shell.text("lock", panel["panel"], "--rater", "b", code=2)
    assert asked == ["PIN of Rater B", "PIN of Ben"]


def test_a_lost_pin_is_replaced_while_nothing_is_rated(shell: Shell) -> None:
    panel = shell.new()
    ben = panel["raters"][1]
    fresh = shell.json("pin", panel["panel"], "--rater", "b")["pin"]
    rating = ("rate", panel["panel"], "--rater", "b", "--item", "q1", "--score", "3",
              "--evidence", "x", "--pin")  # fmt: skip
    shell.refused("wrong_pin", *rating, ben["pin"])
    assert shell.json(*rating, fresh)["with_pin"] is True
    shell.refused("has_rated", "pin", panel["panel"], "--rater", "b")


def test_one_form_for_several_candidates(shell: Shell) -> None:
    first = shell.new("--scale", "board-4", "--probes", "neutral")
    second = shell.json("new", "--like", first["panel"], "--candidate", "Second")
    assert second["items"] == first["items"]
    assert {r["pin"] for r in second["raters"]}.isdisjoint({r["pin"] for r in first["raters"]})
    assert second["scale"] == {"id": "board-4", "values": [1, 2, 3, 4]}
    shell.json("drop", first["panel"], "--item", "q2", "--reason", "everybody misread it")
    status = shell.json("status", second["panel"])
    assert status["items"] == ["q1", "q3", "q4", "q5"]
    assert status["taken_out"] == [{"item": "q2", "reason": "everybody misread it"}]
    shell.refused("taken_out", "drop", second["panel"], "--item", "q2", "--reason", "again")
    shell.refused("input", "new", "--like", first["panel"], "--candidate", "x", "--chair", "y")


def test_closed_outcomes_change_only_after_asking(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shell.new()
    second = shell.json("new", "--like", first["panel"], "--candidate", "Second")
    for rater in first["raters"]:
        shell.rate_all(first, rater)
        shell.lock(first, rater)
    shell.json("reveal", first["panel"])
    for item in first["items"]:
        shell.json(
            "consensus", first["panel"], "--item", item["id"], "--score", "3", "--reason", "all"
        )
    shell.json("close", first["panel"])
    drop = ("drop", second["panel"], "--item", "q2", "--reason", "everybody misread it")
    told = "Dana Roe: Approve as before, now 4 of 4 ECQs shown, not 5 of 5 ECQs shown."

    shell.refused("changes_outcomes", *drop)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    _, asked = shell.text(*drop, code=1)
    assert told in asked
    assert "Nothing was changed." in asked
    assert "q2" in shell.json("status", first["panel"])["items"]
    assert shell.json(*drop, "--yes")["outcomes"] == [
        {"panel": first["panel"], "candidate": "Dana Roe", "from": "Approve", "to": "Approve"}
    ]
    assert "q2" not in shell.json("status", first["panel"])["items"]


def test_a_cohort_is_named_as_a_panel_names_it(shell: Shell) -> None:
    assert "No panel names a cohort yet." in shell.text("cohort", "Spring", code=2)[1]
    for number, cohort in enumerate(("Spring 2027", "Autumn", "autumn")):
        shell.new("--cohort", cohort, candidate=f"Dana {number}")
    shell.new(candidate="Of none")
    _, errors = shell.text("cohort", "Winter", code=2)
    assert "There is no cohort 'Winter'." in errors
    assert "There are: autumn; Spring 2027." in errors
    assert shell.json("cohort", "Winter", code=2)["refused"]["reason"] == "input"
    told, _ = shell.text("cohort", "AUTUMN")
    assert told == "No panel of the cohort 'autumn' has been revealed yet.\n"
    assert shell.json("cohort", "AUTUMN")["groups"] == []
    assert shell.text("cohort")[0] == "No panel has been revealed yet.\n"


def test_questions_may_be_chosen(shell: Shell) -> None:
    panel = shell.new("--questions", "de-stop-spending, rl-another-branch", "--rate-by", "ecq")
    assert [item["id"] for item in panel["items"]] == ["e1", "e2"]
    assert panel["items"][0]["questions"][0]["id"] == "de-stop-spending"
    _, errors = shell.text(
        "new", "--candidate", "x", "--chair", "y", "--rater", "z", "--questions", "de-stop-spendin",
        code=2,
    )  # fmt: skip
    assert "Did you mean 'de-stop-spending'?" in errors


def test_what_cannot_be_convened_is_told(shell: Shell) -> None:
    for arguments, words in (
        (("--chair", "Ann"), "2 to 6"),
        ((), "--chair is missing"),
        (("--chair", "Ann", "--rater", "Ben", "--rater", "ben"), "twice"),
        (("--chair", "Ann", "--rater", "Dana"), "Dana is the candidate"),
        (("--chair", "Ann", "--rater", "Ben", "--scale", "board-5"), "board-4"),
        (("--chair", "Ann", "--rater", "Ben", "--preset", "bord"), "board"),
        (("--chair", "Ann", "--rater", "Ben", "--framework", "opm-2052"), "opm-2025"),
        (("--chair", "Ann", "--rater", "Ben", "--threshold", "4"), "threshold"),
    ):
        _, errors = shell.text("new", "--candidate", "Dana", *arguments, code=2)
        assert words in errors
    assert shell.json("list")["panels"] == []


def test_statistics_of_a_table(shell: Shell, tmp_path: Path) -> None:
    """Shrout and Fleiss 1979, table 2."""
    scores = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
    rows = [f"j{j},t{t},{s}" for t, row in enumerate(scores) for j, s in enumerate(row)]
    file = tmp_path / "ratings.csv"
    file.write_text("\n".join(["rater,item,score", *rows]), encoding="utf-8")
    icc = shell.json("stats", "--ratings", str(file))["icc"]
    published = {
        "ICC(1,1)": 0.17,
        "ICC(2,1)": 0.29,
        "ICC(3,1)": 0.71,
        "ICC(1,k)": 0.44,
        "ICC(2,k)": 0.62,
        "ICC(3,k)": 0.91,
    }
    assert {name: round(icc[name]["value"], 2) for name in published} == published
    assert icc["ICC(2,1)"]["n"] == 6
    text, _ = shell.text("stats", "--ratings", str(file))
    assert "nan" not in text
    file.write_text("rater,item,score\na,1,x\n", encoding="utf-8")
    _, errors = shell.text("stats", "--ratings", str(file), code=2)
    assert f"{file}:2:" in errors
    shell.refused("input", "stats")


def test_panels_are_erased(shell: Shell, home: Path) -> None:
    panel = shell.new()
    shell.rate_all(panel, panel["raters"][0], q1="unforgettable")
    assert shell.json("erase", panel["panel"][:6], "--yes")["erased"] is True
    assert shell.json("list")["panels"] == []
    assert b"unforgettable" not in (home / "mock-panel.db").read_bytes()
    shell.new()
    assert run(["purge", "--all", "--yes"]) == 0
    assert shell.json("list")["panels"] == []


def test_days_are_written_for_people_and_for_programs(shell: Shell) -> None:
    panel = shell.new()
    day = rf"{DAY}, \d\d:\d\d"
    for told in (shell.text("list")[0], shell.text("status", panel["panel"])[0]):
        assert re.search(rf"^{panel['panel'][:8]}  {day}  rating", told, re.MULTILINE)
    told, _ = shell.text("invite", panel["panel"], "b", "--hours", "48")
    assert re.search(rf"works once, until {DAY}, \d\d:\d\d:$", told, re.MULTILINE)
    told, _ = shell.text("invitations", panel["panel"])
    assert re.search(rf"the code is good until {day}$", told, re.MULTILINE)
    made = shell.json("invitations", panel["panel"])["invitations"][0]
    assert re.match(r"20\d\d-\d\d-\d\dT", made["made_at"])


def test_people_are_invited_from_the_shell_and_seen_when_they_are_there(shell: Shell) -> None:
    panel = shell.new()
    told, _ = shell.text("invitations", panel["panel"])
    assert "Nobody is invited." in told
    made = shell.json("invite", panel["panel"], "--all")["invitations"]
    assert [each["role"] for each in made] == ["chair", "rater", "rater", "candidate"]
    again = shell.json("invite", panel["panel"], "Ben", "--hours", "2")["invitations"][0]
    assert again["code"] != made[1]["code"]
    joining = build_services().joining
    with pytest.raises(OutOfOrder):
        joining.admit(made[1]["code"], "here")
    guest = joining.admit(again["code"], "here").guest
    joining.arrived(guest)
    joining.refused(guest, "reveal")
    told, _ = shell.text("invitations", panel["panel"])
    for secret in (again["code"], made[0]["code"]):
        assert secret not in told
    assert "Ben: here since" in told
    assert "Cleo: not here yet; the code is good until" in told
    assert "Ben asked for reveal." in told
    assert shell.json("disinvite", panel["panel"], "b")["disinvited"]
    shell.refused("not_invited", "disinvite", panel["panel"], "b")
    shell.refused("input", "invite", panel["panel"])
    shell.refused("input", "invite", panel["panel"], "Zoe")
    assert joining.is_over(guest)
