"""Starts a player of its own, and then both hang."""

import subprocess

from mock_panel.speech.child import begin

job, reports = begin()
player = subprocess.Popen(["sleep", "600"])
reports.send("hanging", player=player.pid)
player.wait()
