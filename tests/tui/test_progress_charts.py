"""The drawings of Progress, as plain text: colour must not be needed to read them."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.delivery import Delivery, FillerCount, Pause, Rates, WordSource
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.speech import Stretch
from mock_panel.practice.calendar import practice_calendar
from mock_panel.practice.looking_back import (
    levels_of,
    ownership_trend,
    parts_balance,
    time_discipline,
)
from mock_panel.practice.speaking import speaking
from mock_panel.tui.screens.progress_calendar import calendar_drawing
from mock_panel.tui.screens.progress_levels import levels_drawing
from mock_panel.tui.screens.progress_ownership import ownership_drawing
from mock_panel.tui.screens.progress_pace import pace_drawing
from mock_panel.tui.screens.progress_parts import parts_drawing, stacked_bar
from mock_panel.tui.screens.progress_time import time_drawing
from tests.tui.histories import BAND, CURRENT, ECQS, NOW, bank, evening_practice, summary

FRAMEWORK = bank().framework(CURRENT)
TITLES = {ecq.id: ecq.short_title for ecq in FRAMEWORK.ecqs}
SAID = {
    a.id: Delivery(
        Stretch(1, 121), 100, (Pause(Stretch(10, 22), None),),
        Rates(WordSource.TEXT, 300, 400, 140.0, 160.0), FillerCount(WordSource.TEXT),
    )
    for a in evening_practice(60)
}  # fmt: skip
GUIDE = {Part.SITUATION: 25, Part.ACTION: 50, Part.RESULT: 25}


def test_each_answer_is_one_point_on_the_line_of_its_level() -> None:
    levels = [2, 3, 3, 5, 4, 1]
    newest_first = [summary(n, level=level) for n, level in enumerate(reversed(levels))]
    drawn = levels_drawing([levels_of(FRAMEWORK.ecqs[0], newest_first)], 60).plain.splitlines()
    rows = {line[0]: line for line in drawn if "│" in line}
    columns = sorted(row.index("●") for row in rows.values())
    assert {level: row.count("●") for level, row in rows.items()} == {
        "5": 1, "4": 1, "3": 2, "2": 1, "1": 1,
    }  # fmt: skip
    assert rows["2"].index("●") == columns[0]
    assert rows["1"].index("●") == columns[-1]
    assert "6 answers" in drawn[-1]


def test_more_answers_than_fit_are_cut_at_the_old_end_and_the_cut_is_told() -> None:
    attempts = [summary(n, level=5 if n == 0 else 3) for n in range(45)]
    drawn = levels_drawing([levels_of(FRAMEWORK.ecqs[0], attempts)], 37).plain
    assert "last 34 of 45" in drawn
    top = next(line for line in drawn.splitlines() if line.startswith("5"))
    assert top.rstrip().endswith("●")
    assert len(top.rstrip()) == 37


def test_answers_that_were_not_all_read_are_not_counted() -> None:
    row = levels_of(FRAMEWORK.ecqs[0], [summary(n) for n in range(200)], is_all=False)
    drawn = levels_drawing([row], 37).plain
    assert "last 34 answers" in drawn
    assert "200" not in drawn


def test_few_answers_are_words_and_no_number_looks_like_a_mean() -> None:
    attempts = [summary(1, level=2), summary(2, level=4), summary(3, level=None)]
    rows = [levels_of(ecq, attempts if ecq.id == ECQS[0] else []) for ecq in FRAMEWORK.ecqs]
    drawn = levels_drawing(rows, 60).plain
    assert "3 answers, 2 scored" in drawn
    assert "1 at level 2, 1 at level 4" in drawn
    assert "3 more scored answers for a chart" in drawn
    assert drawn.count("not practised yet") == 4
    assert "●" not in drawn
    assert "of 5" not in drawn


@given(
    shares=st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda s: sum(s) <= 1),
    cells=st.integers(10, 80),
)
def test_a_bar_is_always_full_and_names_every_part_that_has_words(
    shares: list[float], cells: int
) -> None:
    bar = stacked_bar(dict(zip(STORY_PARTS, shares, strict=True)), cells).plain
    assert len(bar) == cells
    for part, share in zip(STORY_PARTS, shares, strict=True):
        assert (part.letter in bar) == (share > 0)
        drawn = len(bar.partition(part.letter)[2]) - len(bar.partition(part.letter)[2].lstrip("━"))
        if share > 0:
            assert abs(drawn + 1 - share * cells) <= 4


def test_each_bar_stands_under_the_guide_with_ownership_and_both_levels() -> None:
    attempts = [summary(1, ECQS[1], 4, self_level=2)]
    lines = parts_drawing(parts_balance(attempts), [GUIDE], TITLES, 76).plain.splitlines()
    guide, bar = lines[-2], lines[-1]
    assert guide.startswith("guide")
    assert guide.endswith("25 · 50 · 25")
    assert guide.index("S") == bar.index("S━")
    assert "Driving Efficiency" in bar
    assert bar.split()[-2:] == ["I", "4/2"]


def test_no_scored_answer_is_said_and_not_drawn() -> None:
    drawn = parts_drawing(parts_balance([summary(1, level=None)]), [], TITLES, 76).plain
    assert drawn == "No scored answer yet, so there is nothing to divide."


def test_the_dot_stands_in_over_or_before_the_thick_line_of_the_band() -> None:
    seconds = (60.0, 150.0, 230.0)
    attempts = [summary(n, seconds=s) for n, s in enumerate(seconds)]
    lines = time_drawing(time_discipline(attempts), TITLES, 76).plain.splitlines()[-3:]
    short, good, over = lines
    assert short.index("●") < short.index("━")
    assert good.index("━") < good.index("●") < good.rindex("━")
    assert over.index("●") > over.rindex("━")
    assert [line.split()[-2] for line in lines] == ["short", "band", "over"]


def test_one_endless_answer_does_not_squeeze_the_others() -> None:
    attempts = [summary(1), summary(2, seconds=3600.0)]
    drawn = time_drawing(time_discipline(attempts), TITLES, 76).plain
    assert f"{int(1.5 * BAND.high) // 60 + 1}:00" in drawn
    assert "▶" in drawn.splitlines()[-1]
    assert "57:00 over" in drawn


@settings(max_examples=40, deadline=None)
@given(width=st.integers(38, 140), count=st.integers(0, 60))
def test_no_line_is_wider_than_the_screen(width: int, count: int) -> None:
    attempts = evening_practice(count)
    rows = [levels_of(e, [a for a in attempts if a.ecq == e.id]) for e in FRAMEWORK.ecqs]
    time = time_discipline(attempts)
    drawings = [
        levels_drawing(rows, width).plain.split("\n", 1)[1],
        time_drawing(time, TITLES, width).plain.partition("0:00")[2] if count else "",
        parts_drawing(parts_balance(attempts), [GUIDE], TITLES, width).plain.partition("divide")[2],
        ownership_drawing(ownership_trend(attempts), width).plain,
        pace_drawing(speaking(attempts, SAID), TITLES, width).plain.partition("wpm")[2],
        calendar_drawing(practice_calendar(attempts, NOW.date()), width, is_complete=False).plain,
    ]
    for drawing in drawings:
        assert max((len(line) for line in drawing.splitlines()[1:]), default=0) <= width


def test_the_minutes_of_a_single_week_are_those_of_this_week() -> None:
    drawn = calendar_drawing(practice_calendar([summary(1)], NOW.date()), 76, is_complete=True)
    assert "minutes of answering this week: " in drawn.plain


@pytest.mark.parametrize(("first", "expected"), [(20, "Feb –"), (80, "Dec 2025 –")])
def test_the_year_of_the_first_date_is_told_where_it_differs(first: int, expected: str) -> None:
    attempts = [summary(n) for n in (1, 2, 3, 4, first)]
    assert isinstance(attempts[0].started_at, datetime)
    assert expected in levels_drawing([levels_of(FRAMEWORK.ecqs[0], attempts)], 37).plain
