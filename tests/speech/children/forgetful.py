"""The voice's child with an engine that loses the speed it is given: as often as LOST_TRIES says.

It leaves a file for each try in its directory for temporary files.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from mock_panel.speech import espeak, tts_worker

tempfile.mkstemp(prefix="try-")
tries = len(list(Path(tempfile.gettempdir()).glob("try-*")))
flush = espeak.flush


def lose(engine: Any) -> None:
    """As the end of pyttsx3's loop does, when it comes before espeak has taken the speed."""
    from pyttsx3.drivers import _espeak

    flush(engine)
    if tries <= int(os.environ["LOST_TRIES"]):
        _espeak.SetParameter(_espeak.RATE, 222, 0)


espeak.flush = lose
espeak._SETTLE_SECONDS = 0.2
tts_worker.main()
