"""What the candidate is told after a panel, all of it as data; the formats only lay it out."""

from mock_panel.panel.report.build import DISCLAIMER, build_report
from mock_panel.panel.report.content import (
    AnswerText,
    AnswerTime,
    Called,
    Conduct,
    EcqResult,
    ItemResult,
    LevelRow,
    Mark,
    NextStep,
    NoteGroup,
    Outcome,
    PanelReport,
    QuestionRow,
    Quote,
    RatingRow,
    ReportHeading,
    Standing,
    Strength,
)
from mock_panel.panel.report.facts import ecq_values
from mock_panel.panel.report.naming import area_word
from mock_panel.panel.report.outcome import outcome_in_short
from mock_panel.panel.report.points import is_shown, marks, shown_from
from mock_panel.panel.report.wording import day_of, figure, one_line

__all__ = [
    "DISCLAIMER",
    "AnswerText",
    "AnswerTime",
    "Called",
    "Conduct",
    "EcqResult",
    "ItemResult",
    "LevelRow",
    "Mark",
    "NextStep",
    "NoteGroup",
    "Outcome",
    "PanelReport",
    "QuestionRow",
    "Quote",
    "RatingRow",
    "ReportHeading",
    "Standing",
    "Strength",
    "area_word",
    "build_report",
    "day_of",
    "ecq_values",
    "figure",
    "is_shown",
    "marks",
    "one_line",
    "outcome_in_short",
    "shown_from",
]
