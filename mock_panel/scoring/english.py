"""Whether words are English, and whether they hang together as sentences."""

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mock_panel.scoring.grammar import BASE_VERBS, is_number, tag
from mock_panel.scoring.lexicon import phrasebook
from mock_panel.scoring.marking import shipped_weights
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.stems import stem
from mock_panel.scoring.wordlist import word_set

FUNCTION_WORDS = word_set(
    """the a an and or but if of to in on at by for with from into onto over under about after
    before between through during against without within as than then so because since until
    while when where who whom whose which what that this these those there here it its he
    him his she her hers they them their theirs we us our ours you your i me my mine myself
    is are was were be been being am do does did done have has had having will would can
    could should may might must shall not no nor all any both each every few more most much
    many some such other another only own same too very just also again still even ever
    never now up down out off back how why don't didn't doesn't wasn't weren't isn't aren't
    couldn't wouldn't won't can't haven't hasn't hadn't"""
)
"""The small words that every English sentence is built with."""

_FOREIGN: dict[str, frozenset[str]] = {
    "es": word_set(
        """el la los las un una unos unas de del que y en por para con sin sobre como pero su sus
    mi mis se lo le les nos me era fue estaba había ha han he hemos es son ser está cuando
    muy más todo todos esta este ese esa nuestro nuestra porque también desde hasta yo al no"""
    ),
    "fr": word_set(
        """le la les un une des du de et en dans pour avec sans sur que qui ne pas je nous il elle
    ils mon ma mes notre nos son sa ses est était sont été ai avons avait ce cette ces mais
    ou où plus très au aux par comme tout tous se leur leurs j'ai"""
    ),
    "de": word_set(
        """der die das den dem des ein eine einen einem einer und oder aber in im mit von vom zu
    zum zur für auf an am bei nach ich wir er sie es mein meine unser unsere war waren wurde
    wurden ist sind habe haben hatte hatten nicht auch als wie dass sich so noch nur um über
    durch aus"""
    ),
    "pt": word_set(
        """o a os as um uma de do da dos das que e em no na nos nas por para com sem sobre como mas
    seu sua meu minha se era foi estava é são ser está quando muito mais todo todos esta
    este nosso nossa porque também até eu não ao à"""
    ),
    "it": word_set(
        """il lo la i gli le un una di del della dei delle che e in per con senza su come ma suo
    sua mio mia si era è sono stato quando molto più tutto tutti questo questa nostro nostra
    perché anche io non al alla ho abbiamo"""
    ),
    "nl": word_set(
        """de het een en of maar in op met van voor naar bij uit ik wij we hij zij ze mijn ons onze
    was waren werd is zijn heb hebben had niet ook als dat die dit zich nog door om te"""
    ),
    "pl": word_set(
        """i w z na do się nie że to jest był była było byli ja my oni mój nasz ale lub jak po od
    dla o przez który która które oraz co tym ze"""
    ),
    "tl": word_set(
        """ang ng sa mga na at ay ako kami siya sila ko namin ito iyon hindi para kung may mayroon
    din rin lang po isang"""
    ),
}
"""Small words of languages that a candidate might type or paste; the commonest only."""


def function_share(words: Sequence[str]) -> float:
    """Small English words among all words; marks and clitics not counted."""
    plain = [w for w in words if w[0].isalpha()]
    return sum(map(FUNCTION_WORDS.__contains__, plain)) / len(plain) if plain else 0.0


def known_share(words: Sequence[str]) -> float:
    """Words that the lexicon or the weights know, among all words; a coarse test for gibberish."""
    plain = [w for w in words if w[0].isalpha()]
    if not plain:
        return 0.0
    return sum(map(_is_known, plain)) / len(plain)


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    return (
        word in FUNCTION_WORDS
        or word in phrasebook().vocabulary
        or "word=" + stem(word) in shipped_weights().features
        or word in BASE_VERBS
        or is_number(word)
        or tag(word) in "PSGD"
    )


def foreign_share(words: Sequence[str]) -> float:
    """The largest share of words that are small words of one other language and not English."""
    plain = [w for w in words if w[0].isalpha()]
    if not plain:
        return 0.0
    others = [w for w in plain if w not in FUNCTION_WORDS]
    most = max(sum(map(small.__contains__, others)) for small in _FOREIGN.values())
    return most / len(plain)


_VOWELS = frozenset(
    "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýąęıœơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự"
)


def spoken_share(words: Sequence[str]) -> float:
    """Words that have a vowel among all words."""
    plain = [w for w in words if w[0].isalpha()]
    return sum(not _VOWELS.isdisjoint(w) for w in plain) / len(plain) if plain else 0.0


def latin_share(text: str) -> float:
    """Letters of the Latin script among all letters."""
    letters = list(filter(str.isalpha, text))
    return sum(c < "\u0250" for c in letters) / len(letters) if letters else 1.0


@cache
def _order_table() -> dict[str, int]:
    from pathlib import Path  # noqa: PLC0415 - a sixth of the import time of the engine

    path = Path(__file__).with_name("word_order.json")
    table: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return table


def neighbours(words: Sequence[str]) -> Iterator[str]:
    """The kinds of words that stand side by side, two letters a pair; marks part them."""
    before = ""
    for word in words:
        letter = "" if is_mark(word) else tag(word)
        if before and letter:
            yield before + letter
        before = letter


def word_order(words: Sequence[str]) -> float:
    """How much better the words follow one another than if they were shuffled.

    The mean pointwise mutual information of the kinds of neighbouring words, in natural
    units, measured on our own labelled answers: real answers lie above 0.2, the same words
    shuffled below -0.1. Lists of keywords keep their vocabulary but not their order.
    """
    table = _order_table()
    values = [table.get(pair, 0) for pair in neighbours(words)]
    return sum(values) / len(values) / 1000 if values else 0.0
