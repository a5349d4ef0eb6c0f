"""The microphone on the screen: what is asked of it early, and what twenty minutes leave behind."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Event

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from mock_panel.domain.speech import Recorded, RecorderEvent, SoundLevel
from mock_panel.practice.ports.sound import Recorder
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.widgets.microphone import Microphone
from tests.tui.practising import open_question
from tests.tui.speaking import ScriptedRecorder, SpeakingMachine, level
from tests.tui.test_spoken_answer import SPOKEN, speaking, words

TENTHS_IN_20_MINUTES = 12_000
WARM = 2_000
"""Levels after which every cache of the screen is as large as it gets."""


def some_levels(first: int, last: int) -> list[SoundLevel]:
    """Speech, silence, and a pause in which the microphone hears nothing."""
    said = cycle([level(-12), level(-20), level(-40, speaking=False), level(-90, speaking=False)])
    each = [next(said) for _ in range(first, last)]
    return [
        SoundLevel(n / 10, one.rms, one.peak, clipped=False, speaking=one.speaking)
        for n, one in enumerate(each, first)
    ]


def megabytes() -> float:
    """Of this process, in memory."""
    status = Path("/proc/self/status").read_text()
    return next(
        int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")
    )


async def shown_up_to(pilot: Pilot[int], microphone: Microphone, second: float) -> None:
    while microphone.level is None or microphone.level.seconds < second:
        await pilot.pause(0.01)


async def test_twenty_minutes_of_recording_take_no_more_memory_than_three(tmp_path: Path) -> None:
    machine = SpeakingMachine()
    app = MockPanelApp(speaking(tmp_path, machine), SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_question(app, pilot)
        await words(pilot, app, "listening")
        microphone = screen.desk.microphone
        machine.recorder.hear(*some_levels(0, WARM))
        await shown_up_to(pilot, microphone, (WARM - 1) / 10)
        gc.collect()
        objects, memory = len(gc.get_objects()), megabytes()
        for first in range(WARM, TENTHS_IN_20_MINUTES, 1000):
            machine.recorder.hear(*some_levels(first, first + 1000))
            await shown_up_to(pilot, microphone, (first + 999) / 10)
        gc.collect()
        assert len(gc.get_objects()) - objects < 300
        assert len(microphone._tenths) <= 400
        # The sound of 17 minutes would take 33; a busy process grows by some by itself.
        assert megabytes() - memory < 10
        machine.recorder.stop()


@dataclass
class EarlyRecorder(ScriptedRecorder):
    """As a recorder is: what is asked before there is a recording is asked of nobody."""

    is_recording: bool = False

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        self.is_recording = True
        return super().record(name, on_event)

    def stop(self) -> None:
        if self.is_recording:
            super().stop()

    def pause(self) -> None:
        if self.is_recording:
            super().pause()


class Listening(App[None]):
    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.microphone = Microphone(lambda: recorder)

    def compose(self) -> ComposeResult:
        yield self.microphone


@asynccontextmanager
async def opening() -> AsyncIterator[tuple[Microphone, EarlyRecorder, Event]]:
    """A microphone that begins to record when the event is set."""
    recorder, draft = EarlyRecorder(), Event()
    app = Listening(recorder)
    async with app.run_test():
        try:
            app.microphone.listen("a1", draft.wait)
            yield app.microphone, recorder, draft
        finally:
            draft.set()
            recorder.close()


async def test_an_answer_that_is_done_before_it_is_recorded_ends_all_the_same() -> None:
    async with opening() as (microphone, recorder, draft):
        done = asyncio.create_task(microphone.finish())
        await asyncio.sleep(0.05)
        assert not recorder.is_recording
        draft.set()
        recorded = await asyncio.wait_for(done, 5)
        assert recorded is not None
        assert recorded.recording is not None


async def test_a_pause_that_comes_before_the_sound_lets_none_in() -> None:
    async with opening() as (microphone, recorder, draft):
        microphone.pause()
        assert not recorder.pauses
        draft.set()
        async with asyncio.timeout(5):
            while not recorder.pauses:
                await asyncio.sleep(0.01)
        assert recorder.pauses == ["pause"]
