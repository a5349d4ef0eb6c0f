"""The packer's child: writes a recording as FLAC, half the size and the same sound.

Job: `wav` and `flac` (absolute). Reports: `done` once the FLAC file has been read back
and holds the same samples, or `error` (trouble, detail).
"""

import os
import wave
from pathlib import Path
from typing import Any

from mock_panel.speech.child import begin
from mock_panel.speech.trouble import Trouble

_FRAMES = 65536


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    wav, flac = Path(job["wav"]), Path(job["flac"])
    os.umask(0o077)
    try:
        import soundfile  # noqa: PLC0415 - an extra that may be missing
    except (ImportError, OSError) as error:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail=str(error))
    try:
        _pack(soundfile, wav, flac)
        same = _same(soundfile, wav, flac)
    except (soundfile.SoundFileError, wave.Error, EOFError, OSError) as error:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail=str(error))
    if not same:
        reports.finish("error", trouble=Trouble.BAD_RECORDING, detail="it came out differently")
    reports.finish("done")


def _pack(soundfile: Any, wav: Path, flac: Path) -> None:
    with (
        wave.open(str(wav), "rb") as source,
        soundfile.SoundFile(
            str(flac),
            "w",
            samplerate=source.getframerate(),
            channels=source.getnchannels(),
            format="FLAC",
            subtype="PCM_16",
        ) as target,
    ):
        while pcm := source.readframes(_FRAMES):
            target.buffer_write(pcm, dtype="int16")
    with flac.open("rb") as written:
        os.fsync(written.fileno())


def _same(soundfile: Any, wav: Path, flac: Path) -> bool:
    with wave.open(str(wav), "rb") as source, soundfile.SoundFile(str(flac)) as target:
        if target.frames != source.getnframes():
            return False
        while pcm := source.readframes(_FRAMES):
            if bytes(target.buffer_read(_FRAMES, dtype="int16")) != pcm:
                return False
    return True


if __name__ == "__main__":
    main()
