"""A story as a document: nothing is lost, and what somebody else wrote is checked."""

import json
import math
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import AttemptId, CompetencyId, FrameworkId, StoryId
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.stories import (
    Executive,
    Money,
    Reach,
    Scope,
    ShownCompetency,
    Story,
    When,
)
from mock_panel.domain.story_document import from_document, links_from_document, to_document
from tests.storage.sample_stories import make_story

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SLUGS = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
STORIES = st.builds(
    Story,
    id=SLUGS.map(StoryId),
    title=st.text(max_size=30),
    when=st.none() | st.builds(When, st.integers(1950, 2030), st.none() | st.integers(1, 12)),
    grade=st.text(max_size=10),
    executive=st.sampled_from(Executive),
    scope=st.builds(
        Scope,
        people=st.none() | st.integers(0, 10**6),
        money=st.none() | st.builds(Money, st.floats(0, 1e12), st.text(max_size=4)),
        reach=st.none() | st.sampled_from(Reach),
    ),
    prompts=st.fixed_dictionaries(
        {p: st.lists(st.text(max_size=20), max_size=3).map(tuple) for p in STORY_PARTS}
    ),
    competencies=st.lists(
        st.builds(ShownCompetency, SLUGS.map(FrameworkId), SLUGS.map(CompetencyId)), max_size=4
    ).map(tuple),
    source=st.none() | SLUGS.map(AttemptId),
    created_at=MOMENTS,
    changed_at=MOMENTS,
    retired=st.booleans(),
)


@given(STORIES)
def test_a_story_comes_back_from_its_document(story: Story) -> None:
    assert from_document(json.loads(json.dumps(to_document(story)))) == story


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.data())
def test_whatever_stands_in_a_field_it_is_read_or_refused(data: st.DataObject) -> None:
    document: dict[str, Any] = to_document(make_story())
    document[data.draw(st.sampled_from(sorted(document)))] = data.draw(JSON)
    with suppress(ValueError):
        read = from_document(document)
        assert from_document(to_document(read)) == read


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("schema", "mock-panel/story@9", "story@9"),
        ("when", "2023-13", "neither a year"),
        ("people", True, "people is True"),
        ("money", {"amount": 1e400, "unit": "USD"}, "no sum"),
        ("money", {"amount": 10**400, "unit": "USD"}, "no sum"),
        ("created_at", "2026-01-01T00:00:00", "no time zone"),
        ("created_at", "0001-01-01T00:00:00+14:00", "no moment of our time"),
        ("prompts", {"situation": []}, "task is None"),
        ("prompts", {p.value: [1] for p in STORY_PARTS}, "no text"),
        ("reach", "galaxy", "galaxy"),
    ],
)
def test_what_is_wrong_is_told(field: str, value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        from_document({**to_document(make_story()), field: value})


def test_links_are_checked_too() -> None:
    story = make_story().id
    assert links_from_document({}, story) == ()
    for told in (1, [1], [{"attempt": "a"}], [{"attempt": "a", "how": "?", "at": "2026-01-01"}]):
        with pytest.raises(ValueError, match=r"."):
            links_from_document({"told": told}, story)


@pytest.mark.parametrize("text", ["", "23", "2023-", "2023-0", "2023-00", "20230", "²023", "-2023"])
def test_what_is_no_year_or_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        When.parse(text)


def test_age_is_counted_in_months_where_they_are_known() -> None:
    today = date(2026, 6, 15)
    assert When(2016).years_before(today) == 10
    assert When(2016, 5).years_before(today) > 10
    assert When(2016, 6).years_before(today) == 10
    assert math.isclose(When(2026, 3).years_before(today), 0.25)


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(410_000), "$410,000"),
        (Money(2_400_000), "$2.4 million"),
        (Money(3.5e9), "$3.5 billion"),
        (Money(0.5), "$0.5"),
        (Money(1500, "EUR"), "1,500 EUR"),
    ],
)
def test_money_in_words(money: Money, words: str) -> None:
    assert str(money) == words
