"""Reports of the sample panel, and records that were rated as a test needs them."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from mock_panel.domain.ids import ItemId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.ratings import Settlement
from mock_panel.panel.report import PanelReport, build_report
from tests.panel.sample_panels import REVEALED, sample_record

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def report_of(record: PanelRecord, **given: Any) -> PanelReport:
    return build_report(record, NOW, **given)


def record_with_scores(
    scores: dict[str, int], record: PanelRecord | None = None, **panel: Any
) -> PanelRecord:
    """All raters gave the same, by item; settled on the mean."""
    record = record or sample_record()
    return replace(
        record,
        panel=replace(record.panel, **panel),
        ratings=tuple(replace(r, score=scores[r.item]) for r in record.ratings if r.item in scores),
        moves=(),
        settlements=tuple(Settlement(ItemId(i), None, "", REVEALED) for i in scores),
    )


def flat(report: PanelReport) -> str:
    return repr(asdict(report))
