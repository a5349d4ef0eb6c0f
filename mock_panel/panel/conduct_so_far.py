"""Where a panel stands that is conducted: the question at hand, the clocks, what was asked."""

from dataclasses import dataclass, field
from datetime import timedelta

from mock_panel.domain.clocks import SteadyClock, WallClock
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_forms import PanelForm, PanelItem, PanelQuestion
from mock_panel.domain.panels import Panel
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.standing import Stage, Standing


@dataclass(slots=True)
class ConductSoFar:
    """One panel as far as it has come; nothing here changes it."""

    panel: Panel
    store: PanelStore
    monotonic: SteadyClock
    now: WallClock
    events: list[PanelEvent] = field(default_factory=list)
    agreed: bool | None = None
    _standing: Standing = field(default_factory=lambda: Standing(Stage.CONSENT))
    _since: float = 0.0
    """The steady clock at the last event."""

    @property
    def form(self) -> PanelForm:
        """What is asked."""
        return self.panel.form

    @property
    def stage(self) -> Stage:
        """Where the conduct stands."""
        return self._standing.stage

    @property
    def standing(self) -> Standing:
        """The same with the clocks of the last event."""
        return self._standing

    @property
    def index(self) -> int:
        """The place of the question at hand, from 0."""
        return self._standing.index

    @property
    def question(self) -> PanelQuestion:
        """The question at hand: to be asked, being answered, or the last that was."""
        return self.form.questions[self.index]

    @property
    def item(self) -> PanelItem:
        """What the question at hand is rated as."""
        return self.form.item_of(self.question.id)

    @property
    def upcoming(self) -> PanelQuestion | None:
        """The question that would be asked next; None where one is, or none is left."""
        questions = self.form.questions
        if self.stage is Stage.TO_ASK:
            return self.question
        if self.stage is Stage.ANSWERED and self.index + 1 < len(questions):
            return questions[self.index + 1]
        return None

    @property
    def is_paused(self) -> bool:
        """Whether time stands still."""
        return self._standing.is_paused

    @property
    def is_answering(self) -> bool:
        """Whether the answer clock runs."""
        return self._standing.clock_runs

    @property
    def elapsed(self) -> float:
        """Seconds of the answer at hand, without pauses."""
        return self._standing.clock + (self._passed if self._standing.clock_runs else 0.0)

    @property
    def spent(self) -> float:
        """Seconds since the first question was asked, without pauses."""
        return self._standing.spent + (self._passed if self._standing.goes_on else 0.0)

    def put(self, words: str) -> PanelEvent | None:
        """The event of asking a follow-up beside the question at hand; None while it was not."""
        return next((e for e in self.follow_ups if e.words == words), None)

    @property
    def follow_ups(self) -> tuple[PanelEvent, ...]:
        """What was asked beside the question at hand."""
        kinds = (EventKind.PROBE, EventKind.SUPPLEMENTAL)
        here = self.question.id
        return tuple(e for e in self.events if e.kind in kinds and e.question == here)

    @property
    def _passed(self) -> float:
        return max(0.0, self.monotonic() - self._since)

    @property
    def _gap(self) -> timedelta:
        """By the time of day, since the last event."""
        return self.now() - self._standing.at if self._standing.at else timedelta()
