"""What changed between two answers: sentences, parts, evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.ids import AttemptId, StoryId
from mock_panel.domain.parts import Found, Part
from mock_panel.domain.scores import Span
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch
from mock_panel.domain.stories import LinkedBy, Story, StoryLink, Telling
from mock_panel.errors import InputError
from mock_panel.practice.aligning import Change, align
from mock_panel.practice.comparing import alike, check_alike, compare
from mock_panel.practice.review import MarkedSentence
from mock_panel.practice.stories import Stories
from tests.practice.fakes import MemoryAttempts
from tests.practice.story_bank import FLEET, NOW, scored
from tests.storage.sample_stories import make_story

if TYPE_CHECKING:
    from mock_panel.practice.ports.stores import StoryStore

RESULT = "As a result we saved $410,000 a year, and it has held for two years since."


def sentences(*texts: str, part: Part = Part.ACTION) -> tuple[MarkedSentence, ...]:
    return tuple(MarkedSentence(part, Span(0, len(text)), text) for text in texts)


def changes(before: tuple[MarkedSentence, ...], after: tuple[MarkedSentence, ...]) -> str:
    return "".join(pair.change.mark for pair in align(before, after))


A, B, C, D = (
    "I met each of the owners and asked what held them up.",
    "We moved two people from intake to review.",
    "The director approved my plan within a week.",
    "Complaints fell by a third in nine weeks.",
)


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ((A, B, C), (A, B, C), "==="),
        ((A, B, C), (A, "I moved two people from intake to review, at once.", C), "=~="),
        ((A, B), (A, D, B), "=+="),
        ((A, B, C), (A, C), "=-="),
        ((A, B, C), (B, C, A), "==>"),
        ((A, B, C), (A.upper() + "!", B, C), "==="),
        ((), (A,), "+"),
        ((A,), (), "-"),
    ],
)
def test_what_became_of_each_sentence(
    before: tuple[str, ...], after: tuple[str, ...], marks: str
) -> None:
    assert changes(sentences(*before), sentences(*after)) == marks


WORDS = st.lists(
    st.sampled_from([A, B, C, D, "I met each of the owners.", "Nobody knew."]), max_size=7
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_every_sentence_is_told_exactly_once(before: list[str], after: list[str]) -> None:
    pairs = align(sentences(*before), sentences(*after))
    assert [p.after.text for p in pairs if p.after] == after
    assert sorted(p.before.text for p in pairs if p.before) == sorted(before)
    assert all((p.before is None) == (p.change is Change.NEW) for p in pairs)
    assert all((p.after is None) == (p.change is Change.GONE) for p in pairs)


def later(attempt: Attempt, days: int = 3, **changes: object) -> Attempt:
    return replace(attempt, started_at=NOW + timedelta(days=days), **changes)  # type: ignore[arg-type]


def test_evidence_and_parts_are_gained_and_lost_whichever_is_named_first() -> None:
    without = scored(FLEET.replace(RESULT, ""), number=1)
    full = later(scored(number=2))
    comparison = compare(full, without)
    assert (comparison.before, comparison.after) == (without, full)
    gained = {proof.title: proof.quote for proof in comparison.gained}
    assert gained["a measure"] == "$410,000"
    assert gained["that it lasted"] == "it has held for two years since"
    assert comparison.lost == ()
    result = next(change for change in comparison.parts if change.part is Part.RESULT)
    assert (result.before.found, result.before.words) == (Found.ABSENT, 0)
    assert (result.after.found, result.after.words) == (Found.CLEAR, len(RESULT.split()))
    assert result.after.seconds is None, "nobody has measured a typed answer's parts"
    assert [pair.words for pair in comparison.pairs if pair.change is Change.NEW] == [RESULT]
    back = compare(replace(full, started_at=NOW), later(without))
    assert {proof.title for proof in back.lost} == set(gained)


def test_the_seconds_of_the_parts_add_up_to_what_was_recorded() -> None:
    sound = SpokenAnswer(Recording("r", 120.0, (), (Stretch(2, 60), Stretch(62, 118))))
    comparison = compare(scored(number=1), later(replace(scored(number=2), spoken=sound)))
    seconds = [change.after.seconds for change in comparison.parts]
    assert all(each is not None for each in seconds)
    assert sum(each or 0 for each in seconds) == pytest.approx(118, abs=0.1)
    assert not comparison.is_measured


@dataclass
class StoryShelf:
    """As much of a store as comparing asks."""

    story: Story
    told: list[Attempt] = field(default_factory=list)

    def all(self) -> list[Story]:
        return [self.story]

    def links_of(self, attempts: Sequence[AttemptId]) -> list[StoryLink]:
        return [self._link(attempt) for attempt in self.told if attempt.id in attempts]

    def tellings(self, story: StoryId) -> list[Telling]:
        return [self._telling(attempt) for attempt in self.told if story == self.story.id]

    def _link(self, attempt: Attempt) -> StoryLink:
        return StoryLink(attempt.id, self.story.id, LinkedBy.NAMED, NOW)

    def _telling(self, a: Attempt) -> Telling:
        asked = a.question
        return Telling(
            self._link(a), a.started_at, asked.framework, asked.ecq, asked.id, asked.text, None
        )


def test_only_answers_to_one_question_or_tellings_of_one_story_are_compared() -> None:
    other = scored(question="lp-poor-performance", number=3)
    first, second, elsewhere = scored(number=1), later(scored(number=2)), later(other, 5)
    attempts = MemoryAttempts(stored={a.id: a for a in (first, second, elsewhere)})
    shelf = StoryShelf(make_story())
    stories = Stories(cast("StoryStore", shelf), lambda: NOW, str)
    check_alike(first, second, stories)
    with pytest.raises(InputError, match="one answer twice"):
        check_alike(first, first, stories)
    with pytest.raises(InputError, match="two questions"):
        check_alike(first, elsewhere, stories)
    assert [a.id for a in alike(second, attempts, stories)] == [first.id]
    assert alike(elsewhere, attempts, stories) == ()
    shelf.told = [first]
    with pytest.raises(InputError, match="two questions"):
        check_alike(first, elsewhere, stories)
    shelf.told = [first, elsewhere]
    check_alike(first, elsewhere, stories)
    assert [a.id for a in alike(first, attempts, stories)] == [elsewhere.id, second.id]
    assert [a.id for a in alike(elsewhere, attempts, stories)] == [first.id]
