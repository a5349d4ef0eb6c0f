"""Quantities in words and digits: "two point four million dollars", "$2.4M", "a third", "40%".

Our own, because the libraries that read spelt-out numbers give no places of the words, and
every quantity here must be quoted from the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mock_panel.scoring.wordlist import word_set

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
}  # fmt: skip
_SUFFIXES = {
    "k": 1e3, "m": 1e6, "mm": 1e6, "mil": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bil": 1e9,
    "t": 1e12, "million": 1e6, "billion": 1e9, "thousand": 1e3,
}  # fmt: skip
_FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10,
    "tenths": 1 / 10,
}  # fmt: skip
_FOLDS = {
    "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0, "quadrupled": 4.0,
    "halved": 0.5, "halving": 0.5,
}  # fmt: skip
"""Verbs that say how many times as much."""
_AFTER_ARTICLE = {*_SCALES, *_FRACTIONS, "dozen"}
_BEGINNINGS = {*_UNITS, *_TENS, *_SCALES, *_FRACTIONS, *_FOLDS, "dozen"}
"""Words with which a quantity can begin that is spelt out."""
_PERCENT = word_set("% percent percentage pct")
_NO_THINGS = word_set("to of in and or by at for from per the a as on with were was had that it")
_SPANS = word_set("year years month months week weeks day days hour hours minutes seconds")
_FIRST_YEAR = 1900
_AND_PARTS = tuple(("and", "a", part) for part in ("half", "third", "quarter"))
"""What makes "seven and a half" of seven."""
_MONEY = word_set("dollars dollar bucks cents euros pounds")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity within a reading."""

    value: float
    kind: str
    """`%`, `$`, `share` (a half, two thirds), `x` (3x, doubled), or the thing counted (`days`)."""
    first: int
    last: int
    """Indices of its first and last word; the percent sign or the currency is included."""


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"([$£€]?)(\d[\d,]*(?:\.\d+)?)(%?)-?([a-z]*)")


def quantities(words: Sequence[str]) -> list[Quantity]:
    """All quantities of a reading's words, in order, none within another."""
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity = _at(words, index)
        if quantity is None:
            index += 1
            continue
        found.append(quantity)
        index = quantity.last + 1
    return found


def _at(words: Sequence[str], index: int) -> Quantity | None:
    """The quantity that begins at a word; none if none does."""
    if words[index] in {"a", "an"}:
        return _after_article(words, index)
    spelt = words[index]
    if spelt[0].isdigit() or spelt[0] in "$£€":
        return _one_in(words, index) or _in_digits(words, index)
    if "-" in spelt:
        return _hyphenated(words, index)
    if spelt not in _BEGINNINGS:
        return None
    return _one_in(words, index) or _in_words(words, index, index)


def _after_article(words: Sequence[str], first: int) -> Quantity | None:
    """`a hundred`, `a third`, `a dozen`, `a day and a half`."""
    index = first + 1
    named = words[index] if index < len(words) else ""
    if named in _SPANS and tuple(words[index + 1 : index + 4]) in _AND_PARTS:
        return Quantity(1 + _FRACTIONS[words[index + 3]], named, first, index + 3)
    return _in_words(words, first, index) if named in _AFTER_ARTICLE else None


def _in_words(words: Sequence[str], first: int, index: int) -> Quantity | None:
    """A quantity spelt out from a word on, `first` being its article or the same word."""
    value, after = _spelt_out(words, index)
    if after == index:
        return _unnumbered(words[index], first, index)
    if after < len(words) and words[after] in _FRACTIONS and value < 10:
        return Quantity(value * _FRACTIONS[words[after]], "share", first, after)
    part = tuple(words[after : after + 3])
    if part in _AND_PARTS:
        return _with_kind(words, value + _FRACTIONS[part[-1]], first, after + 3)
    return _with_kind(words, value, first, after)


def _one_in(words: Sequence[str], first: int) -> Quantity | None:
    """`one in seven`, `one bus in seven`; "one in two years" is no rate."""
    place = next((p for p in (first + 1, first + 2) if tuple(words[p : p + 1]) == ("in",)), 0)
    if words[first] not in {"one", "1"} or not place or place + 1 >= len(words):
        return None
    of = _at(words, place + 1)
    if of is None or of.kind in _SPANS or not 1 < of.value < _FIRST_YEAR:
        return None
    return Quantity(1 / of.value, "share", first, of.last)


def _unnumbered(word: str, first: int, last: int) -> Quantity | None:
    """A quantity in one word that is no number: "half", "doubled"."""
    if word in _FRACTIONS:
        return Quantity(_FRACTIONS[word], "share", first, last)
    return Quantity(_FOLDS[word], "x", first, last) if word in _FOLDS else None


def _spelt_out(words: Sequence[str], index: int) -> tuple[float, int]:
    """The number spelt out from a word on, and the word after it; the same index if none is."""
    total = current = 0.0
    place = index
    while place < len(words):
        word = words[place]
        step = _small(word)
        if step is not None:
            if current and not _joins(current, step):
                break
            current += step
        elif word == "dozen":
            current = max(current, 1.0) * 12
        elif word in _SCALES:
            if word in {"hundred", "hundreds"}:
                current = max(current, 1.0) * 100
            else:
                total += max(current, 1.0) * _SCALES[word]
                current = 0.0
        elif word == "point" and place > index and _is_digit(words, place + 1):
            current, place = _decimals(words, place + 1, current)
            continue
        elif word == "and" and place > index and words[place - 1] in _SCALES:
            # "a hundred and twenty", never "two hundred, and".
            if place + 1 >= len(words) or _small(words[place + 1]) is None:
                break
        else:
            break
        place += 1
    return total + current, place


def _small(word: str) -> float | None:
    """A number below a hundred in one word."""
    if word in _UNITS:
        return float(_UNITS[word])
    if word in _TENS:
        return float(_TENS[word])
    if "-" in word:
        tens, _, unit = word.partition("-")
        if tens in _TENS and 0 < _UNITS.get(unit, 0) < 10:
            return float(_TENS[tens] + _UNITS[unit])
    return None


def _joins(current: float, step: float) -> bool:
    """Whether a small number goes on with what was read: "forty two", "two hundred six"."""
    if current >= 100:
        return current % 100 == 0
    return current >= 20 and current % 10 == 0 and 0 < step < 10


def _is_digit(words: Sequence[str], index: int) -> bool:
    return index < len(words) and words[index] in _UNITS and _UNITS[words[index]] < 10


def _decimals(words: Sequence[str], index: int, value: float) -> tuple[float, int]:
    place = 0.1
    while _is_digit(words, index):
        value += _UNITS[words[index]] * place
        place /= 10
        index += 1
    return round(value, 6), index


def _in_digits(words: Sequence[str], first: int) -> Quantity | None:
    match = _digits().fullmatch(words[first])
    if match is None:
        return None
    currency, digits, percent, tail = match.groups()
    value = float(digits.replace(",", "") or 0)
    after = first + 1
    if tail in _SUFFIXES and (currency or tail not in {"m", "t", "b"} or value < 1000):
        value *= _SUFFIXES[tail]
        tail = ""
    if after < len(words) and words[after] in _SCALES:
        value *= _SCALES[words[after]]
        after += 1
    if percent:
        return Quantity(value, "%", first, after - 1)
    if currency:
        return Quantity(value, "$", first, after - 1)
    if tail == "x":
        return Quantity(value, "x", first, after - 1)
    if tail:
        # 30-day, 9am, 5th: the unit is part of the word.
        return Quantity(value, tail, first, after - 1)
    return _with_kind(words, value, first, after)


def _hyphenated(words: Sequence[str], first: int) -> Quantity | None:
    """`thirty-five percent`, `thirty-day`, `two-thirds`."""
    head, _, tail = words[first].partition("-")
    if head in _UNITS and tail in _FRACTIONS:
        return Quantity(_UNITS[head] * _FRACTIONS[tail], "share", first, first)
    if _small(words[first]) is not None:
        value, after = _spelt_out(words, first)
        return _with_kind(words, value, first, after)
    if _small(head) is not None and tail and tail not in _UNITS:
        return Quantity(_small(head) or 0.0, tail, first, first)
    return None


def _with_kind(words: Sequence[str], value: float, first: int, after: int) -> Quantity:
    """A number with what it counts, looked up behind it."""
    following = words[after] if after < len(words) else ""
    if following in _PERCENT:
        return Quantity(value, "%", first, after)
    if following == "per" and words[after + 1 : after + 2] in (["cent"], ("cent",)):
        return Quantity(value, "%", first, after + 1)
    if following in _MONEY:
        return Quantity(value, "$", first, after)
    counted = following if following.isalpha() and following not in _NO_THINGS else ""
    return Quantity(value, counted, first, after - 1)
