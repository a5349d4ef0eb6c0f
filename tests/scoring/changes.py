"""Changes to an answer, and what a scorer must make of them; for tests and for the benchmark."""

import random
import re
from collections.abc import Callable, Sequence

from tests.scoring.labelled import LabelledAnswer

Change = Callable[[Sequence[str]], list[str]]
"""From sentences to sentences."""


def shuffled(seed: int) -> Change:
    """The sentences in an order of chance."""

    def change(told: Sequence[str]) -> list[str]:
        mixed = list(told)
        random.Random(f"{seed} {' '.join(told)}").shuffle(mixed)
        return mixed

    return change


def repeated(told: Sequence[str]) -> list[str]:
    """Five times the same."""
    return list(told) * 5


PADDING = (
    "It was a very interesting time for all of us.",
    "As everybody knows, these matters are never simple.",
    "I want to stress how important this is to me.",
    "There is a great deal more that one could say about it.",
    "Leadership, in my view, is a journey and not a destination.",
    "I could go on, but I hope that this gives you an idea.",
    "Of course every organization is different.",
    "You have to see it in the right light.",
    "That is the kind of work that I find rewarding.",
    "Communication is key in situations of this kind.",
    "To be honest, I still think about it from time to time.",
    "The weather was nothing special that week.",
)


def padded(told: Sequence[str]) -> list[str]:
    """Talk that says nothing between the sentences and after them."""
    result = []
    for index, sentence in enumerate(told):
        result += [sentence, PADDING[index % len(PADDING)]]
    return result


def among(lines: Sequence[str]) -> Change:
    """Idle talk between the sentences and after them, other lines for every answer."""

    def change(told: Sequence[str]) -> list[str]:
        chosen = random.Random(" ".join(told)).sample(lines, min(len(told), len(lines)))
        spread = (chosen[index % len(chosen)] for index in range(len(told)))
        return [said for pair in zip(told, spread, strict=True) for said in pair]

    return change


NEVER_RAISE: dict[str, Change] = {
    "shuffled": shuffled(1),
    "shuffled again": shuffled(2),
    "repeated": repeated,
    "padded": padded,
}

_OURS = {
    "I'm": "we're", "I was": "we were", "I am": "we are", "i was": "we were", "i'm": "we're",
    "I": "we", "i": "we", "my": "our", "My": "Our", "me": "us", "mine": "ours",
    "myself": "ourselves",
}  # fmt: skip


def we_only(told: Sequence[str]) -> list[str]:
    """The same told by "we"."""
    text = "\x1f".join(told)
    for mine, ours in _OURS.items():
        text = re.sub(rf"\b{mine}\b", ours, text)
    return text.split("\x1f")


def without_results(answer: LabelledAnswer) -> list[str]:
    """The sentences that are not labelled as result."""
    return [s.text for s in answer.sentences if s.letter != "R"]


_ISED = (
    "organ|real|recogn|priorit|reorgan|stabil|standard|summar|minim|apolog|author|central|"
    "decentral|modern|final|util|emphas|critic|special|anal"
)
"""What comes before -ize, -ized, -izing, -ization, or before -yze."""
_BRITISH = {
    "center": "centre", "centers": "centres", "centered": "centred", "theater": "theatre",
    "theaters": "theatres", "meter": "metre", "meters": "metres", "labor": "labour",
    "colors": "colours", "color": "colour", "favor": "favour", "favors": "favours",
    "favored": "favoured", "favorite": "favourite", "behavior": "behaviour",
    "behaviors": "behaviours", "honor": "honour", "honored": "honoured", "neighbor": "neighbour",
    "neighbors": "neighbours", "neighboring": "neighbouring", "neighborhood": "neighbourhood",
    "program": "programme", "programs": "programmes", "defense": "defence", "license": "licence",
    "licenses": "licences", "canceled": "cancelled", "canceling": "cancelling",
    "traveled": "travelled", "traveling": "travelling", "labeled": "labelled",
    "modeled": "modelled", "modeling": "modelling", "judgment": "judgement",
    "judgments": "judgements", "practiced": "practised", "practicing": "practising",
    "enroll": "enrol", "enrollment": "enrolment", "fulfill": "fulfil", "catalog": "catalogue",
    "catalogs": "catalogues", "dialog": "dialogue", "plow": "plough", "plows": "ploughs",
    "plowed": "ploughed", "plowing": "ploughing", "gray": "grey", "tires": "tyres",
    "mold": "mould", "moldy": "mouldy", "skeptical": "sceptical", "toward": "towards",
}  # fmt: skip


def british(text: str) -> str:
    """The same in British spelling."""
    text = re.sub(
        rf"\b({_ISED})([iy])z(e|ed|es|er|ers|ing|ation|ations|ational)\b",
        r"\1\2s\3", text, flags=re.IGNORECASE,
    )  # fmt: skip
    for us, uk in _BRITISH.items():
        for a, b in ((us, uk), (us.capitalize(), uk.capitalize())):
            text = re.sub(rf"\b{a}\b", b, text)
    return text


_NAMES = {
    "Maria": "Dmitri", "John": "Aisha", "Smith": "Nakamura", "Ohio": "Oregon", "Texas": "Maine",
    "Chicago": "Phoenix", "he": "she", "He": "She", "him": "her", "his": "her", "His": "Her",
    "himself": "herself", "man": "woman", "men": "women",
}  # fmt: skip


def renamed(text: str) -> str:
    """Names, places and genders swapped."""
    for before, after in _NAMES.items():
        text = re.sub(rf"\b{before}\b", after, text)
    return text


KEEP_THE_LEVEL: dict[str, Callable[[str], str]] = {
    "lower case": str.lower,
    "upper case": str.upper,
    "curly quotes": lambda t: t.replace("'", "’").replace('"', "”"),
    "line breaks": lambda t: re.sub(r"([.!?]) ", r"\1\n", t),
    "British spelling": british,
    "names swapped": renamed,
}
