"""How it stands since: what lasts to this day, and what is no more."""

from mock_panel.domain.scores import Span
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.quoting import clause, phrase
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.wordlist import word_set

_MOST_AFTER, _MOST_OF_CLAUSE = 4, 9
"""Words quoted after "now", and after what negates."""

NEGATIONS = word_set(
    """not never hardly barely didn't don't doesn't wasn't weren't isn't aren't couldn't
    wouldn't can't hasn't haven't hadn't without"""
)
"""Words that take an outcome back: "was not happy", "never improved"."""

_NO_MORE = NEGATIONS | word_set("no nobody none")
_SINCE = word_set("since again anymore")
_NO_MORE_WITHIN = 13
"""Words between what negates and "since"."""
_SINCE_THEN = ("since", "then")
_THEN_WITHIN = 9
"""Words between "since then" and what negates."""
_TOO = (("too",), ("also",))
"""What may follow "now" at the end of what is said."""


def stands_now(sentence: Marked) -> list[tuple[str, Span]]:
    """How it stands, where "now" ends what is said: "the yard next to us does it now"."""
    words = sentence.look.reading.words
    found = []
    for place, word in enumerate(words):
        if word == "now" and place > 1:
            last = place + (words[place + 1 : place + 2] in _TOO)
            if last + 1 == len(words) or is_mark(words[last + 1]):
                found.append((word, clause(sentence, place, last, _MOST_AFTER)))
    return found


def ceased(sentence: Marked) -> list[tuple[str, Span]]:
    """What is no more: "the job hasn't been restarted since", "nobody was docked again"."""
    words = sentence.look.reading.words
    for first, word in enumerate(words):
        if word not in _NO_MORE:
            continue
        for last in range(first + 1, min(first + _NO_MORE_WITHIN, len(words))):
            if words[last] == ".":
                break
            if words[last] in _SINCE and _ends_clause(words, last):
                return [(f"{word} {words[last]}", sentence.cover(first, last))]
    return _none_since_then(sentence)


def _none_since_then(sentence: Marked) -> list[tuple[str, Span]]:
    """The same told the other way about: "since then we have not lost one"."""
    words = sentence.look.reading.words
    for first in range(len(words) - 1):
        if words[first : first + 2] != _SINCE_THEN:
            continue
        for last in range(first + 2, min(first + 2 + _THEN_WITHIN, len(words))):
            if words[last] == ".":
                break
            if words[last] in _NO_MORE:
                return [
                    (f"since then {words[last]}", phrase(sentence, first, last, _MOST_OF_CLAUSE))
                ]
    return []


def _ends_clause(words: tuple[str, ...], place: int) -> bool:
    """Whether a word is the last of what is said: "since it was plain" says why, not until when."""
    rest = words[place + 1 :]
    return not rest or is_mark(rest[0]) or rest[0] in {"then", "and", "but"}
