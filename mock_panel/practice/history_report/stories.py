"""The stories as the report tells them: what each is good for, and what to mind about it."""

from collections.abc import Iterable, Iterator

from mock_panel.domain.english import how_many
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import QuestionBank
from mock_panel.handout.page import each, paragraphs, words
from mock_panel.practice.history_report.facts import ToldStory
from mock_panel.practice.story_card import competency_title, scope_words


def stories_markup(told: Iterable[ToldStory], bank: QuestionBank, *, with_words: bool) -> str:
    """A story an entry; its outline only with the candidate's words."""
    return each(lambda one: _story(one, bank, with_words=with_words), told)


def _story(one: ToldStory, bank: QuestionBank, *, with_words: bool) -> str:
    lines = paragraphs(_lines(one, bank), "quiet")
    outline = "".join(
        f"<dt>{part.letter} {part.value}</dt><dd>{paragraphs(one.story.prompts[part])}</dd>"
        for part in STORY_PARTS
        if with_words and one.story.prompts[part]
    )
    return (
        f'<article class="story"><h3 dir="auto">{words(one.story.title)}</h3>{lines}'
        f"{f'<dl>{outline}</dl>' if outline else ''}</article>"
    )


def _lines(one: ToldStory, bank: QuestionBank) -> Iterator[str]:
    if scope := " · ".join(scope_words(one.story)):
        yield scope
    times = one.told.times
    yield f"Told {how_many(times, 'time')}" if times else "Not told yet"
    if shown := ", ".join(competency_title(each, bank) for each in one.story.competencies):
        yield f"Shows: {shown}"
    if one.cautions:
        yield f"To mind: {', '.join(one.cautions)}"
    if one.story.retired:
        yield "Retired"
