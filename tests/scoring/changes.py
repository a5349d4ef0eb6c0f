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


_BRITISH = {
    "organization": "organisation", "organize": "organise", "center": "centre", "labor": "labour",
    "program": "programme", "realize": "realise", "defense": "defence", "color": "colour",
    "favor": "favour", "recognize": "recognise", "behavior": "behaviour", "license": "licence",
    "analyze": "analyse", "honor": "honour", "neighbor": "neighbour", "prioritize": "prioritise",
    "reorganize": "reorganise", "stabilize": "stabilise", "canceled": "cancelled",
    "traveled": "travelled", "judgment": "judgement", "theater": "theatre", "meter": "metre",
    "practice": "practise", "enroll": "enrol", "catalog": "catalogue",
    "plow": "plough", "gray": "grey", "tire": "tyre", "mold": "mould", "fulfill": "fulfil",
    "standardize": "standardise", "summarize": "summarise", "minimize": "minimise",
    "apologize": "apologise", "authorize": "authorise", "centralize": "centralise",
}  # fmt: skip


def british(text: str) -> str:
    """The same in British spelling."""
    for us, uk in _BRITISH.items():
        for a, b in ((us, uk), (us.capitalize(), uk.capitalize())):
            text = re.sub(rf"\b{a}(d|s|r|rs|ed|al|ing)?\b", rf"{b}\1", text)
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
