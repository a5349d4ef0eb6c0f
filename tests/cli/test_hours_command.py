"""`mock-panel hours`: what was practised, what was added by hand, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.root import run
from mock_panel.paths import Paths
from tests.storage.sample_attempts import make_attempt

pytestmark = pytest.mark.usefixtures("home")


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["hours", "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_answers_with_what_was_added_to_them_and_hours_by_hand_count(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [make_attempt(i) for i in range(8)]
    store = build_services(Paths(home)).attempts
    for attempt in given:
        store.save(attempt)
    seconds = sum(a.timing.preparation + a.timing.answer for a in given)
    added = sum(c.seconds for a in given for c in a.continuations)
    assert added
    assert run(["hours", "add", "1.5", "--what", "two  stories", "--on", "2026-03-04"]) == 0
    assert run(["hours", "add", "2", "--what", "read the guide", "--on", "2 Mar 2026"]) == 0
    document = told(capsys)
    assert document["practised"] == round((seconds + added) / 3600, 2)
    assert document["total"] == round((seconds + added) / 3600 + 3.5, 2)
    assert document["answers"] == 8
    assert document["entries"] == [
        {"day": "2026-03-02", "hours": 2.0, "what": "read the guide"},
        {"day": "2026-03-04", "hours": 1.5, "what": "two stories"},
    ]
    assert run(["hours"]) == 0
    assert "  1   2 Mar 2026     2  read the guide\n" in capsys.readouterr().out
    assert run(["hours", "drop", "1"]) == 0
    assert [entry["what"] for entry in told(capsys)["entries"]] == ["two stories"]
    assert (home / "preparation.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "25", "--what", "x"], "a day has up to 24"),
        (["add", "nan", "--what", "x"], "a day has up to 24"),
        (["add", "1", "--what", " "], "not said what was done"),
        (["add", "1", "--what", "x", "--on", "2027-02-30"], "'2027-02-30' is not a date."),
        (["drop", "1"], "There is no entry 1"),
    ],
)
def test_what_is_no_entry_is_refused_and_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["hours", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (home / "preparation.toml").exists()


def test_a_spoilt_file_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "preparation.toml").write_text('[[hours]]\nday = 2026-03-04\nhours = "x"\nwhat = "y"\n')
    assert run(["hours"]) == 2
    assert "preparation.toml: not as this program writes it: 'x' is not a number of hours" in (
        capsys.readouterr().err
    )
