"""`mock-panel vacancy`: kept, counted to, practised for, forgotten."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.root import run
from mock_panel.domain.english import written
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.preparation import Vacancy
from mock_panel.paths import Paths
from mock_panel.practice.nearest_date import Goal, nearest_date

pytestmark = pytest.mark.usefixtures("home")

TODAY = date(2026, 3, 2)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_its_qualifications_become_questions_that_practice_can_be_narrowed_to(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closing = (build_services(Paths(home)).now().astimezone() + timedelta(days=12)).date()
    set_it = ["vacancy", "set", "--title", "Director, Fleet", "--closing", closing.isoformat()]
    assert run([*set_it, "--technical", "fleet management"]) == 0
    assert told(capsys, "vacancy", "show") == {
        "schema": "mock-panel/vacancy@1",
        "title": "Director, Fleet",
        "closing": closing.isoformat(),
        "technical": ["tq-fleet-management"],
    }
    bank = build_services(Paths(home)).bank.load()
    assert bank.framework(FrameworkId("tq-fleet-management")) in bank.practicable
    planned = told(capsys, "plan", "--framework", "tq-fleet-management")
    assert planned["next"]["question"].startswith("tq-fleet-management")
    assert planned["nearest"] == {"goal": "closing", "day": closing.isoformat(), "days_left": 12}
    assert planned["days_left"] is None
    assert run(["vacancy", "set", "--title", "Deputy Director"]) == 0
    assert told(capsys, "vacancy", "show")["closing"] == closing.isoformat()
    assert run(["vacancy", "clear"]) == 0
    assert told(capsys, "vacancy", "show")["title"] is None
    assert (home / "bank" / "tq-fleet-management").is_dir()


def test_a_vacancy_needs_a_title(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(["vacancy", "set", "--closing", "2026-04-01"]) == 2
    assert "no title" in capsys.readouterr().err
    assert not (home / "preparation.toml").exists()


def test_a_closing_date_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run(["vacancy", "set", "--title", "Director", "--closing", "2027-02-30"]) == 2
    assert "'2027-02-30' is not a date. Write it as 2027-03-31, " in capsys.readouterr().err
    assert not (home / "preparation.toml").exists()


def test_a_closing_date_in_the_past_is_taken_and_said_to_have_passed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = build_services(Paths(home)).now().astimezone().date()
    set_it = ["vacancy", "set", "--title", "Director", "--closing"]
    assert run([*set_it, today.isoformat()]) == 0
    assert "has passed" not in capsys.readouterr().err
    past = today - timedelta(days=1)
    assert run([*set_it, f"{past:%m/%d/%Y}"]) == 0
    assert f"{written(past)} has passed; nothing counts to it." in capsys.readouterr().err
    assert told(capsys, "vacancy", "show")["closing"] == past.isoformat()
    assert run(["vacancy", "show"]) == 0
    assert f"closes {written(past)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("interview", "closing", "goal", "words"),
    [
        (12, 5, Goal.CLOSING, "vacancy closes in 5 days"),
        (5, 12, Goal.INTERVIEW, "board in 5 days"),
        (12, -1, Goal.INTERVIEW, "board in 12 days"),
        (None, 1, Goal.CLOSING, "vacancy closes tomorrow"),
        (-3, -9, Goal.INTERVIEW, "interview date has passed"),
    ],
)
def test_what_comes_first_is_counted_to(
    interview: int | None, closing: int, goal: Goal, words: str
) -> None:
    day = None if interview is None else TODAY + timedelta(days=interview)
    vacancy = Vacancy("Director", TODAY + timedelta(days=closing))
    nearest = nearest_date(day, vacancy, TODAY)
    assert nearest is not None
    assert (nearest.goal, nearest.words(TODAY)) == (goal, words)


def test_nothing_is_counted_to_without_a_date() -> None:
    assert nearest_date(None, Vacancy("Director", TODAY - timedelta(days=1)), TODAY) is None
