"""The labelled answers, split into those we look at and those we do not."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mock_panel.domain.parts import AnswerMode, Part

ANSWERS = Path(__file__).parent / "answers"

HELD_OUT_SHA256 = "d605ec8db5e98b7af416bba83a27715f43b06ba220c43429f1113fc75e659e3b"
"""Of `answers/held_out.txt`: whole families, a third of all answers, drawn before tuning."""

LETTERS = {
    "S": Part.SITUATION,
    "T": Part.TASK,
    "A": Part.ACTION,
    "R": Part.RESULT,
    "O": Part.OTHER,
}


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and the part a person took it for."""

    text: str
    letter: str

    @property
    def part(self) -> Part:
        """The part that the letter stands for."""
        return LETTERS[self.letter]


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """One answer with its labels."""

    id: str
    family: str
    step: int
    question: str
    mode: AnswerMode
    sentences: tuple[LabelledSentence, ...]
    level: int
    found: tuple[int, int, int]
    """Situation, action, result: 0 absent, 1 partial, 2 clear."""
    ownership: str
    quantified_result: bool

    @property
    def text(self) -> str:
        """The answer."""
        return " ".join(s.text for s in self.sentences)

    @property
    def words(self) -> int:
        """How many."""
        return len(self.text.split())


@cache
def answers() -> tuple[LabelledAnswer, ...]:
    """All of them."""
    lines = [
        json.loads(line)
        for name in ("typed", "spoken")
        for line in (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return tuple(
        LabelledAnswer(
            line["id"],
            line["family"] or line["id"],
            line["step"],
            line["question"],
            AnswerMode(line["mode"]),
            tuple(LabelledSentence(s["text"], s["part"]) for s in line["sentences"]),
            line["overall"],
            (line["parts"]["situation"], line["parts"]["action"], line["parts"]["result"]),
            line["first_person"],
            line["quantified_result"],
        )
        for line in lines
    )


@cache
def held_out_ids() -> frozenset[str]:
    """Answers that nothing may be tuned on."""
    data = (ANSWERS / "held_out.txt").read_bytes()
    if hashlib.sha256(data).hexdigest() != HELD_OUT_SHA256:
        message = "answers/held_out.txt is not the list that was frozen"
        raise AssertionError(message)
    return frozenset(data.decode().split())


def development() -> tuple[LabelledAnswer, ...]:
    """Answers to tune on."""
    return tuple(a for a in answers() if a.id not in held_out_ids())


def held_out() -> tuple[LabelledAnswer, ...]:
    """Answers to measure on."""
    return tuple(a for a in answers() if a.id in held_out_ids())
