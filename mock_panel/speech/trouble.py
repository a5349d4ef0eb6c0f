"""What can go wrong with a voice, and the words for the user."""

import sys
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing was heard; also the code that a worker reports."""

    NO_VOICE = "no-voice"
    UNKNOWN_VOICE = "unknown-voice"
    NOT_AS_ASKED = "not-as-asked"
    NOTHING_TO_SAY = "nothing-to-say"
    NOT_WRITTEN = "not-written"
    NO_DEVICE = "no-device"
    DEVICE_LOST = "device-lost"
    BAD_SOUND = "bad-sound"
    NO_ANSWER = "no-answer"
    CRASHED = "crashed"
    VOICE_OFF = "voice-off"
    NO_MICROPHONE = "no-microphone"
    MICROPHONE_LOST = "microphone-lost"
    MICROPHONE_STUCK = "microphone-stuck"
    DISK_FULL = "disk-full"
    NOT_KEPT = "not-kept"
    RECORDER_CRASHED = "recorder-crashed"
    RECORDER_OFF = "recorder-off"
    NO_RECOGNISER = "no-recogniser"
    NO_MODEL = "no-model"
    BAD_MODEL = "bad-model"
    BAD_RECORDING = "bad-recording"
    NOT_RECOGNISED = "not-recognised"

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
    Trouble.NOT_AS_ASKED: "the voice did not take the speed or speaker chosen in Settings",
    Trouble.NOTHING_TO_SAY: "nothing to read aloud",
    Trouble.NOT_WRITTEN: "the sound could not be written: free some space",
    Trouble.NO_DEVICE: "no sound device: connect speakers or headphones, then try again",
    Trouble.DEVICE_LOST: "the sound device went away while it was playing",
    Trouble.BAD_SOUND: "the sound file is damaged: try again",
    Trouble.NO_ANSWER: "no sound: the voice or the sound system did not answer in time",
    Trouble.CRASHED: "the voice crashed twice: the question is on the screen",
    Trouble.VOICE_OFF: "the voice is turned off",
    Trouble.NO_MICROPHONE: "no microphone: connect one, or turn it on in the system's settings",
    Trouble.MICROPHONE_LOST: "the microphone went away: connect it again, then go on",
    Trouble.MICROPHONE_STUCK: "the microphone does not answer: choose another one in Settings",
    Trouble.DISK_FULL: "the disk is full: free some space, then go on",
    Trouble.NOT_KEPT: "the recording could not be written: check the disk, then go on",
    Trouble.RECORDER_CRASHED: "the recorder crashed twice: try again, or type the answer",
    Trouble.RECORDER_OFF: "the recorder is turned off",
    Trouble.NO_RECOGNISER: "the recogniser is not installed: see `mock-panel models list`",
    Trouble.NO_MODEL: "the recogniser's model is not here: see `mock-panel models list`",
    Trouble.BAD_MODEL: "the recogniser's model cannot be used: fetch it again",
    Trouble.BAD_RECORDING: "the recording cannot be read: type the answer",
    Trouble.NOT_RECOGNISED: "the recogniser failed: try again, or type the answer",
}
_SELF_EXPLAINING = {
    Trouble.NO_VOICE,
    Trouble.NO_DEVICE,
    Trouble.NOTHING_TO_SAY,
    Trouble.VOICE_OFF,
    Trouble.NO_MICROPHONE,
    Trouble.MICROPHONE_LOST,
    Trouble.DISK_FULL,
    Trouble.RECORDER_OFF,
}
