"""Finishes well, but leaves a player behind."""

import subprocess

from mock_panel.speech.child import begin

job, reports = begin()
player = subprocess.Popen(["sleep", "600"])
reports.finish("done", player=player.pid)
