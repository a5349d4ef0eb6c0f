"""The story matrix in words: heads, cells, what a cell says, and the whole for reading aloud."""

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.practice.story_matrix import (
    Caution,
    CompetencyCover,
    EcqCover,
    StoryMatrix,
    StoryRow,
)
from mock_panel.practice.story_reading import Showing
from mock_panel.tui.screens.stories.list_view import DIM, told_words

MARKS = {Showing.OWN: "x", Showing.REPORTED: "r", Showing.INFERRED: "i", None: "·"}
LEGEND = "x shows it  r carried over, reported  i carried over, inferred  · does not"
_SHORT = {Caution.OVERUSED: "often", Caution.OLD: "old", Caution.BELOW_LEVEL: "below level"}
SHOWING_WORDS = {
    Showing.OWN: "",
    Showing.REPORTED: " (carried over, reported)",
    Showing.INFERRED: " (carried over, inferred)",
}


def heading(made: StoryMatrix) -> Content:
    """The gaps and the warnings, counted: what the whole picture says."""
    if not made.rows:
        return Content("No story is told still: every competency is a gap.")
    pieces = []
    if made.ecqs_without:
        all_ = sum(is_required(ecq) for ecq in made.ecqs)
        words = f"{len(made.ecqs_without)} of {all_} ECQs without a story of their own"
        pieces.append(Content.styled(words, "$text-warning"))
    gaps = len(made.gaps)
    lacking = how_many(gaps, "competency", "competencies")
    pieces.append(Content(f"{lacking} without a story"))
    if made.only_carried:
        pieces.append(Content(f"{len(made.only_carried)} only carried over"))
    if made.warned:
        pieces.append(Content(f"{len(made.warned)} of {len(made.rows)} stories with a !"))
    return Content("; ").join(pieces)


def cover_note(cover: CompetencyCover, *, required: bool) -> str:
    """How a competency stands: `gap`, `carried`, or how many stories show it."""
    if cover.is_gap:
        return "gap" if required else "none"
    return "carried" if cover.is_only_carried else f"{cover.own}"


def ecq_cell(counts: Mapping[Showing, int]) -> str:
    """How many of an ECQ's competencies a story shows: `2`, `+1` carried over, or `·`."""
    own = counts.get(Showing.OWN, 0)
    carried = sum(counts.values()) - own
    return (f"{own}" if own else "") + (f"+{carried}" if carried else "") or "·"


def wear_cell(row: StoryRow) -> str:
    """What to mind of a story, in one cell; the line under the table says it whole."""
    minded = [_SHORT[caution] for caution in row.cautions if caution.is_warning]
    return f"! {', '.join(minded)}" if minded else ""


def story_words(row: StoryRow) -> str:
    """A story with how it stands: for the line under the matrix."""
    return ": ".join((f"{row.number} {row.story.title}", _state(row)))


def competency_words(cover: CompetencyCover, rows: Sequence[StoryRow], *, required: bool) -> str:
    """Who shows a competency, by name."""
    named = [
        f"{row.story.title}{SHOWING_WORDS[cell]}"
        for row, cell in zip(rows, cover.cells, strict=True)
        if cell is not None
    ]
    if named:
        return f"{cover.competency.title}: {', '.join(named)}"
    return f"{cover.competency.title}: no story shows it" + (", a gap" if required else "")


def aloud(made: StoryMatrix) -> Content:
    """The whole, one thing a line, in reading order."""
    return Content("\n").join(_aloud(made))


def _aloud(made: StoryMatrix) -> Iterator[Content]:
    yield Content.styled("Stories", "bold")
    for row in made.rows:
        yield Content(f"{story_words(row)}.")
        for shown in row.reading.homeless:
            yield Content.styled(f"   no home here: {shown.competency}", DIM)
    for ecq in made.ecqs:
        yield Content("")
        yield Content.styled(f"{ecq.title}: {ecq.words}.", "bold")
        for cover in ecq.competencies:
            words = competency_words(cover, made.rows, required=is_required(ecq))
            yield Content(f"{words}.")


def is_required(ecq: EcqCover) -> bool:
    """Whether a competency without a story is a gap: those across all ECQs need none."""
    return ecq.ecq is not None


def _state(row: StoryRow) -> str:
    return ", ".join((told_words(row.told), *row.caution_words))
