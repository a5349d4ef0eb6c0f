import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.parts import STORY_PARTS, Found, Ownership, Part
from mock_panel.domain.score_document import from_document, to_document
from mock_panel.domain.scores import (
    Advice,
    CompetencyShown,
    PartScore,
    Reason,
    ScoreReport,
    ScoreStatus,
    SentenceMark,
    Signal,
    Span,
)

SHARES = st.floats(0, 1).map(lambda value: round(value, 3))
SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 9999), st.integers(1, 99)
)
EVIDENCE = st.lists(SPANS, max_size=3).map(tuple)
REPORTS = st.builds(
    ScoreReport,
    id=st.none() | st.text(max_size=8),
    engine=st.sampled_from(["0.1.0", "1.0.0"]),
    status=st.sampled_from(ScoreStatus),
    reason=st.none() | st.sampled_from(Reason),
    level=st.none() | st.integers(1, 5),
    level_exact=st.none() | st.floats(1, 5).map(lambda value: round(value, 2)),
    parts=st.fixed_dictionaries(
        {part: st.builds(PartScore, st.sampled_from(Found), SHARES) for part in STORY_PARTS}
    ),
    sentences=st.lists(
        st.builds(SentenceMark, SPANS, st.sampled_from(Part), SHARES), max_size=4
    ).map(tuple),
    ownership=st.sampled_from(Ownership),
    quantified_result=st.booleans(),
    signals=st.lists(
        st.builds(Signal, st.text(max_size=9), SHARES, EVIDENCE), max_size=4
    ).map(tuple),
    competencies=st.lists(
        st.builds(CompetencyShown, st.text(max_size=9), EVIDENCE), max_size=2
    ).map(tuple),
    advice=st.lists(
        st.builds(
            Advice, st.sampled_from(Part), st.text(max_size=9), st.none() | st.text(max_size=9)
        ),
        max_size=5,
    ).map(tuple),
)  # fmt: skip


@given(REPORTS)
def test_a_report_comes_back_from_its_document(report: ScoreReport) -> None:
    document = json.loads(json.dumps(to_document(report)))
    assert from_document(document) == report


@given(REPORTS)
def test_the_document_has_the_published_keys_in_order(report: ScoreReport) -> None:
    document = to_document(report)
    assert list(document) == [
        "schema", "id", "engine", "status", "reason", "level", "level_exact", "parts",
        "sentences", "ownership", "quantified_result", "signals", "competencies", "advice",
    ]  # fmt: skip
    assert document["schema"] == "mock-panel/score@1"
    assert list(document["parts"]) == ["situation", "task", "action", "result"]
    assert all(list(s) == ["start", "end", "part", "confidence"] for s in document["sentences"])


@given(REPORTS)
def test_another_schema_is_refused(report: ScoreReport) -> None:
    document = to_document(report) | {"schema": "mock-panel/score@2"}
    with pytest.raises(ValueError, match="score@2"):
        from_document(document)
