"""How the words of each answer divide, beside the guide; what was found; who acted."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.english import how_many, written_shortly
from mock_panel.domain.parts import STORY_PARTS, Found, Part
from mock_panel.practice.looking_back import PartsBalance
from mock_panel.practice.progress import OWNERSHIP_WORDS
from mock_panel.tui.clipping import clipped
from mock_panel.tui.lines import FOUND_STYLE, PART_STYLE, part_letter
from mock_panel.tui.screens.progress_columns import Titles, self_level
from mock_panel.tui.screens.progress_levels import DIM

Guide = Mapping[Part, int]
"""Guide shares in per cent; the situation's includes the task's."""

_DATE = 7
_TITLE = 20
_ACTS = 7
_LEVELS = 9
_WIDE = 64
"""From this width on, the bar's line names the ECQ and both levels."""


def parts_drawing(
    balance: PartsBalance, guides: Sequence[Guide], titles: Titles, width: int
) -> Content:
    """Counts first, then a bar an answer, the newest first."""
    if not balance.attempts:
        return Content.styled("No scored answer yet, so there is nothing to divide.", DIM)
    return Content("\n").join(
        [
            _heading(balance),
            Content(""),
            *(_found_line(part, balance.found[part], len(balance.attempts))
              for part in STORY_PARTS),
            Content.assemble((_label("who acts"), DIM), balance.ownership.words),
            Content.assemble((_label("your level"), DIM), balance.self_rating.words),
            Content(""),
            _bar_head(width),
            *(_guide_line(guide, width) for guide in guides),
            *(_bar_line(attempt, titles, width) for attempt in balance.attempts),
        ]
    )  # fmt: skip


def _heading(balance: PartsBalance) -> Content:
    shown = len(balance.attempts)
    if shown < balance.scored:
        return Content.styled(f"The last {shown} of {balance.scored} scored answers", DIM)
    return Content.styled(how_many(shown, "scored answer"), DIM)


def _label(text: str) -> str:
    return f"  {text:<12}"


def _found_line(part: Part, counts: Mapping[Found, int], total: int) -> Content:
    line = part_letter(part) + Content.styled(f" {part.value:<12}", DIM)
    told = [kind for kind in (Found.CLEAR, Found.PARTIAL, Found.ABSENT) if counts[kind]]
    pieces = [
        Content.assemble((kind.mark, FOUND_STYLE[kind]), f" {kind.value} in {counts[kind]}")
        for kind in told
    ]
    if pieces:
        pieces[0] += f" of {total}"
    return line + Content("   ").join(pieces)


def _bar_head(width: int) -> Content:
    if width < _WIDE:
        return Content.styled("how the words divide", DIM)
    bar = _bar_cells(width)
    text = f"{'':<{_DATE + _TITLE}}{'how the words divide':<{bar}}  {'acts':<{_ACTS}}level/you"
    return Content.styled(text, DIM)


def _guide_line(guide: Guide, width: int) -> Content:
    shares = {part: per_cent / 100 for part, per_cent in guide.items()}
    numbers = " · ".join(str(guide[part]) for part in guide)
    lead = f"{'guide':<{_lead(width)}}"
    return (
        Content.styled(lead, DIM)
        + stacked_bar(shares, _bar_cells(width))
        + Content.styled(f"  {numbers}" if width >= _WIDE else "", DIM)
    )


def _bar_line(attempt: AttemptSummary, titles: Titles, width: int) -> Content:
    local = attempt.started_at.astimezone()
    lead = written_shortly(local).rjust(6).ljust(_DATE)
    bar = stacked_bar(attempt.shares, _bar_cells(width))
    if width < _WIDE:
        return Content.styled(lead, DIM) + bar
    title = clipped(titles.get(attempt.ecq, attempt.ecq), _TITLE - 2)
    acts = OWNERSHIP_WORDS[attempt.ownership] if attempt.ownership else ""
    levels = f"{attempt.level or ''}/{self_level(attempt) or '–'}"
    return Content.assemble(
        (lead, DIM), title.ljust(_TITLE), bar, f"  {acts:<{_ACTS}}", levels.rjust(_LEVELS)
    )


def _lead(width: int) -> int:
    return _DATE + (_TITLE if width >= _WIDE else 0)


def _bar_cells(width: int) -> int:
    beside = _ACTS + _LEVELS + 2 if width >= _WIDE else 0
    return max(10, width - _lead(width) - beside)


def stacked_bar(shares: Mapping[Part, float], cells: int) -> Content:
    """One bar of `cells`: each part begins with its letter, what is left is dots.

    Args:
        shares: of the words, 0 to 1.
        cells: the whole bar; cut by the largest remainder, so that it is always full.
    """
    parts = [*STORY_PARTS, Part.OTHER]
    known = [max(0.0, shares.get(part, 0.0)) for part in STORY_PARTS]
    whole = [*known, max(0.0, 1 - sum(known))]
    widths = _divided(whole, cells)
    return Content("").join(
        Content.styled(
            "·" * width if part is Part.OTHER else part.letter + "━" * (width - 1),
            PART_STYLE[part],
        )
        for part, width in zip(parts, widths, strict=True)
        if width
    )


def _divided(shares: Sequence[float], cells: int) -> list[int]:
    """Whole cells for each share, adding up to `cells`; a share above nothing gets one."""
    total = sum(shares) or 1.0
    exact = [share / total * cells for share in shares]
    widths = [max(1, int(e)) if e > 0 else 0 for e in exact]
    by_need = sorted(range(len(exact)), key=lambda i: widths[i] - exact[i])
    for index in by_need * cells:
        if sum(widths) >= cells:
            break
        if exact[index] > 0:
            widths[index] += 1
    while sum(widths) > cells:
        widths[max(range(len(widths)), key=widths.__getitem__)] -= 1
    return widths
