"""Question after question in one app: no process, file or thread more than before.

Fifty of them, with the memory that they take, are in `tests.benchmarks.many_answers`; what the
screens leave behind is counted in `tests/tui/test_letting_go.py`.
"""

from pathlib import Path

import pytest

from tests.speech.household import Household
from tests.speech.many_answers import many_answers
from tests.speech.sound_loop import SoundLoop

pytestmark = pytest.mark.real

FIRST, MORE = 2, 4
POOLED = 2
"""Threads of a pool, and connections that they keep to the database."""


def test_spoken_questions_in_a_row_leave_nothing_behind(
    tmp_path: Path, loop: SoundLoop, household: Household
) -> None:
    with many_answers(tmp_path / "home", household) as answers:
        for _ in range(FIRST):
            answers.answer()
        before = answers.holding()
        for _ in range(MORE):
            answers.answer()
        after = answers.holding()
    household.wait_until_empty()
    assert after.children == before.children == 0
    assert after.threads <= before.threads + POOLED
    assert after.descriptors <= before.descriptors + POOLED
    assert after.megabytes - before.megabytes < 2 * MORE
