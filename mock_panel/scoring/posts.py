"""Where the candidate stood: the post that he held, and the organization."""

from mock_panel.domain.scores import Span
from mock_panel.scoring.dealings import is_person
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.quoting import phrase
from mock_panel.scoring.wordlist import word_set

_ARTICLES = word_set("a an the")
_TITLES = word_set(
    """chief head director deputy dean counsel secretary general chair principal captain commander
    colonel sergeant lieutenant veterinarian superintendent president administrator analyst
    engineer attorney nurse technician mechanic apprentice assistant intern coordinator
    attendant consultant accountant agent floorhand hand operator officer warden ranger foreman
    supervisor inspector"""
)
_PLACES = word_set(
    """agency office department bureau division branch section unit district region ministry
    authority service commission court company firm hospital clinic ward school college university
    lab laboratory plant factory warehouse depot shipyard shop store restaurant hotel garage museum
    library prison jail base station embassy consulate airport port utility county city bank farm
    headquarters team startup association institute center"""
)
_AT = word_set("at in for")
_WORKED = word_set(
    "worked work was served ran run led headed managed temped taught volunteered interned"
)
_OWN_OR_NAMED = word_set("a an the my our")
_I_WAS = (("i", "was"), ("i", "am"), ("i", "became"), ("made", "me"))
_I_HAD = (("i", "had"), ("i", "'d"))
_MOST_WORDS = 4
_QUOTED = 5


def posts(sentence: Marked) -> list[tuple[str, Span]]:
    """The posts and places of a sentence, each with its words."""
    words = sentence.look.reading.words
    found = [
        (" ".join(words[first : last + 1]), phrase(sentence, first, last, _QUOTED))
        for first, last in sentence.look.cues.get("role", ())
        if not _needs_a_post(words, first, last) or _title(sentence, last) is not None
    ]
    for place in range(len(words)):
        end = _end(sentence, place)
        if end is not None:
            found.append((" ".join(words[place : end + 1]), sentence.cover(place, end)))
    return found


def _needs_a_post(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether it may as well go on otherwise: "as the price of it", "I had a letter"."""
    if words[first] == "as":
        return words[last] in _ARTICLES
    return words[first : first + 2] in _I_HAD


def _end(sentence: Marked, place: int) -> int | None:
    """The last word of the post or place that begins with a word; none if none does."""
    words = sentence.look.reading.words
    word, following = words[place], words[place + 1 : place + 2]
    if word in _AT:
        return _organization(sentence, place)
    if word == "as":
        return _title(sentence, place)
    if word in {"i", "made"} and (word, *following) in _I_WAS:
        return _title(sentence, place + 1)
    if word == "where" and following == ("i",) and words[place + 2 : place + 3]:
        return place + 2 if words[place + 2] in _WORKED else None
    return None


def _title(sentence: Marked, before: int) -> int | None:
    """The last word of the post that follows a word: "bureau chief"; none if none does."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    end = None
    for place in range(before + 1, min(before + 1 + _MOST_WORDS, len(words))):
        if words[place] in _TITLES or is_person(words[place]):
            end = place
        elif end is not None or shape[place] not in "doNPVG":
            break
    return end


def _organization(sentence: Marked, before: int) -> int | None:
    """The noun of "at a furniture company"; none if no organization follows."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    if words[before + 1 : before + 2] == () or words[before + 1] not in _OWN_OR_NAMED:
        return None
    for place in range(before + 2, min(before + 2 + _MOST_WORDS, len(words))):
        if words[place] in _PLACES:
            return place
        if shape[place] not in "oNPV":
            return None
    return None
