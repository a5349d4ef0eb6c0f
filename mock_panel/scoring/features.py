"""What a sentence shows by itself; the marker weighs it, evidence quotes it.

Features are names; each is there or not. Their kinds, by the head of the name:

- `cue.F`, `cues.F`: a phrase of family F of the lexicon occurs, or occurs twice;
- `act.K`, `acts.K`: an act of kind K (owned, shared, passive …), or several;
- `heading`, `heading.P`: a title before a colon, and the part it names;
- `says.`, `starts.`, `tense.`, `be.`, `verb.`, `number` and the like: persons, tenses, numbers;
- `length.N`: how many words, in six classes; `naming.N`: how many of them name something, to three;
- `word=W`: the stem of a word; `pair=A B`: two words side by side; `opens.A B`: the first words;
- `clause.S V`: a subject and its verb, as kinds of words; `does.S W`: the same with the verb;
- `kind.S K`: a kind of subject and the kind of what is said of it, `kind.1` where it is said
  first; `verbs.K`: a verb of kind K anywhere; `bare.F K`: a sentence without a subject that begins
  with a verb in form F; `opening.K`: how a sentence begins (see `telling`);
- `asked.X`: feature X, in an answer to "what would you do".

Numbers read `#`, years `@year`, states and cities `@place`, so that no weight hangs on one story's
figures or on where it was.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mock_panel.scoring.acts import Act, acts
from mock_panel.scoring.concrete import naming
from mock_panel.scoring.grammar import shape as shape_of
from mock_panel.scoring.lexicon import find_cues
from mock_panel.scoring.quantities import Quantity, quantities
from mock_panel.scoring.reading import Reading, read
from mock_panel.scoring.telling import telling
from mock_panel.scoring.wording import wording
from mock_panel.scoring.wordlist import word_set


@dataclass(frozen=True, slots=True)
class Look:
    """One sentence looked at by itself, without its neighbours."""

    reading: Reading
    shape: str
    cues: dict[str, list[tuple[int, int]]]
    acts: tuple[Act, ...]
    features: dict[str, int]
    quantities: tuple[Quantity, ...]
    naming: int
    """How many words name something, see `concrete`."""


def look(folded: str, start: int, end: int) -> Look:
    """Look at one sentence of a folded text."""
    reading = read(folded, start, end)
    shape = shape_of(reading.words)
    cues = find_cues(reading.words)
    found = tuple(acts(reading, shape))
    names = naming(reading.words, shape)
    features = _features(reading, shape, cues, found, names)
    return Look(reading, shape, cues, found, features, tuple(quantities(reading.words)), names)


_TURNS = ("act", "be.", "bias", "cue.charge", "cue.expect", "does.", "i.", "kind.", "modal",
          "opening.hope", "starts", "says", "tense", "verb")  # fmt: skip
"""Heads of the features that mean something else where the question asks what one would do."""


_PRESENT = {"act.habitual": "act.owned", "acts.habitual": "acts.owned"}


def as_asked(
    features: dict[str, int], *, imagined: bool = False, present: bool = False
) -> dict[str, int]:
    """The features as the answer's frame turns them.

    Args:
        features: of one sentence.
        imagined: the question asks what one would do.
        present: one event is told in the present tense.
    """
    if present:
        features = {
            _PRESENT.get(name, name): value
            for name, value in features.items()
            if name not in {"tense.present", "be.present"}
        }
    if not imagined:
        return features
    turned = {"asked." + name: value for name, value in features.items() if name.startswith(_TURNS)}
    return {**features, **turned}


def _features(
    reading: Reading,
    shape: str,
    cues: dict[str, list[tuple[int, int]]],
    found: tuple[Act, ...],
    names_something: int,
) -> dict[str, int]:
    names = ["bias", *_of_cues(cues), *_of_acts(found), *_of_heading(reading.words)]
    names += [name for name, shown in _of_words(reading.words, shape).items() if shown]
    names.append(f"naming.{min(names_something, _MOST_NAMING)}")
    names += wording(reading.words, shape)
    names += telling(reading.words, shape)
    return dict.fromkeys(names, 1)


def _of_cues(cues: dict[str, list[tuple[int, int]]]) -> Iterator[str]:
    """Each family that occurs, and again if it occurs more than once."""
    for family, hits in cues.items():
        yield "cue." + family
        if len(hits) > 1:
            yield "cues." + family


def _of_acts(found: tuple[Act, ...]) -> Iterator[str]:
    """Each kind of act, and again if there are several."""
    for kind, count in Counter(act.kind for act in found).items():
        yield "act." + kind.value
        if count > 1:
            yield "acts." + kind.value


_MOST_NAMING = 3
"""Words that name something; who uses more tells a story no more surely."""

_IS = word_set("is are 's 're isn't aren't am 'm")
_WAS = word_set("was were had wasn't weren't hadn't")


def _of_words(words: tuple[str, ...], shape: str) -> dict[str, bool]:
    """Persons, tenses, numbers and length; `shape` says of each word what kind it is."""
    present = not _IS.isdisjoint(words)
    past = not _WAS.isdisjoint(words)
    verb_past = "P" in shape or "S" in shape
    others = "I" not in shape and "W" not in shape
    return {
        "number": "N" in shape,
        "numbers": shape.count("N") > 1,
        "says.i": "I" in shape,
        "starts.i": shape.startswith("I"),
        "says.we": "W" in shape or "us" in words or "our" in words,
        "starts.we": shape.startswith("W"),
        "says.my": "my" in words or "me" in words,
        "says.you": "Y" in shape,
        "question": "?" in words,
        "tense.present": present and not past and not verb_past,
        "be.present": present,
        "be.past": past,
        "verb.past": verb_past,
        "modal": "m" in shape,
        "i.be": "Ib" in shape,
        "i.state": "IS" in shape or "IDS" in shape,
        "others.act": others and "P" in shape,
        "others.none": others and "P" not in shape,
    }


_HEADINGS = {
    "situation": ("background", "situation", "context", "challenge", "setting", "problem"),
    "task": ("charge", "task", "goal", "objective", "role", "mandate"),
    "action": ("action", "what i did", "steps", "approach"),
    "result": ("result", "outcome", "impact", "what came", "what changed"),
    "other": ("looking back", "lesson", "reflection", "what i learned", "takeaway"),
}


def _of_heading(words: tuple[str, ...]) -> Iterator[str]:
    """A title before a colon, and the part it names."""
    if ":" not in words[:6]:
        return
    yield "heading"
    head = " ".join(words[:6])
    for part, titles in _HEADINGS.items():
        if any(title in head for title in titles):
            yield "heading." + part
