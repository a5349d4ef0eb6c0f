"""An answer kept as a story holds what the answer says, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import StoryId
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.stories import Executive, Money, Reach, Story, When
from mock_panel.practice.keeping_stories import HEADLINE, TITLE, headline, story_of
from mock_panel.scoring.engine import score
from tests.practice.story_bank import FLEET, NOW, scored
from tests.scoring.labelled import development


def kept(text: str = FLEET, title: str = "") -> Story:
    return story_of(scored(text), StoryId("s"), lambda: NOW, title)


def test_a_story_has_the_answers_figures_and_what_it_shows() -> None:
    story = kept()
    assert story.when == When(2019, 3)
    assert story.scope.people == 38
    assert story.scope.money == Money(410_000)
    assert story.scope.reach is Reach.AGENCY
    assert story.executive is Executive.UNKNOWN, "the answer does not say"
    assert story.source == "attempt-1"
    assert {s.framework for s in story.competencies} <= {"opm-2025"}
    report = scored().report
    assert report is not None
    assert [s.competency for s in story.competencies] == [c.id for c in report.competencies]


def test_headlines_stand_under_their_parts_in_the_order_of_telling() -> None:
    story = kept()
    action = "I pulled the mileage of every car and met each programme head"
    assert story.prompts[Part.ACTION][0] == action
    assert "saved $410,000" in " ".join(story.prompts[Part.RESULT])
    assert story.title.endswith("…")
    assert story.prompts[Part.SITUATION][0].startswith(story.title[:-1])
    assert kept(title="Idle fleet").title == "Idle fleet"


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("In 2021 I took over the office.", When(2021)),
        ("In May of 2021 I took over the office.", When(2021, 5)),
        ("Seven years ago I took over the office.", When(2019)),
        ("Last year I took over the office.", When(2025)),
        ("The rule dates from 1994, and in 2022 I took over the office.", When(2022)),
        ("By 2031 the office will be closed, they told me.", None),
        ("I took over the office of 2000 people.", None),
        ("I took over the office.", None),
    ],
)
def test_the_year_is_the_latest_that_the_background_tells(said: str, when: When | None) -> None:
    rest = FLEET.replace("In March 2019 I led", "There I led")
    found = kept(f"{said} {rest}").when
    if said.endswith("2000 people."):
        assert found in (None, When(2000)), "a bare number may look like a year, as in the engine"
    else:
        assert found == when


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("So, uh, I I called the, um, the mayor.", "I called the mayor"),
        ("And then I, I called.", "I called"),
        ("  I   met\n them all. ", "I met them all"),
        ("", ""),
        ("um", ""),
    ],
)
def test_a_headline_has_no_hesitations(said: str, line: str) -> None:
    assert headline(said) == line


@given(st.text(max_size=400), st.sampled_from([TITLE, HEADLINE]))
def test_a_headline_is_one_short_line(text: str, longest: int) -> None:
    line = headline(text, longest)
    assert len(line) <= longest + 2, "a capital may be two letters"
    assert "\n" not in line


def test_an_answer_without_a_score_is_kept_with_what_there_is() -> None:
    silent = replace(scored(), text="", note="fleet, 140 cars", report=None)
    story = story_of(silent, StoryId("s"), lambda: NOW)
    assert story.title == "Fleet, 140 cars"
    assert not any(story.prompts.values())
    assert story.when is None


def test_every_labelled_answer_can_be_kept() -> None:
    for answer in development()[::25]:
        attempt = replace(
            scored(), text=answer.text, report=score(answer.text, mode=answer.mode, year=2026)
        )
        story = story_of(attempt, StoryId("s"), lambda: NOW)
        assert 0 < len(story.title) <= TITLE
        assert all(len(line) <= HEADLINE for p in STORY_PARTS for line in story.prompts[p])
