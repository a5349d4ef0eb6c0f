import pytest

from mock_panel.scoring.arithmetic import sums
from mock_panel.scoring.quantities import quantities
from mock_panel.scoring.reading import fold, read


def found(text: str) -> list[tuple[float, str]]:
    return [(round(q.value, 3), q.kind) for q in quantities(read(fold(text)).words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two point four million dollars", [(2.4e6, "$")]),
        ("$2.4M", [(2.4e6, "$")]),
        ("1.2 million", [(1.2e6, "")]),
        ("a hundred and twenty days", [(120, "days")]),
        ("nine hundred and two to forty-five", [(902, ""), (45, "")]),
        ("a third of it", [(0.333, "share")]),
        ("two-thirds", [(0.667, "share")]),
        ("twenty two percent, 40%", [(22, "%"), (40, "%")]),
        ("eleven point five per cent", [(11.5, "%")]),
        ("3x faster", [(3, "x")]),
        ("a thirty-day notice and a 30-day wait", [(30, "day"), (30, "day")]),
        ("three hundred thousand and six", [(300006, "")]),
        ("1,318 of 1,460", [(1318, ""), (1460, "")]),
        ("a dozen calls, a long day", [(12, "calls")]),
        ("it doubled and then halved", [(2, "x"), (0.5, "x")]),
        ("seven and a half minutes", [(7.5, "minutes")]),
        ("a day and a half, a day and a night", [(1.5, "day")]),
        ("one truck in eight, then one in forty", [(0.125, "share"), (0.025, "share")]),
        ("one in two years, one in 2021", [(1, ""), (2, "years"), (1, ""), (2021, "")]),
        ("nobody counted", []),
    ],
)  # fmt: skip
def test_quantities_in_words_and_digits(text: str, expected: list[tuple[float, str]]) -> None:
    assert found(text) == expected


def checked(text: str) -> list[bool]:
    words = read(fold(text)).words
    return [s.agrees for s in sums(words, quantities(words))]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("the wait fell from 40 days to 10, down 75%", [True]),
        ("the wait fell from 40 days to 10 days, a drop of 80 percent", [False]),
        ("from two hundred dollars to fifty, seventy-five percent less", [True]),
        ("it rose from 50 to 75, up about 45 percent", [True]),
        ("it rose from 50 to 75, up 40 percent", [False]),
        ("turnover went from 28 percent to 6", []),
        ("the score went from 40 to 80 percent of the goal", []),
        ("from March to June 20% of them left", []),
    ],
)
def test_a_percentage_that_start_and_end_belie_is_found(text: str, agrees: list[bool]) -> None:
    assert checked(text) == agrees
