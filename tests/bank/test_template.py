"""Templates become questions of one's own that pass every check."""

from pathlib import Path

import pytest

from mock_panel.bank.check import check
from mock_panel.bank.source import shipped_directory
from mock_panel.bank.template import TECHNICAL_QUALIFICATION, fill
from mock_panel.domain.frameworks import FrameworkStatus
from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError


@pytest.mark.parametrize(
    "field",
    [
        "cybersecurity",
        "the acquisition of major systems: contracts, costs & schedules",
        "Grants, #1 priority; 50% rule's limits",
        "- yes",
        "été et réseaux électriques",
    ],
)
def test_a_qualification_in_the_announcements_words_passes_every_check(
    field: str, tmp_path: Path
) -> None:
    written = fill(TECHNICAL_QUALIFICATION, field, tmp_path)
    bank, problems = check(shipped_directory(), [tmp_path])
    assert problems == []
    assert bank
    framework = bank.framework(FrameworkId(written[0].parent.name))
    assert framework.status is FrameworkStatus.OWN
    assert framework.title == f"Technical qualification: {field}"
    questions = bank.questions_of(framework.id)
    assert len(questions) == 5
    assert all(field in q.text for q in questions)
    assert not any("{" in q.text + q.id for q in questions)


def test_a_second_qualification_stands_beside_the_first(tmp_path: Path) -> None:
    fill(TECHNICAL_QUALIFICATION, "hydrology", tmp_path)
    fill(TECHNICAL_QUALIFICATION, "dam safety", tmp_path)
    bank, _ = check(shipped_directory(), [tmp_path])
    assert bank
    assert sum(f.status is FrameworkStatus.OWN for f in bank.qualifications) == 2


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first, *_ = fill(TECHNICAL_QUALIFICATION, "hydrology", tmp_path)
    first.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        fill(TECHNICAL_QUALIFICATION, "Hydrology.", tmp_path)
    assert first.read_text() == "mine"


@pytest.mark.parametrize("field", ["", "…", "a {field}", 'the "new" way', "x" * 91, "and\\or"])
def test_what_cannot_be_a_qualification_is_refused(field: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        fill(TECHNICAL_QUALIFICATION, field, tmp_path)
    assert list(tmp_path.iterdir()) == []
