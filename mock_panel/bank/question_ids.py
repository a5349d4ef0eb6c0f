"""Ids for questions that have none: the ECQ's initials and a few words of the question."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count

from mock_panel.domain.frameworks import Ecq
from mock_panel.domain.ids import QuestionId

FEWEST_WORDS, MOST_WORDS = 3, 4
LONGEST_WORD = 20
MOST_INITIALS = 8

_JOINING = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"))
_SAYS_LITTLE = """
    a about above after again against all also am an and another any anybody anyone anything are
    aren't around as asked at be became because become been before being below between both but by
    can can't could couldn't did didn't do does doesn't doing don't down during each either else
    enough even ever every everyone everything few for from further get give given gives giving go
    goes going gone got had hadn't half has hasn't have haven't having he her here him his how
    however i if in into is isn't it its just less let like made make makes making many may me might
    more most much must my neither never no nobody none nor not nothing now of off often on once one
    only onto or other others our out over own per perhaps please put quite rather really same say
    seem set shall she should shouldn't since so some someone something sometimes soon still such
    take taken takes taking than that that's the their theirs them then there these they thing
    things this those though through thus till to too took toward towards under until up upon us use
    used very via want was wasn't way ways we well went were weren't what what's whatever when where
    whether which while who who's whole whom whose why will with within without won't would wouldn't
    yes yet you your yours yourself

    answer best biggest case cases demanding describe difficult discuss done example examples
    explain first greatest happen happened hardest imagine important instance interview kind largest
    last part question recent recently serious share situation situations specific suppose talk tell
    telling think time times told toughest two walk worst year years
"""
"""Words that do not tell one question from another."""
_COMMON = frozenset(_SAYS_LITTLE.split())


class QuestionIds:
    """Makes ids, none of them twice.

    Args:
        taken: those that are given to other questions.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbered: dict[str, Iterator[str]] = {}

    def new(self, ecq: Ecq, text: str) -> QuestionId:
        """An id for a question of an ECQ."""
        words = [word for word in dict.fromkeys(_words(text)) if word] or ["question"]
        short, longer = ("-".join((_initials(ecq), *words[:n])) for n in (FEWEST_WORDS, MOST_WORDS))
        numbered = self._numbered.setdefault(short, (f"{short}-{n}" for n in count(2)))
        found = next(n for n in chain((short, longer), numbered) if n not in self._taken)
        self._taken.add(found)
        return QuestionId(found)


def _initials(ecq: Ecq) -> str:
    letters = [word[0] for word in plain_words(ecq.short_title) if word not in _JOINING]
    return "".join(letters[:MOST_INITIALS]) or ecq.id[0]


def _words(text: str) -> Iterator[str]:
    """The words that tell a question from others."""
    for word in plain_words(text):
        stem = word.partition("'")[0]
        if not {word, stem} & _COMMON:
            yield stem[:LONGEST_WORD]


def plain_words(text: str) -> list[str]:
    """The words in plain small letters and figures, or as near to them as they come."""
    apart = unicodedata.normalize(
        "NFKD", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", plain)
