"""The labelled answers, split into those we look at and those we do not."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mock_panel.domain.parts import AnswerMode, Part

ANSWERS = Path(__file__).parent / "answers"

HELD_OUT_SHA256 = "fcc656c3b7ae167e9bdc39b6a18c402fbf656fa0f435be76a3550791420c5060"
"""Of `answers/held_out.txt`: whole families, drawn before tuning, and four authors whole."""

TEACH_LEVELS_ALONE = frozenset({"quiet_ladders", "spoken_ladders", "senior_ladders"})
"""Authors of whom levels are learnt and no marks: with these in the fit of the marks, stories that
people had put under headings of their own were marked a little worse (`EVALUATION.md`)."""

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
    author: str
    """The file it is in; every file has another author."""
    kind: str
    """story, situational, pseudo_story, opinion, self_description, none; empty if not labelled."""
    competencies: frozenset[str] | None
    """Ids that the answer plainly shows; None if not labelled."""
    ecq: str

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
    """All of them, file by file."""
    return _in(ANSWERS)


@cache
def headed() -> tuple[LabelledAnswer, ...]:
    """Stories whose sentences have the part of the heading that they were written under.

    Asides too: nothing in them is other, so that they teach how stories are told, not what a
    sentence says.
    """
    return _in(ANSWERS / "headed")


def _in(folder: Path) -> tuple[LabelledAnswer, ...]:
    return tuple(
        labelled(json.loads(line), path.stem)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def labelled(line: dict[str, Any], author: str) -> LabelledAnswer:
    """One answer from its JSON object."""
    shown = line.get("competencies")
    return LabelledAnswer(
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
        author,
        line.get("type", ""),
        None if shown is None else frozenset(shown),
        line["ecq"],
    )


@cache
def held_out_ids() -> frozenset[str]:
    """Answers that nothing may be tuned on."""
    data = (ANSWERS / "held_out.txt").read_bytes()
    if hashlib.sha256(data).hexdigest() != HELD_OUT_SHA256:
        message = "answers/held_out.txt is not the list that was frozen"
        raise AssertionError(message)
    return frozenset(data.decode().split())


@cache
def talk() -> tuple[str, ...]:
    """Sentences to tune on that tell nothing: with such ones stories are padded."""
    return tuple(line for lines in _lines(ANSWERS / "talk").values() for line in lines)


@cache
def talk_held_out() -> dict[str, tuple[str, ...]]:
    """Others to measure on, which no one tuned on, by the name of their file."""
    return _lines(ANSWERS / "talk" / "held_out")


IMAGINED = {"given": Part.SITUATION, "would": Part.ACTION, "expected": Part.RESULT}
"""Folders of sentences that answer what one would do, and their parts."""


@cache
def alone() -> tuple[tuple[str, str], ...]:
    """Sentences to tune on, each out of another story, behind what they are.

    That is the name of a part, or one of `IMAGINED`.
    """
    return tuple(
        (folder.name, line)
        for folder in sorted((ANSWERS / "alone").iterdir())
        for lines in _lines(folder).values()
        for line in lines
    )


def _lines(folder: Path) -> dict[str, tuple[str, ...]]:
    return {
        path.stem: tuple(path.read_text(encoding="utf-8").splitlines())
        for path in sorted(folder.glob("*.txt"))
    }


@cache
def headed_development() -> tuple[LabelledAnswer, ...]:
    """Headed stories to count on."""
    return tuple(a for a in headed() if a.id not in held_out_ids())


@cache
def headed_held_out() -> tuple[LabelledAnswer, ...]:
    """Headed stories to measure on."""
    return tuple(a for a in headed() if a.id in held_out_ids())


@cache
def development() -> tuple[LabelledAnswer, ...]:
    """Answers to tune on."""
    return tuple(a for a in answers() if a.id not in held_out_ids())


@cache
def marking_development() -> tuple[LabelledAnswer, ...]:
    """Those of them that marks are learnt from."""
    return tuple(a for a in development() if a.author not in TEACH_LEVELS_ALONE)


def sample() -> tuple[LabelledAnswer, ...]:
    """Every twelfth answer to tune on, for tests of what must hold of any answer."""
    return development()[::12]


@cache
def held_out() -> tuple[LabelledAnswer, ...]:
    """Answers to measure on."""
    return tuple(a for a in answers() if a.id in held_out_ids())
