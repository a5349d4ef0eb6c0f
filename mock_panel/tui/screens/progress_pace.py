"""Pace and pauses of the recorded answers: a line an answer, a dot on each of two scales."""

from textual.content import Content

from mock_panel.domain.english import how_many, written_shortly
from mock_panel.practice.speaking import Speaking, SpokenAttempt
from mock_panel.practice.usual_delivery import Usual
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.progress_columns import Titles
from mock_panel.tui.screens.progress_levels import DIM, FAINT

_DATE = 7
_TITLE = 20
_NUMBER = 6
_LONGEST = 8
_WIDE = 64
"""From this width on, a line names the ECQ and the longest pause."""


def pace_drawing(speaking: Speaking | None, titles: Titles, width: int) -> Content:
    """What is usual in words, then the answers, the newest first.

    Args:
        speaking: None while it is being measured.
        titles: the short title of each ECQ.
        width: cells there are.
    """
    if speaking is None:
        return Content.styled("Measuring your recordings …", DIM)
    if not speaking.answers:
        return Content.styled(
            "No recorded answer yet. Spoken answers that are recorded are measured here.", DIM
        )
    count = len(speaking.answers)
    fastest = max((a.words_per_minute or 0.0 for a in speaking.answers), default=0.0)
    most = max((a.pause_share or 0.0 for a in speaking.answers), default=0.0)
    ends = (50 * (int(fastest / 50) + 1), (int(most * 10) + 1) / 10)
    return Content("\n").join(
        [
            Content.styled(how_many(count, "recorded answer"), DIM),
            Content(""),
            Content.assemble(("pace     ", DIM), speaking.pace_words),
            Content.assemble(("pauses   ", DIM), speaking.pause_words),
            Content(""),
            _head(ends, width),
            *(_line(each, speaking, ends, titles, width) for each in speaking.answers),
        ]
    )


def _lead(width: int) -> int:
    return _DATE + (_TITLE if width >= _WIDE else 0)


def _cells(width: int) -> int:
    beside = 2 * _NUMBER + (_LONGEST if width >= _WIDE else 0)
    return max(6, (width - _lead(width) - beside) // 2)


def _head(ends: tuple[int, float], width: int) -> Content:
    cells = _cells(width)
    pace = " 0" + str(ends[0]).rjust(cells - 2) + "wpm".rjust(_NUMBER)
    pauses = " 0" + f"{ends[1]:.0%}".rjust(cells - 2) + "pause".rjust(_NUMBER)
    tail = "longest".rjust(_LONGEST) if width >= _WIDE else ""
    return Content.styled(" " * _lead(width) + pace + pauses + tail, DIM)


def _line(
    each: SpokenAttempt, speaking: Speaking, ends: tuple[int, float], titles: Titles, width: int
) -> Content:
    local = each.attempt.started_at.astimezone()
    line = Content.styled(written_shortly(local).rjust(6).ljust(_DATE), DIM)
    if width >= _WIDE:
        title = titles.get(each.attempt.ecq, each.attempt.ecq)
        line += clipped(title, _TITLE - 2).ljust(_TITLE)
    cells = _cells(width)
    line += _dots(each.words_per_minute, speaking.pace, ends[0], cells)
    line += (each.pace_words or "–").rjust(_NUMBER)
    line += _dots(each.pause_share, speaking.pauses, ends[1], cells)
    line += (each.pause_words or "–").rjust(_NUMBER)
    return line + (each.longest_words.rjust(_LONGEST) if width >= _WIDE else "")


def _dots(value: float | None, usual: Usual | None, end: float, cells: int) -> Content:
    """A thin line for the scale, a thick one for what is usual, a dot for the answer."""

    def at(measure: float) -> int:
        return min(cells - 2, int(measure / end * (cells - 1)))

    pieces = [("─", FAINT)] * (cells - 1)
    if usual is not None:
        for cell in range(at(usual.low), at(usual.high) + 1):
            pieces[cell] = ("━", DIM)
    if value is not None:
        pieces[at(value)] = ("●", "$text-primary")
    return Content(" ") + Content.assemble(*pieces)
