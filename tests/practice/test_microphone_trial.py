"""A trial of the microphone: heard back once, and erased whatever happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from mock_panel.domain.speech import (
    Recorded,
    RecorderEvent,
    RecorderReady,
    Recording,
    SoundLevel,
    Spoken,
)
from mock_panel.errors import StorageError
from mock_panel.practice.microphone_trial import (
    LONGEST_SECONDS,
    MicrophoneTrial,
    erase_left_trials,
    trial_name,
)
from tests.practice.fakes import NOON, MemoryRecordings

ATTEMPT = "0123456789abcdef0123456789abcdef"
NAME = trial_name(NOON, ATTEMPT)


@dataclass
class OneRecorder:
    """Reports ten seconds at a time until it is stopped, as a microphone would."""

    recordings: MemoryRecordings
    reason: str = ""
    stops: int = 0
    seconds: float = 0.0
    breaks: bool = False

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        on_event(RecorderReady("Desk microphone"))
        while not self.stops and not self.reason:
            self.seconds += 10
            on_event(SoundLevel(self.seconds, -18, -12, clipped=False, speaking=True))
            assert self.seconds < 1000
        if self.seconds:
            self.recordings.put(name, self.seconds)
        if self.breaks:
            raise RuntimeError
        return Recorded(self.recordings.sounds.get(name), self.reason)

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None: ...


@dataclass
class OnePlayer:
    """Plays three positions, and fewer where it is stopped."""

    played: list[str] = field(default_factory=list)
    stops: int = 0

    def play(self, path: Path, start: float, on_position: Callable[[float], object]) -> Spoken:
        self.played.append(path.stem)
        for second in (start, start + 1, start + 2):
            on_position(second)
            if self.stops:
                break
        return Spoken(True)

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None: ...


class Desk:
    """A microphone, a player and the sound files."""

    def __init__(self) -> None:
        self.recordings = MemoryRecordings()
        self.recorder = OneRecorder(self.recordings)
        self.player = OnePlayer()
        self.heard: list[Recording] = []
        self.positions: list[float] = []
        self.on_position: Callable[[], object] = lambda: None
        self.trial = MicrophoneTrial(
            self.recorder, self.player, self.recordings, self.heard.append, self._move
        )

    def _move(self, second: float) -> None:
        self.positions.append(second)
        self.on_position()

    def record(self, on_level: Callable[[], object] = lambda: None) -> Recorded:
        def hear(event: RecorderEvent) -> None:
            if isinstance(event, SoundLevel):
                on_level()

        return self.trial.record(NAME, hear)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_was_heard_is_played_once_and_erased(desk: Desk) -> None:
    recorded = desk.record(on_level=desk.trial.stop)
    assert recorded.recording is not None
    assert desk.heard == [recorded.recording]
    assert desk.player.played == [NAME]
    assert desk.positions == [0, 1, 2]
    assert desk.trial.played == Spoken(True)
    assert desk.recordings.names() == []


def test_it_ends_by_itself_after_a_minute(desk: Desk) -> None:
    desk.record()
    assert desk.recorder.seconds == LONGEST_SECONDS
    assert desk.player.played == [NAME]


def test_leaving_while_it_listens_plays_nothing_and_erases(desk: Desk) -> None:
    desk.record(on_level=desk.trial.leave)
    assert desk.player.played == []
    assert desk.trial.played is None
    assert desk.recordings.names() == []


def test_leaving_before_the_microphone_is_open_is_not_forgotten(desk: Desk) -> None:
    desk.trial.leave()
    desk.recorder.stops = 0
    assert desk.record() == Recorded(None)
    assert desk.recorder.seconds == 0


def test_a_stop_before_the_microphone_is_open_ends_it_when_it_is(desk: Desk) -> None:
    desk.trial.stop()
    desk.recorder.stops = 0
    assert desk.record() == Recorded(None)
    assert desk.recorder.seconds < LONGEST_SECONDS


def test_leaving_while_it_plays_ends_that(desk: Desk) -> None:
    desk.on_position = desk.trial.leave
    desk.record(on_level=desk.trial.stop)
    assert desk.positions == [0]
    assert desk.recordings.names() == []


def test_stopping_while_it_plays_ends_the_playing_alone(desk: Desk) -> None:
    desk.on_position = desk.trial.stop
    desk.record(on_level=desk.trial.stop)
    assert (desk.recorder.stops, desk.positions) == (1, [0])


def test_a_microphone_that_goes_away_is_told_and_its_sound_is_heard(desk: Desk) -> None:
    desk.recorder.seconds, desk.recorder.reason = 3.0, "the microphone went away"
    assert desk.record().reason == "the microphone went away"
    assert desk.player.played == [NAME]
    assert desk.recordings.names() == []


def test_a_recorder_that_breaks_leaves_no_sound(desk: Desk) -> None:
    desk.recorder.breaks = True
    with pytest.raises(RuntimeError):
        desk.record(on_level=desk.trial.stop)
    assert desk.recordings.names() == []


def test_sound_that_cannot_be_erased_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise StorageError("not erased", "Mend the disk.")

    monkeypatch.setattr(desk.recordings, "erase", fail)
    assert desk.record(on_level=desk.trial.stop).reason == "not erased. Mend the disk."


def test_trials_of_killed_windows_are_erased_and_nothing_else(desk: Desk) -> None:
    kept = desk.recordings
    running, earlier = NAME, trial_name(NOON - timedelta(minutes=6), "f" * 32)
    ahead = trial_name(NOON + timedelta(days=1), "e" * 32)
    for name in (running, earlier, ahead, ATTEMPT, "trial-of-something"):
        kept.put(name)
    assert erase_left_trials(kept, NOON) == 2
    assert kept.names() == [running, ATTEMPT, "trial-of-something"]
