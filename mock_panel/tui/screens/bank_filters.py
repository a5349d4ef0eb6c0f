"""The bank browser's line of filters: what is on, and the keys that change it."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.questions import QuestionBank
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.bank_narrowing import Catalogue, Narrowing
from mock_panel.tui.screens.bank_view import DIM, KEY

_ASKED_WORDS = {False: "never asked", True: "asked before"}
_HINTS = (
    ("e", "ECQ"), ("c", "competency"), ("t", "type"), ("u", "asked"), ("w", "weakest"),
)  # fmt: skip


def filters_line(
    catalogue: Catalogue, narrowing: Narrowing, shown: int, width: int, *, has_keys: bool
) -> Content:
    """How many questions are listed, and every filter that is on, in one line.

    Args:
        catalogue: all questions.
        narrowing: what is on.
        shown: how many questions pass.
        width: the cells there are.
        has_keys: whether the keys that change it are told where there is room.
    """
    told = _told(catalogue, narrowing)
    total = len(catalogue.entries)
    count = f"{shown:,} of {total:,}" if told else f"all {total:,}"
    line = " · ".join([count, *_fitted(told, width - cell_len(count) - 3)])
    hints = [*([("x", "all")] if told else []), *_HINTS] if has_keys else []
    while hints and cell_len(line) + 3 + _hints_width(hints) > width:
        hints.pop()
    gap = width - cell_len(line) - _hints_width(hints)
    pieces = [Content.assemble((key, KEY), (f" {name}", DIM)) for key, name in hints]
    return Content(line + " " * gap) + Content("  ").join(pieces)


def _hints_width(hints: Sequence[tuple[str, str]]) -> int:
    return sum(len(key) + 1 + len(name) for key, name in hints) + 2 * max(0, len(hints) - 1)


def _told(catalogue: Catalogue, narrowing: Narrowing) -> list[str]:
    """Every filter that is on, in words."""
    bank, told = catalogue.bank, []
    if narrowing.framework is not None:
        told.append(str(narrowing.framework))
    if narrowing.ecq is not None:
        framework, ecq = narrowing.ecq
        title = bank.framework(framework).ecq(ecq).short_title
        told.append(title if narrowing.framework else f"{title} ({framework})")
    if narrowing.competency is not None:
        told.append(_competency_title(bank, narrowing, narrowing.competency))
    if narrowing.type is not None:
        told.append(narrowing.type.value)
    if narrowing.is_asked is not None:
        told.append(_ASKED_WORDS[narrowing.is_asked])
    if narrowing.is_weakest_first:
        told.append("weakest first")
    if narrowing.words:
        told.append(f"“{narrowing.words}”")
    return told


def _competency_title(bank: QuestionBank, narrowing: Narrowing, wanted: CompetencyId) -> str:
    """Frameworks may share the id; the one that is listed names it."""
    framework = narrowing.ecq[0] if narrowing.ecq else narrowing.framework
    listed = (f for f in bank.frameworks if framework in (None, f.id))
    titles = {c.id: c.title for f in listed for c in f.competencies}
    return titles.get(wanted, wanted)


def _fitted(pieces: list[str], width: int) -> list[str]:
    """The pieces with the longest shortened until all of them fit, if that is possible."""
    pieces = list(pieces)
    while cell_len(" · ".join(pieces)) > width:
        longest = max(range(len(pieces)), key=lambda n: cell_len(pieces[n]))
        cells = cell_len(pieces[longest])
        if cells < 5:
            break
        pieces[longest] = clipped(pieces[longest], cells - 1)
    return pieces
