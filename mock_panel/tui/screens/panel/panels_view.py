"""What the list of panels shows: gathered through the services, then put in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import day_words
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import SeatProgress
from mock_panel.errors import StorageError
from mock_panel.panel.unseen import Unseen
from mock_panel.tui.clipping import clipped
from mock_panel.tui.widgets.hanging import EMPTY

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

DIM = "$foreground 75%"
KEY = "$text-primary bold"
COUNTED = 40
"""So many open panels are looked into; of older ones only the phase is told."""
_DAY_WIDTH, _STANDING_WIDTH, _PRESET_WIDTH = 11, 24, 22
_ROOMY = 72


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A panel and where it stands."""

    panel: Panel
    standing: str


def gather_panels(services: "Services") -> tuple[PanelLine, ...]:
    """Read all panels; call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    store = services.panels.store
    panels = store.panels()
    looked_into = [panel for panel in panels if panel.closed_at is None][:COUNTED]
    counts = {}
    for panel in looked_into:
        if not panel.all_locked:
            try:
                counts[panel.id] = store.progress(panel.id)
            except StorageError:
                # Erased since they were listed: whatever is left can be read once more.
                if store.get(panel.id) is None:
                    return gather_panels(services)
                raise
    revealed = [panel.id for panel in looked_into if panel.is_revealed]
    records = store.records(revealed) if revealed else ()
    unsettled = {record.panel.id: len(record.unsettled) for record in records}
    return tuple(
        PanelLine(panel, standing(panel, counts.get(panel.id), unsettled.get(panel.id)))
        for panel in panels
    )


def standing(
    panel: Panel, progress: Sequence[SeatProgress] | None, unsettled: int | None = None
) -> str:
    """Where a panel stands, in a few words; never a score.

    Args:
        panel: the panel.
        progress: how far the raters are, if it is known.
        unsettled: items that are not settled; None where that is not known.
    """
    if panel.closed_at is not None:
        return "closed"
    if panel.is_revealed and unsettled == 0:
        return "settled, to be closed"
    if panel.is_revealed:
        return f"revealed, {unsettled} to settle" if unsettled else "revealed"
    if panel.all_locked:
        return "all locked, to be revealed"
    return _rating_words(panel, progress or ())


def _rating_words(panel: Panel, progress: Sequence[SeatProgress]) -> str:
    waits = [seat.letter for seat in panel.raters if seat.locked_at is None]
    if len(waits) < len(panel.raters):
        return f"waits for {', '.join(waits)}"
    given, of = sum(own.rated for own in progress), sum(own.of for own in progress)
    return f"{given} of {of} ratings given" if given else "not rated yet"


def panel_line(line: PanelLine, width: int) -> Content:
    """A panel in one line of so many cells."""
    panel = line.panel
    has_preset = width >= _ROOMY
    fixed = _DAY_WIDTH + _STANDING_WIDTH + 2 + (_PRESET_WIDTH if has_preset else 0)
    name = _padded(panel.candidate, max(8, width - fixed))
    preset = _padded(panel.form.preset_title, _PRESET_WIDTH) if has_preset else ""
    day = day_words(panel.convened_at)
    return Content.assemble(
        name, "  ", (preset, DIM), (f"{day:>{_DAY_WIDTH}}  ", DIM),
        clipped(line.standing, _STANDING_WIDTH + 2),
    )  # fmt: skip


def head_line(width: int) -> Content:
    """The heads of the columns."""
    has_preset = width >= _ROOMY
    fixed = _DAY_WIDTH + _STANDING_WIDTH + 2 + (_PRESET_WIDTH if has_preset else 0)
    name = f"{'candidate':<{max(8, width - fixed)}}"
    preset = f"{'preset':<{_PRESET_WIDTH}}" if has_preset else ""
    return Content.styled(f"{name}  {preset}{'convened':>{_DAY_WIDTH}}  where it stands", DIM)


def nothing_seen(unseen: Unseen | None) -> Content:
    """Why no panels are there, and what to do."""
    if unseen is None:
        return _nothing_yet()
    keys = Content.assemble(("enter", KEY), "  set up a panel\n") if unseen.may_convene else EMPTY
    return Content.assemble(
        (unseen.reason, "bold"), "\n\n", unseen.to_do, "\n\n",
        keys, ("g", KEY), "      rate a few sample answers, to see how severe you are",
    )  # fmt: skip


def _nothing_yet() -> Content:
    """What a mock panel is, and what to do first."""
    return Content.assemble(
        ("No panels yet.", "bold"),
        "\n\nIn a mock panel two to six people hear the same candidate answer the same questions, "
        "and each rates alone on an anchored scale. When all have locked, the ratings are "
        "revealed side by side, the panel settles where it differs, and the candidate gets a "
        "report.\n\n",
        ("enter", KEY), "  set up a panel\n",
        ("g", KEY), "      first rate a few sample answers, to see how severe you are\n\n",
        ("Practising alone? Nothing here is needed for that.", DIM),
    )  # fmt: skip


def _padded(text: str, cells: int) -> str:
    return (
        Content(clipped(text, cells))
        .pad_right(max(0, cells - Content(clipped(text, cells)).cell_length))
        .plain
    )
