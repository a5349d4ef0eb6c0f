"""The plan to the interview day: what each evening holds, and what comes tonight.

The plan is made anew from the history whenever it is asked for, so nobody falls behind it.
Tonight's questions are drawn; the evenings after it are an outlook that deals the questions
out by need. It says what to practise, and promises nothing of what comes of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from mock_panel.domain.frameworks import Competency, Ecq
from mock_panel.domain.ids import CompetencyId, EcqId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.practice.countdown import TAPER_DAYS, Countdown
from mock_panel.practice.days import days_ago
from mock_panel.practice.drawing import DrawnQuestion, draw_by_need
from mock_panel.practice.need import Kind, Reason, ecq_reasons
from mock_panel.practice.progress import EcqReadiness
from mock_panel.practice.standing import Standing

EVENING_MINUTES = 20
QUESTIONS_AN_EVENING = 3
"""In twenty minutes: half a minute to think, three to answer, three to read the review, each."""
TAPER_MINUTES = 10
QUESTIONS_IN_TAPER = 2
OUTLOOK = 7
"""So many evenings are looked ahead where no date is set."""
BOARD_DAYS = (3, 10, 17, 24)
"""So many days before the interview the board is rehearsed: a week apart, never at the end."""
_LEAST = 0.6
"""No ECQ is left out altogether, however well it stands."""
_UNSEEN = 1.5
"""More for an ECQ with competencies that were never practised."""


_SAY_WHEN = frozenset({Kind.ECQ_FEW, Kind.ECQ_WEAK, Kind.COMPETENCY_NEW})


class EveningKind(StrEnum):
    """What an evening is for."""

    QUESTIONS = "questions"
    BOARD = "board"
    BEST = "best"
    """The taper: a short evening with what went best."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of an evening, as far as it is known."""

    ecq: Ecq
    competency: Competency | None
    """Never practised so far, and to be aimed at; None: whatever is due."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What one evening holds."""

    day: date
    kind: EveningKind
    minutes: int
    slots: tuple[Slot, ...]
    """The questions; none for a board, which asks about every ECQ, nor for the taper."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to practise next, and why; drawn with this preset and seed, it is this question."""

    ecq: Ecq
    because: str
    """The weightiest reason in a few words, to stand beside the ECQ's name."""
    preset: PresetId
    seed: int
    drawn: DrawnQuestion | None
    """None where the bank has no question to draw."""


@dataclass(frozen=True, slots=True)
class Plan:
    """From tonight to the evening before the interview."""

    standing: Standing
    next_step: NextStep
    tonight: Evening | None
    """None on the day of the interview."""
    answered_today: int
    """Questions that were answered today already."""
    evenings: tuple[Evening, ...]
    """Tonight first."""
    left_over: tuple[Competency, ...]
    """Never practised, and without room in the evenings shown."""
    without_questions: tuple[Competency, ...]
    """No question of the bank aims at them."""

    @property
    def countdown(self) -> Countdown:
        """The days left."""
        return self.standing.countdown

    @property
    def is_done_for_today(self) -> bool:
        """Whether tonight's time has been spent; more is the candidate's own choice."""
        if self.tonight is None:
            return True
        if self.tonight.kind is EveningKind.BOARD:
            return self.standing.boards.get(self.countdown.today, 0) > 0
        if self.tonight.kind is EveningKind.BEST:
            return self.answered_today >= QUESTIONS_IN_TAPER
        return self.answered_today >= QUESTIONS_AN_EVENING


def next_step(bank: QuestionBank, standing: Standing) -> NextStep:
    """The one question to practise next; the same until something is answered or the day ends.

    A framework without questions still has an ECQ that is needed most.

    Raises:
        InputError: the bank does not have the framework, or no preset.
    """
    seed = standing.countdown.today.toordinal()
    drill = drill_of(bank.presets)
    if not bank.questions_of(standing.framework.id):
        row = max(standing.rows, key=lambda row: _weight(row, standing))
        because = _with_last_time(ecq_reasons(row, standing)[0], row.ecq, standing)
        ecq = row.ecq
        return NextStep(ecq, because, drill.id, seed, None)
    (drawn,) = draw_by_need(bank, _setup(standing, drill, seed), standing)
    ecq = standing.framework.ecq(drawn.question.ecq)
    because = _with_last_time(drawn.told[0], ecq, standing)
    return NextStep(ecq, because, drill.id, seed, drawn)


def _weight(row: EcqReadiness, standing: Standing) -> float:
    return sum(reason.weight for reason in ecq_reasons(row, standing))


def _with_last_time(reason: Reason, ecq: Ecq, standing: Standing) -> str:
    last = standing.row(ecq.id).last
    if last is None or reason.kind not in _SAY_WHEN:
        return reason.short
    return f"{reason.short} · last practised {days_ago(last, standing.now)}"


def drill_of(presets: Sequence[Preset]) -> Preset:
    """The first preset of a single question that is no board."""
    single = (preset for preset in presets if preset.questions == 1 and not preset.board)
    return next(single, presets[0])


def board_presets(presets: Sequence[Preset]) -> frozenset[str]:
    """The ids of the presets that rehearse a board."""
    return frozenset(preset.id for preset in presets if preset.board)


def plan(bank: QuestionBank, standing: Standing) -> Plan:
    """The plan as it stands now.

    Args:
        bank: with the questions and presets.
        standing: where the candidate stands.

    Raises:
        InputError: as of `next_step`.
    """
    step = next_step(bank, standing)
    today = standing.countdown.today
    outlook = _Outlook(bank, standing)
    evenings = tuple(_evenings(bank, standing, outlook))
    days = [past.last.started_at.astimezone().date() for past in standing.past.values()]
    return Plan(
        standing=standing,
        next_step=step,
        tonight=evenings[0] if evenings else None,
        answered_today=days.count(today),
        evenings=evenings,
        left_over=outlook.left_over,
        without_questions=outlook.without_questions,
    )


def _evenings(bank: QuestionBank, standing: Standing, outlook: "_Outlook") -> Iterator[Evening]:
    countdown = standing.countdown
    board = next((preset for preset in bank.presets if preset.board), None)
    left = countdown.days_left
    for later in range(OUTLOOK if left is None else left):
        day = countdown.today + timedelta(days=later)
        days_left = None if left is None else left - later
        if days_left is not None and days_left <= TAPER_DAYS:
            yield Evening(day, EveningKind.BEST, TAPER_MINUTES, ())
        elif board is not None and _is_board_day(days_left, later):
            yield Evening(day, EveningKind.BOARD, board.total_seconds // 60, ())
        else:
            slots = outlook.tonight() if later == 0 else outlook.evening()
            yield Evening(day, EveningKind.QUESTIONS, EVENING_MINUTES, slots)


def _is_board_day(days_left: int | None, later: int) -> bool:
    return later == OUTLOOK - 1 if days_left is None else days_left in BOARD_DAYS


def _setup(standing: Standing, preset: Preset, seed: int) -> SessionSetup:
    """As far as a draw looks at it."""
    return SessionSetup(
        standing.framework.id, preset.id, (), AnswerMode.TYPED,
        voice=False, preparation_seconds=0, seed=seed,
    )  # fmt: skip


class _Outlook:
    """Deals questions out to evenings, so that each ECQ has its share by its need.

    Each turn every ECQ gains its weight in credit, and the one with the most pays for a
    question with all that was gained: the shares come out right, and are spread evenly.
    """

    def __init__(self, bank: QuestionBank, standing: Standing) -> None:
        self._bank, self._standing = bank, standing
        framework = standing.framework
        self._known = {c.id: c for c in framework.competencies}
        self._asked = [e for e in framework.ecqs if bank.questions_of(framework.id, e.id)]
        aims = {e.id: self._aims(e.id) for e in self._asked}
        never = [c for c in self._known if standing.practised(c).asked == 0]
        self._unseen = {e.id: self._own(e, never, aims) for e in self._asked}
        self._never = [c for c in never if any(c in unseen for unseen in self._unseen.values())]
        self._without = [c for c in never if c not in self._never]
        self._base = {row.ecq.id: max(_LEAST, _weight(row, standing)) for row in standing.rows}
        self._credit = {e.id: 0.0 for e in self._asked}

    @property
    def left_over(self) -> tuple[Competency, ...]:
        """Never practised, and not dealt out."""
        return tuple(self._known[c] for c in self._never)

    @property
    def without_questions(self) -> tuple[Competency, ...]:
        """Never practised, and nothing can be dealt out for them."""
        return tuple(self._known[c] for c in self._without)

    def tonight(self) -> tuple[Slot, ...]:
        """The questions that would be drawn tonight, one after the other."""
        if not self._asked:
            return ()
        drill = drill_of(self._bank.presets)
        seed = self._standing.countdown.today.toordinal()
        setup = _setup(self._standing, drill, seed)
        presets = (replace(drill, questions=QUESTIONS_AN_EVENING),)
        drawn = draw_by_need(replace(self._bank, presets=presets), setup, self._standing)
        return tuple(self._drawn(each) for each in drawn)

    def evening(self) -> tuple[Slot, ...]:
        """The questions of a later evening."""
        return tuple(self._deal() for _ in range(QUESTIONS_AN_EVENING) if self._asked)

    def _drawn(self, drawn: DrawnQuestion) -> Slot:
        question = drawn.question
        self._pay(question.ecq, self._gain())
        unseen = [c for c in question.competencies if c in self._never]
        for competency in unseen:
            self._never.remove(competency)
        return Slot(
            self._standing.framework.ecq(question.ecq), self._known[unseen[0]] if unseen else None
        )

    def _deal(self) -> Slot:
        gained = self._gain()
        ecq = max(self._asked, key=lambda e: self._credit[e.id])
        self._pay(ecq.id, gained)
        unseen = self._left(ecq.id)
        if not unseen:
            return Slot(ecq, None)
        self._never.remove(unseen[0])
        return Slot(ecq, self._known[unseen[0]])

    def _gain(self) -> float:
        gains = {
            e.id: self._base[e.id] + (_UNSEEN if self._left(e.id) else 0.0) for e in self._asked
        }
        for ecq, gain in gains.items():
            self._credit[ecq] += gain
        return sum(gains.values())

    def _pay(self, ecq: EcqId, gained: float) -> None:
        self._credit[ecq] -= gained

    def _left(self, ecq: EcqId) -> list[CompetencyId]:
        return [c for c in self._unseen[ecq] if c in self._never]

    def _aims(self, ecq: EcqId) -> frozenset[CompetencyId]:
        questions = self._bank.questions_of(self._standing.framework.id, ecq)
        return frozenset(c for question in questions for c in question.competencies)

    def _own(
        self,
        ecq: Ecq,
        competencies: Sequence[CompetencyId],
        aims: Mapping[EcqId, frozenset[CompetencyId]],
    ) -> list[CompetencyId]:
        """Those that an evening on an ECQ is for: not what another ECQ asks for as its own."""
        elsewhere = {
            competency.id
            for other in self._asked
            if other.id != ecq.id
            for competency in other.competencies
            if competency.id in aims[other.id]
        }
        return [c for c in competencies if c in aims[ecq.id] and c not in elsewhere]


def questions_by_ecq(evenings: Sequence[Evening]) -> Mapping[EcqId, int]:
    """How many questions each ECQ has in these evenings, the most first; boards not counted."""
    dealt = Counter(slot.ecq.id for evening in evenings for slot in evening.slots)
    return dict(dealt.most_common())
