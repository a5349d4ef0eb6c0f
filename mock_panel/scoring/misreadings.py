"""Cues that do not mean what their family stands for, told by the words around them."""

from collections.abc import Callable

from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.kinds import verb_kinds
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.wordlist import word_set

_OWN = (ActKind.OWNED, ActKind.IMAGINED, ActKind.HABITUAL, ActKind.IMAGINED_SHARED, ActKind.SHARED)


def misread(sentence: Marked, family: str, first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are no sign of the family that lists them."""
    rule = _RULES.get(family)
    return rule is not None and rule(sentence, first, last)


def _is_decided_by_others(sentence: Marked, first: int, last: int) -> bool:
    """Whether others chose: "the bank refused" is no decision of the candidate's."""
    words = sentence.look.reading.words
    if words[first] in {"i", "my"} or words[last] == "call":
        return False
    return not any(act.kind in _OWN and first <= act.last <= last for act in sentence.look.acts)


def _is_no_resistance(sentence: Marked, first: int, last: int) -> bool:
    """Whether "if they went home" tells a condition, or "I would not" the speaker's own will."""
    words = sentence.look.reading.words
    is_condition = words[first] in {"if", "when"} and last - first == 1
    is_own = first > 0 and words[first - 1] in {"i", "we"}
    is_act = any(act.kind in _OWN and first <= act.last <= last for act in sentence.look.acts)
    is_passive = words[last + 1 : last + 2] == ("be",)
    return is_condition or is_own or is_act or is_passive or _is_place(sentence, first, last)


def _is_place(sentence: Marked, first: int, last: int) -> bool:
    """Whether it says where: "behind the counter" is no arrears."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    if words[first] != "behind" or last + 1 == len(words):
        return False
    if words[last + 1 : last + 3] == ("closed", "doors"):
        return True
    late = first and (words[first - 1] in _ARREARS or shape[first - 1] == "b")
    return shape[last + 1] in "doN" and words[last + 1] not in _DUE and not late


def _is_no_problem(sentence: Marked, first: int, last: int) -> bool:
    """Whether it only names a place or a body: "behind the counter", "fire station"."""
    following = sentence.look.reading.words[last + 1 : last + 2]
    compound = sentence.look.reading.words[last] in _COMPOUNDS and following[:1] != ()
    return _is_place(sentence, first, last) or (compound and following[0] in _BODIES)


_COMPOUNDS = word_set("fire waiting storm accident crash injury")
_BODIES = word_set(
    """station stations district districts department departments chief marshal engine engines crew
    crews truck trucks drill drills code room rooms area"""
)
_ARREARS = word_set("fell fallen falling months weeks days years hours far running ran got getting")
_DUE = word_set("schedule plan budget target")


def _is_since_when(sentence: Marked, first: int, last: int) -> bool:
    """Whether it says when: "since autumn", "long since"; "since nobody knew" is a reason."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    if words[first] != "since" or last > first:
        return False
    if first and (shape[first - 1] == "h" or words[first - 1] in {"long", "ever"}):
        return True
    following = shape[first + 1 : first + 7]
    subject = following[:1]
    if not subject or subject in "N.,p" or words[first + 1] in {"then", "last"}:
        return True
    return subject not in "IWHY" and not any(letter in "bhmP" for letter in following)


def _is_no_voice(sentence: Marked, first: int, last: int) -> bool:
    """Whether nobody speaks: "I want to say five", or "the board renewed it"."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    if words[last] in _AWARDS:
        # "22 of 31 awards went to ports" are grants, "an award from the governor" is none.
        counted = shape[first - 1 : first] == "N" and _WON.isdisjoint(
            words[max(first - 3, 0) : first]
        )
        return counted or not _GRANTED.isdisjoint(words[last + 1 : last + 2])
    if words[first] == "the":
        return not any(
            _VOICES.intersection(verb_kinds(word)) for word in words[last + 1 : last + 4]
        )
    before = words[first - 1] if first else ""
    return words[first] in _SPOKEN and first == last and before in _SPEAKERS


_AWARDS = word_set("award awards")
_WON = word_set("won win received got earned")
_GRANTED = word_set("to of went cycle process letter letters amount amounts date dates")
_VOICES = frozenset({"talk", "please"})
_SPOKEN = word_set("say says asked")
_SPEAKERS = word_set("i to we 'd would , let's ? . should can could just and forgot") | {""}


_RULES: dict[str, Callable[[Marked, int, int], bool]] = {
    "decide": _is_decided_by_others,
    "obstacle": _is_no_resistance,
    "problem": _is_no_problem,
    "reason": _is_since_when,
    "praise": _is_no_voice,
}
