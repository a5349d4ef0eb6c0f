"""The shipped bank, and attempts at its questions that were really scored."""

from datetime import UTC, datetime
from functools import cache

from mock_panel.bank.source import load_bank, shipped_directory
from mock_panel.domain.attempts import AskedQuestion, Attempt, Timing
from mock_panel.domain.ids import AttemptId, PresetId, QuestionId, SessionId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Band
from mock_panel.scoring.engine import score
from mock_panel.scoring.prompt import Prompt

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = NOW.date()

shipped = cache(lambda: load_bank(shipped_directory()))

FLEET = (
    "In March 2019 I led the fleet office of 38 people, and we were paying for 140 vehicles that "
    "stood idle four days in five. The administrator asked me to bring the cost down by $400,000 "
    "before the end of the year. Uh, I pulled the mileage of every car and met each programme "
    "head. I cancelled the lease on sixty of them because their mileage was below the break-even. "
    "Two heads objected, so I showed them the budget and gave them a shared pool across the "
    "agency. As a result we saved $410,000 a year, and it has held for two years since."
)


def scored(
    text: str = FLEET,
    question: str = "de-stop-spending",
    number: int = 1,
    mode: AnswerMode = AnswerMode.TYPED,
) -> Attempt:
    """An attempt at a question of the shipped bank, scored by the engine."""
    entry = shipped().question(QuestionId(question))
    prompt = Prompt.of(entry, shipped().framework(entry.framework))
    return Attempt(
        id=AttemptId(f"attempt-{number}"),
        session=SessionId("session"),
        preset=PresetId("drill"),
        position=1,
        question=AskedQuestion.of(entry),
        mode=mode,
        started_at=NOW,
        timing=Timing(0, 150, 1.0),
        band=Band(120, 180),
        text=text,
        note="",
        self_rating=None,
        report=score(text, prompt=prompt, mode=mode, year=NOW.year),
    )
