"""Competency by month, the count in each cell; a tint says the same once more."""

from mock_panel.practice.competencies import CompetencyPractice, CompetencyRow
from mock_panel.practice.pictures.canvas import WIDTH, Canvas, Picture, cut

_CELL = 44
_ROW = 20
_TINTS = (4, 2, 1)
"""From so many answers on."""


def competencies_picture(practice: CompetencyPractice) -> Picture:
    """A line a competency, under the title of its ECQ."""
    canvas = Canvas()
    left = WIDTH - _CELL * (len(practice.months) + 1)
    for place, month in enumerate(practice.months):
        name = f"{month:%b %y}" if place == 0 or month.month == 1 else f"{month:%b}"
        canvas.text(left + (place + 0.5) * _CELL, 14, name, "dim", "middle")
    canvas.text(WIDTH - _CELL / 2, 14, "all", "dim", "middle")
    y = 22
    for group in practice.groups:
        canvas.text(0, y + 15, cut(group.title, left), "strong")
        y += _ROW + 2
        for row in group.rows:
            _row(canvas, row, left, y)
            y += _ROW
        y += 4
    return canvas.picture(
        "competencies", "Answers per competency and month", _described(practice), y + 4
    )


def _row(canvas: Canvas, row: CompetencyRow, left: float, y: float) -> None:
    canvas.text(12, y + 14, cut(row.competency.title, left - 20))
    for place, count in enumerate(row.by_month):
        x = left + place * _CELL
        tint = next((f"tint-{least}" for least in _TINTS if count >= least), "empty")
        canvas.rect((x + 2, y + 1, _CELL - 4, _ROW - 2), tint)
        canvas.text(x + _CELL / 2, y + 14, str(count) if count else "·",
                    "" if count else "faint", "middle")  # fmt: skip
    canvas.text(WIDTH - _CELL / 2, y + 14, str(row.answers) if row.answers else "·",
                "strong" if row.answers else "faint", "middle")  # fmt: skip


def _described(practice: CompetencyPractice) -> str:
    if not practice.answers:
        return "No answers yet."
    rows = sorted(practice.rows, key=lambda row: -row.answers)
    told = ", ".join(f"{row.competency.title} {row.answers}" for row in rows if row.answers)
    never = ", ".join(row.competency.title for row in rows if not row.answers)
    return (
        f"{practice.answers} answers, each counted for every competency that its question "
        f"aims at: {told}." + (f" Never asked for: {never}." if never else "")
    )
