"""Statistics over panels: which ratings go together, and of whom nothing is told."""

from collections.abc import Sequence

from mock_panel.domain.ids import ItemId, PanelId
from mock_panel.domain.ratings import PooledScore
from mock_panel.panel.agreement import to_document
from mock_panel.panel.agreement_words import panel_words
from mock_panel.panel.pooling import pooled_statistics, pooled_words

NAMED = ("Ann Vale", "Ben Ito", "Cleo Marsh")
LETTERS = ("Rater A", "Rater B", "Rater C")
SCORES = ((3, 4, 5), (2, 4, 4), (3, 3, 5), (1, 2, 2), (4, 5, 5))


def scores(panel: str, raters: Sequence[str], *, masked: bool, by: int = 0) -> list[PooledScore]:
    """Five items, which the second and the third rater of three take as each other's."""
    return [
        PooledScore(
            PanelId(panel), ItemId(f"q{n}"), rater, masked, row[(at + by) % 3], 3, low=1, high=5
        )
        for n, row in enumerate(SCORES, 1)
        for at, rater in enumerate(raters)
    ]


def test_named_raters_are_told_over_panels() -> None:
    pooled = pooled_statistics(
        scores("one", NAMED, masked=False) + scores("two", NAMED, masked=False)
    )
    assert {
        name: own.severity.n for name, own in pooled.statistics.raters.items()
    } == dict.fromkeys(NAMED, 10)
    assert [*pooled_words(pooled)] == ["Over 2 panels, rated 1 to 5."]


def test_of_masked_raters_nothing_is_told_and_their_ratings_count() -> None:
    masked = [s for panel in "abc" for s in scores(panel, LETTERS, masked=True)]
    named = scores("one", NAMED, masked=False) + scores("two", NAMED, masked=False)
    alone, pooled = pooled_statistics(named), pooled_statistics(named + masked)
    assert pooled.statistics.ratings == 75
    assert pooled.statistics.agreement.pairs == 75
    assert pooled.statistics.raters == alone.statistics.raters
    told = [
        *pooled_words(pooled),
        *panel_words(pooled.statistics),
        str(to_document(pooled.statistics)),
    ]
    assert not [letter for letter in LETTERS if letter in " ".join(told)]
    assert told[0] == "Over 5 panels, rated 1 to 5."
    assert told[1] == (
        "3 of them are masked: the ratings count, but nothing is told of one rater, and whoever "
        "sat in several counts as another person in each, so that no letter gets a name."
    )


def test_no_figure_tells_which_letters_are_one_person() -> None:
    """Letters are dealt anew for each panel: however they fall, the statistics are the same."""
    told = {
        str(to_document(pooled_statistics(scores("a", LETTERS, masked=True) + dealt).statistics))
        for by in range(3)
        for dealt in [scores("b", LETTERS, masked=True, by=by)]
    }
    assert len(told) == 1


def test_one_masked_panel_of_all_is_told_so() -> None:
    pooled = pooled_statistics(scores("a", LETTERS, masked=True))
    assert [*pooled_words(pooled)][1] == (
        "It is masked: the ratings count, but nothing is told of one rater, so that no letter gets "
        "a name."
    )
    assert not pooled.statistics.raters
