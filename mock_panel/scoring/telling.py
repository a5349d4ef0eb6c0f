"""A sentence as kinds of subjects that do kinds of things: what it tells, in nobody's own words."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice

from mock_panel.scoring.grammar import clauses
from mock_panel.scoring.kinds import noun_kind, verb_kinds
from mock_panel.scoring.wordlist import word_set

_HELPERS = "bhmqnD"
_WHO = {"I": "i", "W": "we", "H": "he", "Y": "you"}
_MOST_CLAUSES = 4
_ENDS = frozenset({"need", "want"})
"""Modes after which it does not matter what is to be done."""

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
    "hope": (
        word_set("hopefully ideally"),
        frozenset({"my hope", "the hope", "my guess", "i expect", "i hope", "i trust",
                   "i 'd expect", "i 'd hope", "i 'd trust", "i 'd figure", "i 'd anticipate",
                   "i 'd count", "i 'd look to", "i would expect", "i would hope",
                   "i would trust", "i would figure", "i would anticipate", "i would count",
                   "i would look to", "i am confident", "i 'm confident", "we 'd end",
                   "you 'd end", "we 'd have", "you 'd have", "what you 'd", "what we 'd",
                   "success would", "success is", "with luck", "with some luck",
                   "with any luck", "most likely", "nine times", "worst case", "best case",
                   "that way", "this way", "in this way", "in that way", "by then",
                   "either way", "if it works", "if it worked", "if that works",
                   "if all goes"}),
    ),
}  # fmt: skip
"""By kind of opening: first words, and first two to four."""
_LEADING = word_set("so and then well probably maybe honestly")
"""What may stand before words of hope."""


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
    said = [word for word in words[:6] if word[0].isalnum() or word[0] == "'"]
    for kind, (single, longer) in _OPENINGS.items():
        # A step that begins with "so" is still a step, but what is hoped for may come after it.
        told = said if kind != "hope" else list(dropwhile(_LEADING.__contains__, said))
        begun = {" ".join(told[:count]) for count in (2, 3, 4)}
        if (told and told[0] in single) or not longer.isdisjoint(begun):
            yield "opening." + kind


def _bare(words: Sequence[str], shape: str, measured: str) -> Iterator[str]:
    """A sentence that begins with its verb, as notes do: to bring it down, brought it down."""
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
    for subject, first in islice(clauses(shape), _MOST_CLAUSES):
        if subject < 0 or shape[subject] in ",.":
            who = "none"
        else:
            who = _WHO.get(shape[subject]) or noun_kind(words[subject])
        yield who, _said(words, shape, first)


def _said(words: Sequence[str], shape: str, first: int) -> list[str]:
    """The kinds of a verb with its helpers: "could not find", "was able to fix", "had to"."""
    mode, last = "", first
    while last + 1 < len(shape) and mode not in _ENDS:
        if shape[last + 1] == "T" or " ".join(words[last : last + 2]) == "responsible for":
            mode = _mode(words, shape, first, last)
            if not mode or last + 2 >= len(shape):
                break
            last += 2
        elif shape[last] in _HELPERS and shape[last + 1] in "bhmqnDPSVGo":
            last += 1
        else:
            break
    if mode in _ENDS:
        return [mode]
    form = mode or _form(words, shape, first, last)
    if "n" in shape[first : last + 1]:
        form += " not"
    return [f"{form} {kind}".strip() for kind in verb_kinds(words[last]) or ("other",)]


def _mode(words: Sequence[str], shape: str, first: int, last: int) -> str:
    """What the word before "to" makes of the verb after it; empty if it is a verb of its own."""
    passive = "b" in shape[first:last]
    return "" if words[last] in _PASSIVE_ONLY and not passive else _MODES.get(words[last], "")


def _form(words: Sequence[str], shape: str, first: int, last: int) -> str:
    """Passive, present or modal; empty for what was done."""
    if last > first and shape[last - 1] == "b" and shape[last] == "P":
        return "passive"
    if shape[first] == "V" or words[first] in {"is", "are", "'s", "'re", "am"}:
        return "now"
    return "modal" if shape[first] in "mq" else ""
