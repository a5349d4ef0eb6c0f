"""The listener's child: hears through a finished recording, WAV or FLAC.

Job: `path` (absolute), `network` (whether speech is found by the network that may crash on old
processors). Reports: `hearing` once a second, then `done` (seconds, speech, loudness), or `error`
(trouble, detail).
"""

import time

from mock_panel.speech.child import begin
from mock_panel.speech.listener import Listener
from mock_panel.speech.sound_library import load_miniaudio
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.wav_file import RATE

_NEWS_SECONDS = 1.0


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    listener, told = Listener(network=job["network"]), time.monotonic()
    try:
        miniaudio = load_miniaudio()
    except (ImportError, OSError) as error:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail=str(error))
    try:
        for samples in miniaudio.stream_file(
            job["path"],
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            frames_to_read=RATE // 2,
        ):
            listener.hear(samples.tobytes())
            if time.monotonic() - told > _NEWS_SECONDS:
                told = time.monotonic()
                reports.send("hearing")
    except (miniaudio.MiniaudioError, OSError) as error:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail=str(error.args[0]))
    reports.finish("done", **listener.heard().fields())


if __name__ == "__main__":
    main()
