"""The report piece by piece, so that a long history is never in memory as a whole."""

from collections.abc import Iterator
from importlib.resources import files

from mock_panel.domain.english import day_words
from mock_panel.handout.page import PAGE_END, page_start, paragraphs, plain_list, section, words
from mock_panel.practice.history_report import in_words, tables
from mock_panel.practice.history_report.attempts import Titles, attempt_markup
from mock_panel.practice.history_report.facts import Chapter, HistoryFacts, Sources
from mock_panel.practice.history_report.stories import stories_markup
from mock_panel.practice.pictures import (
    Picture,
    calendar_picture,
    competencies_picture,
    levels_picture,
    ownership_picture,
    parts_picture,
    speaking_picture,
    time_picture,
)
from mock_panel.practice.pictures.canvas import style as style_of_pictures
from mock_panel.practice.progress import RECENT

ABOUT = (
    "Unofficial practice. Levels from 1 to 5 are the program's own: it reads words, cannot tell "
    "whether they are true, and predicts no board's vote. Fewer than five scored answers to an "
    "ECQ are counted and never averaged. “You” is the candidate."
)
WITHOUT_WORDS = (
    "The words of the answers are left out, with the advice that quotes them and the outlines "
    "of stories."
)
ON_PAPER = "On paper a closed answer is its heading; open those that you want in full."


def history_html(
    facts: HistoryFacts, sources: Sources, *, with_words: bool = True
) -> Iterator[str]:
    """The page in pieces, in order.

    Args:
        facts: the numbers.
        sources: where the answers are.
        with_words: whether the candidate's words are in it.

    Raises:
        StorageError: an answer cannot be read.
    """
    yield page_start("Practice for the structured interview", _style())
    yield _heading(facts, with_words=with_words)
    yield section("In short", paragraphs(in_words.opening(facts)))
    for number, chapter in enumerate(facts.chapters, 1):
        yield _chapter(chapter, number)
    if facts.calendar.days:
        yield section(
            "Days of practice",
            _beside(calendar_picture(facts.calendar), tables.calendar_table(facts.calendar)),
        )
    yield section("Stories", stories_markup(facts.stories, facts.bank, with_words=with_words))
    yield from _answers(facts, sources, with_words=with_words)
    yield f'<footer class="quiet small"><p>{words(ABOUT)}</p></footer>\n{PAGE_END}'


def _style() -> str:
    own = files("mock_panel.practice.history_report").joinpath("report.css").read_text("utf-8")
    return f"{style_of_pictures()}{own}"


def _heading(facts: HistoryFacts, *, with_words: bool) -> str:
    return (
        '<header>\n<p class="kicker">Practice report</p>\n'
        "<h1>Practice for the structured interview</h1>\n"
        f'<div class="meta"><p>Made on {day_words(facts.now)}</p>'
        f'<p class="quiet">{words(ABOUT)}</p></div>\n'
        f"{'' if with_words else paragraphs([WITHOUT_WORDS], 'notice')}</header>"
    )


def _chapter(chapter: Chapter, number: int) -> str:
    indicator = chapter.indicator
    prefix = f"set-{number}-"

    def beside(picture: Picture, table: str) -> str:
        return _beside(picture, table, prefix)

    return section(
        chapter.framework.title,
        f"{plain_list(in_words.of_chapter(chapter))}\n"
        f"<h3>{words(indicator.title)}</h3>\n"
        f'<p class="verdict">{words(indicator.verdict)}</p>{paragraphs([indicator.sentence])}'
        f"{tables.readiness_table(chapter.rows)}"
        f'<div class="meta">{paragraphs(indicator.rules, "quiet small")}</div>\n'
        f"{_habits(chapter)}"
        + beside(levels_picture(chapter.levels), tables.levels_table(chapter))
        + beside(competencies_picture(chapter.competencies), tables.competencies_table(chapter))
        + beside(parts_picture(chapter.parts), tables.parts_table(chapter))
        + beside(time_picture(chapter.time), tables.time_table(chapter))
        + beside(ownership_picture(chapter.ownership), tables.ownership_table(chapter))
        + (
            beside(speaking_picture(chapter.speaking), tables.speaking_table(chapter))
            if chapter.speaking.answers
            else ""
        ),
    )


def _habits(chapter: Chapter) -> str:
    if not any(row.scored for row in chapter.rows):
        return ""
    head = f"<h3>The last {RECENT} scored answers at each ECQ</h3>\n"
    return f"{head}{tables.habits_table(chapter.rows)}\n"


def _beside(picture: Picture, table: str, prefix: str = "") -> str:
    """A picture under its title, and its numbers for whoever wants them."""
    return (
        f"<figure>\n<h3>{words(picture.title)}</h3>\n{picture.inline(prefix)}\n"
        f"<details><summary>The same as a table</summary>{table}</details>\n</figure>\n"
    )


def _answers(facts: HistoryFacts, sources: Sources, *, with_words: bool) -> Iterator[str]:
    if not facts.attempts:
        return
    titles: Titles = {
        (f.id, ecq.id): ecq.short_title for f in facts.bank.frameworks for ecq in f.ecqs
    }
    yield f'<section>\n<h2>Every answer, the newest first</h2>\n<p class="quiet">{ON_PAPER}</p>\n'
    month = ""
    for attempt in sources.attempts.attempts():
        if (now := f"{attempt.started_at.astimezone():%B %Y}") != month:
            month = now
            yield f"<h3>{month}</h3>\n"
        spoken = attempt.spoken
        delivery = sources.measure(spoken, attempt.text) if spoken is not None else None
        yield attempt_markup(attempt, titles, delivery, with_words=with_words) + "\n"
    yield "</section>\n"
