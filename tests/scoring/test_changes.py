"""What must not raise, must lower, and must not touch the level."""

import re
from functools import cache

import pytest

from mock_panel.domain.parts import Found, Part
from mock_panel.scoring.engine import Prompt, score
from tests.scoring.changes import (
    KEEP_THE_LEVEL,
    NEVER_RAISE,
    among,
    british,
    we_only,
    without_results,
)
from tests.scoring.labelled import LabelledAnswer, sample, talk

pytestmark = pytest.mark.xdist_group("changes")
"""In one process an answer is scored as it stands once for all changes."""

SAMPLE = sample()[::2]
"""Enough to see an accident; the benchmark goes through all of the held-out ones."""


@cache
def level_before(answer: LabelledAnswer) -> int | None:
    """The level of an answer as it stands."""
    return score(answer.text, prompt=Prompt.worded(answer.question)).level


@cache
def exact_before(answer: LabelledAnswer) -> float:
    """The same of its labelled sentences."""
    return exact(answer, told_by(answer))


def exact(answer: LabelledAnswer, told: list[str]) -> float:
    """The level of some sentences; 0 where they are not scored."""
    prompt = Prompt.worded(answer.question)
    return score(" ".join(told), prompt=prompt, sentences=told).level_exact or 0.0


def told_by(answer: LabelledAnswer) -> list[str]:
    return [s.text for s in answer.sentences]


def complete() -> list[LabelledAnswer]:
    return [a for a in SAMPLE if a.level >= 3]


@pytest.mark.parametrize("name", NEVER_RAISE)
def test_no_trick_with_the_same_sentences_raises_the_level(name: str) -> None:
    for answer in SAMPLE:
        told = NEVER_RAISE[name](told_by(answer))
        assert exact(answer, told) <= exact_before(answer), answer.id


def test_idle_talk_between_the_sentences_hardly_ever_raises_the_level() -> None:
    talked = among(talk())
    raised = [a.id for a in SAMPLE if exact(a, talked(told_by(a))) > exact_before(a)]
    assert len(raised) <= 0.1 * len(SAMPLE), raised


def test_we_only_is_lower_than_i() -> None:
    for answer in complete():
        told = told_by(answer)
        # Notes without a subject have no "I" to take away.
        acting = [s.text for s in answer.sentences if s.letter == "A"]
        mine = sum(bool(re.search(r"\b[Ii]\b", sentence)) for sentence in acting)
        if mine >= 3 and mine >= 0.6 * len(acting):
            assert exact(answer, we_only(told)) < exact_before(answer), answer.id


def test_without_its_result_an_answer_is_lower() -> None:
    for answer in complete():
        prompt = Prompt.worded(answer.question)
        before = score(answer.text, prompt=prompt, sentences=told_by(answer))
        lowest = before.level_exact == 1.0
        if lowest or before.parts[Part.RESULT].found is Found.ABSENT:
            # A result that was not seen cannot be missed; the benchmark counts these.
            continue
        assert exact(answer, without_results(answer)) < (before.level_exact or 0.0), answer.id


@pytest.mark.parametrize("name", KEEP_THE_LEVEL)
def test_the_level_does_not_hang_on_spelling_names_or_typing(name: str) -> None:
    for answer in SAMPLE:
        changed = score(KEEP_THE_LEVEL[name](answer.text), prompt=Prompt.worded(answer.question))
        assert changed.level == level_before(answer), answer.id


def test_british_spelling_is_british() -> None:
    text = "The organization recognized the center and analyzed its labor program."
    assert (
        british(text) == "The organisation recognised the centre and analysed its labour programme."
    )
