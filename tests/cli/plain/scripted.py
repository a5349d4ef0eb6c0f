"""A candidate who types what the script says, and what was said in return."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mock_panel.cli.plain.desk import SpokenDesk, SpokenMeans
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.session_flow import run_session
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.sessions import SessionSetup
from mock_panel.domain.speech import Recorded, RecorderEvent, Recording, Spoken
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.session import PracticeSession
from mock_panel.speech.delivery import measure_delivery
from tests.practice.fakes import (
    SETUP,
    DraftDisk,
    FakeClock,
    MemoryAttempts,
    MemoryDrafts,
    MemoryRecordings,
    counting_ids,
    small_bank,
)
from tests.tui.speaking import ScriptedRecorder, SpeakingMachine

PATIENCE = 1000
"""Looks, of a hundredth of a second."""

Step = str | int | float | Callable[[], object]
"""A line, seconds that pass before the next one, or something that happens meanwhile."""


def until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    for _ in range(PATIENCE):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to pass")


def at_work() -> list[str]:
    """The threads that record, write down or play."""
    return [t.name for t in threading.enumerate() if t.name == "meanwhile"]


@dataclass
class ScriptedSource:
    """Lines out of a list."""

    steps: list[Step]
    clock: FakeClock
    is_terminal: bool = True
    was_cut: bool = False
    pasting: bool = False
    """Whether all lines are there at once."""

    def read(self, seconds: float | None = None) -> str | None:
        while self.steps:
            step = self.steps.pop(0)
            if isinstance(step, str):
                return step
            if callable(step):
                step()
            elif seconds is not None and step >= seconds:
                self.clock.pass_seconds(seconds)
                if step > seconds:
                    self.steps.insert(0, step - seconds)
                raise TimeoutError
            else:
                self.clock.pass_seconds(step)
                seconds = None if seconds is None else seconds - step
        return None

    def more_waits(self) -> bool:
        return self.pasting and bool(self.steps) and isinstance(self.steps[0], str)


@dataclass
class FakeSpeaker:
    """A voice that notes what it was to read."""

    clock: FakeClock
    reason: str = ""
    read: list[str] = field(default_factory=list)

    def speak(self, text: str) -> Spoken:
        self.read.append(text)
        self.clock.pass_seconds(20)
        return Spoken(ok=not self.reason, reason=self.reason)

    def warm(self, text: str) -> bool:
        return bool(text)

    def stop(self) -> None: ...

    def close(self) -> None: ...


@dataclass
class KeepingRecorder(ScriptedRecorder):
    """A microphone whose sound is kept, whatever ends it."""

    recordings: MemoryRecordings = field(default_factory=MemoryRecordings)
    reasons: list[str] = field(default_factory=list)
    """Why it cannot record, each time it is asked to; the last time it can."""
    told: int = 0

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        if self.reasons:
            self.names.append(name)
            return Recorded(None, self.reasons.pop(0))

        def tell(event: RecorderEvent) -> None:
            on_event(event)
            self.told += 1

        return super().record(name, tell)

    def sound(self) -> Recording:
        sound = self.recordings.put(self.names[-1], self.seconds)
        return replace(sound, missing=self.missing)

    def close(self) -> None:
        self.sound()
        super().close()


@dataclass
class Evening:
    """A candidate at home: the stores outlive each session."""

    clock: FakeClock = field(default_factory=FakeClock)
    attempts: MemoryAttempts = field(default_factory=MemoryAttempts)
    disk: DraftDisk = field(default_factory=DraftDisk)
    recordings: MemoryRecordings = field(default_factory=MemoryRecordings)
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    listening: bool = True
    ids: Callable[[], str] = field(default_factory=counting_ids)
    machine: SpeakingMachine | None = None
    """What records a spoken answer; None where nobody is there to speak."""

    def __post_init__(self) -> None:
        self.rehearsal = Rehearsal(
            small_bank(), self.attempts, MemoryDrafts(self.disk), self.clock.monotonic,
            self.clock.now, self.ids, self.recordings,
        )  # fmt: skip

    def lines(self, *steps: Step, is_terminal: bool = True, pasting: bool = False) -> Lines:
        source = ScriptedSource(list(steps), self.clock, is_terminal, pasting=pasting)

        def out(line: str) -> bool:
            self.out.append(line)
            return self.listening

        def err(line: str) -> bool:
            self.err.append(line)
            return True

        return Lines(source, out, err)

    def practise(
        self,
        *steps: Step,
        setup: SessionSetup = SETUP,
        is_terminal: bool = True,
        pasting: bool = False,
        speaker: FakeSpeaker | None = None,
    ) -> PracticeSession:
        """A session without preparation unless the set-up is another."""
        setup = setup if setup is not SETUP else replace(SETUP, preparation_seconds=0)
        session, _ = self.rehearsal.start(setup)
        self.run(session, *steps, is_terminal=is_terminal, pasting=pasting, speaker=speaker)
        return session

    def run(
        self,
        session: PracticeSession,
        *steps: Step,
        is_terminal: bool = True,
        pasting: bool = False,
        speaker: FakeSpeaker | None = None,
    ) -> None:
        lines = self.lines(*steps, is_terminal=is_terminal, pasting=pasting)
        run_session(self.talk(session, lines, speaker))

    def talk(
        self, session: PracticeSession, lines: Lines, speaker: FakeSpeaker | None = None
    ) -> Talk:
        desk = None
        if (machine := self.machine) is not None:
            means = SpokenMeans(
                machine, machine.recorder, self.recordings, machine.transcriber, machine.player,
                measure_delivery,
            )  # fmt: skip
            desk = SpokenDesk(means, lines)
        return Talk(self.rehearsal, lines, session, "It waits.", speaker, desk)

    # --- what happens to the microphone meanwhile, as steps ---------------------------

    @property
    def recorder(self) -> KeepingRecorder:
        assert self.machine is not None
        assert isinstance(self.machine.recorder, KeepingRecorder)
        return self.machine.recorder

    def hears(self, *events: RecorderEvent) -> Callable[[], None]:
        """Something comes from the microphone, and has arrived."""

        def hear() -> None:
            wanted = self.recorder.told + len(events)
            self.recorder.hear(*events)
            until(lambda: self.recorder.told >= wanted)

        return hear

    def loses(self, reason: str) -> Callable[[], None]:
        """The microphone goes away, and the recording has ended."""

        def lose() -> None:
            self.recorder.lose(reason)
            until(lambda: not at_work())

        return lose

    @property
    def said(self) -> str:
        return "\n".join(self.out)
