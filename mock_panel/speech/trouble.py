"""What can go wrong with a voice, and the words for the user."""

import sys
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing was heard; also the code that a worker reports."""

    NO_VOICE = "no-voice"
    UNKNOWN_VOICE = "unknown-voice"
    NOTHING_TO_SAY = "nothing-to-say"
    NOT_WRITTEN = "not-written"
    NO_DEVICE = "no-device"
    DEVICE_LOST = "device-lost"
    BAD_SOUND = "bad-sound"
    NO_ANSWER = "no-answer"
    CRASHED = "crashed"
    VOICE_OFF = "voice-off"

    def explain(self, detail: str = "") -> str:
        """One line for the user: what is missing, then what to do about it.

        Args:
            detail: the cause in the library's or the system's own words, where it helps.
        """
        told = _WORDS[self].format(remedy=_remedy())
        return f"{told} ({detail})" if detail and self not in _SELF_EXPLAINING else told


def _remedy() -> str:
    if sys.platform.startswith("linux"):
        return "install espeak-ng (Debian or Ubuntu: sudo apt install espeak-ng)"
    return "install espeak-ng, or turn on a voice in the system's settings"


_WORDS = {
    Trouble.NO_VOICE: "no voice: {remedy}",
    Trouble.UNKNOWN_VOICE: "no such voice: choose another in Settings",
    Trouble.NOTHING_TO_SAY: "nothing to read aloud",
    Trouble.NOT_WRITTEN: "the sound could not be written: free some space",
    Trouble.NO_DEVICE: "no sound device: connect speakers or headphones, then try again",
    Trouble.DEVICE_LOST: "the sound device went away while it was playing",
    Trouble.BAD_SOUND: "the sound file is damaged: try again",
    Trouble.NO_ANSWER: "no sound: the voice or the sound system did not answer in time",
    Trouble.CRASHED: "the voice crashed twice: the question is on the screen",
    Trouble.VOICE_OFF: "the voice is turned off",
}
_SELF_EXPLAINING = {
    Trouble.NO_VOICE,
    Trouble.NO_DEVICE,
    Trouble.NOTHING_TO_SAY,
    Trouble.VOICE_OFF,
}
