"""Reading a question aloud: a text becomes a sound file in one child, and is played by another."""

import threading
from pathlib import Path

from mock_panel.domain.speech import Spoken
from mock_panel.speech.speakable import speakable
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError, Turn
from mock_panel.speech.voice_cache import SUFFIX, VoiceCache

TTS_WORKER = "mock_panel.speech.tts_worker"
PLAY_WORKER = "mock_panel.speech.play_worker"
_PATIENCE_SECONDS = 6.0
_CHARACTERS_A_SECOND = 500
"""Synthesised, on a slow machine; measured here at over 5,000."""


class ChildSpeaker:
    """Speaks through pyttsx3 and miniaudio, neither of which is ever loaded in this process.

    Safe to call from any thread. A second `speak` ends the first: the newest text is heard.

    Args:
        cache: the directory for sounds already made.
        rate: words a minute as the engine counts; espeak-ng speaks about a quarter faster.
        voice: an id of the engine, or None for its American English or else its own default.
        patience: seconds to wait for a child that does not answer.
    """

    def __init__(
        self,
        cache: Path,
        *,
        rate: int,
        voice: str | None = None,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._cache = VoiceCache(cache)
        self._rate = rate
        self._voice = voice
        self._patience = patience
        self._lock = threading.Lock()
        self._closed = False
        self._speaking: Turn | None = None
        self._warming: set[Turn] = set()

    def speak(self, text: str) -> Spoken:
        """Read the text to its end, or until `stop`; never raises.

        Blocks until then. Stopped is not failed: the reason is empty.
        """
        turn = Turn()
        with self._lock:
            if self._closed:
                return Spoken(False, Trouble.VOICE_OFF.explain())
            earlier, self._speaking = self._speaking, turn
        if earlier is not None:
            earlier.stop()
        try:
            self._play(turn, self._sound(turn, speakable(text)))
        except StoppedError:
            return Spoken(True)
        except TroubleError as error:
            return Spoken(False, str(error))
        except OSError as error:
            return Spoken(False, Trouble.NOT_WRITTEN.explain(error.strerror or str(error)))
        finally:
            turn.stop()
            with self._lock:
                if self._speaking is turn:
                    self._speaking = None
        return Spoken(True)

    def warm(self, text: str) -> bool:
        """Make the sound of a text ahead of time, so that `speak` starts at once; never raises.

        Blocks while it is made, and makes no noise. Says whether the sound is there.
        """
        turn = Turn()
        with self._lock:
            if self._closed:
                return False
            self._warming.add(turn)
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
        with self._lock:
            turn = self._speaking
        if turn is not None:
            turn.stop()

    def close(self) -> None:
        """End every process that was started; nothing is spoken from then on.

        To be called before the interpreter waits for its threads, or it waits for the last word.
        """
        with self._lock:
            self._closed = True
            turns = [*self._warming, *([self._speaking] if self._speaking else [])]
        for turn in turns:
            turn.stop()
        self._cache.close()

    def _sound(self, turn: Turn, text: str) -> Path:
        """The sound file of a text, made now if it is not in the cache."""
        if not text:
            raise TroubleError(Trouble.NOTHING_TO_SAY)
        if found := self._cache.find(text, voice=self._voice, rate=self._rate):
            return found
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
            turn.run(
                PLAY_WORKER, {"path": str(sound)}, patience=self._patience, scratch=sound.parent
            )
        except TroubleError as error:
            if error.trouble is Trouble.BAD_SOUND:
                self._cache.forget(sound)
            raise
