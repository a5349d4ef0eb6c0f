"""Level over time, an ECQ a small chart: each answer is a point, few answers are words."""

from collections.abc import Sequence
from datetime import datetime
from textwrap import wrap

from textual.content import Content

from mock_panel.domain.english import written, written_shortly
from mock_panel.practice.looking_back import EcqLevels
from mock_panel.practice.progress import RECENT, EcqReadiness
from mock_panel.tui.clipping import clipped

DIM = "$foreground 75%"
FAINT = "$foreground 45%"
SIDE_BY_SIDE = 72
"""From this width on, two charts stand beside each other."""
_GAP = 2
_NAME = 12
_AXIS = 3
_LEVELS = (5, 4, 3, 2, 1)
_HEAD = f"Points are answers; the number is the mean of the last {RECENT} (practice level)."


def levels_drawing(
    rows: Sequence[EcqLevels], width: int, standing: EcqReadiness | None = None
) -> Content:
    """The charts of all ECQs, one below the other or in pairs.

    Args:
        rows: an ECQ each.
        width: in cells.
        standing: what else is known of the one that is looked at alone.
    """
    if width >= SIDE_BY_SIDE and len(rows) > 1:
        half = (width - _GAP) // 2
        blocks = [_block(row, half) for row in rows]
        pairs = [_beside(blocks[i : i + 2], half) for i in range(0, len(blocks), 2)]
    else:
        pairs = [_block(row, width) for row in rows]
    lines = [Content.styled(_HEAD, DIM)]
    for pair in pairs:
        lines += [Content(""), *pair]
    if standing is not None and standing.scored:
        lines += [Content(""), *_standing_lines(standing, width)]
    return Content("\n").join(lines)


def _standing_lines(row: EcqReadiness, width: int) -> list[Content]:
    """What the last answers usually have; what is not known is left out."""
    told = (
        ("Parts", row.parts_words),
        ("Time", row.time),
        ("Who acts", row.acting.words),
        ("Results", row.measured_words),
        ("Own rating", row.self_rating.words),
    )
    count = row.acting.total
    head = f"The last {count} scored answers" if count > 1 else "The one scored answer"
    lines = [Content.styled(head, "bold")]
    for name, words in told:
        for number, line in enumerate(wrap(words, max(1, width - _NAME))):
            lines.append(Content.assemble(("" if number else name).ljust(_NAME), (line, DIM)))
    return lines


def _beside(blocks: Sequence[list[Content]], width: int) -> list[Content]:
    if len(blocks) == 1:
        return blocks[0]
    left, right = blocks
    height = max(len(left), len(right))
    left = left + [Content("")] * (height - len(left))
    right = right + [Content("")] * (height - len(right))
    gap = width + _GAP
    return [_padded(a, gap) + b for a, b in zip(left, right, strict=True)]


def _block(row: EcqLevels, width: int) -> list[Content]:
    title = row.ecq.short_title
    if row.is_few or row.mean is None:
        return [Content.styled(clipped(title, width), "bold"), *_count_lines(row, width)]
    mean = f"{row.mean:.1f} of 5"
    room = width - len(mean) - 1
    cells = width - _AXIS
    points = row.points[-cells:]
    step = max(1, min(4, cells // len(points)))
    return [
        Content.styled(f"{clipped(title, room):<{room}} {mean}", "bold"),
        *(_level_line(level, [p.level for p in points], step) for level in _LEVELS),
        Content.styled("  └" + "─" * ((len(points) - 1) * step + 1), FAINT),
        dates_line(points[0].started_at, points[-1].started_at, _how_many(row, len(points)), width),
    ]


def _level_line(level: int, levels: Sequence[int | None], step: int) -> Content:
    dots = "".join(("●" if reached == level else " ").ljust(step) for reached in levels)
    return Content.assemble((f"{level} ", DIM), ("│", FAINT), (dots.rstrip(), "$text-primary"))


def _how_many(row: EcqLevels, shown: int) -> str:
    if not row.is_all:
        return f"last {shown} answers"
    return f"last {shown} of {row.scored}" if shown < row.scored else f"{row.scored} answers"


def dates_line(first: datetime, last: datetime, between: str, width: int) -> Content:
    """The first and the last date, and how many answers there are."""
    start, end = first.astimezone(), last.astimezone()
    since = written_shortly(start) if start.year == end.year else written(start)
    text = f"{since} – {written(end)}, {between}"
    indent = max(0, min(_AXIS, width - len(text)))
    return Content.styled(" " * indent + text[:width], DIM)


def _count_lines(row: EcqLevels, width: int) -> list[Content]:
    return [Content.styled(line, DIM) for text in row.few_words for line in wrap(text, width)]


def _padded(line: Content, width: int) -> Content:
    return line.pad_right(max(0, width - line.cell_length))
