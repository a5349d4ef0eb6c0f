"""Who acts: acts of I, of we, of nobody (passive), and acts that are only imagined."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from mock_panel.scoring.reading import Reading
from mock_panel.scoring.wordlist import word_set

_DEED_STATES = frozenset({"got", "kept"})
"""Verbs of state that are deeds after a person: got them to, kept the paper desk open."""

_PARTICIPLES = word_set(
    """gone done written rewritten spoken taken given shown driven begun chosen broken drawn
    withdrawn thrown torn sworn undertaken overseen forgiven hidden ridden flown grown woken"""
)
"""Of verbs of doing whose past form is another; after "I'd" they tell "I had", not "I would"."""

_UNABLE = frozenset({"can't", "couldn't", "cannot"})
"""What one cannot do is no deed; what one would not do may be one."""
_COULD_NOT = (("could", "not"), ("can", "not"))
_ANNOUNCED = frozenset({"what", "thing", "things"})
"""Before "I did" they say that a deed will be told; "I used to" tells a habit."""


class ActKind(Enum):
    """Who is said to act."""

    OWNED = "owned"
    """I did."""
    SHARED = "shared"
    """We did."""
    PASSIVE = "passive"
    """It was done."""
    IMAGINED = "imagined"
    """I would do."""
    IMAGINED_SHARED = "imagined_shared"
    """We would do."""
    HABITUAL = "habitual"
    """I do, or I am doing: no one event, unless that is how the answer is told."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act within a reading."""

    kind: ActKind
    verb: str
    """The word of the verb, as it was said."""
    first: int
    """Index of the first word: the subject, or the verb where the subject is left out."""
    last: int
    """Index of the verb."""


# A subject, a run of adverbs or helpers, the verb.
_PATTERNS: tuple[tuple[ActKind, str], ...] = (
    (ActKind.OWNED, r"I[D,]*(?:[hqn][D]*)?(?P<verb>P|S)"),
    # I give the team an hour: told in the present, or by who has no other tense.
    (ActKind.OWNED, r"I[D,]*(?:[hn][D]*)?(?P<verb>V)(?=dd?o)"),
    # I was able to trace; I was the one who traced.
    (ActKind.OWNED, r"Ib[D]*(?:oT(?P<able>[VPo])|d[No]H[D]*(?P<verb>P))"),
    # The first thing I did was to trace.
    (ActKind.OWNED, r"I[D]*(?P<did>P)bT?(?P<verb>[VP])"),
    (ActKind.SHARED, r"W[D,]*(?:[hqn][D]*)?(?P<verb>P|S)"),
    # I'd written, we had gone: what has been done is not imagined.
    (ActKind.OWNED, r"I[D,]*(?P<helper>[hq])[D,]*(?P<done>o)"),
    (ActKind.SHARED, r"W[D,]*(?P<helper>[hq])[D,]*(?P<done>o)"),
    (ActKind.IMAGINED, r"I[D,]*[mq][D,n]*(?P<verb>[VPo])"),
    (ActKind.IMAGINED_SHARED, r"W[D,]*[mq][D,n]*(?P<verb>[VPo])"),
    (ActKind.PASSIVE, r"b[D]*(?P<verb>P)"),
    (ActKind.HABITUAL, r"I[D]*(?P<verb>V)"),
    (ActKind.HABITUAL, r"Ib[D]*(?P<verb>G)"),
)


@cache
def _compiled() -> tuple[tuple[ActKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


@cache
def _coordinated() -> re.Pattern[str]:
    # A verb that shares the subject before it: ", cut the script" or "and refused".
    return re.compile(r"(?:,c|,|c)[D]*(?P<verb>[PV])")


@cache
def _headless() -> tuple[tuple[ActKind, re.Pattern[str]], ...]:
    # Notes leave the subject out: "Pulled ninety days of holds." "Would walk it to counsel."
    # Some are numbered: "2. Call the vendor."
    return (
        (ActKind.OWNED, re.compile(r"^(?:N[.,])?[,.]*[Dc]*(?P<verb>P)(?![pb])")),
        (ActKind.IMAGINED, re.compile(r"^(?:N[.,])?[,.]*[Dc]*[m][Dn]*(?P<verb>[VP])")),
        (ActKind.IMAGINED, re.compile(r"^(?:N[.,])?[,.]*[Dc]*(?P<verb>V)(?=[dHoNp])")),
    )


def acts(reading: Reading, shape: str) -> list[Act]:
    """All acts of a sentence, in order of place; `shape` is `grammar.shape` of its words."""
    words = reading.words
    found: list[Act] = []
    taken: set[int] = set()
    for kind, pattern in _compiled():
        for match in pattern.finditer(shape):
            verb = _verb_of(match, words)
            if verb is None:
                continue
            if verb in taken or not _is_deed(kind, words, shape, verb):
                continue
            taken.add(verb)
            found.append(Act(kind, words[verb], match.start(), verb))
    # "I had my analyst match": somebody else does it, by the candidate's order.
    for kind, pattern in _ordering():
        for match in pattern.finditer(shape):
            order = match.start("order")
            verb = _ordered(words, shape, order)
            if verb and verb not in taken and words[order] in _ORDERING:
                taken.add(verb)
                found.append(Act(kind, words[order], match.start(), verb))
    for kind, pattern in _headless():
        headless = pattern.search(shape)
        if headless and headless.start("verb") not in taken:
            verb = headless.start("verb")
            taken.add(verb)
            found.append(Act(kind, words[verb], verb, verb))
    found.sort(key=lambda act: act.last)
    return _with_coordinated(found, words, shape, taken)


_ORDERING = frozenset({"had", "have", "got"})


_MOST_BETWEEN = 4
"""Words for those who are ordered, or for what is to be done."""


@cache
def _ordering() -> tuple[tuple[ActKind, re.Pattern[str]], ...]:
    # I had the lease checked; I would have my deputy call.
    return (
        (ActKind.OWNED, re.compile(r"I(?P<order>h)(?=[dNo])")),
        (ActKind.IMAGINED, re.compile(r"I[D]*[mq][D]*(?P<order>h)(?=[dNo])")),
    )


def _ordered(words: tuple[str, ...], shape: str, order: int) -> int:
    """The place of what is ordered, close behind the word for it; 0 if nothing is."""
    ends = "PV" if words[order] == "have" else "PVT"
    for place in range(order + 2, min(order + 2 + _MOST_BETWEEN, len(words))):
        if shape[place] in ends or words[place] in _PARTICIPLES:
            return place
        if shape[place] not in "dNo":
            break
    return 0


def _verb_of(match: re.Match[str], words: tuple[str, ...]) -> int | None:
    if "able" in match.groupdict() and match["able"]:
        able = match.start("able")
        return able if words[able - 2] == "able" else None
    if "did" in match.groupdict() and words[match.start("did")] != "did":
        return None
    if "done" in match.groupdict():
        done = match.start("done")
        denied = words[match.start("helper")].endswith("n't")
        return done if words[done] in _PARTICIPLES and not denied else None
    return match.start("verb")


def _is_deed(kind: ActKind, words: tuple[str, ...], shape: str, verb: int) -> bool:
    if kind is ActKind.PASSIVE:
        return True
    before = words[max(verb - 3, 0) : verb]
    if _UNABLE.intersection(before) or before[-2:] in _COULD_NOT:
        return False
    if (words[verb] == "did" and _ANNOUNCED.intersection(before)) or (
        words[verb : verb + 2] == ("used", "to")
    ):
        return False
    if _is_talk(before, words[verb : verb + 3]):
        return False
    if shape[verb] != "S":
        return True
    return words[verb] in _DEED_STATES


def _is_talk(before: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether it is about the telling: I could go on; as I said; I could tell you more."""
    if said[:2] == ("go", "on"):
        # But: I would go on to ask.
        return said[2:] != ("to",)
    if said[:1] and said[0] in _TOLD and before[-2:] in _AS_I:
        return True
    could = not _COULD.isdisjoint(before)
    return could and (said[:1] in _MORE or (said[:1] in _TELL and said[1:2] == ("you",)))


_TOLD = word_set("said say mentioned told noted explained described")
_AS_I = (("as", "i"), ("like", "i"), ("as", "we"), ("like", "we"))
_COULD = word_set("could can might may")
_MORE = (("talk",), ("add",), ("mention",), ("list",))
_TELL = (("tell",), ("give",), ("show",))


def _with_coordinated(
    found: list[Act], words: tuple[str, ...], shape: str, taken: set[int]
) -> list[Act]:
    """Add the verbs that share the subject of an act before them."""
    result: list[Act] = []
    for position, act in enumerate(found):
        result.append(act)
        if act.kind in {ActKind.PASSIVE, ActKind.HABITUAL}:
            continue
        limit = found[position + 1].first if position + 1 < len(found) else len(shape)
        wanted = "V" if act.kind in {ActKind.IMAGINED, ActKind.IMAGINED_SHARED} else "P"
        for match in _coordinated().finditer(shape, act.last + 1, limit):
            verb = match.start("verb")
            between = shape[act.last + 1 : match.start()]
            if "." in between or re.search(r"[HWIY][D]*[PSbhmqV]", between):
                break
            if shape[verb] == wanted and verb not in taken:
                taken.add(verb)
                result.append(Act(act.kind, words[verb], verb, verb))
    return result
