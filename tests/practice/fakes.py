"""Stand-ins for the ports of practice, and a bank small enough to know by heart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from mock_panel.domain.attempts import Attempt, AttemptStatus, AttemptSummary
from mock_panel.domain.frameworks import (
    Competency,
    Definition,
    Ecq,
    Framework,
    FrameworkStatus,
    Provenance,
)
from mock_panel.domain.history import AnswerCount, HistoryQuery
from mock_panel.domain.ids import (
    AttemptId,
    CompetencyId,
    EcqId,
    FrameworkId,
    PresetId,
    QuestionId,
    SessionId,
)
from mock_panel.domain.parts import STORY_PARTS, AnswerMode, Part
from mock_panel.domain.preparation import PracticeTime
from mock_panel.domain.presets import Band, Preset
from mock_panel.domain.questions import Question, QuestionBank, QuestionType
from mock_panel.domain.sessions import Draft, SessionSetup
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch
from mock_panel.errors import StorageError
from mock_panel.practice.ports.stores import ALL_ATTEMPTS
from mock_panel.practice.rehearsal import Rehearsal

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Both clocks; the time of day can be set wrong without the monotonic one noticing."""

    seconds: float = 1000.0
    day: datetime = NOON

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.day

    def pass_seconds(self, seconds: float) -> None:
        self.seconds += seconds
        self.day += timedelta(seconds=seconds)

    def set_day(self, day: datetime) -> None:
        """Somebody corrects the computer's clock."""
        self.day = day


def counting_ids(prefix: str = "id") -> Callable[[], str]:
    """Ids that nobody else has: id-1, id-2 and so on."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"


@dataclass
class Breakable:
    """A store that refuses the named operations while they are in `broken`."""

    broken: set[str] = field(default_factory=set)

    def _works(self, operation: str) -> None:
        if operation in self.broken:
            raise StorageError(f"{operation} failed: no space left", "Free some space.")


@dataclass
class MemoryAttempts(Breakable):
    """Attempts in a dict."""

    stored: dict[AttemptId, Attempt] = field(default_factory=dict)
    saves: int = 0

    def save(self, attempt: Attempt) -> None:
        self._works("save")
        self.stored[attempt.id] = attempt
        self.saves += 1

    def mark_misunderstood(self, attempt_id: AttemptId, misunderstood: bool) -> None:
        self._works("mark")
        self.stored[attempt_id] = replace(self.stored[attempt_id], misunderstood=misunderstood)

    def get(self, attempt_id: AttemptId) -> Attempt | None:
        return self.stored.get(attempt_id)

    def exists(self, attempt_id: AttemptId) -> bool:
        self._works("exists")
        return attempt_id in self.stored

    def summaries(self, query: HistoryQuery = ALL_ATTEMPTS) -> Sequence[AttemptSummary]:
        return [_summary(attempt) for attempt in self.attempts(query)]

    def attempts(self, query: HistoryQuery = ALL_ATTEMPTS) -> Iterator[Attempt]:
        found = (
            a
            for a in self.stored.values()
            if query.framework in (None, a.question.framework)
            and query.ecq in (None, a.question.ecq)
            and query.session in (None, a.session)
        )
        return iter(sorted(found, key=lambda a: a.started_at, reverse=True))

    def spoken(self, limit: int) -> Sequence[tuple[AttemptId, SpokenAnswer, str]]:
        recorded = [(a.id, a.spoken, a.text) for a in self.attempts() if a.spoken is not None]
        return recorded[:limit]

    def previous(self, question_id: QuestionId, before: datetime) -> Attempt | None:
        return next(
            (a for a in self.attempts() if a.question.id == question_id and a.started_at < before),
            None,
        )

    def practice_time(self) -> PracticeTime:
        given = self.stored.values()
        seconds = sum(a.timing.preparation + a.timing.answer for a in given)
        added = sum(c.seconds for a in given for c in a.continuations)
        return PracticeTime(seconds + added, len(given))

    def counts(self, framework: FrameworkId) -> dict[EcqId, AnswerCount]:
        self._works("counts")
        held = list(self.summaries(HistoryQuery(framework=framework)))
        scored = [a.ecq for a in held if a.status is AttemptStatus.SCORED]
        ecqs = [a.ecq for a in held]
        return {e: AnswerCount(ecqs.count(e), scored.count(e)) for e in ecqs}


def _summary(attempt: Attempt) -> AttemptSummary:
    report = attempt.report
    parts = report.parts if report else {}
    return AttemptSummary(
        id=attempt.id,
        started_at=attempt.started_at,
        framework=attempt.question.framework,
        ecq=attempt.question.ecq,
        competencies=attempt.question.competencies,
        question_id=attempt.question.id,
        question_text=attempt.question.text,
        preset=attempt.preset,
        mode=attempt.mode,
        status=attempt.status,
        seconds=attempt.timing.answer,
        first_word_seconds=attempt.timing.first_word,
        band=attempt.band,
        words=len(attempt.full_text.split()),
        level=report.level if report else None,
        level_exact=report.level_exact if report else None,
        found={part: parts[part].found for part in parts},
        shares={part: parts[part].share for part in parts},
        ownership=report.ownership if report else None,
        quantified_result=report.quantified_result if report else None,
        self_level=attempt.self_rating.level if attempt.self_rating else None,
        misunderstood=attempt.misunderstood,
    )


@dataclass
class DraftDisk(Breakable):
    """What the windows of one user share: the drafts, and who works on which."""

    drafts: dict[SessionId, Draft] = field(default_factory=dict)
    owners: dict[SessionId, str] = field(default_factory=dict)


@dataclass
class MemoryDrafts:
    """One window's view of the drafts."""

    disk: DraftDisk = field(default_factory=DraftDisk)
    window: str = "this window"

    def save(self, draft: Draft) -> None:
        self.disk._works("save")
        self.disk.drafts[draft.session] = draft

    def delete(self, session: SessionId) -> None:
        self.disk._works("delete")
        self.disk.drafts.pop(session, None)

    def resumable(self) -> Sequence[Draft]:
        free = (d for d in self.disk.drafts.values() if d.session not in self.disk.owners)
        return sorted(free, key=lambda d: d.saved_at, reverse=True)

    def attempts(self) -> frozenset[AttemptId] | None:
        return frozenset(draft.attempt for draft in self.disk.drafts.values())

    def is_anyone_at_work(self) -> bool:
        return bool(self.disk.owners)

    def claim(self, session: SessionId) -> bool:
        return self.disk.owners.setdefault(session, self.window) == self.window

    def release(self, session: SessionId) -> None:
        if self.disk.owners.get(session) == self.window:
            del self.disk.owners[session]

    def die(self) -> None:
        """The window is killed: what it held is free, and nothing else was done."""
        for session in [s for s, owner in self.disk.owners.items() if owner == self.window]:
            del self.disk.owners[session]


@dataclass
class MemoryRecordings:
    """Sound by its name."""

    sounds: dict[str, Recording] = field(default_factory=dict)
    made: dict[str, datetime] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def put(self, name: str, seconds: float = 90.0, made: datetime = NOON) -> Recording:
        speech = (Stretch(2.0, seconds - 1),)
        self.sounds[name] = Recording(name, seconds, (30,) * round(10 * seconds), speech)
        self.made[name] = made
        return self.sounds[name]

    def path(self, name: str) -> Path | None:
        return Path(f"/recordings/{name}.wav") if name in self.sounds else None

    def recover(self, name: str) -> Recording | None:
        return self.sounds.get(name)

    def finish(self, name: str) -> None:
        if name in self.broken:
            raise StorageError("the disk is full")
        self.finished.append(name)

    def erase(self, name: str) -> None:
        self.sounds.pop(name, None)

    def erase_older(self, moment: datetime) -> int:
        old = [name for name in self.sounds if self.made[name] < moment]
        for name in old:
            self.erase(name)
        return len(old)

    def names(self) -> Sequence[str]:
        return list(self.sounds)

    def scraps(self) -> Sequence[str]:
        return [
            name
            for name, sound in self.sounds.items()
            if sound.seconds < 1 and name not in self.finished
        ]

    def size(self) -> int:
        return sum(round(32000 * sound.seconds) for sound in self.sounds.values())


OURS = Provenance.OURS
FRAMEWORK = FrameworkId("test-2025")
OTHER_FRAMEWORK = FrameworkId("test-2006")
ECQS = (EcqId("saving-money"), EcqId("leading-people"), EcqId("getting-it-done"))
DRILL = PresetId("drill")
PHONE = PresetId("phone")
BOARD = PresetId("board")


def small_bank(questions_per_ecq: int = 3) -> QuestionBank:
    """Two frameworks of three ECQs; a drill of one question, a phone panel of four, a board."""
    frameworks = tuple(_framework(f) for f in (FRAMEWORK, OTHER_FRAMEWORK))
    questions = tuple(
        _question(framework.id, ecq.id, number)
        for framework in frameworks
        for ecq in framework.ecqs
        for number in range(1, questions_per_ecq + 1)
    )
    presets = (
        _preset(DRILL, questions=1),
        _preset(PHONE, questions=4),
        _preset(BOARD, questions=3, one_per_ecq=True, board=True),
    )
    return QuestionBank(frameworks, questions, presets, (), ())


def _framework(framework: FrameworkId) -> Framework:
    return Framework(
        framework, f"Set {framework[-4:]}", "One of two.", FrameworkStatus.CURRENT,
        date(2025, 10, 1), None, "ours", "MIT", "five", "sar", tuple(_ecq(e) for e in ECQS), (),
    )  # fmt: skip


def _ecq(ecq: EcqId) -> Ecq:
    title = ecq.replace("-", " ").capitalize()
    meaning = Definition(f"What {title.lower()} means to us.", OURS, "")
    competency = Competency(CompetencyId(f"{ecq}-skill"), f"{title} skill", meaning)
    return Ecq(ecq, title, title, meaning, (competency,))


def _question(framework: FrameworkId, ecq: EcqId, number: int) -> Question:
    return Question(
        id=QuestionId(f"{framework}.{ecq}.{number}"),
        framework=framework,
        ecq=ecq,
        text=f"Tell us about time {number} that you led people through {ecq.replace('-', ' ')}.",
        type=QuestionType.BEHAVIORAL,
        competencies=(CompetencyId(f"{ecq}-skill"),),
        asks=("the decision", "what came of it") if number == 1 else (),
        probes={part: (f"Please say more about the {part.value}.",) for part in STORY_PARTS},
        supplementals=(),
        anchors={},
    )


def _preset(
    preset: PresetId, questions: int, one_per_ecq: bool = False, board: bool = False
) -> Preset:
    guide = {Part.SITUATION: 25, Part.ACTION: 50, Part.RESULT: 25}
    return Preset(
        preset, preset.capitalize(), f"Rehearses the {preset}.", questions, questions * 300, 30,
        Band(120, 180), guide, one_per_ecq, board,
    )  # fmt: skip


SETUP = SessionSetup(
    framework=FRAMEWORK,
    preset=DRILL,
    ecqs=(),
    mode=AnswerMode.TYPED,
    voice=False,
    preparation_seconds=30,
    seed=1,
)
SPOKEN_SETUP = replace(SETUP, mode=AnswerMode.SPOKEN)


@dataclass
class Home:
    """One user's disk, on which windows open and die."""

    clock: FakeClock = field(default_factory=FakeClock)
    attempts: MemoryAttempts = field(default_factory=MemoryAttempts)
    disk: DraftDisk = field(default_factory=DraftDisk)
    bank: QuestionBank = field(default_factory=small_bank)
    recordings: MemoryRecordings = field(default_factory=MemoryRecordings)

    def window(self, name: str = "first") -> Rehearsal:
        return Rehearsal(
            self.bank, self.attempts, MemoryDrafts(self.disk, name), self.clock.monotonic,
            self.clock.now, counting_ids(name), self.recordings,
        )  # fmt: skip

    def kill(self, name: str) -> None:
        MemoryDrafts(self.disk, name).die()
