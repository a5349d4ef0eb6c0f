"""What an unfinished answer is said to hold."""

from dataclasses import replace

import pytest

from mock_panel.domain.parts import AnswerMode
from mock_panel.practice.unfinished import draft_words
from mock_panel.scoring.live import LiveShares
from tests.storage.sample_attempts import make_draft

SPOKEN = replace(make_draft(0).setup, mode=AnswerMode.SPOKEN)


@pytest.mark.parametrize(
    ("text", "spoken", "said"),
    [
        ("I led it", False, "3 words"),
        ("Yes", False, "1 word"),
        ("", False, "0 words"),
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
