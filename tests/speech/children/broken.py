"""Ends with a traceback that nobody sees."""

from mock_panel.speech.child import begin

begin()
raise RuntimeError("never shown")
