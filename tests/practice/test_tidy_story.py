"""What may be stored as a story: clean lines, within bounds, of our time."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.stories import Money, Scope, Story, When
from mock_panel.errors import InputError
from mock_panel.practice.tidy_story import check_competencies, known_to, tidy
from tests.practice.story_bank import TODAY, shipped
from tests.storage.sample_stories import make_story, shown


def with_prompts(*lines: str) -> dict[str, Any]:
    return {"prompts": {**make_story().prompts, Part.TASK: lines}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " \n\x1b "}, "no title"),
        ({"title": "x" * 121}, "121 characters"),
        ({"grade": "x" * 81}, "grade"),
        ({"when": When(2026, 4)}, "has happened"),
        ({"when": When(1949)}, "has happened"),
        ({"scope": Scope(people=-1)}, "-1 people"),
        ({"scope": Scope(money=Money(float("nan")))}, "no sum of money"),
        ({"scope": Scope(money=Money(1, "x" * 13))}, "unit"),
        (with_prompts("x" * 301), "task prompt"),
        (with_prompts(*map(str, range(13))), "13 prompts"),
        ({"competencies": shown("../etc")}, "no id"),
        ({"competencies": shown(*map(str, range(41)))}, "shows everything"),
        ({"id": "x" * 65}, "id"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        tidy(replace(make_story(), **change), TODAY)
    assert caught.value.hint


def test_lines_are_cleaned_and_said_once() -> None:
    story = replace(
        make_story(),
        title="  Idle\n\x1b[31mfleet ",
        **with_prompts("  met\theads ", "", "met heads", "\u202e"),
        competencies=shown("fiscal-responsibility", "fiscal-responsibility"),
        when=When(2026, 3),
    )
    clean = tidy(story, TODAY)
    assert clean.title == "Idle [31mfleet"
    assert clean.prompts[Part.TASK] == ("met heads",)
    assert clean.competencies == shown("fiscal-responsibility")


LINES = st.text(max_size=40)


@given(LINES, LINES, st.lists(LINES, max_size=5))
def test_what_is_tidy_stays_so(title: str, grade: str, prompts: list[str]) -> None:
    story: Story = replace(make_story(), title=f"x{title}", grade=grade, **with_prompts(*prompts))
    clean = tidy(story, TODAY)
    assert tidy(clean, TODAY) == clean
    texts = (clean.title, clean.grade, *(p for part in STORY_PARTS for p in clean.prompts[part]))
    assert all(text.isprintable() for text in texts)


def test_competencies_that_the_bank_does_not_have() -> None:
    misspelt = replace(make_story(), competencies=shown("accountabilty"))
    with pytest.raises(InputError, match="accountabilty") as caught:
        check_competencies(misspelt, shipped())
    assert "accountability" in caught.value.hint
    nowhere = replace(make_story(), competencies=shown("x", framework="opm-2052"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="opm-2052"):
        check_competencies(nowhere, shipped())
    both = shown("accountability", "accountabilty")
    assert known_to(shipped(), both) == both[:1]
