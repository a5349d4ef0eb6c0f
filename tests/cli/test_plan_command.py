"""`mock-panel plan` over a real database, and `practice` that asks what it announced."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.root import run
from mock_panel.cli.session_choice import Wishes, setup_of
from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import FrameworkId
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from tests.storage.sample_attempts import fill, make_attempt

Told = Callable[..., dict[str, Any]]


@pytest.fixture
def told(home: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    def plan(*options: str) -> dict[str, Any]:
        assert run(["plan", "--json", *options]) == 0
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return plan


def in_days(days: int) -> str:
    return (datetime.now(UTC).astimezone().date() + timedelta(days=days)).isoformat()


def test_a_newcomer_gets_a_plan_and_a_reason(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", "--interview", in_days(23)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("Executive Core Qualifications, 2025: 23 days left\n\nTonight, 20 minut")
    assert "  Drawn because you have not practised Rule of Law and the Founding yet.\n" in out
    assert "too few to say: not practised yet" in out
    assert "It is unofficial" in out


def test_json_has_the_whole_plan(home: Path, told: Told) -> None:
    fill(open_database(Paths(home)), 60)
    document = told("--framework", "OPM-2006", "--interview", in_days(12))
    assert document["schema"] == "mock-panel/plan@1"
    assert (document["framework"], document["days_left"], document["taper"]) == (
        "opm-2006", 12, False,
    )  # fmt: skip
    assert [evening["kind"] for evening in document["evenings"]] == [
        *["questions"] * 2, "board", *["questions"] * 6, "board", "best", "best"
    ]  # fmt: skip
    step = document["next"]
    assert step["because"]
    assert step["reasons"][0]["weight"] > 0
    assert len(document["readiness"]) == 5
    assert document["board"]["unofficial"] is True
    assert set(document["board"]["ecqs"].values()) <= {True, False, None}


def test_practice_asks_the_question_that_the_plan_has_announced(home: Path, told: Told) -> None:
    fill(open_database(Paths(home)), 60)
    step = told()["next"]
    services = build_services(Paths(home))
    wishes = Wishes(None, (), step["preset"], step["seed"], None, None, None)
    setup = setup_of(services, services.bank.load(), wishes, "opm-2025", voice=False)
    _, (drawn,) = services.rehearsal.start(setup)
    assert drawn.question.id == step["question"]
    assert drawn.because == step["because"]


def test_the_date_in_the_settings_is_used_and_the_plan_tapers(home: Path, told: Told) -> None:
    store = SqlAttemptStore(open_database(Paths(home)))
    (home / "settings.toml").write_text(f"interview_date = {in_days(2)}\n")
    assert told()["days_left"] == 2
    bank = build_services(Paths(home)).bank.load()
    question = bank.questions_of(FrameworkId("opm-2025"))[20]
    sample = next(a for a in map(make_attempt, range(50)) if a.report and a.report.level == 4)
    before = datetime.now(UTC) - timedelta(days=3)
    store.save(replace(sample, question=AskedQuestion.of(question), started_at=before))
    step = told()["next"]
    assert step["question"] == question.id
    assert step["because"] == "2 days left, and it is among what went best: level 4 the last time"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--interview", "soon"], "'soon' is not a date."),
        (["--framework", "opm-2052"], "Did you mean 'opm-2025'?"),
    ],
)
def test_what_is_wrong_is_said_and_ends_with_2(
    home: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert run(["plan", *options]) == 2
    assert says in capsys.readouterr().err


def test_a_framework_without_questions_is_refused_in_words(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = build_services(Paths(home)).bank.load()
    names_only = next(f for f in bank.frameworks if f not in bank.practicable)
    assert run(["plan", "--framework", names_only.id]) == 2
    assert "has no questions for" in capsys.readouterr().err
