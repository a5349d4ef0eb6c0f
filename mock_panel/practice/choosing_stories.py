"""The best story for a question, and the runner-up, each with its reasons; or silence.

A story fits by the competencies that the question is after, then by others of its ECQ: a board
judges the ECQ and not each competency. Among those that fit, level, age and wear decide. The
weights are ours; what they weigh is told in words, so that the candidate can think otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import CompetencyId, StoryId
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.domain.stories import NEVER_TOLD, Executive, Story, TellingCount
from mock_panel.practice.story_matrix import (
    FRESH_YEARS,
    OLD_YEARS,
    RECENT_DAYS,
    Caution,
    caution_words,
    cautions,
)
from mock_panel.practice.story_reading import Showing, StoryIn, read_in

_MAIN, _ASKED, _OF_ECQ = 4.0, 3.0, 1.5
"""What a competency is worth: the question's main one, another of its, another of its ECQ."""
_SECOND = 0.5
"""What a second one of the question's own adds: less than being told in this framework does."""
_BY_SHOWING = {Showing.OWN: 1.0, Showing.REPORTED: 0.8, Showing.INFERRED: 0.6}
_EXECUTIVE = {Executive.YES: 1.0, Executive.UNKNOWN: 0.0, Executive.NO: -2.0}
_FRESH, _OLD = 0.5, -2.0
_WORN, _MOST_WORN = 0.3, 1.5
"""What each recent telling takes away, and all of them at most."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story that would serve."""

    story: Story
    fit: float
    """Only to compare with others at the same question."""
    reasons: tuple[str, ...]
    """What speaks for it, the weightiest first."""
    cautions: tuple[str, ...]
    """What speaks against it."""

    @property
    def because(self) -> str:
        """In one sentence: because it shows …, executive level, from 2023; but told 5 times …."""
        but = f"; but {', '.join(self.cautions)}" if self.cautions else ""
        return f"because {', '.join(self.reasons)}{but}"


def suggest(
    question: Question,
    stories: Iterable[Story],
    told: Mapping[StoryId, TellingCount],
    bank: QuestionBank,
    today: date,
) -> tuple[Suggestion, ...]:
    """The best story and the runner-up; empty where nothing fits.

    Args:
        question: of the bank.
        stories: all there are; retired ones are left out.
        told: how often each was told, with the recent ones since `recent_since`.
        bank: with the question's framework and the crosswalks.
        today: a local day.
    """
    framework = bank.framework(question.framework)
    found = [
        suggestion
        for story in stories
        if not story.retired
        and (
            suggestion := _suggestion(
                question, framework, read_in(story, framework.id, bank),
                told.get(story.id, NEVER_TOLD), today,
            )
        )
    ]  # fmt: skip

    def rank(suggestion: Suggestion) -> tuple[float, int, str, StoryId]:
        story = suggestion.story
        return (-suggestion.fit, told.get(story.id, NEVER_TOLD).times, story.title, story.id)

    return tuple(sorted(found, key=rank)[:2])


@dataclass(frozen=True, slots=True)
class Served:
    """A question that a story could answer."""

    question: Question
    competencies: tuple[CompetencyId, ...]
    """Of those that it is after, the ones that the story shows; the main one first."""


def questions_served(story: StoryIn, questions: Sequence[Question]) -> tuple[Served, ...]:
    """The questions that are after something the story shows, those most alike to it first."""
    served = [
        Served(question, shown)
        for question in questions
        if (shown := tuple(c for c in question.competencies if c in story.shows))
    ]

    def far(each: Served) -> tuple[bool, int]:
        return each.competencies[0] != each.question.competencies[0], -len(each.competencies)

    return tuple(sorted(served, key=far))


def _suggestion(
    question: Question, framework: Framework, story: StoryIn, told: TellingCount, today: date
) -> Suggestion | None:
    fit, shown = _fit(question, framework, story)
    if not fit:
        return None
    whole = story.story
    minded = cautions(whole, told, today)
    fit += _EXECUTIVE[whole.executive] - min(_WORN * told.recent, _MOST_WORN)
    if whole.when is not None:
        age = whole.when.years_before(today)
        fit += _FRESH if age <= FRESH_YEARS else _OLD if age > OLD_YEARS else 0.0
    if fit <= 0:
        return None
    reasons = [shown]
    if whole.executive is Executive.YES:
        reasons.append("it is at executive level")
    if whole.when is not None and Caution.OLD not in minded:
        reasons.append(f"it is from {whole.when.year}")
    if Caution.OVERUSED not in minded:
        reasons.append(_use(told))
    against = tuple(caution_words(c, told) for c in minded if c.is_warning)
    return Suggestion(whole, round(fit, 3), tuple(reasons), against)


def _fit(question: Question, framework: Framework, story: StoryIn) -> tuple[float, str]:
    """How well a story meets what the question is after, and that in words; 0 if not at all."""
    asked = [c for c in question.competencies if c in story.shows]
    of_ecq = [c.id for c in framework.ecq(question.ecq).competencies if c.id in story.shows]

    def worth(competency: CompetencyId) -> float:
        is_main = competency == question.competencies[0]
        value = _MAIN if is_main else _ASKED if competency in question.competencies else _OF_ECQ
        return value * _BY_SHOWING[story.shows[competency]]

    if asked:
        best = max(asked, key=worth)
        named = sorted(asked, key=lambda c: c != best)
        after = "which the question is after"
        more = _SECOND * _BY_SHOWING[story.shows[named[1]]] if len(named) > 1 else 0.0
    elif of_ecq:
        best, more = max(of_ecq, key=worth), 0.0
        named = [best]
        after = "which belongs to the same ECQ"
    else:
        return 0.0, ""
    titles = " and ".join(framework.competency(c).title for c in named[:2])
    carried = {
        Showing.OWN: "",
        Showing.REPORTED: " (carried over, as reported)",
        Showing.INFERRED: " (carried over, as we read it)",
    }[story.shows[best]]
    return worth(best) + more, f"it shows {titles}{carried}, {after}"


def _use(told: TellingCount) -> str:
    if not told.times:
        return "it was never told"
    if not told.recent:
        return f"it was not told in {RECENT_DAYS} days"
    times = "once" if told.recent == 1 else f"{told.recent} times"
    return f"it was told only {times} in {RECENT_DAYS} days"
