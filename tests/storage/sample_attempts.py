"""Plausible attempts, as many as wanted, the same ones each time."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.domain.attempts import AskedQuestion, Attempt, ProbeAnswer, SelfRating, Timing
from mock_panel.domain.ids import (
    AttemptId,
    CompetencyId,
    EcqId,
    FrameworkId,
    PresetId,
    QuestionId,
    SessionId,
)
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found, Ownership, Part
from mock_panel.domain.presets import Band
from mock_panel.domain.scores import (
    Advice,
    CompetencyShown,
    PartScore,
    Reason,
    ScoreReport,
    ScoreStatus,
    SentenceMark,
    Signal,
    Span,
)
from mock_panel.domain.sessions import Draft, SessionSetup
from mock_panel.domain.speech import (
    Recogniser,
    Recording,
    SpokenAnswer,
    Stretch,
    Transcript,
    Word,
)

if TYPE_CHECKING:
    from mock_panel.storage.database import Database

FIRST = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)

ECQS = {
    "opm-2006": ("leading-change", "leading-people", "results-driven"),
    "opm-2025": ("driving-efficiency", "leading-people", "merit-and-competence"),
}

PLACES = ("permit office", "records centre", "call centre", "laboratory", "field station")
SENTENCES = (
    (Part.SITUATION, "In the spring of that year the {place} had a backlog of {n} cases."),
    (Part.TASK, "My director asked me to halve it before the end of the quarter."),
    (Part.ACTION, "I met each of the {n} owners and asked what held them up."),
    (Part.ACTION, "I moved two people from intake to review and wrote a one-page checklist."),
    (Part.OTHER, "It was not a popular idea in the {place} at first."),
    (Part.ACTION, "I showed the figures every Monday and asked for objections in the open."),
    (Part.RESULT, "After nine weeks the backlog stood at {half}, and complaints fell by a third."),
)


def make_question(i: int) -> AskedQuestion:
    """The question of attempt number i: 30 questions over both frameworks."""
    framework = tuple(ECQS)[i % 2]
    ecq = ECQS[framework][i // 2 % 3]
    return AskedQuestion(
        id=QuestionId(f"{framework}-{ecq}-{i // 6 % 5 + 1}"),
        content_hash=f"{i % 30:016x}",
        framework=FrameworkId(framework),
        ecq=EcqId(ecq),
        text=f"Tell us about a time when you had to put a {PLACES[i // 6 % 5]} in order.",
        asks=("what was at stake", "what you did yourself") if i % 3 else (),
        competencies=(CompetencyId("accountability"), CompetencyId("conflict-management")),
    )


def make_report(i: int, text: str) -> ScoreReport:
    """A report whose marks lie on the sentences of the text."""
    marks, start = [], 0
    for n, sentence in enumerate(text.split("\n\n", maxsplit=1)[0].split(". ")):
        end = min(start + len(sentence) + 1, len(text))
        marks.append(SentenceMark(Span(start, end), SENTENCES[n % 7][0], 0.5 + i % 50 / 100))
        start = end + 1
    refused = i % 11 == 10
    level = 1.0 + i * 7 % 41 / 10
    found = (Found.CLEAR, Found.PARTIAL, Found.ABSENT)
    return ScoreReport(
        id=None,
        engine="1.0.0",
        status=ScoreStatus.NOT_SCORED if refused else ScoreStatus.SCORED,
        reason=Reason.TOO_SHORT if refused else None,
        level=None if refused else round(level),
        level_exact=None if refused else level,
        parts={
            part: PartScore(found[(i + n) % 3], share)
            for n, (part, share) in enumerate(
                zip(STORY_PARTS, (0.2, 0.07, 0.45, 0.1 + i % 10 / 100), strict=True)
            )
        },
        sentences=tuple(marks),
        ownership=tuple(Ownership)[i % 4],
        quantified_result=i % 2 == 0,
        signals=(
            Signal("situation.when", 1.0, (Span(0, 9),)),
            Signal("action.owned_act", float(i % 6), (Span(20, 30), Span(40, 52))),
            Signal("answer.words", 118.0),
        ),
        competencies=(CompetencyShown("accountability", (Span(4, 17),)),),
        advice=(
            Advice(Part.RESULT, "Say what changed, in numbers.", "What changed in the end?"),
            Advice(Part.SITUATION, "Say when it was."),
        ),
    )


def make_id(i: int) -> AttemptId:
    """The id of attempt number i; already the first eight letters differ."""
    return AttemptId(f"{i * 2654435761 % 2**32:08x}{i:024x}")


def make_text(i: int) -> str:
    """About 100 words, different for each i."""
    place, n = PLACES[i % 5], 100 + i % 900
    return " ".join(s.format(place=place, n=n, half=n // 2) for _, s in SENTENCES)


def make_attempt(i: int) -> Attempt:
    """Attempt number i, from 0; a later one started later."""
    started = FIRST + timedelta(minutes=37 * i, microseconds=i)
    timed = i % 9 == 8
    continued = not timed and i % 10 == 5
    text = "" if timed else make_text(i)
    later = (
        ProbeAnswer("What changed in the end?", f"{i} letters a week.", started, 41.5),
        ProbeAnswer("Who decided?", "I did.", started + timedelta(minutes=9), 7.25),
    )
    return Attempt(
        id=make_id(i),
        session=SessionId(f"session-{i // 5}"),
        preset=PresetId(("drill", "board")[i // 5 % 2]),
        position=i % 5 + 1,
        question=make_question(i),
        mode=AnswerMode.SPOKEN if timed or i % 4 == 3 else AnswerMode.TYPED,
        started_at=started,
        timing=Timing(
            preparation=30.0 + i % 60,
            answer=90.0 + i * 13 % 240 + 0.125,
            first_word=None if i % 7 == 6 else 1.5 + i % 8,
            pauses=i % 3,
        ),
        band=Band(120, 180) if i % 2 else Band(180, 300),
        text=text,
        note=f"staffing, {i}" if timed else "",
        self_rating=None
        if i % 5 == 4
        else SelfRating(Found.CLEAR, Found.PARTIAL, Found.ABSENT, i % 5 + 1),
        report=None if timed else make_report(i, text),
        continuations=later if continued else (),
        misunderstood=i % 13 == 12,
        spoken=make_spoken(i) if i % 4 == 3 else None,
    )


def make_spoken(i: int) -> SpokenAnswer:
    """What was recorded of attempt number i."""
    seconds = 90.0 + i % 60
    words = (Word("the", 2.0, 2.12), Word("backlog", 2.12, 2.75, 0.5))
    recogniser = Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False)
    return SpokenAnswer(
        Recording(make_id(i), seconds, (0, 12, 40, 7), (Stretch(1.5, 30.25), Stretch(31, seconds))),
        Transcript(recogniser, words) if i % 8 == 3 else None,
        (12.5, 40.0) if i % 8 == 3 else (),
    )


def make_draft(i: int) -> Draft:
    """Draft number i, from 0; a later one was saved later."""
    asked = make_question(i)
    started = FIRST + timedelta(minutes=i)
    return Draft(
        session=SessionId(f"session-{i}"),
        setup=SessionSetup(
            framework=asked.framework,
            preset=PresetId("drill"),
            ecqs=(asked.ecq,) if i % 2 else (),
            mode=AnswerMode.TYPED,
            voice=bool(i % 2),
            preparation_seconds=60,
            seed=i,
        ),
        questions=(asked, make_question(i + 1)),
        position=1,
        attempt=make_id(i),
        phase="answering",
        text=make_text(i),
        note="",
        started_at=started,
        saved_at=started + timedelta(seconds=80),
        preparation_seconds=12.5,
        answer_seconds=67.0,
        first_word_seconds=2.75 if i % 2 else None,
        pauses=i % 2,
        cursor=(0, 17),
    )


def fill(database: "Database", count: int) -> None:
    """Store attempts 0 to count - 1, in bulk."""
    from mock_panel.storage.attempts import write_attempts

    with database.write() as connection:
        write_attempts(connection, [make_attempt(i) for i in range(count)])


def damage(file: Path) -> None:
    """Overwrite the page in which the table of answers begins."""
    with closing(sqlite3.connect(file)) as connection:
        statement = "SELECT rootpage FROM sqlite_master WHERE name = 'answer'"
        (page,) = connection.execute(statement).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as stream:
        stream.seek(size * (page - 1))
        stream.write(b"\xff" * size)
