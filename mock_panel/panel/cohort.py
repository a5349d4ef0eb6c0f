"""All candidates of a mentor beside each other: the view, and its two ways onto a surface."""

from mock_panel.panel.cohort_html import to_html
from mock_panel.panel.cohort_text import to_text
from mock_panel.panel.cohort_view import (
    CandidateRow,
    CohortGroup,
    CohortResult,
    CohortView,
    EcqCounts,
    cohort_view,
)

__all__ = [
    "CandidateRow",
    "CohortGroup",
    "CohortResult",
    "CohortView",
    "EcqCounts",
    "cohort_view",
    "to_html",
    "to_text",
]
