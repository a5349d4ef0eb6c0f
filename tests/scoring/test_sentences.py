import re

import pytest
from hypothesis import given

from mock_panel.scoring.sentences import given as placed
from mock_panel.scoring.sentences import split
from tests.scoring.labelled import development
from tests.scoring.strategies import TEXTS


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    place = 0
    for start, end in split(text):
        assert place <= start < end <= len(text)
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()


def test_prose_is_split_at_full_stops_but_not_inside_abbreviations_and_numbers() -> None:
    text = (
        "The U.S. Army asked Dr. Hill for 3.5 million. "
        "At 5 p.m. precisely I called him! Was he in? No. I rang at 6 a.m. on the Friday. He came "
        "at 9 a.m. He stayed. "
        "It cost $2.1M, est. losses ten times as much. We met at 9 EST. Then he left."
    )
    assert pieces(text) == [
        "The U.S. Army asked Dr. Hill for 3.5 million.",
        "At 5 p.m. precisely I called him!",
        "Was he in?",
        "No.",
        "I rang at 6 a.m. on the Friday.",
        "He came at 9 a.m.",
        "He stayed.",
        "It cost $2.1M, est. losses ten times as much.",
        "We met at 9 EST.",
        "Then he left.",
    ]


def test_lower_case_changes_no_boundary() -> None:
    for answer in development():
        assert split(answer.text.lower()) == split(answer.text)


def test_bullets_and_fragments_on_their_own_lines_are_sentences() -> None:
    text = (
        "Background\n- backlog of 90 days\n* led the fix\n1. Pulled the files\n2) met the union\n"
    )
    assert pieces(text) == [
        "Background",
        "- backlog of 90 days",
        "* led the fix",
        "1. Pulled the files",
        "2) met the union",
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "I asked each chief for the list and put all of them on\n"
        "one map. Then we met in the street\nand agreed."
    )
    assert pieces(text) == [
        "I asked each chief for the list and put all of them on\none map.",
        "Then we met in the street\nand agreed.",
    ]


def test_a_run_on_without_marks_is_cut_before_subjects() -> None:
    text = (
        "we had a backlog of ninety days in that office and nobody knew why i pulled forty files "
        "and read them at night then i asked the union to help and by march the backlog was gone"
    )
    assert pieces(text) == [
        "we had a backlog of ninety days in that office and nobody knew why",
        "i pulled forty files and read them at night",
        "then i asked the union to help and by march the backlog was gone",
    ]


def test_punctuated_answers_are_split_as_their_authors_wrote_them() -> None:
    seen = 0
    for answer in development():
        told = [s.text for s in answer.sentences]
        # Notes hold several short ones in one unit or end without a mark; a very long one is cut.
        ends = all(t[-1] in ".!?\"'”" and not re.search(r"[.!?]\W*\s|\b[A-Z]\.$", t) for t in told)
        if ends and all(len(text.split()) <= 60 for text in told):
            seen += 1
            assert pieces(answer.text) == told, answer.id
    assert seen > 60


def test_given_sentences_keep_their_places() -> None:
    assert placed("Yes. I did", ["Yes.", "I did"]) == [(0, 4), (5, 10)]


def test_given_sentences_that_are_not_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="not the text"):
        placed("Yes. I did", ["Yes.", "I do"])
