"""The candidate's own view of the answer, asked before any score is shown."""

from collections.abc import Mapping
from typing import TypeVar

from mock_panel.cli.plain.lines import Lines
from mock_panel.domain.attempts import SelfRating
from mock_panel.domain.parts import Found

T = TypeVar("T")

_FOUND: Mapping[str, Found] = {
    name: found
    for number, found in enumerate(Found)
    for name in (str(number), found.value, found.value[0])
}
_LEVELS: Mapping[str, int] = {str(level): level for level in range(1, 6)}
_SKIPS = "Enter skips rating yourself?"


def ask_self_rating(lines: Lines) -> SelfRating | None:
    """Situation, action, result and level; None as soon as one is skipped."""
    lines.say("Before you see the score: how was it?")
    found = []
    for part in ("Situation", "Action", "Result"):
        choice = _choose(lines, f"{part}: 0 absent, 1 partial, 2 clear; {_SKIPS}", _FOUND)
        if choice is None:
            return None
        found.append(choice)
    level = _choose(lines, f"Level, 1 lowest to 5 highest; {_SKIPS}", _LEVELS)
    return None if level is None else SelfRating(found[0], found[1], found[2], level)


def _choose(lines: Lines, question: str, answers: Mapping[str, T]) -> T | None:
    while answer := lines.ask(question).lower():
        if answer in answers:
            return answers[answer]
        lines.say(f"There is no {answer!r} to choose here.")
    return None
