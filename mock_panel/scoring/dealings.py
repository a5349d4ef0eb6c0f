"""Whom the candidate dealt with: people named by what they are, and whoever was told or asked."""

from mock_panel.domain.scores import Span
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.kinds import noun_kind
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.quoting import OPENERS
from mock_panel.scoring.wordlist import word_set

_TOLD = word_set(
    """asked ask told tell phoned phone telephoned telephone emailed email persuaded persuade
    convinced convince invited invite hired hire recruited recruit trained train coached coach
    taught teach interviewed interview reminded remind warned warn promised promise briefed brief
    consulted consult thanked thank"""
)
"""Verbs whose object is somebody."""
_DONE_TO = word_set(
    """called call rang ring let got made make gave give offered offer showed show helped help
    joined join visited visit met meet paid pay sent send promoted promote paired pair moved move
    brought bring took take"""
)
"""Verbs whose object is as often something; it must be known for a person."""
_CARRIED = word_set("took take brought bring moved move sent send got made make")
"""Those of them that leave it open whether "them" are people: "I took them off the shelf"."""
_DONE_WITH = word_set(
    """talked talk spoke speak sat sit met meet worked work negotiated negotiate listened listen
    apologized apologize wrote write went go checked check agreed agree settled settle dealt deal
    explained explain"""
)
"""Verbs that deal with somebody by way of a small word."""
_RUNG = word_set("called call rang ring")
_BODIES = word_set(
    """church parish school hospital clinic bank club court embassy consulate ministry utility
    carrier airline railroad hotel authority precinct newsroom warehouse"""
)
"""Places where whoever rings them speaks to somebody."""
_WITH = word_set("with to")
_PRONOUNS = word_set("him her them us 'em em everyone everybody nobody somebody someone")
_THEM = word_set("them em 'em")
_SAME = "them"
"""All who are named by a pronoun count as one."""
_SHARES = word_set("each some all many most both any several half either neither none those")
_THINGS_OF = word_set(
    """meeting meetings lunch day room directory desk table hall briefing budget contract funds
    records files list comments training development feedback satisfaction complaints"""
)
"""What makes of a person before it a mere kind: "team lunch", "staff meeting"."""
_PERSON_ENDINGS = ("ers", "ors", "ist", "ists", "man", "men", "woman", "women", "ian", "ians")
_PERSONS = word_set(
    """lead leads clerk clerks widow husband wife mother father sister brother daughter son mayor
    sheriff steward stewards folks fellows guys men women counsel crew crews rancher farmer
    bookkeeper foreman reviewer examiner adjudicator welder trainer dispatcher planner buyer
    supplier suppliers vendor vendors union board office bureau agency department
    representative representatives student students veteran veterans"""
)
_NO_PERSONS = word_set(
    """number numbers letter letters paper papers orders matters offers waters powers folders
    computers errors doors floors corners centers counters quarters summers registers others
    covers rivers servers trailers members-only figures years layers headers drawers monitors
    question questions truth story stories name names way price word words math lesson permission
    comments help advice time money ideas plan"""
)
"""Things that one tells, asks or calls, and words that only end like persons."""
_SEATS = {
    "chair": word_set("the board committee council commission vice deputy union our their"),
    "general": word_set("the attorney inspector surgeon adjutant postmaster major lieutenant"),
}
"""Words that are somebody only after some others."""
_MOST_WORDS = 5
_MOST_BEFORE = 4


def people(sentence: Marked) -> list[tuple[str, Span]]:
    """Everybody dealt with in a sentence, by name or post, each with the whole noun phrase."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    found = [
        (" ".join(words[first : last + 1]), _whole(sentence, first, last))
        for first, last in sentence.look.cues.get("people", ())
        if words[first] not in _PRONOUNS
        and words[first : last + 1] != ("each", "of")
        and not _is_no_person(words, first, last)
    ]
    for act in sentence.look.acts:
        if act.kind is ActKind.PASSIVE:
            continue
        if named := _object(words, shape, act.last):
            first, last = named
            name = _SAME if words[last] in _PRONOUNS else words[last]
            found.append((name, sentence.cover(first, last)))
    return found


def _is_no_person(words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether it is a mere kind, as in "team lunch", or the chair that one sits on."""
    before = words[first - 1] if first else ""
    if words[last] in _SEATS and before not in _SEATS[words[last]]:
        return True
    return last + 1 < len(words) and words[last + 1] in _THINGS_OF


def _whole(sentence: Marked, first: int, last: int) -> Span:
    """The noun phrase around a word: "two of my analysts"."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    start = first
    while start and first - start < _MOST_BEFORE and shape[start - 1] in "oN":
        start -= 1
    if start and shape[start - 1] == "d":
        start -= 1
        if (
            start > 1
            and words[start - 1] == "of"
            and (shape[start - 2] == "N" or words[start - 2] in _SHARES)
        ):
            start -= 2
    return sentence.cover(start, last)


def _object(words: tuple[str, ...], shape: str, verb: int) -> tuple[int, int] | None:
    """First and last word of the somebody that a verb is done to or with; none if none is."""
    first = verb + 1
    while first < len(words) and shape[first] == "D":
        first += 1
    if words[first : first + 1] and words[first] in _WITH and words[verb] in _DONE_WITH:
        first += 1
    elif words[verb] not in _TOLD and words[verb] not in _DONE_TO:
        return None
    last = _end_of_noun(words, shape, first)
    if last is None:
        return None
    if words[verb] in _CARRIED and words[last] in _THEM:
        return None
    is_told = words[verb] in _TOLD and last > first and words[last] not in _NO_PERSONS
    is_body = noun_kind(words[last]) == "group" or words[last] in _BODIES
    if is_told and (is_body or noun_kind(words[last]) == "thing"):
        return first, last
    if (words[verb] in _RUNG and is_body) or is_person(words[last]):
        return first, last
    return None


def _end_of_noun(words: tuple[str, ...], shape: str, first: int) -> int | None:
    """The last word of a noun phrase, or of a pronoun; none if none begins here."""
    if first < len(words) and words[first] in _PRONOUNS:
        return _end_of_noun(words, shape, first + 1) if _is_hers(words, shape, first) else first
    last = first - 1
    for place in range(first, min(first + _MOST_WORDS, len(words))):
        begins = shape[place] in "dN" and place == first
        goes_on = (shape[place] in "oNPV" and place > first) or shape[place] == "o"
        if not (begins or goes_on) or words[place] in _PRONOUNS or words[place] in OPENERS:
            break
        last = place
    if last < first:
        return None
    if words[last + 1 : last + 2] == ("of",) and (shape[last] == "N" or words[last] in _SHARES):
        return _end_of_noun(words, shape, last + 2)
    return last


def _is_hers(words: tuple[str, ...], shape: str, place: int) -> bool:
    """Whether something of hers follows: "I called her daughter", but not "I called her"."""
    if words[place] != "her":
        return False
    last = _end_of_noun(words, shape, place + 1)
    return words[place + 1 : place + 2] == ("people",) or (
        last is not None and words[last] not in _PRONOUNS and is_person(words[last])
    )


def is_person(word: str) -> bool:
    """Whether a word is a pronoun or a noun for a person, or for a body of people."""
    if word in _PRONOUNS or word in _PERSONS or noun_kind(word) == "person":
        return True
    return word.endswith(_PERSON_ENDINGS) and word not in _NO_PERSONS
