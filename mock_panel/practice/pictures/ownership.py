"""Who acts in the action part, answer by answer: a lane for each way of telling it."""

from mock_panel.domain.parts import Ownership
from mock_panel.practice.looking_back import OwnershipTrend
from mock_panel.practice.pictures.answers_axis import AnswersAxis, day_of, from_to
from mock_panel.practice.pictures.canvas import WIDTH, Canvas, Picture
from mock_panel.practice.progress import OWNERSHIP_WORDS

_LEFT, _TOP, _LANE, _COUNT = 64, 20, 26, 36


def ownership_picture(trend: OwnershipTrend) -> Picture:
    """Four lanes; each answer is a point in one of them, and the lane's count stands at its end."""
    canvas = Canvas()
    answers = tuple(reversed(trend.attempts))
    lanes = list(OWNERSHIP_WORDS)
    axis = AnswersAxis(answers, _LEFT, WIDTH - _LEFT - _COUNT)
    for place, kind in enumerate(lanes):
        y = _TOP + place * _LANE
        canvas.text(0, y + 4, OWNERSHIP_WORDS[kind], "dim")
        canvas.line(_LEFT, y, WIDTH - _COUNT, y, "grid")
        canvas.text(WIDTH, y + 4, str(trend.counts.counts[kind]), "strong", "end")
    for number, answer in enumerate(answers):
        kind = answer.ownership or Ownership.NONE
        y = _TOP + lanes.index(kind) * _LANE
        told = f"{day_of(answer)}: {OWNERSHIP_WORDS[kind]}"
        shape = "point" if kind is Ownership.I else "off-band"
        canvas.dot(axis.at(number), y, 4, shape, told)
    bottom = _TOP + len(lanes) * _LANE + 4
    axis.draw_dates(canvas, bottom + 8)
    if not answers:
        canvas.text(_LEFT + 8, _TOP - 6, "No scored answer yet.")
    described = f"{from_to(answers, 'scored answer')}. {trend.words}."
    return canvas.picture("ownership", "Who acts in the action part", described, bottom + 16)
