"""The outline card: headlines to tell a story from, for the desk or the printer.

A board allows an outline and marks reading down, so that a card holds no sentence longer than
a headline.
"""

import base64
import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import ShownCompetency, Story
from mock_panel.practice.keeping_stories import HEADLINE, headline

WIDTH = 72


def card_text(story: Story, bank: QuestionBank | None = None) -> list[str]:
    """The card as lines of at most `WIDTH` characters.

    Args:
        story: to be told.
        bank: for the titles of competencies; without it they are not named.
    """
    lines = textwrap.wrap(story.title, WIDTH)
    lines += textwrap.wrap(" · ".join(scope_words(story)), WIDTH)
    for part in STORY_PARTS:
        if prompts := story.prompts[part]:
            lines += ["", part.value.capitalize()]
            for prompt in prompts:
                lines += _bullet(headline(prompt, HEADLINE))
    if shown := _titles(story, bank):
        lines += ["", "Shows", *(line for title in shown for line in _bullet(title))]
    return lines


def card_html(stories: Sequence[Story], bank: QuestionBank | None = None) -> str:
    """The cards as one page that stands alone: nothing fetched, each card whole on its sheet."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = stories[0].title if len(stories) == 1 else "Stories"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(_card(story, bank) for story in stories)}</body>\n</html>\n"
    )


def scope_words(story: Story) -> Iterator[str]:
    """When, as whom, and how large: what a board wants to hear early; only what is known."""
    if story.when is not None:
        yield str(story.when)
    if story.grade:
        yield story.grade
    if story.scope.people is not None:
        yield f"{story.scope.people:,} people led"
    if story.scope.money is not None:
        yield str(story.scope.money)
    if story.scope.reach is not None:
        yield story.scope.reach.words


def competency_title(shown: ShownCompetency, bank: QuestionBank) -> str:
    """Its title with its framework; the id where the bank does not have it."""
    try:
        title = bank.framework(shown.framework).competency(shown.competency).title
    except KeyError:
        title = shown.competency
    return f"{title} ({shown.framework})"


def _titles(story: Story, bank: QuestionBank | None) -> list[str]:
    return [] if bank is None else [competency_title(each, bank) for each in story.competencies]


def _bullet(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _card(story: Story, bank: QuestionBank | None) -> str:
    parts = "".join(
        f"<h2>{part.value.capitalize()}</h2>\n<ul>"
        f"{''.join(f'<li>{escape(headline(line, HEADLINE))}</li>' for line in story.prompts[part])}"
        "</ul>\n"
        for part in STORY_PARTS
        if story.prompts[part]
    )
    scope = escape(" · ".join(scope_words(story)))
    shown = escape(" · ".join(_titles(story, bank)))
    return (
        f"<article>\n<h1>{escape(story.title)}</h1>\n"
        f"{f'<p>{scope}</p>' if scope else ''}\n{parts}"
        f"{f'<p class=shown>Shows: {shown}</p>' if shown else ''}</article>\n"
    )


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.15rem/1.45 Georgia, serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
article { break-inside: avoid; break-after: page; margin-bottom: 4rem; }
article:last-child { break-after: auto; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1rem; margin: 1.2rem 0 0.2rem; letter-spacing: 0.04em; }
p { margin: 0.3rem 0; }
ul { margin: 0; padding-left: 1.2rem; }
.shown { font-size: 0.9rem; margin-top: 1.2rem; }
@media print { body { margin: 0; max-width: none; font-size: 14pt; } }
"""
