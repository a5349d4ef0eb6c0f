"""Pace and pauses of the recorded answers, one above the other over the same answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from mock_panel.practice.pictures.answers_axis import AnswersAxis, day_of, from_to
from mock_panel.practice.pictures.canvas import WIDTH, Canvas, Picture
from mock_panel.practice.speaking import Speaking
from mock_panel.practice.usual_delivery import Usual

_LEFT, _TALL = 40, 90
_PACE_TOP, _PAUSE_TOP = 30, 160
_HEIGHT = _PAUSE_TOP + _TALL + 28
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class _Measure:
    """What one of the two scales shows."""

    title: str
    values: Sequence[float | None]
    """In the order of the answers; None where it is not measured."""
    usual: Usual | None
    step: float
    """Between two ticks, or a part of it."""
    form: str
    """How a value is written."""

    @property
    def steps(self) -> int:
        """From zero to the first whole step above all values."""
        return int(max((v for v in self.values if v is not None), default=0.0) / self.step) + 1


def speaking_picture(speaking: Speaking) -> Picture:
    """Points for what was measured; the shaded band holds the middle half of the last ones."""
    canvas = Canvas()
    said = tuple(reversed(speaking.answers))
    axis = AnswersAxis([each.attempt for each in said], _LEFT, WIDTH - _LEFT)
    pace = _Measure(
        "words a minute, from first word to last",
        [each.words_per_minute for each in said], speaking.pace, 50, "{:.0f}",
    )  # fmt: skip
    pauses = _Measure(
        "share of pauses of half a second or more",
        [each.pause_share for each in said], speaking.pauses, 0.1, "{:.0%}",
    )  # fmt: skip
    _draw(canvas, axis, _PACE_TOP, pace)
    _draw(canvas, axis, _PAUSE_TOP, pauses)
    axis.draw_dates(canvas, _PAUSE_TOP + _TALL + 20)
    described = (
        f"{from_to(axis.answers, 'recorded answer')}. Pace {speaking.pace_words}. "
        f"Pauses {speaking.pause_words}."
    )
    return canvas.picture("speaking", "Pace and pauses of the recorded answers", described, _HEIGHT)


def _draw(canvas: Canvas, axis: AnswersAxis, top: float, measure: _Measure) -> None:
    end = measure.steps * measure.step
    told = measure.form.format

    def height(value: float) -> float:
        return top + _TALL * (1 - value / end)

    canvas.text(_LEFT, top - 16, measure.title, "strong")
    if (usual := measure.usual) is not None:
        box = (_LEFT, height(usual.high), WIDTH - _LEFT, height(usual.low) - height(usual.high))
        canvas.rect(box, "usual", f"usual: {told(usual.low)} to {told(usual.high)}")
    for number in range(0, measure.steps + 1, -(-measure.steps // _MOST_TICKS)):
        y = height(number * measure.step)
        canvas.text(_LEFT - 6, y + 4, told(number * measure.step), "dim", "end")
        canvas.line(_LEFT, y, WIDTH, y, "grid")
    for number, value in enumerate(measure.values):
        if value is not None:
            words = f"{day_of(axis.answers[number])}: {told(value)}"
            canvas.dot(axis.at(number), height(value), 3.4, "point", words)
    if not any(value is not None for value in measure.values):
        canvas.text(_LEFT + 8, top + 20, "Not measured in any answer yet.")
