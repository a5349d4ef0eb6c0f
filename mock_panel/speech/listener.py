"""Listening to sound as it comes, piece by piece."""

from mock_panel.domain.speech import Stretch
from mock_panel.speech.heard import Heard
from mock_panel.speech.loudness import TENTH_SAMPLES, Loudness, measure
from mock_panel.speech.voice_activity import VoiceActivity, joined
from mock_panel.speech.wav_file import RATE


class Listener:
    """Hears how loud sound is and where somebody speaks.

    Args:
        start: the sample of the recording at which it begins to listen.
        network: as of `VoiceActivity`.
    """

    def __init__(self, start: int = 0, *, network: bool = True) -> None:
        self._start = start
        self._samples = 0
        self._voice = VoiceActivity(network=network)
        self._percents: list[int] = []
        self._tenth = b""
        # Tenths are counted from the start of the recording, so the first may be a short one.
        self._wanted = TENTH_SAMPLES - start % TENTH_SAMPLES

    @property
    def position(self) -> int:
        """The sample of the recording that comes next."""
        return self._start + self._samples

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks just now."""
        return self._voice.speaking

    def hear(self, pcm: bytes) -> list[Loudness]:
        """Take in the next piece; gives the loudness of each tenth of a second now complete."""
        self._voice.hear(pcm)
        self._samples += len(pcm) // 2
        self._tenth += pcm
        complete = []
        while len(self._tenth) >= 2 * self._wanted:
            size, self._wanted = 2 * self._wanted, TENTH_SAMPLES
            complete.append(measure(self._tenth[:size]))
            self._tenth = self._tenth[size:]
        self._percents += [loudness.percent for loudness in complete]
        return complete

    def heard(self) -> Heard:
        """All of it so far; its times count from the start of the recording."""
        begin = self._start / RATE
        rest = [measure(self._tenth).percent] if self._tenth else []
        return Heard(
            self.position / RATE,
            tuple(Stretch(begin + s.start, begin + s.end) for s in self._voice.stretches()),
            (*self._percents, *rest),
        )


def one_after_the_other(earlier: Heard, later: Heard) -> Heard:
    """What two listeners heard, the second having begun where the first ended."""
    loudness = earlier.loudness
    if loudness and later.loudness and round(earlier.seconds * RATE) % TENTH_SAMPLES:
        # Both heard a part of the same tenth.
        shared = max(loudness[-1], later.loudness[0])
        loudness = (*loudness[:-1], shared, *later.loudness[1:])
    else:
        loudness += later.loudness
    return Heard(later.seconds, tuple(joined(earlier.speech, later.speech)), loudness)
