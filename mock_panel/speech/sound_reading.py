"""Sound files as recognisers take them: mono, 16,000 samples a second, 16 bits each."""

import wave
from pathlib import Path

from mock_panel.speech.sound import BadSoundError
from mock_panel.speech.wav_file import RATE


def read_pcm(path: Path) -> bytes:
    """All of a WAV or FLAC file, converted where it is not as recognisers take it.

    Raises:
        BadSoundError: it is missing, damaged, or of no known format.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE):
                # Ours. A file cut off in mid sample loses that sample.
                pcm = file.readframes(file.getnframes())
                return pcm[: len(pcm) // 2 * 2]
    except OSError as error:
        raise BadSoundError(str(error)) from error
    except (wave.Error, EOFError):
        pass
    return _converted(path)


def _converted(path: Path) -> bytes:
    try:
        import miniaudio  # noqa: PLC0415 - in the child only, and not for our own WAV files
    except (ImportError, OSError) as error:
        raise BadSoundError(f"not a WAV file of {RATE} Hz, and {error}") from error
    try:
        sound = miniaudio.decode_file(
            str(path),
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
        )
    except (miniaudio.MiniaudioError, OSError) as error:
        raise BadSoundError(str(error.args[0] if error.args else error)) from error
    return bytes(sound.samples)
