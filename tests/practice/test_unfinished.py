"""What an unfinished answer is said to hold."""

from dataclasses import replace

import pytest

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import LOBBY_PHASE, PROBE_PHASE, SUPPLEMENTAL_PHASE
from mock_panel.practice.left_to_do import words_session
from mock_panel.practice.unfinished import (
    discarded_words,
    draft_name,
    draft_question,
    draft_words,
)
from mock_panel.scoring.live import LiveShares
from tests.storage.sample_attempts import make_draft

SPOKEN = replace(make_draft(0).setup, mode=AnswerMode.SPOKEN)


@pytest.mark.parametrize(
    ("text", "spoken", "said"),
    [
        ("I led it", False, "3 words"),
        ("Yes", False, "1 word"),
        ("", False, "nothing written yet"),
        (" ", True, "1 minute 7 seconds of speaking"),
        ("I led it", True, "3 words"),
    ],
)
def test_words_or_the_time_spoken(text: str, spoken: bool, said: str) -> None:
    draft = replace(make_draft(0), text=text, answer_seconds=67.4)
    assert draft_words(replace(draft, setup=SPOKEN) if spoken else draft) == said


@pytest.mark.parametrize(
    "text",
    [
        "I led it - with care — and it held.",
        "We can't. I didn't!\n\n* first\n* second",
    ],
)
def test_words_are_counted_as_beside_the_answer(text: str) -> None:
    shown = LiveShares().divide(text).words
    assert shown != len(text.split())
    assert draft_words(replace(make_draft(0), text=text)) == f"{shown} words"


@pytest.mark.parametrize(
    ("text", "note", "told"),
    [
        ("I led it", "", "3 words would be gone."),
        ("I led it", "lead", "3 words and your outline would be gone."),
        ("", "lead", "Your outline would be gone."),
        ("", "", "Nothing written yet."),
    ],
)
def test_only_what_there_is_can_be_gone(text: str, note: str, told: str) -> None:
    assert discarded_words(replace(make_draft(0), text=text, note=note), "") == told


def test_of_an_unspoken_answer_nothing_is_said_yet() -> None:
    unspoken = replace(make_draft(0), setup=SPOKEN, text="", note="", answer_seconds=0.4)
    assert discarded_words(unspoken, "") == "Nothing said yet."


@pytest.mark.parametrize(
    ("phase", "name", "asked", "stays"),
    [
        (LOBBY_PHASE, "board", "", "The rest of the board would be gone; its answers stay"),
        (
            SUPPLEMENTAL_PHASE, "answer to a supplemental", "Who resisted?",
            "3 words would be gone. The board would end here; its answers stay",
        ),
        (
            PROBE_PHASE, "answer to a probe", "Who resisted?",
            "3 words would be gone. The stored answer stays",
        ),
    ],
)  # fmt: skip
def test_what_was_asked_is_named_and_what_stays(
    phase: str, name: str, asked: str, stays: str
) -> None:
    draft = replace(make_draft(0), phase=phase, text="I led it", note="Who resisted?")
    assert draft_name(draft) == name
    assert draft_question(draft) == asked
    assert discarded_words(draft, "") == f"{stays} in your history."


def test_other_words_for_a_stored_answer_leave_it_as_it_is() -> None:
    draft = make_draft(0)
    draft = replace(draft, session=words_session(draft.attempt), text="I led it", note="")
    assert draft_name(draft) == "words of a stored answer"
    assert discarded_words(draft, "").endswith("The stored answer stays in your history.")
