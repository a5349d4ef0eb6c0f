"""What the rater's screen shows, put in words; only the rater's own work is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from textual.content import Content

from mock_panel.domain.english import clock_face, listing
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.ratings import RaterNote, SeatProgress
from mock_panel.panel.rating_sheet import RatingSheet
from mock_panel.tui.clipping import clipped_to_words
from mock_panel.tui.lines import part_letter
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

LABEL = 13
"""Cells from the edge to the text; the labels stand inside them."""
ROOMY = 72
"""Cells from which on the question's own anchor stands with the rating, too."""
DIM = "$foreground 75%"
STRONG = "$text-primary bold"
_BLANK = Hanging(EMPTY)
_TITLE_CELLS = 32
_ORDER = list(Part)


class Pane(Enum):
    """What is read beside the rating."""

    NOTES = auto()
    """The question and the own notes; in a wide window with all anchors beside them."""
    ANCHORS = auto()
    SAID = auto()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the screen shows."""

    sheet: RatingSheet
    pane: Pane = Pane.NOTES
    note: int | None = None
    """Which of the notes on the question is being written."""
    said: str = ""
    """What to do, or what could not be done."""
    trouble: str = ""
    """Why a draft is not stored."""
    has_written: bool = False
    is_clean: bool = True

    @property
    def is_locked(self) -> bool:
        """Whether it is only read any more."""
        return self.sheet.is_locked


def title_words(sheet: RatingSheet, room: int) -> str:
    """Where one is, in so many cells; the candidate is named where all of the name fits."""
    where = f" · question {sheet.index + 1} of {len(sheet.places)}"
    whose = f" · {sheet.panel.candidate}"
    beside_the_name = room - len(where + whose)
    cells = beside_the_name if beside_the_name >= _TITLE_CELLS else max(8, room - len(where))
    words = clipped_to_words(sheet.place.item.title, cells) + where
    return words + whose if len(words + whose) <= room else words


def state_words(sheet: RatingSheet) -> str:
    """Whose sheet it is, and what keeps others from it."""
    return f"{sheet.seat.mask}, {'locked' if sheet.is_locked else 'sealed'}"


def story(desk: Desk, *, is_wide: bool) -> list[Hanging]:
    """What is read above the rating."""
    if is_wide or desk.pane is Pane.NOTES:
        return [*_question(desk.sheet), _BLANK, *_notes(desk), *_answer_hint(desk)]
    return aside(desk)


def aside(desk: Desk) -> list[Hanging]:
    """What is read beside it in a wide window, and instead of it in a narrow one."""
    return _said(desk.sheet) if desk.pane is Pane.SAID else _anchors(desk.sheet)


def _question(sheet: RatingSheet) -> list[Hanging]:
    item, question = sheet.place.item, sheet.place.question
    paragraphs = [Hanging(Content.styled(question.asked.text, "bold"))]
    if len(item.questions) > 1:
        numbers = [str(n) for n, place in enumerate(sheet.places, 1) if place.item.id == item.id]
        words = f"Questions {listing(numbers)} get one rating."
        paragraphs.append(Hanging(Content.styled(words, DIM)))
    return paragraphs


def shown_notes(notes: Sequence[RaterNote]) -> list[tuple[int, RaterNote]]:
    """Notes with their place in the order of writing, gathered under their parts."""
    return sorted(enumerate(notes), key=lambda found: _ORDER.index(found[1].part))


def note_mark(note: RaterNote, *, has_time: bool) -> Content:
    """The letter of a note, and when it was written."""
    time = f" {clock_face(note.second):>5}" if note.second is not None else " " * 6
    return part_letter(note.part) + Content.styled(time if has_time else "", DIM)


def _notes(desk: Desk) -> list[Hanging]:
    notes = [(i, n) for i, n in shown_notes(desk.sheet.own_notes) if i != desk.note]
    label = Content.styled("your notes".ljust(LABEL), DIM)
    if not notes:
        hint = "" if desk.is_locked else "  s, a or r adds one: situation, action, result"
        return [Hanging(Content.styled(f"none yet{hint}", DIM), label, LABEL)]
    has_time = any(note.second is not None for _, note in notes)
    gap = Content(" " * LABEL)
    paragraphs = []
    for row, (_, note) in enumerate(notes):
        mark = (gap if row else label) + note_mark(note, has_time=has_time)
        paragraphs.append(Hanging(Content(note.text), mark, mark.cell_length + 2))
    return paragraphs


def _answer_hint(desk: Desk) -> list[Hanging]:
    """That the answer can be read, where it can and is not."""
    answer = desk.sheet.answer
    if answer is None or desk.pane is Pane.SAID:
        return []
    words = Content.styled(f"{clock_face(answer.seconds)} long; w shows what was said", DIM)
    return [_BLANK, Hanging(words, Content.styled("the answer".ljust(LABEL), DIM), LABEL)]


def _said(sheet: RatingSheet) -> list[Hanging]:
    answer = sheet.answer
    if answer is None:
        return [Hanging(Content.styled("Nothing of this answer was kept.", DIM))]
    how = "as it was recognised" if answer.mode is AnswerMode.SPOKEN else "as it was written"
    head = f"What was said in {clock_face(answer.seconds)}, {how}"
    return [
        Hanging(Content.styled(head, DIM)),
        _BLANK,
        *(Hanging(Content(line)) for line in answer.text.splitlines()),
    ]


def _anchors(sheet: RatingSheet) -> list[Hanging]:
    """Every value of the scale, and what an answer to this very question shows there."""
    chosen, own = sheet.rating.score, sheet.place.question.anchors
    here = "; 'here' is an answer to this question" if own else ""
    paragraphs = [Hanging(Content.styled(f"{sheet.panel.form.scale.title}{here}", DIM))]
    for level in sheet.panel.form.scale.levels:
        is_chosen = level.value == chosen
        mark = Content.styled(
            f"{'●' if is_chosen else ' '} {level.value:>2}", STRONG if is_chosen else "bold"
        )
        text = Content.assemble((level.label, "bold"), "  ", level.meaning)
        paragraphs += [_BLANK, Hanging(text, mark, 6)]
        if level.value in own:
            paragraphs.append(
                Hanging(Content.assemble(("here  ", DIM), own[level.value]), indent=6)
            )
    return paragraphs


def rating_lines(desk: Desk, width: int, *, is_wide: bool) -> list[Hanging]:
    """The values to choose from, and what the chosen one means."""
    sheet = desk.sheet
    chosen = sheet.rating.score
    levels = sheet.panel.form.scale.levels
    values = Content("   ").join(
        Content.styled(f"{level.value} ●", STRONG)
        if level.value == chosen
        else Content(f"{level.value} ○")
        for level in levels
    )
    lines = [Hanging(values, Content.styled("rating".ljust(LABEL), DIM), LABEL)]
    if desk.pane is Pane.ANCHORS and not is_wide:
        # They stand above, and need the room.
        return lines
    level = next((level for level in levels if level.value == chosen), None)
    if level is None:
        values_words = f"{levels[0].value} to {levels[-1].value}"
        hint = f"not rated yet: {values_words} rates, x shows what each value means"
        return [*lines, Hanging(Content.styled(hint, DIM), indent=LABEL)]
    mark = Content(" " * LABEL) + Content.styled(f"{level.value}  ", STRONG)
    meaning = Content.assemble((level.label, "bold"), "  ", level.meaning)
    lines.append(Hanging(meaning, mark, LABEL + 3))
    here = sheet.place.question.anchors.get(level.value)
    if here and width >= ROOMY and not is_wide:
        lines.append(Hanging(Content.assemble(("here  ", DIM), here), indent=LABEL + 3))
    return lines


def status_words(sheet: RatingSheet) -> str:
    """How far one is oneself, and who else has locked; never what anybody gave."""
    count, left = len(sheet.panel.form.rated), len(sheet.lacking)
    if sheet.is_locked:
        words = ["you have locked"]
    elif left:
        words = [f"you have {left} of {count} left"]
    else:
        words = [f"all {count} rated, not locked" if count > 1 else "rated, not locked"]
    for one, several in (
        ("has locked", "have locked"),
        ("is rating", "are rating"),
        ("has rated none", "have rated none"),
    ):
        who = [other.seat.upper() for other in sheet.others if _does(other) == one]
        if who:
            words.append(f"{listing(who)} {one if len(who) == 1 else several}")
    return " · ".join(words)


def _does(other: SeatProgress) -> str:
    if other.locked:
        return "has locked"
    return "is rating" if other.rated else "has rated none"


def saved_words(desk: Desk) -> str:
    """Whether the draft is stored."""
    if desk.is_locked:
        return "final"
    if desk.trouble:
        return "draft NOT saved"
    if not desk.is_clean:
        return "draft not saved yet"
    return "draft saved" if desk.has_written else ""


def lacking_words(sheet: RatingSheet) -> str:
    """Why the ratings cannot be locked yet."""
    pieces = [
        f"{clipped_to_words(item.title, _TITLE_CELLS)} lacks {sheet.of(item).lacks}"
        for item in sheet.lacking[:3]
    ]
    more = len(sheet.lacking) - len(pieces)
    pieces += [f"and {more} more"] if more else []
    return f"Not yet: {'; '.join(pieces)}."
