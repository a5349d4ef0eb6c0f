"""What settling shows: gathered through the services, then put in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import day_words, listing
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import Settlement
from mock_panel.panel.score_words import NO_SCORE, score_words
from mock_panel.tui.clipping import clipped, clipped_to_words
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.screens.panel.rate_view import note_mark, shown_notes
from mock_panel.tui.widgets.choice_row import Choice
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import ItemId, PanelId, QuestionId

MEAN = "mean"
"""Chosen in place of a score: the panel did not meet, and the mean stands."""
ALL_GAVE = "all gave the same"
"""The reason of what is settled because nobody differs."""
UNOFFICIAL = "the program's own unofficial level, not part of the rating"
_STANDS_HEAD = "where it stands"
_SPREAD = 6
_FEWEST_TITLE = 14
_BLANK = Hanging(EMPTY)


class Step(Enum):
    """What comes next; the value is what Enter is called in the footer."""

    LOOK = "Look again"
    REVEAL = "Reveal"
    SETTLE = "Settle"
    CLOSE = "Close"
    REPORT = "Report"


@dataclass(frozen=True, slots=True)
class Settling:
    """All that is shown."""

    panel: Panel
    record: PanelRecord | None = None
    """None before the reveal."""
    levels: "Mapping[QuestionId, int | None] | None" = None
    """The engine's, by question; None while they are not shown."""

    @property
    def step(self) -> Step:
        """The one next step."""
        if self.record is None:
            return Step.REVEAL if self.panel.all_locked else Step.LOOK
        if self.panel.closed_at is not None:
            return Step.REPORT
        return Step.SETTLE if self.record.unsettled else Step.CLOSE

    @property
    def is_open(self) -> bool:
        """Whether anything may still be settled."""
        return self.record is not None and self.panel.closed_at is None

    @property
    def items(self) -> tuple[PanelItem, ...]:
        """The agenda, the widest apart first, and last what was taken out."""
        if self.record is None:
            return ()
        rated = {item.id for item in self.panel.form.rated}
        out = (item for item in self.panel.form.items if item.id not in rated)
        return (*self.record.agenda, *out)

    def counts(self, item: PanelItem) -> bool:
        """Whether it was not taken out."""
        return item in self.panel.form.rated

    @property
    def alike(self) -> tuple[tuple[PanelItem, int], ...]:
        """What is left of the agenda on which every rater locked the same score, and kept it."""
        record = self.record
        if record is None or not self.is_open:
            return ()
        count = len(self.panel.raters)
        given = ((i, {*record.initial(i.id), *record.final(i.id)}) for i in record.unsettled)
        return tuple(
            (item, scores.pop())
            for item, scores in given
            if len(scores) == 1 and len(record.initial(item.id)) == count
        )

    @property
    def has_answers(self) -> bool:
        """Whether there is anything for the engine to score."""
        return self.record is not None and any(a.text.strip() for a in self.record.answers)


def gather_settling(services: "Services", panel_id: "PanelId") -> Settling | None:
    """Read a panel, whole once it is revealed; None if it is gone. Call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    store = services.panels.store
    panel = store.get(panel_id)
    if panel is None or not panel.is_revealed:
        return None if panel is None else Settling(panel)
    record = store.record(panel_id)
    return Settling(record.panel, record)


def title_words(panel: Panel) -> str:
    """Where one is."""
    return f"Settle · {clipped(panel.candidate, 40)} · {panel.form.preset_title}"


def state_words(view: Settling) -> str:
    """How much is left."""
    if view.record is None:
        return "not revealed"
    if view.panel.closed_at is not None:
        return f"closed {day_words(view.panel.closed_at)}"
    left, of = len(view.record.unsettled), len(view.panel.form.rated)
    return f"{left} of {of} to settle" if left else "everything is settled"


def status_words(view: Settling) -> str:
    """The next step in words."""
    alike = len(view.alike)
    match view.step:
        case Step.SETTLE if alike:
            same = f"a settles {'the one' if alike == 1 else f'the {alike}'} that all gave the same"
            return f"Discuss the widest apart first; {same}."
        case Step.SETTLE:
            return "Discuss the widest apart first. First ratings stay on record."
        case Step.CLOSE:
            return "Everything is settled. enter closes the panel; after that nothing changes."
        case Step.REPORT:
            return "The panel is closed. enter writes the candidate's report."
        case _:
            return ""


def before_reveal(panel: Panel) -> Content:
    """Why nothing is to be seen yet, and what to do."""
    waits = [panel.called(seat) for seat in panel.raters if seat.locked_at is None]
    if not waits:
        return Content.assemble(
            ("All have locked.", "bold"),
            "\n\nThe reveal shows all ratings with their evidence side by side, to everybody who "
            "looks at this screen. It cannot be taken back.\n\n",
            ("enter", KEY), "  reveal them\n",
            ("esc", KEY), "    not yet",
        )  # fmt: skip
    return Content.assemble(
        (f"Not everybody has locked: it waits for {listing(waits)}.", "bold"),
        "\n\nNothing is shown before all ratings are final, so that each is given blind.\n\n",
        ("esc", KEY), "    back to the panel, to pass the keyboard on\n",
        ("enter", KEY), "  look again",
    )  # fmt: skip


def number(value: float) -> str:
    """With two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def mean_of(record: PanelRecord, item: "ItemId") -> str:
    """The mean of the scores after the discussion."""
    scores = record.final(item)
    return number(fmean(scores)) if scores else NO_SCORE


def stands_words(view: Settling, item: PanelItem) -> str:
    """Where an item stands."""
    record = view.record
    if record is None or not view.counts(item):
        return "taken out"
    settlement = record.settlement(item.id)
    if settlement is None:
        return "discuss first" if record.must_discuss(item.id) else "open"
    if settlement.score is not None:
        return f"settled {settlement.score}"
    return f"mean {mean_of(record, item.id)} stands"


# --- the agenda -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column of the agenda is."""

    title: int
    score: int
    has_spread: bool


def columns(view: Settling, width: int) -> Columns:
    """The columns of the agenda in so many cells."""
    record, raters = view.record, view.panel.raters
    words = (
        [score_words(record, seat, item.id) for item in view.items for seat in raters]
        if record is not None
        else []
    )
    score = max([2, *map(len, words)])
    stands = max([len(_STANDS_HEAD), *(len(stands_words(view, item)) for item in view.items)])
    fixed = len(raters) * (score + 1) + 2 + stands
    roomy = width - fixed - _SPREAD - 2
    has_spread = roomy >= _FEWEST_TITLE
    room = max(6, roomy if has_spread else width - fixed)
    # No wider than the titles: the scores stand beside what they are for.
    longest = max((Content(_titled(item)).cell_length for item in view.items), default=0)
    return Columns(min(room, max(_FEWEST_TITLE, longest + 1)), score, has_spread)


def head_line(view: Settling, shape: Columns) -> Content:
    """The heads of the columns."""
    letters = "".join(f" {seat.letter:>{shape.score}}" for seat in view.panel.raters)
    spread = f"  {'spread':>{_SPREAD}}" if shape.has_spread else ""
    return Content.styled(f"{'':{shape.title}}{letters}{spread}  {_STANDS_HEAD}", DIM)


def agenda_line(view: Settling, item: PanelItem, shape: Columns) -> Content:
    """One item: who gave what, how far apart, and where it stands."""
    record = view.record
    if record is None:
        return EMPTY
    title = clipped_to_words(_titled(item), shape.title - 1)
    pad = " " * (shape.title - Content(title).cell_length)
    scores = "".join(
        f" {score_words(record, seat, item.id):>{shape.score}}" for seat in view.panel.raters
    )
    spread = f"  {record.spread(item.id):>{_SPREAD}}" if shape.has_spread else ""
    stands = stands_words(view, item)
    if not view.counts(item):
        return Content.styled(f"{title}{pad}{scores}{spread}  {stands}", DIM)
    style = "bold" if record.settlement(item.id) is None else "$text-success"
    return Content.assemble(title, pad, (scores, "bold"), (spread, DIM), "  ", (stands, style))


def _titled(item: PanelItem) -> str:
    return f"{item.id:<4}{item.title}"


# --- one item -------------------------------------------------------------------------------


def item_lines(view: Settling, item: PanelItem) -> list[Hanging]:
    """What was asked, what each rater gave and why, and what became of it."""
    record = view.record
    if record is None:
        return []
    lines = [Hanging(Content.styled(q.asked.text, "bold")) for q in item.questions]
    out = next((c.reason for c in view.panel.form.changes if c.item == item.id), None)
    if out is not None:
        words = f"Taken out of the rating for every candidate: {out}"
        lines.append(Hanging(Content.styled(words, "$text-warning")))
    lines.append(_BLANK)
    width = max(len(score_words(record, seat, item.id)) for seat in view.panel.raters)
    for seat in view.panel.raters:
        lines += _rater_lines(record, seat, item, width)
    lines += _settlement_lines(record, item)
    if view.levels is not None:
        lines += _level_lines(view.levels, item)
    return lines


def _rater_lines(record: PanelRecord, seat: Seat, item: PanelItem, width: int) -> Iterator[Hanging]:
    rating = record.rating(seat.id, item.id)
    indent = 1 + 2 + width + 2
    score = f"{score_words(record, seat, item.id):>{width}}"
    mark = Content.assemble((seat.letter, "bold"), "  ", (score, "bold"))
    name = EMPTY if record.panel.masked else Content.styled(f"{seat.name}  ", DIM)
    first, *more = (rating.evidence if rating is not None else ()) or ("",)
    if rating is None or rating.score is None:
        first = "gave no rating"
    yield Hanging(name + Content(first), mark, indent)
    for line in more:
        yield Hanging(Content(line), EMPTY, indent)
    yield from _note_lines(record, seat, item, indent)
    was = None if rating is None else rating.score
    for move in record.moves:
        if (move.seat, move.item) == (seat.id, item.id):
            before = NO_SCORE if was is None else str(was)
            moved = Content.assemble((f"moved {before} → {move.score}: ", DIM), move.reason)
            yield Hanging(moved, EMPTY, indent)
            was = move.score


def _note_lines(record: PanelRecord, seat: Seat, item: PanelItem, indent: int) -> Iterator[Hanging]:
    asked = {question.id for question in item.questions}
    own = [note for note in record.notes if note.seat == seat.id and note.question in asked]
    has_time = record.panel.shows_note_times and any(note.second is not None for note in own)
    for _, note in shown_notes(own):
        mark = Content(" " * indent) + note_mark(note, has_time=has_time)
        yield Hanging(Content.styled(note.text, DIM), mark, mark.cell_length + 2)


def _settlement_lines(record: PanelRecord, item: PanelItem) -> Iterator[Hanging]:
    found = [settlement for settlement in record.settlements if settlement.item == item.id]
    if found:
        yield _BLANK
    for settlement in reversed(found):
        is_last = settlement is found[-1]
        what = _settled_words(record, settlement, is_last=is_last)
        mark = Content.styled("settled" if is_last else "before", DIM)
        words = Content.assemble((what, "bold" if is_last else DIM), f"  {settlement.reason}")
        yield Hanging(words, mark, 9)


def _settled_words(record: PanelRecord, settlement: Settlement, *, is_last: bool) -> str:
    if settlement.score is not None:
        return str(settlement.score)
    return f"the mean {mean_of(record, settlement.item)} stands" if is_last else "the mean"


def _level_lines(levels: "Mapping[QuestionId, int | None]", item: PanelItem) -> Iterator[Hanging]:
    yield _BLANK
    yield Hanging(Content.styled(f"{UNOFFICIAL}:".capitalize(), DIM))
    for question in item.questions:
        which = f" · {clipped_to_words(question.asked.text, 40)}" if len(item.questions) > 1 else ""
        level = levels.get(question.id)
        if question.id not in levels:
            words = "no answer was kept"
        else:
            words = "not scored" if level is None else f"level {level} of 5 (practice)"
        yield Hanging(Content.assemble(words, (which, DIM)), EMPTY, 2)


def anchor_lines(panel: Panel, item: PanelItem) -> list[Hanging]:
    """Every value of the scale, and what an answer to this very question shows there."""
    lines = [Hanging(Content.styled(panel.form.scale.title, DIM))]
    for level in panel.form.scale.levels:
        text = Content.assemble((level.label, "bold"), "  ", level.meaning)
        lines += [_BLANK, Hanging(text, Content.styled(f"{level.value:>2}", "bold"), 4)]
        lines += [
            Hanging(Content.assemble(("here  ", DIM), question.anchors[level.value]), indent=4)
            for question in item.questions
            if level.value in question.anchors
        ]
    return lines


# --- what is asked --------------------------------------------------------------------------


def scores_offered(view: Settling, item: PanelItem, *, with_mean: bool) -> list[Choice[int | str]]:
    """The values of the scale, and the mean where the panel may let it stand."""
    choices: list[Choice[int | str]] = [
        Choice(level.value, str(level.value), level.label) for level in view.panel.form.scale.levels
    ]
    if with_mean and view.record is not None and view.record.final(item.id):
        mean = mean_of(view.record, item.id)
        choices.append(Choice(MEAN, f"the mean {mean} stands", "m, where you do not meet"))
    return choices


def score_suggested(record: PanelRecord, item: "ItemId") -> int | str | None:
    """What was settled before, or what all gave."""
    settlement = record.settlement(item)
    if settlement is not None:
        return MEAN if settlement.score is None else settlement.score
    scores = set(record.final(item))
    return scores.pop() if len(scores) == 1 else None


def raters_offered(record: PanelRecord, item: "ItemId") -> list[Choice["Seat"]]:
    """Who may move, by letter, with what they gave."""
    panel = record.panel
    return [
        Choice(
            seat,
            seat.letter if panel.masked else f"{seat.letter}  {clipped(seat.name, 30)}",
            f"gave {score_words(record, seat, item)}",
        )
        for seat in panel.raters
    ]


def keys_of(choices: Sequence[Choice[int | str]]) -> list[str]:
    """The key that chooses each: its digit, or m; none for a value of two digits."""
    titles = ("m" if choice.value == MEAN else str(choice.value) for choice in choices)
    return [title if len(title) == 1 else "" for title in titles]
