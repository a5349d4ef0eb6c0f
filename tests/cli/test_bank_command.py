"""`mock-panel bank` as a user or a program meets it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mock_panel.cli.root import run
from tests.bank.small_bank import write_small_bank

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small_bank(tmp_path)


def test_check_finds_nothing_in_the_shipped_bank(capsys: Capture) -> None:
    assert run(["bank", "check"]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert re.search(r"questions in 3 of 7 frameworks, \d+ exemplars, no problem\n$", output.err)


def test_check_lists_every_problem_and_exits_2(small: Path, capsys: Capture) -> None:
    for file, old, new in (
        ("presets.yaml", "board: false", "board: no"),
        ("small/leading-people.yaml", "type: behavioral", "type: behavioural"),
        ("small/leading-people.yaml", "[developing-others]", "[developing-other]"),
    ):
        text = (small / file).read_text(encoding="utf-8")
        (small / file).write_text(text.replace(old, new), encoding="utf-8")
    assert run(["bank", "check", str(small)]) == 2
    output = capsys.readouterr()
    assert [line.split(": ")[0] for line in output.out.splitlines()] == [
        f"{small}/presets.yaml:11:12",
        f"{small}/small/leading-people.yaml:6:11",
        f"{small}/small/leading-people.yaml:7:20",
    ]
    assert output.err == "3 problems in 2 files\n"


def test_check_keeps_the_path_as_it_was_given(
    small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "scales.yaml").unlink()
    monkeypatch.chdir(small.parent)
    assert run(["bank", "check", small.name]) == 2
    assert capsys.readouterr().out == f"{small.name}/scales.yaml:1:1: this file is missing\n"


@pytest.mark.parametrize("verb", [["check"], ["list"], ["show", "lp-growth"]])
def test_a_folder_that_is_not_there_is_the_users_error(
    tmp_path: Path, capsys: Capture, verb: list[str]
) -> None:
    assert run(["bank", *verb, str(tmp_path / "nowhere")]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "there is no such folder" in output.err


def test_list_json_is_complete(small: Path, capsys: Capture) -> None:
    assert run(["bank", "list", str(small), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[1] == {
        "id": "lp-choice",
        "framework": "small",
        "ecq": "leading-people",
        "competencies": ["accountability", "developing-others"],
        "type": "situational",
        "text": "What did you choose, and why?",
        "asks": ["what you chose", "why"],
        "probes": {},
        "supplementals": ["What else?"],
        "anchors": {},
        "tags": ["choice"],
    }
    assert listed[0]["probes"] == {"action": ["What did you do?"]}
    assert listed[0]["anchors"] == {"1": "Names nobody who grew.", "5": "Names two who lead today."}


@pytest.mark.parametrize(
    ("options", "frameworks", "ecqs"),
    [
        (["--framework", "opm-2006"], {"opm-2006"}, 5),
        (["--ecq", "leading-people"], {"opm-2025", "opm-2006"}, 1),
        (["--framework", "opm-2025", "--ecq", "leading-people"], {"opm-2025"}, 1),
    ],
)
def test_list_narrows(capsys: Capture, options: list[str], frameworks: set[str], ecqs: int) -> None:
    assert run(["bank", "list", "--json", *options]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {question["framework"] for question in listed} == frameworks
    assert len({question["ecq"] for question in listed}) == ecqs


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--framework", "opm-2024"], "unknown framework 'opm-2024'\nDid you mean 'opm-2025'?"),
        (
            ["--framework", "x"],
            (
                "unknown framework 'x'\nKnown: opm-2025, opm-2006, opening-and-closing, "
                "australia-ils, canada-klc, uk-success-profiles, un-values-and-behaviours."
            ),
        ),
        (["--ecq", "leading-peple"], "unknown ECQ 'leading-peple'\nDid you mean 'leading-people'?"),
        (
            ["--framework", "opm-2006", "--ecq", "driving-efficiency"],
            (
                "unknown ECQ 'driving-efficiency'\nKnown: leading-change, leading-people, "
                "results-driven, business-acumen, building-coalitions."
            ),
        ),
    ],
)
def test_list_names_the_nearest(capsys: Capture, options: list[str], message: str) -> None:
    assert run(["bank", "list", *options]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"mock-panel: {message}\n"


def test_list_is_readable_at_80_columns(capsys: Capture) -> None:
    assert run(["bank", "list", "--ecq", "driving-efficiency"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "opm-2025: Driving Efficiency"
    assert "  de-stop-spending  (behavioral; fiscal-responsibility)" in lines
    assert max(map(len, lines)) <= 80


def test_show_gives_all_that_a_panel_needs(capsys: Capture) -> None:
    assert run(["bank", "show", "de-stop-spending"]) == 0
    page = capsys.readouterr().out
    headings = [line for line in page.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "de-stop-spending  (behavioral)",
        "opm-2025: Driving Efficiency",
        "Fiscal Responsibility, Managing Resources",
        "Asks",
        "Probes for the situation",
        "Probes for the task",
        "Probes for the action",
        "Probes for the result",
        "Supplementals",
        "Anchors",
        "Tags: budget",
    ]
    assert "  - how you decided\n" in page
    assert "\n  5  Ends spending" in page


def test_show_leaves_out_what_a_question_has_not(small: Path, capsys: Capture) -> None:
    assert run(["bank", "show", "lp-choice", str(small)]) == 0
    page = capsys.readouterr().out
    assert "Probes" not in page
    assert "Anchors" not in page


def test_show_json_is_the_listed_entry(capsys: Capture) -> None:
    assert run(["bank", "list", "--json"]) == 0
    listed = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert run(["bank", "show", "clc-old-practice", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == listed["clc-old-practice"]


def test_show_of_an_unknown_question_names_the_nearest(capsys: Capture) -> None:
    assert run(["bank", "show", "de-stop-spendin"]) == 2
    assert capsys.readouterr().err == (
        "mock-panel: unknown question 'de-stop-spendin'\nDid you mean 'de-stop-spending'?\n"
    )


def test_list_and_show_refuse_a_broken_bank(small: Path, capsys: Capture) -> None:
    (small / "scales.yaml").write_text("scales: 3\n", encoding="utf-8")
    for verb in (["list"], ["show", "lp-growth"]):
        assert run(["bank", *verb, str(small)]) == 2
        output = capsys.readouterr()
        assert output.out == ""
        assert f"{small}/scales.yaml:1:9: 'scales' should be a list, not 3" in output.err


def test_path_leads_to_the_bank(capsys: Capture) -> None:
    assert run(["bank", "path"]) == 0
    assert (Path(capsys.readouterr().out.strip()) / "opm-2025" / "framework.yaml").is_file()


def test_the_program_itself_checks_a_hostile_bank_and_lives(small: Path) -> None:
    """Enough nested brackets to bring libyaml's composer down with the whole process."""
    (small / "small" / "nested.yaml").write_text("[" * 60_000, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mock_panel", "bank", "check", str(small)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == f"{small}/small/nested.yaml:1:51: more than 50 levels deep\n"
    assert done.stderr == "1 problem in 1 file\n"


def test_checking_imports_neither_the_app_nor_the_database(small: Path) -> None:
    script = (
        "import sys; from mock_panel.cli.root import run; "
        f"run(['bank', 'check', {str(small)!r}]); "
        "print([m for m in ('textual', 'sqlmodel', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
