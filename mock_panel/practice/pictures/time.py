"""Seconds of each answer against its band; the shape says whether it kept to it."""

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.english import clock_face
from mock_panel.practice.looking_back import TimeDiscipline
from mock_panel.practice.pictures.answers_axis import AnswersAxis, day_of, from_to
from mock_panel.practice.pictures.canvas import WIDTH, Canvas, Picture
from mock_panel.practice.timing import Pace, pace, verdict

_LEFT, _TOP, _TALL = 40, 30, 170
_MOST_TICKS = 6


def time_picture(time: TimeDiscipline) -> Picture:
    """A thick line an answer for its band, a point for the time it took."""
    canvas = Canvas()
    answers = tuple(reversed(time.attempts))
    _legend(canvas)
    if not answers:
        canvas.text(_LEFT + 8, _TOP + 20, "No answer yet.")
    else:
        _draw(canvas, answers, time.scale_end)
    counts = f"In band {time.in_band} of {len(answers)}, over {time.over}, short {time.short}."
    described = f"{from_to(answers)}. {counts}" if answers else "No answer yet."
    return canvas.picture(
        "time", "Time of each answer against its band", described, _TOP + _TALL + 28
    )


def _legend(canvas: Canvas) -> None:
    canvas.rect((_LEFT, 4, 8, 12), "band")
    canvas.text(_LEFT + 14, 14, "the band", "dim")
    canvas.dot(_LEFT + 96, 10, 3.6, "point")
    canvas.text(_LEFT + 106, 14, "in band", "dim")
    canvas.triangle(_LEFT + 176, 10, 4, "off-band", up=True)
    canvas.text(_LEFT + 186, 14, "over", "dim")
    canvas.triangle(_LEFT + 236, 10, 4, "off-band", up=False)
    canvas.text(_LEFT + 246, 14, "short", "dim")


def _draw(canvas: Canvas, answers: tuple[AttemptSummary, ...], end: int) -> None:

    def height(seconds: float) -> float:
        return _TOP + _TALL * (1 - min(seconds, end) / end)

    minutes = end // 60
    every = -(-minutes // _MOST_TICKS)
    for minute in range(0, minutes + 1, every):
        canvas.text(_LEFT - 6, height(60 * minute) + 4, clock_face(60 * minute), "dim", "end")
        canvas.line(_LEFT, height(60 * minute), WIDTH, height(60 * minute), "grid")
    axis = AnswersAxis(answers, _LEFT, WIDTH - _LEFT)
    for number, answer in enumerate(answers):
        x, high, low = axis.at(number), height(answer.band.high), height(answer.band.low)
        canvas.rect((x - axis.step / 2 + 1, high, axis.step - 2, low - high), "band")
        _point(canvas, answer, x, height(answer.seconds))
    axis.draw_dates(canvas, _TOP + _TALL + 20)


def _point(canvas: Canvas, answer: AttemptSummary, x: float, y: float) -> None:
    told = f"{day_of(answer)}: {clock_face(answer.seconds)}, {verdict(answer.seconds, answer.band)}"
    match pace(answer.seconds, answer.band):
        case Pace.OVER:
            canvas.triangle(x, y, 4, "off-band", told, up=True)
        case Pace.SHORT:
            canvas.triangle(x, y, 4, "off-band", told, up=False)
        case _:
            canvas.dot(x, y, 3.6, "point", told)
