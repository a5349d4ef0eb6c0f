"""A whole app in one line: starts a child that hangs, or reads a text aloud.

Arguments: `hang DIRECTORY` or `speak DIRECTORY TEXT`.
"""

import sys
from pathlib import Path

from mock_panel.speech.voice import ChildSpeaker
from mock_panel.speech.worker import Worker

verb, directory, *text = sys.argv[1:]
if verb == "hang":
    Worker("tests.speech.children.hanging", {}, patience=600, scratch=Path(directory)).run()
else:
    ChildSpeaker(Path(directory), rate=130).speak(text[0])
