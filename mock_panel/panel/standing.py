"""Where the conduct of a panel stands: it follows from what happened, and from that alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panels import Panel

NOT_ASKED = "not asked: "
NOT_ANSWERED = "not answered: "
"""How a fault begins that tells why a question, or its answer, was left out."""
LEAVING_OUT = (NOT_ASKED, NOT_ANSWERED)


class Stage(StrEnum):
    """Where the conduct of a panel stands."""

    CONSENT = "consent"
    """The candidate has not been asked whether answers may be kept."""
    TO_ASK = "to ask"
    ASKED = "asked"
    ANSWERING = "answering"
    ANSWERED = "answered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a panel stands after the events so far."""

    stage: Stage
    index: int = 0
    """Of the question at hand among the form's."""
    is_paused: bool = False
    clock: float = 0.0
    """Of the answer at hand, in seconds without pauses, at the last event."""
    spent: float = 0.0
    """Since the first question was asked, in seconds without pauses, at the last event."""
    has_begun: bool = False
    """Whether a question was asked."""
    answered: Mapping[QuestionId, float] = field(default_factory=dict)
    """Seconds of the answers that were ended."""
    left_out: frozenset[QuestionId] = frozenset()
    """Questions that were not asked or not answered, each for a noted reason."""
    at: datetime | None = None
    """Of the last event."""

    @property
    def clock_runs(self) -> bool:
        """Whether the answer is being given."""
        return self.stage is Stage.ANSWERING and not self.is_paused

    @property
    def goes_on(self) -> bool:
        """Whether time passes for the panel."""
        return self.has_begun and not self.is_paused and self.stage is not Stage.ENDED


def standing(panel: Panel, events: Iterable[PanelEvent]) -> Standing:
    """Where a panel stands; whatever the events are, there is an answer."""
    now = Standing(Stage.CONSENT if panel.agreed is None else Stage.TO_ASK)
    numbers = {question.id: index for index, question in enumerate(panel.form.questions)}
    for event in events:
        now = after(now, event, numbers)
    return now


def after(before: Standing, event: PanelEvent, numbers: Mapping[QuestionId, int]) -> Standing:
    """Where a panel stands after one event more.

    Args:
        before: where it stood.
        event: what happened.
        numbers: the places of the form's questions, from 0.
    """
    now = _advanced(before, event, numbers)
    index = now.index if event.question is None else numbers.get(event.question, now.index)
    match event.kind:
        case EventKind.CONSENT if now.stage is Stage.CONSENT:
            now = replace(now, stage=Stage.TO_ASK)
        case EventKind.ASKED:
            now = replace(
                now, stage=Stage.ASKED, index=index, clock=0.0, is_paused=False, has_begun=True
            )
        case EventKind.ANSWER_BEGAN:
            now = replace(
                now, stage=Stage.ANSWERING, index=index, clock=event.seconds or 0.0,
                is_paused=False, has_begun=True,
            )  # fmt: skip
        case EventKind.ANSWER_ENDED if event.question is not None:
            ended = {**now.answered, event.question: now.clock}
            now = replace(now, stage=Stage.ANSWERED, answered=ended, is_paused=False)
        case EventKind.PAUSE:
            now = replace(now, is_paused=now.stage is not Stage.ENDED)
        case EventKind.RESUMED:
            now = replace(now, is_paused=False)
        case EventKind.FAULT if event.question is not None and _leaves_out(event, now):
            now = _left_out(now, event.question, index, len(numbers))
        case EventKind.ENDED:
            now = replace(now, stage=Stage.ENDED, is_paused=False)
    return now


def _advanced(before: Standing, event: PanelEvent, numbers: Mapping[QuestionId, int]) -> Standing:
    """The clocks at the moment of an event: by its own seconds, or else by the time of day."""
    passed = max(0.0, (event.at - before.at).total_seconds()) if before.at else 0.0
    is_at_hand = event.question is not None and numbers.get(event.question) == before.index
    if before.clock_runs and is_at_hand and event.seconds is not None:
        passed = max(0.0, event.seconds - before.clock)
    return replace(
        before,
        clock=before.clock + passed if before.clock_runs else before.clock,
        spent=before.spent + passed if before.goes_on else before.spent,
        at=event.at,
    )


def _leaves_out(event: PanelEvent, now: Standing) -> bool:
    is_time = now.stage in (Stage.TO_ASK, Stage.ASKED, Stage.ANSWERED)
    return is_time and event.words.startswith(LEAVING_OUT)


def _left_out(now: Standing, question: QuestionId, index: int, of: int) -> Standing:
    is_last = index + 1 >= of
    return replace(
        now,
        stage=Stage.ANSWERED if is_last else Stage.TO_ASK,
        index=index if is_last else index + 1,
        clock=0.0,
        is_paused=False,
        left_out=now.left_out | {question},
    )
