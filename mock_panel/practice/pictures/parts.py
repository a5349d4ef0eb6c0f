"""How the words of each answer divide: a bar an answer, with the letter of each part in it."""

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.parts import STORY_PARTS, Found, Part
from mock_panel.practice.looking_back import PartsBalance
from mock_panel.practice.pictures.answers_axis import AnswersAxis, day_of, from_to
from mock_panel.practice.pictures.canvas import WIDTH, Canvas, Picture

_LEFT, _TOP, _TALL = 44, 30, 160
_LETTER_HEIGHT = 12
"""A lower piece has no room for its letter."""
_LETTER_WIDTH = 9
_IN_BAR = (*STORY_PARTS, Part.OTHER)


def parts_picture(balance: PartsBalance) -> Picture:
    """Stacked bars, the situation at the foot, other words at the top."""
    canvas = Canvas()
    answers = tuple(reversed(balance.attempts))
    x = _LEFT
    for part in _IN_BAR:
        canvas.rect((x, 4, 12, 12), f"{part.value} part")
        name = part.value if part is Part.OTHER else f"{part.letter} {part.value}"
        canvas.text(x + 18, 14, name, "dim")
        x += 100
    for share in (0, 25, 50, 75, 100):
        y = _TOP + _TALL * (1 - share / 100)
        canvas.text(_LEFT - 6, y + 4, f"{share}%", "dim", "end")
        canvas.line(_LEFT, y, WIDTH, y, "grid")
    axis = AnswersAxis(answers, _LEFT, WIDTH - _LEFT)
    for number, answer in enumerate(answers):
        _bar(canvas, answer, axis.at(number), axis.step - 2)
    axis.draw_dates(canvas, _TOP + _TALL + 20)
    if not answers:
        canvas.text(_LEFT + 8, _TOP + 20, "No scored answer yet, so there is nothing to divide.")
    return canvas.picture(
        "parts", "How the words of each answer divide", _described(answers, balance),
        _TOP + _TALL + 28,
    )  # fmt: skip


def divided(answer: AttemptSummary) -> dict[Part, float]:
    """The share of each part and of the other words; together they are 1."""
    known = {part: max(0.0, answer.shares.get(part, 0.0)) for part in STORY_PARTS}
    shares = {**known, Part.OTHER: max(0.0, 1 - sum(known.values()))}
    total = sum(shares.values())
    return {part: share / total for part, share in shares.items()}


def _bar(canvas: Canvas, answer: AttemptSummary, middle: float, width: float) -> None:
    y = float(_TOP + _TALL)
    for part, share in divided(answer).items():
        tall = share * _TALL
        y -= tall
        told = f"{day_of(answer)}: {part.value} {share:.0%}"
        canvas.rect((middle - width / 2, y, width, tall), f"{part.value} part", told)
        if tall >= _LETTER_HEIGHT and width >= _LETTER_WIDTH and part is not Part.OTHER:
            kind = "letter on-dark" if part in (Part.SITUATION, Part.TASK) else "letter"
            canvas.text(middle, y + tall / 2 + 3.5, part.letter, kind, "middle")


def _described(answers: tuple[AttemptSummary, ...], balance: PartsBalance) -> str:
    if not answers:
        return "No scored answer yet."
    total = len(answers)
    means = (
        f"{part.value} {sum(a.shares.get(part, 0.0) for a in answers) / total:.0%}"
        for part in STORY_PARTS
    )
    clear = ", ".join(
        f"{part.value} clear in {balance.found[part][Found.CLEAR]}" for part in STORY_PARTS
    )
    return (
        f"{from_to(answers, 'scored answer')}. On the average {', '.join(means)}. "
        f"Of {total}, {clear}."
    )
