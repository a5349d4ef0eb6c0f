"""Somebody's thread in which an answer is recorded."""

import threading
import time
from collections.abc import Callable

from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    RecorderStalled,
    SoundLevel,
    SoundMissing,
)
from mock_panel.practice.ports.sound import Recorder


class Answer(threading.Thread):
    """An answer being recorded, with all that is reported meanwhile and when it was."""

    def __init__(
        self,
        recorder: Recorder,
        name: str = "answer",
        on_event: Callable[[RecorderEvent], None] = lambda _: None,
    ) -> None:
        super().__init__(daemon=True)
        self._recorder, self._name, self._on_event = recorder, name, on_event
        self.events: list[RecorderEvent] = []
        self.times: list[float] = []
        self.recorded: Recorded | None = None
        self.began = time.monotonic()
        self.start()

    def run(self) -> None:
        self.recorded = self._recorder.record(self._name, self._note)

    def _note(self, event: RecorderEvent) -> None:
        self.times.append(time.monotonic())
        self.events.append(event)
        self._on_event(event)

    @property
    def devices(self) -> list[str]:
        return [event.device for event in self.events if isinstance(event, RecorderReady)]

    @property
    def levels(self) -> list[SoundLevel]:
        return [event for event in self.events if isinstance(event, SoundLevel)]

    @property
    def seconds(self) -> float:
        """The sound that is said to be on the disk."""
        return self.levels[-1].seconds if self.levels else 0.0

    @property
    def missing(self) -> float:
        """The seconds that are said to be missing."""
        missing = [event.seconds for event in self.events if isinstance(event, SoundMissing)]
        return missing[-1] if missing else 0.0

    @property
    def stalled(self) -> bool:
        return any(isinstance(event, RecorderStalled) for event in self.events)

    def wait_for(self, condition: Callable[["Answer"], bool], timeout: float = 10.0) -> None:
        deadline = time.monotonic() + timeout
        while not condition(self):
            assert self.is_alive(), self.recorded
            assert time.monotonic() < deadline, self.events[-5:]
            time.sleep(0.005)

    def wait_for_sound(self, seconds: float = 0.1) -> None:
        self.wait_for(lambda answer: answer.seconds >= seconds)

    def result(self, timeout: float = 15.0) -> Recorded:
        self.join(timeout)
        assert not self.is_alive()
        assert self.recorded is not None
        return self.recorded

    def stopped(self) -> Recorded:
        """End it; it may not even have begun, and then nobody is asked to."""
        deadline = time.monotonic() + 15.0
        while self.is_alive() and time.monotonic() < deadline:
            self._recorder.stop()
            self.join(0.2)
        return self.result(0.0)
