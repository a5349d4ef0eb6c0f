"""Ratings from CSV: what is read, and what each mistake is told as."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.errors import InputError
from mock_panel.panel.ratings_csv import read_ratings_csv
from mock_panel.panel.ratings_table import RatingTriple, ScaleEnds


def read(text: str) -> tuple[RatingTriple, ...]:
    return read_ratings_csv(text, "scores.csv", ScaleEnds(1, 5))


def test_ratings_are_read_in_their_order() -> None:
    ratings = read("rater,item,score\nAnn,q1,4\nBob,q1,3.5\nBob,q2,\n")
    assert ratings == (("Ann", "q1", 4), ("Bob", "q1", 3.5), ("Bob", "q2", None))
    assert [type(score) for _, _, score in ratings] == [int, float, type(None)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffrater,item,score\nAnn,q1,4\n",
        "score,rater,item\n4,Ann,q1",
        " Rater , ITEM,Score\r\n Ann , q1 , 4 \r\n",
        "rater;item;score\nAnn;q1;4\n",
        "rater\titem\tscore\nAnn\tq1\t+4.0\n",
        '\n\nrater,item,score\n\n"Ann",q1,4\n,,\n',
        "date,rater,item,score,date\n2026,Ann,q1,4,\n",
    ],
    ids=["mark", "order", "case and space", "semicolons", "tabs", "blank lines", "more columns"],
)
def test_tables_of_any_origin_are_read(text: str) -> None:
    assert read(text) == (("Ann", "q1", 4),)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "1:1: the file is empty", "Begin with the line rater,item,score"),
        (" \n\n", "1:1: the file is empty", "Begin with"),
        ("rater,item,score\n", "2:1: there is no rating", "Begin with"),
        ("Ann,q1,4\n", "1:1: missing columns 'rater' and 'item' and 'score' in the first", "Begin"),
        ("rater,item,mark\nAnn,q1,4\n", "1:1: missing column 'score' in the first line", "Begin"),
        ("rater,item,score,Item\n", "1:4: second column 'item'", "Keep one of them."),
        ("rater,item,score\nAnn,q1,four\n", "2:3: 'four' is not a number", "Write a number such"),
        ("rater,item,score\nAnn,q1,nan\n", "2:3: 'nan' is not a number", "Write a number"),
        ("rater,item,score\nAnn,q1,-inf\n", "2:3: '-inf' is not a number", "Write a number"),
        ("rater;item;score\nAnn;q1;3,5\n", "2:3: '3,5' is not a number", "such as 4 or 3.5"),
        ("rater,item,score\nAnn,q1,1_0\n", "2:3: '1_0' is not a number", "Write a number"),
        (f"rater,item,score\nAnn,q1,{'9' * 400}\n", "...' is too large for a score", "Write"),
        ("rater,item,score\nAnn,q1,6\n", "2:3: '6' is not on the scale from 1 to 5", "Write"),
        ("score,item,rater\n4,,Ann\n", "2:2: no item", "Write the item's name."),
        ("rater,item,score\n ,q1,4\n", "2:1: no rater", "Write the rater's name."),
        ("rater,item,score\nAnn,q1\n", "2:1: 2 fields where the first line has 3", "Quote a"),
        ("rater,item,score\nAnn\n", "2:1: 1 field where the first line has 3", "Quote a"),
        ("rater,item,score\nAnn,q1,4,5\n", "2:1: 4 fields where the first line has 3", "Quote a"),
        (
            'rater,item,score\nAnn,"q\n1",4\n\nAnn,"q\n1",\n',
            "5:2: 'Ann' rated 'q\\n1' already in line 2",
            "Keep one of the two",
        ),
        ('"rater,item,score\n', "1:1: not CSV: unexpected end of data", "Close each"),
        ('rater,item,score\nAnn,"q1,4\n', "2:1: not CSV: unexpected end of data", "Close each"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_how_to_mend_it(
    text: str, message: str, hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.message.startswith("scores.csv:")
    assert message in caught.value.message
    assert "\n" not in caught.value.message
    assert hint in caught.value.hint


def test_several_mistakes_are_told_at_once_up_to_a_point() -> None:
    rows = "".join(f"Ann,q{i},x\n" for i in range(12))
    with pytest.raises(InputError) as caught:
        read(f"rater,item,score\n{rows}")
    told = caught.value.message.splitlines()
    assert told[0] == "scores.csv:2:3: 'x' is not a number"
    assert told[9] == "scores.csv:11:3: 'x' is not a number"
    assert told[10:] == ["and 2 more"]


def test_without_a_scale_any_score_may_stand() -> None:
    (rating,) = read_ratings_csv("rater,item,score\nAnn,q1,-17.25\n", "scores.csv")
    assert rating == ("Ann", "q1", -17.25)


name = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: text == text.strip() and "\ufeff" not in text
)
some_score = st.none() | st.integers(1, 5) | st.integers(10, 50).map(lambda tenths: tenths / 10)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(name, name), some_score, min_size=1))
def test_what_a_spreadsheet_writes_comes_back(ratings: dict[tuple[str, str], float | None]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["rater", "item", "score"])
    writer.writerows([(*who, "" if score is None else score) for who, score in ratings.items()])
    assert read(file.getvalue()) == tuple((*who, score) for who, score in ratings.items())


@settings(deadline=None)
@given(st.text())
def test_any_text_is_ratings_or_one_error(text: str) -> None:
    for whole in (text, f"rater,item,score\n{text}"):
        try:
            told = ""
            assert read(whole)
        except InputError as error:
            told = f"{error.message}\n{error.hint}"
        assert not told or re.match(r"scores\.csv:\d+:\d+: .+\n.+", told)
