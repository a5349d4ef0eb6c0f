"""The browser that tests drive: which, and how it is started."""

import shutil

EXECUTABLE = shutil.which("chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
TOGETHER = ("--renderer-process-limit=1", "--in-process-gpu")
"""All pages in one process: each of its own, and more held ready, cost as much as the pages do."""
ARGUMENTS = (*QUIET, *TOGETHER)
