import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.speech.speakable import speakable

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_an_engine_can_take_whatever_comes_out(text: str) -> None:
    said = speakable(text)
    said.encode("utf-8")
    assert not any(unicodedata.category(c).startswith("C") for c in said)
    assert said == " ".join(said.split())


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert speakable(speakable(text)) == speakable(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tell us\nabout\tit.", "Tell us about it."),
        ("C++ & <tag> [[x]] 30 % – “so”", "C++ & <tag> [[x]] 30 % – “so”"),
        ("soft\u00adhyphen", "softhyphen"),
        ("cut\x00here", "cut here"),
        ("half \ud83d pair", "half pair"),
        ("naïve 你好 😀", "naïve 你好 😀"),
        ("\x00\u200b \n", ""),
    ],
)
def test_words_stay_as_they_are(text: str, said: str) -> None:
    assert speakable(text) == said
