"""Names of features in words for a person, for `mock-panel score --explain`."""

import re
from collections.abc import Callable

from mock_panel.scoring.lexicon import FAMILIES
from mock_panel.scoring.wording import LENGTHS

_PLAIN = {
    "bias": "how common the part is",
    "number": "a number",
    "numbers": "several numbers",
    "modal": "“would”, “could” or their like",
    "question": "a question mark",
    "tense.present": "told in the present tense",
    "be.past": "“was”, “were” or “had”",
    "be.present": "“is” or “are”",
    "verb.past": "a verb in the past",
    "i.be": "“I” with a form of be",
    "i.state": "“I” in a state",
    "others.act": "others do something",
    "others.none": "others, and nothing done",
    "says.i": "says “I”",
    "says.my": "says “my” or “me”",
    "says.we": "says “we” or “our”",
    "says.you": "says “you”",
    "starts.i": "starts with “I”",
    "starts.we": "starts with “we”",
    "heading": "a heading",
    "clauses.0": "no clause",
    "clauses.1": "one clause",
    "clauses.2": "two clauses",
    "clauses.3": "three clauses",
    "clauses.4": "four clauses or more",
    "naming.0": "no word that names anything",
    "naming.1": "one word that names something",
    "naming.2": "two words that name something",
    "naming.3": "three words that name something, or more",
    "bare.to": "begins with “to”",
    "bare.none": "no verb",
    "bare.none #": "no verb, and a number",
    "opening.time": "begins as a time or place does",
    "opening.result": "begins as an outcome does",
    "opening.step": "begins as a step does",
    "opening.back": "begins by pointing back",
    "opening.hope": "begins with what is hoped for, such as “I'd expect”",
    "opening.turn": "begins with a turn, such as “but”",
}
_ACTS = {
    "owned": "“I” did",
    "shared": "“we” did",
    "passive": "was done by nobody named",
    "habitual": "somebody usually does",
    "imagined": "“I” would do",
    "imagined_shared": "“we” would do",
}
_WHO = {"I": "“I”", "W": "“we”", "H": "he, she, it or they", "Y": "“you”", "x": "a noun",
        "0": "nobody", ".": "nobody"}  # fmt: skip
_VERBS = {"P": "a past deed", "S": "a past state", "V": "a verb in its base form",
          "G": "an -ing form", "b": "a form of be", "h": "a form of have", "m": "a modal",
          "q": "had or would", "n": "a negation or do", "D": "an adverb", "T": "to"}  # fmt: skip
_SUBJECTS = {"i": "“I”", "we": "“we”", "he": "he, she, it or they", "you": "“you”",
             "person": "somebody", "group": "a group of people", "figure": "a figure",
             "work": "a piece of work", "outcome": "an outcome", "trouble": "a problem or a charge",
             "thing": "something", "none": "nobody named"}  # fmt: skip
"""Of `kinds.noun_kind`, and persons."""
_DOINGS = {"make": "making", "talk": "talking", "think": "deciding or thinking",
           "know": "knowing or noticing", "look": "looking into it", "help": "helping",
           "run": "running things", "rise": "going up or down", "reach": "reaching it",
           "please": "pleasing somebody", "bring": "bringing it about", "learn": "learning",
           "need": "needing", "lack": "failing or resisting", "stand": "how things stand",
           "hold": "lasting", "want": "wishing", "other": "another kind"}  # fmt: skip
"""Of `kinds.verb_kinds`."""
_FORMS = {"passive": "in the passive", "now": "in the present", "modal": "after a modal",
          "able": "after “able to”", "need": "after “had to”", "want": "after “wanted to”",
          "try": "after “tried to”", "choose": "after “chose to”", "use": "after “used to”",
          "not": "denied", "past": "in the past", "base": "in its base form",
          "ing": "as an -ing form"}  # fmt: skip
_NUMBERS = {"#$": "an amount of money", "#%": "a percentage", "#": "a number", "@year": "a year",
            "@place": "a place"}  # fmt: skip


def feature_words(name: str) -> str:
    """A feature's name, as `features` makes it, in words for a person."""
    if name.startswith("asked."):
        return "asked what you would do: " + feature_words(name.removeprefix("asked."))
    if name in _PLAIN:
        return _PLAIN[name]
    is_wording = name.startswith(("word=", "pair="))
    head, _, tail = name.partition("=" if is_wording else ".")
    return _BY_HEAD[head](tail)


def _numbers_named(words: str) -> str:
    return re.sub(r"#\$|#%|#|@year|@place", lambda match: _NUMBERS[match[0]], words)


def _length_words(place: int) -> str:
    if place == 0:
        return f"at most {LENGTHS[0]} words"
    if place == len(LENGTHS):
        return f"more than {LENGTHS[-1]} words"
    return f"{LENGTHS[place - 1] + 1} to {LENGTHS[place]} words"


def _verb_words(kinds: str) -> str:
    """What is said of a subject, from the letters of `grammar`: "would", then a base form."""
    return " and ".join(dict.fromkeys(_VERBS.get(letter, "another word") for letter in kinds))


def _clause_words(tail: str) -> str:
    who, _, verb = tail.removeprefix("1").partition(" ")
    place = "first, " if tail.startswith("1") else ""
    return f"{place}{_WHO.get(who, who)} with {_verb_words(verb)}"


def _does_words(tail: str) -> str:
    who, _, verb = tail.partition(" ")
    return f"{_WHO.get(who, who)}: “{verb}…”"


def _kind_words(tail: str) -> str:
    """Who is said to do what kind of thing, from the names that `telling` makes."""
    first, rest = ("first, ", tail[2:]) if tail.startswith("1 ") else ("", tail)
    who, _, said = rest.partition(" ")
    return f"{first}{_SUBJECTS[who]} with {_doing_words(said)}"


def _doing_words(tail: str) -> str:
    *forms, kind = tail.removesuffix(" #").split()
    said = [_DOINGS[kind], *(_FORMS[form] for form in forms)]
    return f"a verb of {', '.join(said)}" + (" beside a number" if tail.endswith(" #") else "")


_BY_HEAD: dict[str, Callable[[str], str]] = {
    "word": lambda tail: f"the word “{_numbers_named(tail)}”",
    "pair": lambda tail: f"“{_numbers_named(tail)}”",
    "opens": lambda tail: f"begins “{_numbers_named(tail)}”",
    "length": lambda tail: _length_words(int(tail)),
    "heading": "a heading for {}".format,
    "cue": lambda tail: FAMILIES[tail].meaning,
    "cues": lambda tail: f"{FAMILIES[tail].meaning} (more than once)",
    "act": lambda tail: f"something that {_ACTS[tail]}",
    "acts": lambda tail: f"several things that {_ACTS[tail]}",
    "clause": _clause_words,
    "does": _does_words,
    "kind": _kind_words,
    "verbs": _doing_words,
    "bare": lambda tail: f"begins with {_doing_words(tail)}",
}
"""By what stands before the first point or equals sign of a name."""
