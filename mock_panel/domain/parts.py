"""The parts of an answer and how much of each was found."""

from enum import StrEnum


class Part(StrEnum):
    """What a sentence of an answer does; Challenge and Context are both situation."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    OTHER = "other"

    @property
    def letter(self) -> str:
        """The one character that stands for this part everywhere: S, T, A, R or a dot."""
        return "·" if self is Part.OTHER else self.value[0].upper()


STORY_PARTS = (Part.SITUATION, Part.TASK, Part.ACTION, Part.RESULT)
"""The parts that a complete answer has, in telling order."""


class Found(StrEnum):
    """How much of a part the answer gives."""

    ABSENT = "absent"
    PARTIAL = "partial"
    CLEAR = "clear"

    @property
    def mark(self) -> str:
        """A shape that tells the three apart without colour."""
        return {"absent": "○", "partial": "◐", "clear": "●"}[self.value]


class Ownership(StrEnum):
    """Who acts in the action part."""

    I = "i"  # noqa: E741 - the contract's own word
    WE = "we"
    MIXED = "mixed"
    NONE = "none"


class AnswerMode(StrEnum):
    """How an answer was given."""

    TYPED = "typed"
    SPOKEN = "spoken"
