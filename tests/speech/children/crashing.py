"""Reports once, then dies of a signal, as a broken library does."""

import os
import signal

from mock_panel.speech.child import begin

job, reports = begin()
reports.send("alive")
os.kill(os.getpid(), signal.SIGKILL)
