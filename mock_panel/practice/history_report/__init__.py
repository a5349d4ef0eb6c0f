"""The whole history in one file, to be handed to a mentor."""

from mock_panel.practice.history_report.facts import Chapter, HistoryFacts, Sources, gather
from mock_panel.practice.history_report.write import history_html

__all__ = ["Chapter", "HistoryFacts", "Sources", "gather", "history_html"]
