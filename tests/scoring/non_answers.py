"""Texts that are no answer: each must be refused or get the lowest level."""

import json
import random
from collections.abc import Iterator, Sequence

from tests.scoring.labelled import ANSWERS, LabelledAnswer

QUESTION = (
    "Tell us about a significant change you led in the way your organization works. "
    "What resistance did you meet, and what difference did it make?"
)

TEXTS: dict[str, list[str]] = json.loads((ANSWERS / "not_answers.json").read_text(encoding="utf-8"))
"""By kind: keywords, foreign, gibberish, instruction, talk."""


def non_answers(answers: Sequence[LabelledAnswer]) -> Iterator[tuple[str, str, str]]:
    """Kind, question and text of every one, and of those made of some answers."""
    for kind, texts in TEXTS.items():
        for text in texts:
            yield kind, QUESTION, text
            if kind in {"keywords", "instruction"}:
                yield kind, QUESTION, " ".join([text] * 5)
    yield "copy", QUESTION, QUESTION
    yield "copy", QUESTION, QUESTION * 4
    yield "copy", QUESTION, f"You ask: {QUESTION} Well. {QUESTION}"
    for answer in answers:
        words = answer.text.lower().replace(".", "").replace(",", "").split()
        if len(words) >= 60:
            random.Random(answer.id).shuffle(words)
            yield "salad", answer.question, " ".join(words)
