"""Measures: the quantities of a sentence that measure what came of it."""

from collections.abc import Sequence

from mock_panel.domain.scores import Span
from mock_panel.scoring.grammar import tag
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.quantities import Quantity
from mock_panel.scoring.quoting import phrase
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.wordlist import word_set

MONTHS = word_set(
    """january february march april may june july august september october november december"""
)
TIMES = word_set("year years yr yrs month months week weeks day days season seasons quarter")
_LATER = word_set("later on after ago since into running before away straight in")
_SOONER = word_set("early late ahead faster sooner")
_LEVELLED = word_set(
    """to from was under below by than at over within about inside only just is now take takes took
    taking lasts lasted wait waits need needs averages averaged :"""
)
_DECADES = word_set("twenties thirties forties fifties sixties seventies eighties nineties")
_AGED = word_set("turning turned aged age")
_CLOCK = word_set("am pm a.m p.m a.m. p.m. o'clock")
_LAST_OF_A_MONTH = 31
_LAST_HOUR = 24
_ORDINALS = word_set("st nd rd th")
_OF_A_SHARE = word_set("by in to a cut than")
_OF_WHOLE = word_set("the as what")
"""What follows "half" of something: "half the size", "half as many", "half what it was"."""
_DURING = word_set("in within for over after every each next last this")
"""What makes of "a quarter" three months."""
_OF_MANY = word_set("in per out")
_A_FEW = 2
_MUCH = 1000
"""From here on money is a sum, and a number tells a size by itself: "nine thousand waiting"."""
_LAST_YEAR = 2100
_NO_SIZE = word_set("% x share $")
_SPANS = TIMES | word_set("hour hours minute minutes second seconds times points percent feet")
"""What is counted to tell how long or how often, not how large."""
_PLURALS = word_set("people staff personnel men women children fte civilians families")
_SHORT = 3
_SO_LARGE = 3
"""How much is quoted after "a staff of" and "the largest"."""
_PARTICLES = [(word,) for word in ("down", "up", "out", "off", "away", "alone", "apiece", "back")]
"""What may follow a quantity and is not counted by it."""


def measures(sentence: Marked) -> list[tuple[str, Span]]:
    """The quantities of a sentence that measure something, with the words they count.

    Not measures: dates and years, ordinals, "one" and "two" by themselves, and counts of time
    that only say when ("two years later").
    """
    words = sentence.look.reading.words
    return [
        (
            " ".join(words[quantity.first : quantity.last + 1]),
            phrase(sentence, quantity.first, quantity.last, _counted(words, quantity)),
        )
        for quantity in sentence.look.quantities
        if _is_measure(words, quantity)
    ]


def sizes(sentence: Marked) -> list[tuple[str, Span]]:
    """How large something is: money, and people, places or cases that are counted."""
    words = sentence.look.reading.words
    found = []
    for quantity in sentence.look.quantities:
        last = _end_of_size(words, quantity)
        if last is not None:
            name = " ".join(words[quantity.first : last + 1])
            found.append((name, sentence.cover(quantity.first, last)))
    for first, last in sentence.look.cues.get("scale", ()):
        if "N" not in sentence.look.shape[first : last + 1]:
            found.append(
                (" ".join(words[first : last + 1]), phrase(sentence, first, last, _SO_LARGE))
            )
    return found


def _end_of_size(words: Sequence[str], quantity: Quantity) -> int | None:
    """The last word of "190 bus drivers" or of a large sum; none if nothing large is counted."""
    noun = None if quantity.kind in _NO_SIZE else _counted_noun(words, quantity.last)
    if noun is not None and quantity.value > _A_FEW:
        return noun
    is_sum = quantity.kind not in _NO_SIZE - {"$"} and not _is_span(words, quantity)
    is_year = quantity.first == quantity.last and quantity.value < _LAST_YEAR
    large = quantity.value >= _MUCH and is_sum and (quantity.kind == "$" or not is_year)
    return quantity.last if large else None


def _is_span(words: Sequence[str], quantity: Quantity) -> bool:
    return not _SPANS.isdisjoint(words[quantity.last + 1 : quantity.last + 3])


def _counted_noun(words: Sequence[str], last: int) -> int | None:
    """The plural within three words after a number; none if a span is counted or nothing."""
    for place in range(last + 1, min(last + 4, len(words))):
        word = words[place]
        if word in _SPANS:
            return None
        if word in _PLURALS or (len(word) > _SHORT and word.endswith("s") and word[-2] not in "su"):
            return place
        if tag(word) not in "oPV":
            return None
    return None


def _counted(words: Sequence[str], quantity: Quantity) -> int:
    """How many words after a quantity are quoted: the thing counted, if it is one."""
    return int(words[quantity.last + 1 : quantity.last + 2] not in _PARTICLES)


def _is_hour(words: Sequence[str], quantity: Quantity, before: str) -> bool:
    """Whether it says what o'clock it was: "opened at nine", "by 0600"."""
    first, last = quantity.first, quantity.last
    if first != last:
        return False
    word = words[first]
    if len(word) == 4 and word.isdigit() and word[0] == "0":
        return True
    counts = bool(quantity.kind)
    return before == "at" and not counts and 0 < quantity.value <= _LAST_HOUR and "." not in word


def _is_measure(words: Sequence[str], quantity: Quantity) -> bool:
    if quantity.kind in {"%", "$", "x"}:
        return True
    first, last = quantity.first, quantity.last
    before = words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    beyond = words[last + 2] if last + 2 < len(words) else ""
    word = words[first]
    is_date = (
        (before in MONTHS and quantity.value <= _LAST_OF_A_MONTH)
        or bool({after, quantity.kind} & (MONTHS | _CLOCK | _ORDINALS | _DECADES))
        or (first == last and len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"})
    )
    if is_date or before in _AGED or _is_hour(words, quantity, before):
        return False
    if quantity.kind == "share":
        return _is_share(words, quantity, before, after)
    if quantity.value == 1 and first == last:
        return (after in _OF_MANY and before in {"to", "from", "only", "than"}) or (
            after == "of" and before in {"to", "only", "than"}
        )
    if {after, quantity.kind} & TIMES:
        # "two years later" says when, "from nine days to two" and "two weeks early" how much.
        how_soon = before == "in" and not _opens(words, first - 1)
        told = how_soon or before in _LEVELLED
        return beyond in _SOONER or (told and beyond not in _LATER)
    # "two of them stayed" says who, "down to two errors" says how much.
    return quantity.value > _A_FEW or before in _LEVELLED or after in _OF_MANY


def _is_share(words: Sequence[str], quantity: Quantity, before: str, after: str) -> bool:
    """Not "third" and "quarter" by themselves, a place in a row and a season."""
    first, last = quantity.first, quantity.last
    if words[last] in TIMES and before in _DURING and after != "of":
        return before == "in" and not _opens(words, first - 1)
    if words[first] == "half" and after in _OF_WHOLE:
        return True
    return after == "of" or first < last or before in _OF_A_SHARE


def _opens(words: Sequence[str], place: int) -> bool:
    """Whether a clause begins with a word: "In two weeks they ..." says when, not how soon."""
    return place == 0 or is_mark(words[place - 1]) or tag(words[place - 1]) == "c"
