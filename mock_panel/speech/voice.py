"""Reading a question aloud: a text becomes a sound file in one child, and is played by another."""

import threading
from pathlib import Path

from mock_panel.domain.speech import Spoken
from mock_panel.speech.floor import Floor
from mock_panel.speech.player import PLAY_WORKER
from mock_panel.speech.sound import FULL_VOLUME
from mock_panel.speech.speakable import speakable
from mock_panel.speech.standby import Standby
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError, Turn
from mock_panel.speech.voice_cache import SUFFIX, VoiceCache

TTS_WORKER = "mock_panel.speech.tts_worker"
_PATIENCE_SECONDS = 6.0
_CHARACTERS_A_SECOND = 500
"""Synthesised, on a slow machine; measured here at over 5,000."""


class ChildSpeaker:
    """Speaks through pyttsx3 and miniaudio, neither of which is ever loaded in this process.

    Safe to call from any thread. A second `speak` ends the first: the newest text is heard. A
    voice that the engine does not know is replaced by its default one, and `speak` says so.

    Args:
        cache: the directory for sounds already made.
        rate: words a minute as the engine counts; espeak-ng speaks about a quarter faster.
        voice: an id of the engine, or None for its American English or else its own default.
        volume: percent of the loudness that the engine gives, at most 100.
        patience: seconds to wait for a child that does not answer.
    """

    def __init__(
        self,
        cache: Path,
        *,
        rate: int,
        voice: str | None = None,
        volume: int = FULL_VOLUME,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._cache = VoiceCache(cache)
        self._rate = rate
        self._voice = voice
        self._volume = volume
        self._patience = patience
        self._floor = Floor()
        self._standby = Standby(self._cache.scratch)
        self._lock = threading.Lock()
        self._closed = False
        self._is_kept_ready = False
        self._warming: set[Turn] = set()
        self._remark = ""
        """What is not as it was asked for, for the user."""

    @property
    def is_speaking(self) -> bool:
        """Whether a text is being read."""
        return self._floor.is_taken

    def speak(self, text: str) -> Spoken:
        """Read the text to its end, or until `stop`; never raises.

        Blocks until then. Stopped is not failed: the reason is empty, or tells what was not as
        asked although the text was read.
        """
        try:
            with self._floor.take() as turn:
                self._play(turn, self._sound(turn, speakable(text)))
        except StoppedError:
            return Spoken(True)
        except TroubleError as error:
            return Spoken(False, str(error))
        except OSError as error:
            return Spoken(False, Trouble.NOT_WRITTEN.explain(error.strerror or str(error)))
        finally:
            self._rest()
        return Spoken(True, self._remark)

    def warm(self, text: str) -> bool:
        """Make the sound of a text ahead of time, so that `speak` starts at once; never raises.

        Blocks while it is made, and makes no noise. From then on a player stands by, too. Says
        whether the sound is there.
        """
        turn = Turn()
        with self._lock:
            if self._closed:
                return False
            self._warming.add(turn)
        self._is_kept_ready = True
        self._standby.prepare(PLAY_WORKER)
        try:
            self._sound(turn, speakable(text))
        except (StoppedError, TroubleError, OSError):
            return False
        finally:
            turn.stop()
            with self._lock:
                self._warming.discard(turn)
        return True

    def stop(self) -> None:
        """Be silent at once; `speak` returns then."""
        self._floor.clear()

    def close(self) -> None:
        """End every process that was started; nothing is spoken from then on.

        To be called before the interpreter waits for its threads, or it waits for the last word.
        """
        self._floor.close()
        with self._lock:
            self._closed = True
            warming = list(self._warming)
        for turn in warming:
            turn.stop()
        self._standby.close()
        self._cache.close()

    def _rest(self) -> None:
        """After a text: a player stands by for the next one, if one is to be expected."""
        if self._is_kept_ready:
            self._standby.prepare(PLAY_WORKER)
        else:
            self._standby.clear()

    def _sound(self, turn: Turn, text: str) -> Path:
        """The sound file of a text, made now if it is not in the cache."""
        if not text:
            raise TroubleError(Trouble.NOTHING_TO_SAY)
        if found := self._cache.find(text, voice=self._voice, rate=self._rate):
            return found
        # It loads its libraries while the voice is at work.
        self._standby.prepare(PLAY_WORKER)
        try:
            return self._make(turn, text)
        except TroubleError as error:
            if self._voice is None or error.trouble is not Trouble.UNKNOWN_VOICE:
                raise
        self._remark = (
            f"no voice {self._voice} here: the default one reads; choose another in Settings"
        )
        self._voice = None
        return self._sound(turn, text)

    def _make(self, turn: Turn, text: str) -> Path:
        with self._cache.scratch() as scratch:
            made = scratch / f"sound{SUFFIX}"
            turn.run(
                TTS_WORKER,
                {"text": text, "path": str(made), "rate": self._rate, "voice": self._voice},
                patience=self._patience + len(text) / _CHARACTERS_A_SECOND,
                scratch=scratch,
            )
            return self._cache.keep(made, text, voice=self._voice, rate=self._rate)

    def _play(self, turn: Turn, sound: Path) -> None:
        try:
            with self._cache.scratch() as scratch:
                turn.run(
                    PLAY_WORKER,
                    {"path": str(sound), "volume": self._volume},
                    patience=self._patience,
                    scratch=scratch,
                    standby=self._standby,
                )
        except TroubleError as error:
            if error.trouble is Trouble.BAD_SOUND:
                self._cache.forget(sound)
            raise
