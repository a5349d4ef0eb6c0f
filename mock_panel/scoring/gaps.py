"""What stands round a gap between two words, as features: does a sentence begin here?

A feature is a short name, an equals sign and what was seen. The words before the gap are called
… z y x, those after it p q r s …; small letters stand for words, capitals for their kinds. The
other names are of what comes (`c…`: the words that lead in, how far the next subject and verb
are), of a phrase or clause that was opened before and may end here or go on (`b…`, `o…`), of
verbs before (`v`, `l…`), of what was dropped (`f…`) and of the marks that are there (`m…`).
"""

from functools import lru_cache

from mock_panel.scoring.grammar import tag
from mock_panel.scoring.wordlist import word_set

BACK, AHEAD = 10, 9
"""How many words before and after a gap are looked at."""
NOTHING = "-"
"""Stands for a word beyond the edge of the stretch."""

Window = tuple[str, ...]
"""`BACK` words before the gap and `AHEAD` after it."""

_FINER: dict[str, str] = {
    "R": "who which that whom whose",
    "E": "there here",
    "M": "me us him them it you myself ourselves himself herself themselves",
    "A": """then so now also finally first second third next afterwards meanwhile eventually later
        instead still anyway well okay ok yeah yes no look honestly basically actually today lastly
        however therefore maybe perhaps sometimes usually""",
    "B": """when if because although though while since after before until unless as once whether
        where""",
    "Q": "what how why",
    "t": """day days week weeks month months year years morning night afternoon evening hour hours
        minute minutes monday tuesday wednesday thursday friday saturday sunday january february
        march april june july august september october november december spring summer fall winter
        time tomorrow yesterday end quarter""",
    "K": """said told thought think know knew say says believe felt feel meant means asked showed
        found""",
    "a": "and or but nor plus",
    "H": "he she they nobody everybody everyone someone somebody people this these those",
    "F": "than of to",
    "N": "#",
}
"""Words whose kind is told more finely here than by `grammar.tag`; "#" is any figure."""
_FINE = {word: letter for letter, block in _FINER.items() for word in block.split()}
_QUALITIES = ("able", "ible", "al", "ful", "ous", "ive", "ic", "less", "ary")

_VERBS = frozenset("PSbhmqK")
_SUBJECTS = frozenset("IWHERM")
_LEADS = word_set("and but so then because well anyway okay oh now also yeah yes no")
"""Words that belong to the subject after them."""
_OPENERS = word_set(
    """after by when in since at within not if for on with from during over until before as while
    once every each first second third one two three instead last next then so because although
    without to despite through under about where what whether meanwhile afterwards finally"""
)
"""Words that may open a sentence before its subject comes."""
_SUBORDINATES = word_set(
    """that when what because if as where who which why how than until before after while since
    whether unless though although"""
)
"""Words whose clause may go on before or after that on which it hangs."""
_NEAR = 7
"""So far back an opener is looked for."""


@lru_cache(maxsize=8192)
def kind(word: str) -> str:
    """The letter of a word, finer than `grammar.tag`: s a plural, j a quality, t a time."""
    if word == NOTHING:
        return NOTHING
    letter = _FINE.get(word) or tag(word)
    if letter != "o":
        return letter
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return "s"
    return "j" if len(word) > 4 and word.endswith(_QUALITIES) else "o"


def features(words: Window, kinds: str, mark: str, marked: str, *, dropped: bool) -> list[str]:
    """The names of the features of a gap.

    Args:
        words: those round it.
        kinds: their kinds, one letter a word.
        mark: the mark that stands in the gap; empty for none.
        marked: how many marks the whole stretch has: empty for none, "few", "many".
        dropped: whether a filler or a stammer stood in the gap.
    """
    z, y, x, p, q, r = words[BACK - 3 : BACK + 3]
    w1, z1, y1, x1, p1, q1, r1, s1 = tuple(kinds[BACK - 4 : BACK + 4])
    lead, comes, verb, led = _ahead(words, kinds)
    found = [
        f"x={x}", f"y={y}", f"z={z}", f"p={p}", f"q={q}", f"r={r}",
        f"sx={x[-3:]}", f"sp={p[-3:]}", f"sX={x[-2:]}{p1}",
        f"yx={y} {x}", f"xp={x} {p}", f"pq={p} {q}",
        f"Xp={y1}{x1} {p}", f"Yx={z1}{y1} {x}", f"pQ={p} {q1}{r1}",
        f"X={z1}{y1}{x1}", f"W={w1}{z1}{y1}{x1}", f"P={p1}{q1}{r1}", f"S={p1}{q1}{r1}{s1}",
        f"XP={x1}{p1}", f"YP={y1}{x1}{p1}{q1}", f"XR={x1}{p1}{q1}{r1}", f"ZP={z1}{y1}{x1}{p1}",
        f"c={lead} {kinds[led]}{comes}", f"cv={kinds[led]}{verb}{comes}",
        f"cp={words[led]} {comes}", f"cX={x1}{p1}{comes}", f"cx={x} {comes}",
    ]  # fmt: skip
    opener = _opener(words, kinds)
    if opener:
        word, far = words[opener], BACK - opener
        found += [
            f"b={word} {p1}", f"bd={word}{far}", f"bP={kinds[opener]}{far}{p1}{q1}",
            f"bX={kinds[opener - 1]}{kinds[opener]}{p1}",
        ]  # fmt: skip
    found += _clause_before(words, kinds)
    if dropped:
        found += ["f=", f"fp={p}"]
    if marked:
        found += [
            f"m={mark}{marked}", f"mp={mark}{p}", f"mx={mark}{x}", f"mX={mark}{x1}{p1}",
            f"mP={mark}{p1}{q1}{r1}", f"mc={mark}{lead} {comes}",
            f"mb={mark}{words[opener] if opener else NOTHING}",
        ]  # fmt: skip
    return found


def _ahead(words: Window, kinds: str) -> tuple[str, str, str, int]:
    """The word that leads in, how far subject and verb are, the verb's kind, where it is led to."""
    led = BACK
    while led < BACK + 3 and words[led] in _LEADS:
        led += 1
    lead = words[BACK] if led > BACK else ""
    subject = ""
    for place in range(led, BACK + AHEAD):
        letter = kinds[place]
        begun = letter in "VG" if place == led else letter == "V" and kinds[place - 1] in "IWHAD"
        if letter in _VERBS or begun:
            return lead, f"{subject or NOTHING}{place - led}", letter, led
        if not subject and letter in _SUBJECTS:
            subject = str(place - led)
    return lead, f"{subject or NOTHING}{NOTHING}", NOTHING, led


def _opener(words: Window, kinds: str) -> int:
    """Where a phrase may have been opened that leads in what comes; 0 for nowhere."""
    found = 0
    for place in range(BACK - 1, BACK - 1 - _NEAR, -1):
        if kinds[place] in _VERBS and not (place == BACK - 1 and kinds[place] == "P"):
            break
        if words[place] in _OPENERS:
            found = place
    return found


def _clause_before(words: Window, kinds: str) -> list[str]:
    """Features of the verbs before the gap and of a clause that hangs on another."""
    told = kinds[:BACK]
    before = [place for place, letter in enumerate(told) if letter in _VERBS]
    last = BACK - before[-1] if before else 0
    p1 = kinds[BACK]
    found = [f"v={min(len(before), 4)}{p1}", f"l={last}{p1}", f"lX={last}{kinds[BACK - 1]}"]
    hung = [place for place, word in enumerate(words[:BACK]) if word in _SUBORDINATES]
    if hung:
        place = hung[-1]
        word = words[place]
        verbs = min(sum([verb > place for verb in before]), 2)
        subjects = min(sum([letter in _SUBJECTS for letter in told[place + 1 :]]), 2)
        above = kinds[place - 1] if place else NOTHING
        return [
            *found, f"o={word}{verbs}", f"oP={word}{verbs}{p1}",
            f"od={verbs}{subjects}{p1}{BACK - place}", f"oX={above}{kinds[place]}{verbs}{p1}",
        ]  # fmt: skip
    return [*found, f"o={NOTHING}"]
