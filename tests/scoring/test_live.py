from hypothesis import given

from mock_panel.domain.parts import Part
from mock_panel.scoring.engine import score
from mock_panel.scoring.live import LiveShares
from tests.scoring.strategies import TEXTS
from tests.scoring.test_engine import STORY


@given(TEXTS)
def test_shares_are_of_all_words(text: str) -> None:
    division = LiveShares().divide(text)
    assert set(division.shares) == set(Part)
    assert round(sum(division.shares.values()), 6) == (1 if division.words else 0)


def test_the_engine_divides_the_finished_answer_alike() -> None:
    division = LiveShares().divide(STORY)
    report = score(STORY)
    for part, score_of_part in report.parts.items():
        assert abs(division.shares[part] - score_of_part.share) < 0.001


def test_what_was_typed_before_changes_nothing() -> None:
    live = LiveShares()
    for end in range(0, len(STORY), 7):
        assert live.divide(STORY[:end]) == LiveShares().divide(STORY[:end])


def test_nothing_typed_is_no_words() -> None:
    assert LiveShares().divide("  \n").words == 0
