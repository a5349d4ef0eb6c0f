"""What a candidate sees and may do at a panel from elsewhere: the question asked, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.clocks import WallClock
from mock_panel.domain.ids import PanelId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Band
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.standing import Stage, Standing, standing

LONGEST_ANSWER = 50_000
"""Characters: many times what anybody types in an interview."""
_ANSWERED = (Stage.ANSWERING, Stage.ANSWERED)


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A panel as the candidate sees it."""

    candidate: str
    stage: Stage
    number: int
    """Of the question at hand, from 1."""
    of: int
    ecq: str
    """Its ECQ's title; empty before it is asked."""
    words: str
    """The question; empty before it is asked."""
    follow_ups: tuple[str, ...]
    """What was asked beside it."""
    seconds: float
    """Of the answer."""
    clock_runs: bool
    is_paused: bool
    band: Band
    agreed: bool | None
    """Whether answers may be kept, as the panel has noted it."""

    @property
    def may_type(self) -> bool:
        """Whether an answer that is typed now is kept."""
        return self.stage in _ANSWERED and bool(self.agreed) and bool(self.words)


def candidate_view(
    panel: Panel, events: "list[PanelEvent] | tuple[PanelEvent, ...]", now: datetime
) -> CandidateView:
    """What the candidate sees after these events.

    Args:
        panel: as it is stored.
        events: of it, in order.
        now: aware; the clock goes on from the last event.
    """
    where = standing(panel, events)
    question = panel.form.questions[where.index]
    is_asked = where.stage in (Stage.ASKED, *_ANSWERED) and question.id not in where.left_out
    kinds = (EventKind.PROBE, EventKind.SUPPLEMENTAL)
    return CandidateView(
        candidate=panel.candidate,
        stage=where.stage,
        number=where.index + 1,
        of=len(panel.form.questions),
        ecq=panel.form.item_of(question.id).title if is_asked else "",
        words=question.asked.text if is_asked else "",
        follow_ups=tuple(
            event.words
            for event in events
            if is_asked and event.kind in kinds and event.question == question.id
        ),
        seconds=_seconds(where, now),
        clock_runs=where.clock_runs,
        is_paused=where.is_paused,
        band=panel.form.band,
        agreed=panel.agreed,
    )


def _seconds(where: Standing, now: datetime) -> float:
    if not where.clock_runs or where.at is None:
        return where.clock
    return where.clock + max(0.0, (now - where.at).total_seconds())


@dataclass(frozen=True, slots=True)
class CandidateDesk:
    """All that a candidate can reach; each call may raise StorageError.

    Args:
        store: of all panels, which goes no further than this.
        panel_id: the candidate's panel.
        now: the time of day.
        is_over: whether the session has ended.
    """

    store: PanelStore
    panel_id: PanelId
    now: WallClock
    is_over: Callable[[], bool]

    def look(self) -> CandidateView | None:
        """Where the panel stands; None where it is gone.

        Raises:
            OutOfOrder: `session_over`.
        """
        panel = self._panel()
        if panel is None:
            return None
        return candidate_view(panel, list(self.store.events(self.panel_id)), self.now())

    def typed(self) -> str:
        """What was typed to the question at hand.

        Raises:
            OutOfOrder: `session_over`.
        """
        panel = self._panel()
        if panel is None:
            return ""
        here = panel.form.questions[standing(panel, self.store.events(self.panel_id)).index].id
        answers = self.store.answers(self.panel_id)
        return next((a.text for a in answers if a.question == here), "")

    def keep(self, number: int, text: str) -> None:
        """Keep what was typed to a question while it is at hand.

        Args:
            number: of the question that the words answer, from 1.
            text: the whole answer so far.

        Raises:
            InputError: it is too long.
            OutOfOrder: `session_over`, `not_now` or `not_agreed`; nothing was kept.
        """
        if len(text) > LONGEST_ANSWER:
            raise InputError(f"{len(text)} characters", f"Keep to {LONGEST_ANSWER}.")
        panel = self._panel()
        where = None if panel is None else standing(panel, self.store.events(self.panel_id))
        if panel is None or where is None or where.stage not in _ANSWERED:
            raise OutOfOrder("not_now", "No answer is taken now.")
        question = panel.form.questions[where.index].id
        if where.index + 1 != number or question in where.left_out:
            raise OutOfOrder("not_now", "The panel has gone on to another question.")
        before = next((a for a in self.store.answers(panel.id) if a.question == question), None)
        if before is not None and before.spoken is not None:
            raise OutOfOrder("not_now", "What you said aloud is kept for this question.")
        seconds = _seconds(where, self.now())
        self.store.keep_answer(
            panel.id, PanelAnswer(question, text, AnswerMode.TYPED, round(seconds, 1))
        )

    def _panel(self) -> Panel | None:
        if self.is_over():
            raise OutOfOrder(
                "session_over", "Your session at this panel has ended.",
                "Ask the chair for another code; what you typed is kept.",
            )  # fmt: skip
        return self.store.get(self.panel_id)
