"""Which words of an answer fill, told from ordinary uses of the same words.

Three groups: hesitations (um, uh); phrases that fill unless their neighbours show an ordinary
use ("what you know", "the kind of"); and words with many uses ("like", "so"), which count only
where the marks or silences beside them set them off, and are listed as possible otherwise.
How often the rules are right is measured in `tests/speech/test_fillers.py`. Of a hundred that
they counted in answers written by others (a sample of `tests/scoring/answers`), 94 were fillers
by one reader's judgement; how many they miss there is not known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from mock_panel.domain.delivery import Filler, FillerKind
from mock_panel.speech.said_words import SaidWord

SET_OFF = 0.2
"""Seconds of silence that set a word off as a comma does."""
REPEATED = 3
"""An opening "so" is a habit when it is the third within `HABIT_SECONDS`."""
HABIT_SECONDS = 60.0
HABIT_WORDS = 150
"""The same where times are not known: a minute's words."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands, and what is beside it."""

    said: Sequence[SaidWord]
    first: int
    last: int

    def near(self, distance: int) -> str:
        """The word so far before (below 0) or after the phrase; empty beyond its sentence."""
        place = (self.first if distance < 0 else self.last) + distance
        if not 0 <= place < len(self.said):
            return ""
        edge = range(place + 1, self.first + 1) if distance < 0 else range(self.last + 1, place + 1)
        return "" if any(self.said[i].mark == "." for i in edge) else self.said[place].text

    @property
    def before(self) -> str:
        """The word before; empty at the start of a sentence."""
        return self.near(-1)

    @property
    def after(self) -> str:
        """The word after; empty at the end of a sentence."""
        return self.near(1)

    @property
    def opens(self) -> bool:
        """Whether a mark or a silence stands before it, or nothing."""
        return self.first == 0 or _is_set_off(self.said[self.first])

    @property
    def silence_before(self) -> bool:
        """Whether a silence alone sets it off."""
        word = self.said[self.first]
        return not word.mark and word.silence >= SET_OFF

    @property
    def starts(self) -> bool:
        """Whether it begins a sentence; without marks, whether a silence comes before it."""
        return self.first == 0 or self.said[self.first].mark == "." or self.silence_before

    @property
    def closes(self) -> bool:
        """Whether a mark, a silence or a hesitation stands after it, or nothing."""
        if self.last + 1 == len(self.said):
            return True
        word = self.said[self.last + 1]
        return _is_set_off(word) or word.is_hesitation

    @property
    def ends(self) -> bool:
        """Whether its sentence ends with it."""
        return self.last + 1 == len(self.said) or self.said[self.last + 1].mark == "."

    def earlier(self, words: frozenset[str], reach: int = 6) -> bool:
        """Whether one of some words stands shortly before it in the same sentence."""
        return any(self.near(-distance) in words for distance in range(1, reach + 1))


def _is_set_off(word: SaidWord) -> bool:
    return bool(word.mark) or word.silence >= SET_OFF


_Rule = Callable[[_Place], FillerKind | None]
_FILLS, _POSSIBLE = FillerKind.DISCOURSE, FillerKind.POSSIBLE

_KNOWING = _set(
    """what who whom how as if let lets do did does don't didn't whatever when where than people
    everyone someone anyone everybody somebody anybody all would could should might will may must
    once until before that which one things something"""
)
_KNOWN = _set(
    """how what who why where when whether if that it him her them me us best better nothing
    about of"""
)


def _you_know(place: _Place) -> FillerKind | None:
    if place.opens and place.closes:
        return _FILLS
    if place.before in _KNOWING and not place.opens:
        return None
    return None if place.after in _KNOWN and not place.closes else _FILLS


_MEANING = _set("what that when if by which not how say says said saying")


def _i_mean(place: _Place) -> FillerKind | None:
    if place.closes and place.opens:
        return _FILLS
    if not place.opens and place.earlier(_MEANING):
        return None
    return None if place.after in _set("to it by that what business well") else _FILLS


_OF_A_KIND = _set(
    """the a an this that these those what which some any every each same another one no other
    all his her its their our my your right wrong new different certain special particular best
    worst first only rare whole specific unusual similar own"""
)


def _kind_of(place: _Place) -> FillerKind | None:
    return None if place.before in _OF_A_KIND and not place.opens else _FILLS


def _basically(place: _Place) -> FillerKind | None:
    return None if place.before == "not" else _FILLS


_ASKING = _set("what who whether if how why where which")
_TRULY = _set(
    """that to not never did does do didn't doesn't don't couldn't wasn't weren't isn't can't
    won't wouldn't hadn't haven't can could will would"""
)


def _actually(place: _Place) -> FillerKind | None:
    if place.opens and place.closes:
        return _FILLS
    if not place.opens and (place.before in _TRULY or place.earlier(_ASKING, 5)):
        return None
    return _FILLS


def _literally(place: _Place) -> FillerKind | None:
    if place.before in _set("not quite taken take took read be that") and not place.opens:
        return None
    return None if place.ends and not place.opens else _FILLS


def _honestly(place: _Place) -> FillerKind | None:
    if place.opens or place.before in _set("and but so because"):
        return _FILLS
    return None


_LIKED = _set(
    """would i'd we'd they'd he'd she'd you'd look looks looked looking feel feels felt feeling
    sound sounds sounded seem seems seemed things thing something nothing anything people not
    don't didn't doesn't much more just exactly to act acted run ran treat treated"""
)
_BEFORE_LIKE = _set(
    """and but so because was were is are am be been it's that's had have has the a an of with in
    at on for by from i we they he she it you then really there just about to said"""
)
_WHO_LIKES = _set("i we they you he she")


def _like(place: _Place) -> FillerKind | None:
    if place.before in _LIKED or place.earlier(_set("what"), 4):
        return None
    if place.before == "of" and place.near(-2) in _set("kind sort"):
        return _POSSIBLE
    if place.after == "to" and place.before in _WHO_LIKES:
        return None
    if place.closes or (place.silence_before and place.before in _BEFORE_LIKE):
        return _FILLS
    # A comma before it may as well begin a comparison: "every morning, like a taxi".
    return _POSSIBLE if place.opens or place.before in _BEFORE_LIKE else None


_SO_MUCH = _set("much many far that long well few little proud called important")


def _so(place: _Place) -> FillerKind | None:
    if not place.starts or place.after in _SO_MUCH:
        return None
    return _FILLS if place.closes else _POSSIBLE


_WELL_OVER = _set(
    "over above below beyond before after within under into known done established past"
)


def _well(place: _Place) -> FillerKind | None:
    if not place.starts or place.after in _WELL_OVER:
        return None
    return _FILLS if place.closes else _POSSIBLE


def _okay(place: _Place) -> FillerKind | None:
    if not place.opens:
        return None
    return _FILLS if place.closes else _POSSIBLE


def _right(place: _Place) -> FillerKind | None:
    if place.opens and place.closes:
        return _FILLS
    return _POSSIBLE if place.starts and place.after in _set("so and well okay") else None


def _and_stuff(place: _Place) -> FillerKind | None:
    return None if place.after in _set("from of in that") else _FILLS


_CLAUSE = _set("the he she they you we i it a is was else your their his her my our")


def _or_whatever(place: _Place) -> FillerKind | None:
    return None if place.after in _CLAUSE and not place.closes else _FILLS


_PHRASES: dict[tuple[str, ...], _Rule] = {
    ("you", "know"): _you_know,
    ("i", "mean"): _i_mean,
    ("sort", "of"): _kind_of,
    ("kind", "of"): _kind_of,
    ("and", "stuff"): _and_stuff,
    ("or", "whatever"): _or_whatever,
    ("basically",): _basically,
    ("actually",): _actually,
    ("literally",): _literally,
    ("honestly",): _honestly,
    ("like",): _like,
    ("so",): _so,
    ("right",): _right,
    ("well",): _well,
    ("okay",): _okay,
    ("ok",): _okay,
}
_LONGEST = max(map(len, _PHRASES))
_OPENERS = _set("so well right okay")
"""Words that count where they open one sentence after another."""


def find_fillers(said: Sequence[SaidWord], *, hesitations: bool) -> tuple[Filler, ...]:
    """The fillers of an answer, in order.

    Args:
        said: the words as they were said.
        hesitations: whether um and uh are to be listed; they are of use to the rules anyway.
    """
    found: list[Filler] = []
    ranks: list[int] = []
    rank = 0
    while rank < len(said):
        filler, width = _at(said, rank)
        if filler and (hesitations or filler.kind is not FillerKind.HESITATION):
            found.append(filler)
            ranks.append(rank)
        rank += width
    return tuple(_habits(found, ranks))


def _at(said: Sequence[SaidWord], rank: int) -> tuple[Filler | None, int]:
    """The filler that begins with a word, if any, and how many words to go on by."""
    word = said[rank]
    if word.is_hesitation and not _is_emergency_room(_Place(said, rank, rank)):
        return Filler(word.text, FillerKind.HESITATION, word.place, 1, word.at), 1
    for width in range(min(_LONGEST, len(said) - rank), 0, -1):
        phrase = tuple(w.text for w in said[rank : rank + width])
        rule = _PHRASES.get(phrase)
        if rule is None or _is_parted(said[rank + 1 : rank + width]):
            continue
        kind = rule(_Place(said, rank, rank + width - 1))
        if kind is None:
            return None, width
        text = "okay" if phrase == ("ok",) else " ".join(phrase)
        return Filler(text, kind, word.place, width, word.at), width
    return None, 1


def _is_emergency_room(place: _Place) -> bool:
    """Whether "er" is what recognisers without capitals write for a hospital's ER."""
    word = place.said[place.first]
    return word.text == "er" and place.before in _set("the an our") and not place.closes


def _is_parted(rest: Iterable[SaidWord]) -> bool:
    """Whether marks stand within a phrase: "for you. Know that" is none."""
    return any(word.mark for word in rest)


def _habits(found: Sequence[Filler], ranks: Sequence[int]) -> list[Filler]:
    """Opening words that are only possible fillers count once they are a habit."""
    habits: set[int] = set()
    for opener in _OPENERS:
        uses = [i for i, filler in enumerate(found) if filler.text == opener]
        for first, last in zip(uses, uses[REPEATED - 1 :], strict=False):
            if _is_near(found[first], found[last], ranks[last] - ranks[first]):
                habits.update(use for use in uses if first <= use <= last)
    return [replace(f, kind=_FILLS) if i in habits else f for i, f in enumerate(found)]


def _is_near(one: Filler, two: Filler, words: int) -> bool:
    if one.at is None or two.at is None:
        return words <= HABIT_WORDS
    return two.at - one.at <= HABIT_SECONDS
