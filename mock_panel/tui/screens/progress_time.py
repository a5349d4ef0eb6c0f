"""Seconds against the band as dots on a common scale, and the time to the first word."""

from textual.content import Content

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.english import clock_face, how_many, written_shortly
from mock_panel.practice.looking_back import TimeDiscipline
from mock_panel.practice.timing import Pace, pace, verdict
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.progress_columns import Titles, first_word
from mock_panel.tui.screens.progress_levels import DIM, FAINT

_DATE = 7
_TITLE = 20
_WORDS = 19
_FIRST = 10
_WIDE = 64
"""From this width on, a line names the ECQ and the time to the first word."""
_STYLES = {
    Pace.SHORT: "$text-warning",
    Pace.IN_BAND: "$text-success",
    Pace.WRAP_UP: "$text-success",
    Pace.OVER: "$text-error",
}


def time_drawing(time: TimeDiscipline, titles: Titles, width: int) -> Content:
    """Counts first, then a line an answer, the newest first."""
    if not time.attempts:
        return Content.styled("No answer yet.", DIM)
    end = time.scale_end
    return Content("\n").join(
        [
            _heading(time),
            Content(""),
            Content(time.words),
            Content.assemble(("first word  ", DIM), time.first_word_words),
            Content(""),
            _scale_line(end, width),
            *(_dot_line(attempt, titles, end, width) for attempt in time.attempts),
        ]
    )  # fmt: skip


def _heading(time: TimeDiscipline) -> Content:
    shown = len(time.attempts)
    if shown < time.answers:
        return Content.styled(f"The last {shown} of {time.answers} answers", DIM)
    return Content.styled(how_many(shown, "answer"), DIM)


def _lead(width: int) -> int:
    return _DATE + (_TITLE if width >= _WIDE else 0)


def _cells(width: int) -> int:
    beside = _WORDS + (_FIRST if width >= _WIDE else 0)
    return max(8, width - _lead(width) - beside)


def _scale_line(end: int, width: int) -> Content:
    cells = _cells(width)
    text = "0:00" + clock_face(end).rjust(cells - 4)
    tail = f"  {'time':>5} {'':<11}{'1st word':>{_FIRST}}" if width >= _WIDE else ""
    return Content.styled(" " * _lead(width) + text + tail, DIM)


def _dot_line(attempt: AttemptSummary, titles: Titles, end: int, width: int) -> Content:
    local = attempt.started_at.astimezone()
    lead = written_shortly(local).rjust(6).ljust(_DATE)
    words = f"  {clock_face(attempt.seconds):>5} {verdict(attempt.seconds, attempt.band):<11}"
    line = Content.styled(lead, DIM)
    if width >= _WIDE:
        line += clipped(titles.get(attempt.ecq, attempt.ecq), _TITLE - 2).ljust(_TITLE)
        words += first_word(attempt).rjust(_FIRST)
    return line + _dots(attempt, end, _cells(width)) + words


def _dots(attempt: AttemptSummary, end: int, cells: int) -> Content:
    """A thin line for the scale, a thick one for the band, a dot for the answer."""

    def at(seconds: float) -> int:
        return min(cells - 1, int(seconds / end * cells))

    low, high = at(attempt.band.low), at(attempt.band.high)
    dot = at(attempt.seconds)
    pieces = [("━", DIM) if low <= cell <= high else ("─", FAINT) for cell in range(cells)]
    beyond = attempt.seconds > end
    pieces[dot] = ("▶" if beyond else "●", _STYLES[pace(attempt.seconds, attempt.band)])
    return Content.assemble(*pieces)
