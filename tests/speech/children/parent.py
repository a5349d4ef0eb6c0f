"""A whole app in one line: has a child hang, read a text aloud, stand by to, or record an answer.

Arguments: `hang DIRECTORY`, `speak DIRECTORY TEXT`, `warm DIRECTORY TEXT` or `record DIRECTORY`.
"""

import sys
import time
from pathlib import Path

from mock_panel.speech.recorder import ChildRecorder
from mock_panel.speech.voice import ChildSpeaker
from mock_panel.speech.worker import Worker

verb, directory, *text = sys.argv[1:]
if verb == "hang":
    Worker("tests.speech.children.hanging", {}, patience=600, scratch=Path(directory)).run()
elif verb == "record":
    ChildRecorder(Path(directory)).record("answer", lambda _: None)
elif verb == "warm":
    speaker = ChildSpeaker(Path(directory), rate=130)
    speaker.warm(text[0])
    time.sleep(600)
else:
    ChildSpeaker(Path(directory), rate=130).speak(text[0])
