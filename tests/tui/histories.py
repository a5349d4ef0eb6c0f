"""Histories to look back at: a store of summaries, and two sets of five ECQs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from mock_panel.domain.attempts import AskedQuestion, Attempt, AttemptStatus, AttemptSummary, Timing
from mock_panel.domain.frameworks import Definition, Ecq, Framework, FrameworkStatus, Provenance
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, PresetId, QuestionId, SessionId
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Found, Ownership, Part
from mock_panel.domain.preparation import PracticeTime
from mock_panel.domain.presets import Band, Preset
from mock_panel.domain.questions import AnswerModel, QuestionBank, Slot
from mock_panel.domain.speech import SpokenAnswer
from mock_panel.errors import StorageError
from mock_panel.practice.ports.stores import ALL_ATTEMPTS

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CURRENT = FrameworkId("opm-2025")
CLASSIC = FrameworkId("opm-2006")
TITLES = {
    CURRENT: (
        "Rule of Law and the Founding",
        "Driving Efficiency",
        "Merit and Competence",
        "Leading People",
        "Achieving Results",
    ),
    CLASSIC: (
        "Leading Change",
        "Leading People",
        "Results Driven",
        "Business Acumen",
        "Building Coalitions",
    ),
}
ECQS = [EcqId(title.lower().replace(" ", "-")) for title in TITLES[CURRENT]]
BAND = Band(120, 180)
ASKED = (
    "Tell us about a time when you had to stop something that people wanted to keep.",
    "Describe the hardest decision you made about money in the last three years.",
    "Tell us how you brought a team through a change that it did not choose.",
)


def bank() -> QuestionBank:
    """Two frameworks of five ECQs, a drill and a board; no questions."""
    guide = {Part.SITUATION: 25, Part.ACTION: 50, Part.RESULT: 25}
    presets = (
        Preset(PresetId("drill"), "Drill", "One.", 1, 180, 30, BAND, guide, False, False),
        Preset(PresetId("board"), "Board", "Five.", 5, 2700, 30, Band(360, 480), guide, True, True),
    )
    models = (
        AnswerModel("sar", "SAR", (Slot("Situation", Part.SITUATION), Slot("Action", Part.ACTION))),
        AnswerModel("ccar", "CCAR", (Slot("Challenge", Part.SITUATION),)),
    )
    return QuestionBank((_framework(CURRENT), _framework(CLASSIC)), (), presets, (), models)


def _framework(framework: FrameworkId) -> Framework:
    meaning = Definition("What it means to us.", Provenance.OURS, "")
    return Framework(
        framework,
        f"Executive Core Qualifications, {framework[-4:]}",
        "A set.",
        FrameworkStatus.CURRENT if framework == CURRENT else FrameworkStatus.CLASSIC,
        date(2025, 10, 1) if framework == CURRENT else date(2006, 9, 1),
        None,
        "A memorandum.",
        "MIT",
        "evidence-5",
        "sar",
        tuple(
            Ecq(EcqId(title.lower().replace(" ", "-")), title, title, meaning, ())
            for title in TITLES[framework]
        ),
        (),
    )


def summary(
    number: int,
    ecq: EcqId = ECQS[0],
    level: int | None = 3,
    *,
    framework: FrameworkId = CURRENT,
    status: AttemptStatus | None = None,
    seconds: float = 150.0,
    first_word: float | None = 4.0,
    shares: tuple[float, float, float, float] = (0.2, 0.05, 0.5, 0.15),
    found: tuple[Found, Found, Found, Found] = (Found.CLEAR,) * 4,
    ownership: Ownership = Ownership.I,
    self_level: int | None = 3,
    question: str = ASKED[0],
) -> AttemptSummary:
    """An attempt `number` days before `NOW`; the status follows from the level if not given."""
    if status is None:
        status = AttemptStatus.SCORED if level is not None else AttemptStatus.NOT_SCORED
    is_timed = status is AttemptStatus.TIMED
    return AttemptSummary(
        id=AttemptId(f"a{number}"),
        started_at=NOW - timedelta(days=number),
        framework=framework,
        ecq=ecq,
        competencies=(),
        question_id=QuestionId(f"q{number % 3}"),
        question_text=question,
        preset=PresetId("drill"),
        mode=AnswerMode.SPOKEN if is_timed else AnswerMode.TYPED,
        status=status,
        seconds=seconds,
        first_word_seconds=first_word,
        band=BAND,
        words=0 if is_timed else 300,
        level=level,
        level_exact=None if level is None else min(5.0, level + 0.2),
        found={} if is_timed else dict(zip(STORY_PARTS, found, strict=True)),
        shares={} if is_timed else dict(zip(STORY_PARTS, shares, strict=True)),
        ownership=None if is_timed else ownership,
        quantified_result=None if is_timed else True,
        self_level=self_level,
    )


def evening_practice(count: int = 37) -> list[AttemptSummary]:
    """A candidate's weeks, newest first: four ECQs often, one seldom, two failed answers."""
    attempts = []
    for number in range(count):
        ecq = ECQS[(number * 7) % 5] if number % 9 else ECQS[1]
        if ecq == ECQS[2] and number > 12:
            ecq = ECQS[3]
        level = 1 + (count - number + number * number) % 5 if number % 2 else 2 + number % 3
        swing = (number * 13) % 7
        attempts.append(
            summary(
                number,
                ecq,
                None if number in {4, 21} else level,
                status=AttemptStatus.TIMED if number == 4 else None,
                seconds=95.0 + 17 * swing + number % 10,
                first_word=2.0 + swing,
                shares=(0.38 - swing / 25, 0.05 * (number % 2), 0.3 + swing / 25, 0.03 * swing),
                found=(
                    Found.CLEAR,
                    Found.PARTIAL if number % 2 else Found.ABSENT,
                    Found.CLEAR if swing > 2 else Found.PARTIAL,
                    (Found.ABSENT, Found.PARTIAL, Found.CLEAR)[swing % 3],
                ),
                ownership=(Ownership.I, Ownership.I, Ownership.MIXED, Ownership.WE)[number % 4],
                self_level=None if number % 6 == 0 else 2 + number % 4,
                question=ASKED[number % 3],
            )
        )
    return attempts


@dataclass
class SummaryStore:
    """An attempt store that is only looked at; the searched words are the question's."""

    held: Sequence[AttemptSummary] = ()
    queries: list[HistoryQuery] = field(default_factory=list)
    is_broken: bool = False
    recorded: Sequence[tuple[AttemptId, SpokenAnswer, str]] = ()

    def summaries(self, query: HistoryQuery = ALL_ATTEMPTS) -> Sequence[AttemptSummary]:
        if self.is_broken:
            raise StorageError("The database is locked.", "Close the other program.")
        self.queries.append(query)
        found = [
            a
            for a in self.held
            if query.framework in (None, a.framework)
            and query.ecq in (None, a.ecq)
            and query.search.lower() in a.question_text.lower()
        ]
        return found if query.limit is None else found[: query.limit]

    def get(self, attempt_id: AttemptId) -> Attempt | None:
        for held in self.held:
            if held.id == attempt_id:
                return _in_full(held)
        return None

    def save(self, attempt: Attempt) -> None:
        del attempt
        raise AssertionError("looking back stores nothing")

    def mark_misunderstood(self, attempt_id: AttemptId, misunderstood: bool) -> None:
        del attempt_id, misunderstood
        raise AssertionError("looking back stores nothing")

    def exists(self, attempt_id: AttemptId) -> bool:
        return self.get(attempt_id) is not None

    def attempts(self, query: HistoryQuery = ALL_ATTEMPTS) -> Iterator[Attempt]:
        return (_in_full(held) for held in self.summaries(query))

    def spoken(self, limit: int) -> Sequence[tuple[AttemptId, SpokenAnswer, str]]:
        return self.recorded[:limit]

    def previous(self, question_id: QuestionId, before: datetime) -> Attempt | None:
        del question_id, before
        return None

    def practice_time(self) -> PracticeTime:
        return PracticeTime(sum(a.seconds for a in self.held), len(self.held))

    def counts(self, framework: FrameworkId) -> dict[EcqId, AnswerCount]:
        held = [a for a in self.held if a.framework == framework]
        scored = [a.ecq for a in held if a.status is AttemptStatus.SCORED]
        ecqs = [a.ecq for a in held]
        return {e: AnswerCount(ecqs.count(e), scored.count(e)) for e in ecqs}


def _in_full(held: AttemptSummary) -> Attempt:
    return Attempt(
        held.id,
        SessionId("s"),
        held.preset,
        1,
        AskedQuestion(
            held.question_id, "0" * 16, held.framework, held.ecq, held.question_text, (), ()
        ),
        held.mode,
        held.started_at,
        Timing(30, held.seconds, held.first_word_seconds),
        held.band,
        "",
        "",
        None,
        None,
    )
