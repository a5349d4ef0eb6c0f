"""A sentence as kinds of subjects that do kinds of things: what it tells, in nobody's own words."""

from collections.abc import Iterator, Sequence

from mock_panel.scoring.kinds import noun_kind, verb_kinds
from mock_panel.scoring.wordlist import word_set

_VERBAL = "PSbhmqn"
"""Kinds of words that begin what is said of a subject; see `grammar`."""
_HELPERS = "bhmqnD"
_WHO = {"I": "i", "W": "we", "H": "he", "Y": "you"}
_MOST_CLAUSES = 4

_MODES: dict[str, str] = {
    word: mode
    for mode, words in {
        "able": "able managed",
        "need": """need needed had have has tasked told supposed expected required assigned
            responsible asked accountable""",
        "want": "want wanted hoped aimed determined going ready wished intended keen eager",
        "try": "tried started began begun try continued proceeded attempted went",
        "choose": "decided chose agreed offered volunteered opted planned",
        "use": "used",
    }.items()
    for word in words.split()
}
"""What a verb before "to" makes of the one after it: was able to, had to, decided to."""

_PASSIVE_ONLY = frozenset({"told", "asked", "expected", "required", "assigned", "tasked"})
"""Words that say so only of the one who is told: "was asked to", but "asked him to"."""

_OPENINGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "time": (
        word_set("when while during last early once until before whenever"),
        frozenset({"at the", "one day", "in my", "in our", "in the", "as a", "as an", "as the",
                   "as part", "at my", "at our", "on my", "on our", "a few", "a couple"}),
    ),
    "result": (
        word_set("eventually ultimately finally overall thankfully fortunately luckily today now"),
        frozenset({"as a result", "as result", "in the end", "at the end", "thanks to",
                   "because of", "since then", "by the", "to this", "from then", "this helped",
                   "this led", "this resulted", "this allowed", "this showed", "this taught",
                   "it taught", "this made", "this gave", "within a", "in total", "the result",
                   "after that i was", "so far", "ever since", "these days"}),
    ),
    "step": (
        word_set("first firstly second secondly third then next also additionally furthermore "
                 "moreover meanwhile afterwards lastly instead"),
        frozenset({"after that", "so i", "to do", "to make", "in order", "to get", "to find",
                   "in addition", "i then", "i also", "from there", "together we"}),
    ),
    "back": (word_set("this that these those it he she they such his her their"), frozenset()),
    "turn": (word_set("but however although though unfortunately yet despite"), frozenset()),
}  # fmt: skip
"""By kind of opening: first words, and first two or three."""


def telling(words: Sequence[str], shape: str) -> Iterator[str]:
    """Names of features of a sentence.

    Args:
        words: a reading's words.
        shape: `grammar.shape` of them.
    """
    measured = " #" if "N" in shape else ""
    yield from _openings(words)
    yield from _bare(words, shape, measured)
    for kind in sorted({kind for word in words for kind in verb_kinds(word)}):
        yield "verbs." + kind
    for number, (who, what) in enumerate(_clauses(words, shape)):
        for kind in what:
            yield f"kind.{who} {kind}"
            if number == 0:
                yield f"kind.1 {who} {kind}{measured}"


def _openings(words: Sequence[str]) -> Iterator[str]:
    said = [word for word in words[:5] if word[0].isalnum()]
    pairs = {" ".join(said[:2]), " ".join(said[:3])}
    for kind, (single, longer) in _OPENINGS.items():
        if (said and said[0] in single) or not longer.isdisjoint(pairs):
            yield "opening." + kind


def _bare(words: Sequence[str], shape: str, measured: str) -> Iterator[str]:
    """A sentence without a subject, as notes have them: "Bring it under two hours." """
    first = len(shape) - len(shape.lstrip("Dc,N."))
    if first == len(shape):
        return
    letter = shape[first]
    if letter in "PVG":
        name = {"P": "past", "V": "base", "G": "ing"}[letter]
        for kind in verb_kinds(words[first]) or ("other",):
            yield f"bare.{name} {kind}{measured}"
    elif letter == "T":
        yield "bare.to"
    elif not any(letter in "PSbhmqV" for letter in shape):
        yield "bare.none" + measured


def _clauses(words: Sequence[str], shape: str) -> Iterator[tuple[str, list[str]]]:
    """Every subject with the kinds of what is said of it."""
    count = 0
    for index, letter in enumerate(shape):
        spoken = letter == "V" and index and shape[index - 1] in "IWHYD"
        if letter not in _VERBAL and not spoken:
            continue
        subject = index - 1
        while subject >= 0 and shape[subject] in "Dn,":
            subject -= 1
        if subject >= 0 and shape[subject] in "PSbhmqV":
            continue
        if subject < 0 or shape[subject] in ",.":
            who = "none"
        else:
            who = _WHO.get(shape[subject]) or noun_kind(words[subject])
        yield who, _said(words, shape, index)
        count += 1
        if count == _MOST_CLAUSES:
            return


def _said(words: Sequence[str], shape: str, first: int) -> list[str]:
    """The kinds of a verb with its helpers: "could not find", "was able to fix", "had to"."""
    mode, passive, helped, last = "", False, False, first
    while last + 1 < len(shape):
        word, following = words[last], shape[last + 1]
        if following == "T" or (word == "responsible" and words[last + 1] == "for"):
            found = _MODES.get(word, "")
            if not found or (word in _PASSIVE_ONLY and not helped):
                break
            mode = found
            if mode in {"need", "want"} or last + 2 >= len(shape):
                break
            last += 2
        elif shape[last] in _HELPERS and following in "bhmqnDPSVGo":
            helped = helped or shape[last] == "b"
            passive = shape[last] == "b" and following == "P"
            last += 1
        else:
            break
    if mode in {"need", "want"}:
        return [mode]
    tense = mode
    if passive:
        tense = "passive"
    elif not mode and (shape[first] == "V" or words[first] in {"is", "are", "'s", "'re", "am"}):
        tense = "now"
    elif not mode and shape[first] in "mq":
        tense = "modal"
    if "n" in shape[first : last + 1]:
        tense += " not"
    kinds = verb_kinds(words[last]) or ("other",)
    return [f"{tense} {kind}".strip() for kind in kinds]
