"""Prints over everything a library could print over, then reports."""

import os
import sys

from mock_panel.speech.child import begin

job, reports = begin()
sys.stdout.write("from Python\n")
sys.stdout.flush()
os.write(1, b"from C on standard output\n")
os.write(2, b"from C on standard error\n")
reports.send("heard", job=dict(job), temporary=os.environ["TMPDIR"], cwd=sys.path[0])
reports.finish("done")
