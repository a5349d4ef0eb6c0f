"""Which voices there are to choose from: asked of a child, since pyttsx3 is loaded there only."""

import tempfile
from pathlib import Path

from mock_panel.domain.speech import VoiceOffered, VoicesFound
from mock_panel.speech.floor import Floor
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError, Turn

VOICES_WORKER = "mock_panel.speech.voices_worker"
_PATIENCE_SECONDS = 6.0
_OURS = "en-us"
"""The language that questions are read in if nothing else is chosen."""


class ChildVoices:
    """The voices of pyttsx3's engine, which is never loaded in this process.

    Args:
        patience: seconds to wait for a child that does not answer.
    """

    def __init__(self, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._floor = Floor()

    def find(self) -> VoicesFound:
        """Ask the engine now; never raises."""
        try:
            with (
                self._floor.take() as turn,
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
            ):
                return VoicesFound(list_voices(Path(scratch), turn, patience=self._patience))
        except StoppedError:
            return VoicesFound()
        except TroubleError as error:
            return VoicesFound(reason=str(error))
        except OSError as error:
            return VoicesFound(reason=Trouble.NOT_WRITTEN.explain(error.strerror or str(error)))

    def close(self) -> None:
        """End every process that was started."""
        self._floor.close()


def list_voices(
    scratch: Path,
    turn: Turn | None = None,
    *,
    patience: float = _PATIENCE_SECONDS,
    driver: str | None = None,
) -> tuple[VoiceOffered, ...]:
    """The engine's voices: American English, other English, then all others, each by name.

    Args:
        scratch: an existing private directory.
        turn: may be stopped by another thread.
        patience: seconds to wait.
        driver: of pyttsx3, or None for the platform's.

    Raises:
        TroubleError: there is no engine, or it does not answer.
        StoppedError: the turn was stopped.
    """
    turn = turn or Turn()
    told = turn.run(VOICES_WORKER, {"driver": driver}, patience=patience, scratch=scratch)
    voices = [VoiceOffered(each["id"], each["name"], each["language"]) for each in told["voices"]]
    return tuple(sorted(voices, key=_place))


def _place(voice: VoiceOffered) -> tuple[bool, bool, str]:
    is_ours = voice.language.lower().replace("_", "-") == _OURS
    return (not voice.is_english, not is_ours, voice.name.casefold())
