"""Which recogniser would be used, and how pieces of words become words."""

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.speech import Word
from mock_panel.speech.models import MODELS, EngineId
from mock_panel.speech.recognisers.catalogue import ENTRIES, Choice, best_recogniser, entry
from mock_panel.speech.recognisers.onnx_asr import Token, words_of

LIBRARIES = ("onnx_asr", "onnxruntime", "faster_whisper", "pocketsphinx")


def hide(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """As if they were not installed."""
    for library in libraries:
        monkeypatch.setitem(sys.modules, library, None)


def fetch(models: Path, *identities: str) -> None:
    for model in MODELS:
        if model.id in identities:
            model.folder(models).mkdir(parents=True)
            for name in model.files:
                (model.folder(models) / name).write_text("something")


def chosen(choice: Choice) -> str | None:
    return choice.recogniser.id if choice.recogniser else None


def test_the_best_of_those_that_work_is_used(tmp_path: Path) -> None:
    assert best_recogniser(tmp_path) == Choice(entry("pocketsphinx").recogniser)
    best_to_come = ["whisper-base.en", "whisper-small.en", "parakeet-v3", "parakeet-v2"]
    for identity in best_to_come:
        fetch(tmp_path, identity)
        assert best_recogniser(tmp_path) == Choice(entry(identity).recogniser)


def test_the_wanted_one_is_used_where_it_works(tmp_path: Path) -> None:
    fetch(tmp_path, "parakeet-v2", "whisper-base.en")
    for wanted in ("pocketsphinx", "whisper-base.en", "parakeet-v2"):
        assert best_recogniser(tmp_path, wanted) == Choice(entry(wanted).recogniser)
    assert chosen(best_recogniser(tmp_path, "faster-whisper")) == "whisper-base.en"
    assert chosen(best_recogniser(tmp_path, "onnx-asr")) == "parakeet-v2"


def test_another_takes_the_place_of_a_wanted_one_and_the_reason_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead = best_recogniser(tmp_path, "parakeet-v3")
    assert chosen(instead) == "pocketsphinx"
    assert instead.reason.endswith("mock-panel models fetch parakeet-v3")
    assert "pip" not in instead.reason
    fetch(tmp_path, "parakeet-v3")
    hide(monkeypatch, "onnxruntime")
    instead = best_recogniser(tmp_path, "parakeet-v3")
    assert chosen(instead) == "pocketsphinx"
    assert instead.reason.endswith("pip install 'onnx-asr[cpu]'")
    unknown = best_recogniser(tmp_path, "parrot")
    assert chosen(unknown) == "pocketsphinx"
    assert "no recogniser 'parrot'" in unknown.reason
    assert "parakeet-v2" in unknown.reason


def test_without_any_the_reason_is_one_line_with_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(monkeypatch, *LIBRARIES)
    none = best_recogniser(tmp_path)
    assert none == Choice(
        None,
        "no recogniser: pip install 'onnx-asr[cpu]', then mock-panel models fetch parakeet-v2",
    )
    assert best_recogniser(tmp_path / "nowhere", "pocketsphinx").reason.endswith(
        "pip install pocketsphinx"
    )


def test_whoever_has_a_library_is_told_to_fetch_its_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(monkeypatch, "onnx_asr", "onnxruntime", "pocketsphinx")
    none = best_recogniser(tmp_path)
    assert none == Choice(None, "no recogniser: mock-panel models fetch whisper-small.en")


def test_a_model_that_is_not_whole_is_none(tmp_path: Path) -> None:
    fetch(tmp_path, "parakeet-v2")
    file = tmp_path / "parakeet-v2" / "vocab.txt"
    file.write_text("")
    assert chosen(best_recogniser(tmp_path)) == "pocketsphinx"
    file.unlink()
    assert chosen(best_recogniser(tmp_path)) == "pocketsphinx"
    assert list(MODELS[0].missing(file.parent)) == ["vocab.txt"]


def test_asking_loads_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in LIBRARIES:
        monkeypatch.delitem(sys.modules, library, raising=False)
    best_recogniser(tmp_path)
    assert not set(LIBRARIES) & set(sys.modules)


def test_every_recogniser_can_be_told_from_the_others() -> None:
    assert len({each.id for each in ENTRIES}) == len(ENTRIES)
    assert {each.engine for each in ENTRIES} == set(EngineId)
    assert [each.id for each in ENTRIES if each.recogniser.rough] == ["pocketsphinx"]
    with pytest.raises(KeyError):
        entry("onnx-asr")


def words(*tokens: tuple[str, float]) -> list[tuple[str, float, float]]:
    found = words_of((text, at, None) for text, at in tokens)
    return [(word.text, round(word.start, 2), round(word.end, 2)) for word in found]


def test_tokens_that_begin_with_a_space_begin_words() -> None:
    assert words((" super", 1.0), ("vis", 1.2), ("or", 1.4), (" said", 2.0)) == [
        ("supervisor", 1.0, 1.64),
        ("said", 2.0, 2.24),
    ]


def test_a_word_ends_where_the_next_begins() -> None:
    assert words((" a", 1.0), (" team", 1.08)) == [("a", 1.0, 1.08), ("team", 1.08, 1.32)]


def test_punctuation_belongs_to_the_word_before_and_adds_no_time() -> None:
    assert words((" cost", 1.0), (",", 2.0), (" .", 2.4), (" $", 3.0), ("5", 3.1), ("%", 3.2)) == [
        ("cost,.", 1.0, 1.24),
        ("$5%", 3.1, 3.34),
    ]


def test_what_is_no_word_is_left_out() -> None:
    assert words(("<unk>", 0.1), (" ", 0.2), (" <|nospeech|>", 0.3), ("um", 0.4)) == [
        ("um", 0.4, 0.64)
    ]
    assert words() == []


def test_confidence_is_the_mean_of_the_tokens() -> None:
    (word,) = words_of([(" a", 0.0, -0.1), ("b", 0.1, -0.3)])
    assert word == Word("ab", 0.0, 0.1 + 0.24, math.exp(-0.2))


TOKENS = st.lists(
    st.tuples(
        st.sampled_from([" a", "b", " c", ".", " ", " 7", "<unk>", " ,"]),
        st.integers(0, 300).map(lambda frame: frame * 0.08),
        st.floats(-20, 0),
    ),
    max_size=30,
).map(lambda tokens: sorted(tokens, key=lambda token: token[1]))


@given(TOKENS)
def test_words_are_in_order_and_none_lasts_less_than_nothing(tokens: list[Token]) -> None:
    found = words_of(tokens)
    for word in found:
        assert word.start <= word.end
        assert word.confidence is not None
        assert 0 <= word.confidence <= 1
        assert word.text == word.text.strip() != ""
    assert [w.start for w in found] == sorted(w.start for w in found)
    letters = [c for text, _, _ in tokens for c in text if c.isalnum() and text != "<unk>"]
    assert [c for word in found for c in word.text if c.isalnum()] == letters
