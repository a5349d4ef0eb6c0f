"""Syllables from spelling, against a pronouncing dictionary."""

import json
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.speech.syllables import syllables
from tests.real_parts import require

_VOWELS = re.compile(r"\b(?:AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)\b")
_ANSWERS = Path(__file__).parents[1] / "scoring" / "answers"


@cache
def dictionary() -> dict[str, set[int]]:
    """CMU's, as it comes with PocketSphinx: each word's syllables, in any pronunciation."""
    spec = find_spec("pocketsphinx")
    require(spec is not None, "no pocketsphinx, whose dictionary this needs: uv sync installs it")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "model" / "en-us" / "cmudict-en-us.dict"
    known: dict[str, set[int]] = {}
    for line in path.read_text().splitlines():
        word, _, sounds = line.partition(" ")
        known.setdefault(re.sub(r"\(\d+\)$", "", word), set()).add(len(_VOWELS.findall(sounds)))
    return known


def is_held_out(word: str) -> bool:
    """A third of all words, which were not looked at while the rules were written."""
    return int(sha256(word.encode()).hexdigest(), 16) % 3 == 0


@cache
def answers() -> tuple[Counter[str], ...]:
    """The words of each labelled answer that the dictionary has."""
    told = []
    for path in sorted(_ANSWERS.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            text = " ".join(s["text"] for s in json.loads(line)["sentences"]).lower()
            words = re.findall(r"[a-z]+(?:'[a-z]+)*", text.replace("’", "'"))
            # Letters that stand alone are names of things, or a "w/" for with.
            said = (word for word in words if len(word) > 1 or word in {"a", "i"})
            told.append(Counter(word for word in said if word in dictionary()))
    return tuple(told)


def test_words_held_out_are_mostly_right() -> None:
    """97.7 of 100 as often as they stand in answers; 93.6 of 100 of all in the dictionary."""
    told = Counter[str]()
    for answer in answers():
        told.update(answer)
    held = Counter({w: n for w, n in told.items() if is_held_out(w)})
    right = sum(n for word, n in held.items() if syllables(word) in dictionary()[word])
    assert right / held.total() > 0.97
    words = [word for word in dictionary() if word.isalpha() and is_held_out(word)][::5]
    assert sum(syllables(w) in dictionary()[w] for w in words) / len(words) > 0.93


def test_the_sum_of_an_answer_is_within_five_percent() -> None:
    counted = cache(syllables)
    for words in answers():
        if words.total() < 50:
            continue
        estimated = sum(n * counted(word) for word, n in words.items())
        least = sum(n * min(dictionary()[word]) for word, n in words.items())
        most = sum(n * max(dictionary()[word]) for word, n in words.items())
        assert 0.95 * least < estimated < 1.05 * most


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("7", 2),
        ("21", 3),
        ("100", 3),
        ("2019", 4),
        ("2005", 4),
        ("1900", 4),
        ("1805", 4),
        ("4.2", 3),
        ("00.0", 5),
        ("$4", 3),
        ("50%", 4),
        ("40,000", 4),
        ("GS-14", 4),
        ("1st", 2),
        ("", 0),
        ("—", 0),
        ("who've", 1),
        ("boss's", 2),
        ("didn't", 2),
        ("sql", 3),
        ("9" * 5000, 5000),
        ("hmm", 1),
    ],
)
def test_numbers_signs_and_apostrophes(word: str, said: int) -> None:
    assert syllables(word) == said


@settings(deadline=None)
@given(st.text())
def test_any_token_has_a_count(word: str) -> None:
    assert syllables(word) >= 0
