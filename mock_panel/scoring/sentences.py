"""Text into sentences: prose, bullets, fragments, and recogniser text without any marks.

Case plays no part, so that typing all in lower case changes nothing. Whatever is not white
space ends up in exactly one sentence.
"""

import re
from functools import cache
from itertools import pairwise

from mock_panel.scoring.run_on import cuts, lacks_marks
from mock_panel.scoring.wordlist import word_set

_NEVER_FINAL = word_set(
    """mr mrs ms dr prof gen col lt sgt capt maj adm sen gov hon rev st dept div e.g i.e
    eg ie vs cf approx incl asst govt mgmt jan feb mar apr jun jul aug sep sept oct nov dec"""
)
"""Abbreviations after which the sentence goes on."""

_BEFORE_NUMBERS = word_set("no nos fig figs vol sec art pp")
"""Abbreviations before a number, and words by themselves."""

_PERHAPS_FINAL = word_set("a.m p.m u.s u.s.c d.c etc inc corp ltd co jr sr ph.d rep est")
"""Abbreviations that may also end a sentence; the next word decides."""

_STARTERS = word_set(
    """the i we he she it they this that these those there in on at my our his her their then
    after when so but and by as if what with over for once before one all no not nobody
    since you your nobody everybody people now today"""
)
"""Words that often begin a sentence."""

_AFTER_AN_HOUR = word_set("in on at after when so and but by as if with over for before")
"""Of them, those that after "5 p.m." mostly go on: "at 5 p.m. on the Friday"."""


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)")


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[-*+\u2022\u2023\u25cf\u25aa\u2013\u2014]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|#)"
    )


def split(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, in order, without white space at their ends."""
    stretches = [stretch for start, end in _blocks(text) for stretch in _by_marks(text, start, end)]
    lean = lacks_marks(text, stretches)
    return [piece for start, end in stretches for piece in _by_clauses(text, start, end, lean=lean)]


def given(text: str, sentences: list[str]) -> list[tuple[int, int]]:
    """Where sentences stand that the caller has split already.

    Raises:
        ValueError: joined by one space they are not the text.
    """
    if " ".join(sentences) != text:
        message = "the sentences, joined by one space, are not the text"
        raise ValueError(message)
    spans = []
    place = 0
    for sentence in sentences:
        spans.append((place, place + len(sentence)))
        place += len(sentence) + 1
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches between line breaks that were meant, not made by wrapping."""
    lines: list[tuple[int, int]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        lines.append((place, place + len(line)))
        place += len(line)
    width = max((end - start for start, end in lines), default=0)
    marked = bool(_ends().search(text))
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and not _breaks(text, blocks[-1][1], (start, end), width, marked):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _breaks(text: str, before: int, span: tuple[int, int], width: int, marked: bool) -> bool:
    """Whether the line at `span` begins something new; `marked`: the text has full stops."""
    line = text[slice(*span)]
    if not line.strip() or _bullet().match(line):
        return True
    above = text[text.rfind("\n", 0, max(before - 1, 0)) + 1 : before].rstrip()
    if not above:
        return True
    if above[-1] in ".!?\u2026":
        return False
    # A wrapped line is broken only where its next word would not have fitted.
    following = line.split(maxsplit=1)[0]
    fits = len(above) + 1 + len(following) < width - 1
    return fits and not (marked and following[0].islower() and above[-1] != ":")


def _by_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begun = start
    for match in _ends().finditer(text, start, end):
        if _goes_on(text, begun, match, end):
            continue
        spans.append(_trim(text, begun, match.end()))
        begun = match.end()
    spans.append(_trim(text, begun, end))
    return [span for span in spans if span[0] < span[1]]


def _goes_on(text: str, begun: int, match: re.Match[str], end: int) -> bool:
    """Whether a mark belongs to an abbreviation, an initial or the number of a bullet."""
    if match.group()[0] != ".":
        return False
    # No abbreviation is longer than the look-back, which keeps the cost linear.
    before = text[max(begun, match.start() - 24) : match.start()]
    alone = before.strip().strip("-*\u2022(").strip()
    if not alone.rstrip(".") or (alone.isdigit() and len(alone) < 3 and alone in before[:4]):
        return True
    word = alone.split()[-1].strip("(\"'\u201c").lower()
    if word in _NEVER_FINAL:
        return True
    if word in _BEFORE_NUMBERS:
        # "No. 5" goes on, "saying no." does not.
        return text[match.end() : match.end() + 2].strip()[:1].isdigit()
    if word in _PERHAPS_FINAL or (len(word) == 1 and word.isalpha() and word != "i"):
        following = text[match.end() : min(end, match.end() + 24)].split(maxsplit=1)
        begins = _STARTERS - _AFTER_AN_HOUR if word in {"a.m", "p.m"} else _STARTERS
        return bool(following) and _plain(following[0]) not in begins
    return False


def _plain(word: str) -> str:
    """A word without its marks and without what is drawn together with it: "I'd" is "i"."""
    return re.split("['\u2019]", word.lower().strip(","))[0]


def _by_clauses(text: str, start: int, end: int, *, lean: bool) -> list[tuple[int, int]]:
    """A sentence, or the pieces of one that runs on without marks."""
    edges = [start, *cuts(text, start, end, lean=lean), end]
    return [_trim(text, first, last) for first, last in pairwise(edges)]
