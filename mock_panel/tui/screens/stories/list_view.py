"""Stories as entries of a list: title, when and how large, what they show, how worn they are."""

from collections.abc import Iterator

from textual.content import Content

from mock_panel.domain.english import day_words
from mock_panel.domain.stories import Executive, Story, TellingCount
from mock_panel.practice.story_card import scope_words
from mock_panel.practice.story_matrix import Caution, caution_words, cautions
from mock_panel.practice.story_reading import read_in
from mock_panel.tui.clipping import clipped_to_words
from mock_panel.tui.screens.stories.shelf import Shelf

DIM = "$foreground 75%"
KEY = "$text-primary bold"
_MISSING = (Caution.NO_DATE, Caution.NO_LEVEL)


def story_entry(shelf: Shelf, story: Story, width: int) -> Content:
    """A story in three lines, each of at most `width` cells."""
    told = shelf.told(story)
    facts = " · ".join(_facts(story)) or "nothing noted yet"
    lines = [
        Content.assemble((clipped_to_words(story.title, width - 10), "bold"), _state(story)),
        Content.styled(clipped_to_words(facts, width), DIM),
        _wear(shelf, story, told, width),
    ]
    return Content("\n").join([*lines, Content("")])


def _state(story: Story) -> tuple[str, str]:
    return ("  retired" if story.retired else "", DIM)


def _facts(story: Story) -> Iterator[str]:
    words = scope_words(story)
    if story.when is not None:
        yield next(words)
    if story.executive is Executive.YES:
        yield "executive level"
    yield from words


def _wear(shelf: Shelf, story: Story, told: TellingCount, width: int) -> Content:
    """How often it was told, what to mind, and what it shows, as far as there is room."""
    minded = cautions(story, told, shelf.today)
    warned = ", ".join(caution_words(c, told) for c in minded if c.is_warning)
    missing = ", ".join(caution_words(c, told) for c in minded if not c.is_warning)
    used = told_words(told)
    pieces = [Content(used)]
    if warned:
        pieces.append(Content.styled(f"! {warned}", "$text-warning"))
    if missing:
        pieces.append(Content.styled(missing, DIM))
    head = Content(" · ").join(pieces)
    room = width - head.cell_length - 3
    shown = shown_words(shelf, story)
    return head + Content.styled(f" · {clipped_to_words(shown, room)}", DIM) if room > 12 else head


def shown_words(shelf: Shelf, story: Story) -> str:
    """The competencies that it shows in the shelf's framework."""
    shows = read_in(story, shelf.framework.id, shelf.bank).shows
    if not shows:
        return "shows nothing here"
    return "shows " + ", ".join(shelf.framework.competency(c).title for c in shows)


def told_words(told: TellingCount) -> str:
    """Such as: told 3 times, last on 02 Mar 2026."""
    if not told.times:
        return "never told"
    times = "once" if told.times == 1 else f"{told.times} times"
    last = f", last on {day_words(told.last)}" if told.last else ""
    return f"told {times}{last}"


def list_heading(shelf: Shelf, found: int, words: str) -> Content:
    """How many there are, how many of them a search found, or how the first one is made."""
    live = [story for story in shelf.stories if not story.retired]
    if not shelf.stories:
        return Content.assemble(
            ("No story yet.", "bold"),
            "\n\nA story is something that you did and can tell a board: when it was, how large, "
            "what you did, and what came of it.\n\n",
            ("n", KEY), "  write the first one down: headlines, no sentences\n",
            ("k", KEY), "  in the review of an answer: keep that answer as a story",
        )  # fmt: skip
    if words:
        of = f"{found} of {len(shelf.stories)} stories {'has' if found == 1 else 'have'} "
        return Content.styled(f"{of}“{words}” · Esc shows all", DIM)
    used = sum(bool(shelf.told(story).times) for story in live)
    if len(live) == 1:
        return Content.styled(f"1 story, {'told already' if used else 'not told so far'}", DIM)
    return Content.styled(f"{len(live)} stories, {used} of them told so far", DIM)
