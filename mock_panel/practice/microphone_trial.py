"""Hearing oneself through the microphone before it counts; nothing of it is kept."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mock_panel.domain.speech import Recorded, RecorderEvent, Recording, SoundLevel, Spoken
from mock_panel.errors import StorageError
from mock_panel.practice.ports.sound import Player, Recorder, Recordings

LONGEST_SECONDS = 60.0
"""Long enough to judge a microphone by, and no more."""
_AGE_OF_LEFT = timedelta(minutes=5)
"""More than any trial takes: an older one is nobody's, whichever windows are open."""
TRIALS = "trial-"
"""How the names of the recordings of trials begin."""
_MOMENT = "%Y%m%dT%H%M%S"


def trial_name(now: datetime, new_id: str) -> str:
    """The name of a trial's recording: no attempt has such a one, and it tells its age."""
    return f"{TRIALS}{now.astimezone(UTC):{_MOMENT}}-{new_id[:8]}"


def erase_left_trials(recordings: Recordings, now: datetime) -> int:
    """Erase the trials of windows that were killed; how many there were.

    Raises:
        StorageError: some are still there.
    """
    left = [name for name in recordings.names() if _is_left(name, now)]
    for name in left:
        recordings.erase(name)
    return len(left)


def _is_left(name: str, now: datetime) -> bool:
    moment = name.removeprefix(TRIALS).partition("-")[0]
    if not name.startswith(TRIALS):
        return False
    try:
        began = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return False
    # Of a clock that was set back as well.
    return abs(now - began) > _AGE_OF_LEFT


class MicrophoneTrial:
    """A `Recorder` that plays what it has heard, once, and erases it whatever happens.

    Args:
        recorder: of this trial alone.
        player: plays it back.
        recordings: where the recorder keeps its sound.
        on_heard: called in the thread of `record` before it is played.
        on_position: called there with the second being heard.
    """

    def __init__(
        self,
        recorder: Recorder,
        player: Player,
        recordings: Recordings,
        on_heard: Callable[[Recording], object],
        on_position: Callable[[float], object],
    ) -> None:
        self._recorder = recorder
        self._player = player
        self._recordings = recordings
        self._on_heard = on_heard
        self._on_position = on_position
        self._is_playing = False
        self._is_over = False
        """It has been asked to end, so that it is played or not."""
        self._is_left = False
        self.played: Spoken | None = None
        """How playing it back went; None where there was nothing to play."""

    def record(self, name: str, on_event: Callable[[RecorderEvent], object]) -> Recorded:
        """Record until `stop`, or a minute; play it, and erase it. Blocks, and never raises."""

        def hear(event: RecorderEvent) -> None:
            # `stop` may have come before there was anything to stop.
            if self._is_over or (
                isinstance(event, SoundLevel) and event.seconds >= LONGEST_SECONDS
            ):
                self._recorder.stop()
            on_event(event)

        if self._is_left:
            return Recorded(None)
        try:
            recorded = self._recorder.record(name, hear)
            if recorded.recording is not None and not self._is_left:
                self._play(recorded.recording)
        finally:
            problem = self._erase(name)
        return Recorded(recorded.recording, problem or recorded.reason)

    def pause(self) -> None:
        """Keep the microphone, but no sound."""
        self._recorder.pause()

    def resume(self) -> None:
        """Keep sound again."""
        self._recorder.resume()

    def stop(self) -> None:
        """End the recording, so that it is played; or end the playing."""
        self._is_over = True
        if self._is_playing:
            self._player.stop()
        else:
            self._recorder.stop()

    def leave(self) -> None:
        """End all of it at once; nothing more is played."""
        self._is_left = True
        self.stop()

    def close(self) -> None:
        """End every process that was started."""
        self.leave()
        self._recorder.close()

    def _play(self, recording: Recording) -> None:
        path = self._recordings.path(recording.name)
        if path is None:
            return

        def follow(second: float) -> None:
            self._on_position(second)
            if self._is_left:
                self._player.stop()

        self._on_heard(recording)
        self._is_playing = True
        try:
            self.played = self._player.play(path, 0.0, follow)
        finally:
            self._is_playing = False

    def _erase(self, name: str) -> str:
        """Erase the sound; gives the reason where that failed."""
        try:
            self._recordings.erase(name)
        except StorageError as error:
            return f"{error.message}. {error.hint}"
        return ""
