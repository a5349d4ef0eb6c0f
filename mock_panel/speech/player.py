"""Playing a recording back, from any second of it, with the second being heard."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from mock_panel.domain.speech import Spoken
from mock_panel.speech.floor import Floor
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError
from mock_panel.speech.worker import Event

PLAY_WORKER = "mock_panel.speech.play_worker"
_PATIENCE_SECONDS = 6.0
_OWN_WORDS = {
    Trouble.BAD_SOUND: "the recording cannot be played: its file is damaged",
    Trouble.CRASHED: "the player crashed twice: the recording is unharmed",
    Trouble.NO_ANSWER: "no sound: the sound system did not answer in time",
    Trouble.VOICE_OFF: "the player is turned off",
}
"""Where the words about the voice would mislead."""


class ChildPlayer:
    """Plays WAV and FLAC through miniaudio, which is never loaded in this process.

    Safe to call from any thread. A second `play` ends the first: the newest sound is heard.

    Args:
        patience: seconds to wait for a child that does not answer.
    """

    def __init__(self, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._floor = Floor()

    def play(self, path: Path, start: float, on_position: Callable[[float], object]) -> Spoken:
        """Play from a second on to the end, or until `stop`; never raises.

        Blocks until then. Stopped is not failed: the reason is empty. An unfinished WAV file is
        played as far as it goes.

        Args:
            path: the sound file, WAV or FLAC.
            start: seconds from its start.
            on_position: called in this thread, ten times a second, with the second being heard.
        """
        if not path.is_file():
            return Spoken(False, "the recording is not there any more")
        job: dict[str, object] = {
            "path": str(path.absolute()),
            "start": max(0.0, start),
            "recording": True,
        }

        def follow(event: Event) -> None:
            if event["event"] == "position":
                # A player that crashes is replaced by one that goes on from here.
                job["start"] = event["seconds"]
                on_position(event["seconds"])

        try:
            with (
                self._floor.take() as turn,
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
            ):
                turn.run(
                    PLAY_WORKER,
                    job,
                    patience=self._patience,
                    scratch=Path(scratch),
                    on_event=follow,
                )
        except StoppedError:
            return Spoken(True)
        except TroubleError as error:
            return Spoken(False, _OWN_WORDS.get(error.trouble, str(error)))
        except OSError as error:
            return Spoken(False, Trouble.NOT_WRITTEN.explain(error.strerror or str(error)))
        return Spoken(True)

    def stop(self) -> None:
        """Be silent at once; `play` returns then."""
        self._floor.clear()

    def close(self) -> None:
        """End every process that was started; nothing is played from then on."""
        self._floor.close()
