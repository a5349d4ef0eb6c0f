"""The best story for a question: what fits, then level, age and wear; or nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.stories import Executive, Story, TellingCount, When
from mock_panel.practice.choosing_stories import Suggestion, questions_served, suggest
from mock_panel.practice.story_reading import read_in
from tests.practice.story_bank import NOW, TODAY, shipped
from tests.storage.sample_stories import CLASSIC, CURRENT, bare, make_story, shown

QUESTION = shipped().question(QuestionId("de-stop-spending"))
MAIN = QUESTION.competencies[0]


def for_question(*stories: Story, **recent: int) -> tuple[Suggestion, ...]:
    told = {s.id: TellingCount(n, n, NOW) for s in stories if (n := recent.get(s.title, 0))}
    return suggest(QUESTION, stories, told, shipped(), TODAY)


def names(found: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.story.title for suggestion in found]


def test_what_the_question_is_after_comes_before_its_ecq() -> None:
    assert MAIN == "fiscal-responsibility"
    near = bare(1, "near", *shown("leveraging-technology"))
    exact = bare(2, "exact", *shown("fiscal-responsibility"))
    found = for_question(near, exact, bare(3, "other", *shown("developing-others")))
    assert names(found) == ["exact", "near"]
    assert found[0].because == (
        "because it shows Fiscal Responsibility, which the question is after, it was never told"
    )
    assert "which belongs to the same ECQ" in found[1].because


def test_nothing_is_said_where_nothing_fits() -> None:
    assert for_question() == ()
    assert for_question(bare(1, "x", *shown("developing-others")), bare(2, "y")) == ()
    fits = bare(3, "z", *shown("fiscal-responsibility"))
    assert for_question(replace(fits, retired=True)) == ()
    poor = replace(
        bare(4, "old", *shown("leveraging-technology")), when=When(2001), executive=Executive.NO
    )
    assert for_question(poor) == (), "a weak fit that a board would mark down"


def test_level_age_and_wear_decide_among_equals() -> None:
    plain = bare(1, "plain", *shown("fiscal-responsibility"))
    high = replace(bare(2, "high", *shown("fiscal-responsibility")), executive=Executive.YES)
    fresh = replace(plain, id=bare(3, "").id, title="fresh", when=When(2024))
    old = replace(plain, id=bare(4, "").id, title="old", when=When(2009))
    assert names(for_question(plain, high)) == ["high", "plain"]
    assert names(for_question(plain, fresh)) == ["fresh", "plain"]
    assert names(for_question(old, plain)) == ["plain", "old"]
    assert names(for_question(plain, fresh, fresh=5)) == ["plain", "fresh"]
    worn = for_question(old, old=6)[0] if for_question(old, old=6) else None
    assert worn is not None
    assert worn.because.endswith("but told 6 times in 28 days, older than 10 years")


def test_a_story_of_the_other_framework_is_suggested_and_says_so() -> None:
    carried = bare(1, "carried", *shown("financial-management", framework=CLASSIC))
    own = bare(2, "own", *shown("fiscal-responsibility"))
    found = for_question(carried, own)
    assert names(found) == ["own", "carried"]
    assert "(carried over, as reported)" in found[1].because


STORIES = st.lists(st.integers(0, 60), max_size=8, unique=True).map(
    lambda numbers: [make_story(i) for i in numbers]
)


@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_stories_changes_nothing(stories: list[Story], random: object) -> None:
    found = for_question(*stories)
    assert found == for_question(*reversed(stories))
    assert len(found) <= 2
    assert not any(s.story.retired for s in found)
    assert [s.fit for s in found] == sorted((s.fit for s in found), reverse=True)


def test_the_questions_that_a_story_could_serve() -> None:
    questions = shipped().questions_of(CURRENT)
    story = read_in(bare(1, "x", *shown("managing-resources")), CURRENT, shipped())
    served = questions_served(story, questions)
    assert served
    assert all("managing-resources" in s.question.competencies for s in served)
    mains = [s.question.competencies[0] == "managing-resources" for s in served]
    assert mains == sorted(mains, reverse=True), "those whose main aim it is come first"
