"""The plan in words: a line for Home, and the whole of it as lines."""

from collections.abc import Iterator
from datetime import date

from mock_panel.domain.english import written_shortly
from mock_panel.practice.board_indicator import board_indicator
from mock_panel.practice.plan import (
    OUTLOOK,
    Evening,
    EveningKind,
    Plan,
    questions_by_ecq,
)

_NAMED = 2
"""So many ECQs a headline names."""
_FAR = 14
"""So many evenings are listed one by one."""


def headline(plan: Plan) -> str:
    """Such as: 23 days left: of the next 18 questions 7 on Driving Efficiency, 4 on Leading People.

    One line for Home: what the next seven evenings lean towards, and their board rehearsal.
    """
    when = plan.countdown.words
    if plan.countdown.is_taper:
        return f"{when}: nothing new now, only what went best"
    coming = plan.evenings[:OUTLOOK]
    titles = {ecq.id: ecq.short_title for ecq in plan.standing.framework.ecqs}
    dealt = questions_by_ecq(coming)
    most = [f"{count} on {titles[ecq]}" for ecq, count in list(dealt.items())[:_NAMED]]
    told = [f"of the next {sum(dealt.values())} questions {', '.join(most)}"] if most else []
    boards = [evening.day for evening in coming if evening.kind is EveningKind.BOARD]
    if boards:
        is_tonight = boards[0] == plan.countdown.today
        told.append(f"board rehearsal {'tonight' if is_tonight else f'on {_weekday(boards[0])}'}")
    return f"{when}: {'; '.join(told) or 'no questions in this bank'}"


def evening_words(evening: Evening) -> str:
    """What an evening holds, without its day."""
    if evening.kind is EveningKind.BOARD:
        return f"the board, rehearsed whole: {evening.minutes} minutes"
    if evening.kind is EveningKind.BEST:
        return "what you tell best, once more; short, and nothing new"
    told = [
        f"{slot.ecq.short_title} ({slot.competency.title})"
        if slot.competency
        else slot.ecq.short_title
        for slot in evening.slots
    ]
    return ", ".join(told) or "no questions in this bank"


def plan_lines(plan: Plan, board: str = "--preset board") -> Iterator[str]:
    """The whole plan, one line after the other; an empty one between its parts.

    Args:
        plan: to be told.
        board: what rehearses the board here, for whom it is told to.
    """
    yield f"{plan.standing.framework.title}: {plan.countdown.words}"
    yield from _tonight(plan, board)
    yield from _evening_lines(plan)
    yield ""
    yield "Readiness, by this program's own practice levels from 1 to 5:"
    indicator = board_indicator(plan.standing.framework, plan.standing.rows)
    width = max(len(each.ecq.short_title) for each in indicator.ecqs)
    for each in indicator.ecqs:
        yield f"  {each.ecq.short_title:{width}}  {each.words}"
    yield ""
    yield f"{indicator.title}: {indicator.verdict}."
    yield from indicator.rules


def _tonight(plan: Plan, board: str) -> Iterator[str]:
    yield ""
    if plan.tonight is None:
        yield "Today: no practice. Take the outline with you, and answer what is asked."
        return
    if plan.is_done_for_today:
        yield "Tonight: done. More is your own choice; the next question would be:"
    elif plan.tonight.kind is EveningKind.BOARD:
        yield f"Tonight: {evening_words(plan.tonight)} ({board}). Or one question:"
    else:
        yield f"Tonight, {plan.tonight.minutes} minutes: {evening_words(plan.tonight)}."
        yield "The first question:"
    step = plan.next_step
    text = " ".join(step.drawn.question.text.split()) if step.drawn else "none in this bank"
    yield f"  {step.ecq.short_title}: {text}"
    if step.drawn is not None:
        yield f"  Drawn because {step.drawn.because}."


def _evening_lines(plan: Plan) -> Iterator[str]:
    later = plan.evenings[1:]
    if later:
        yield ""
        yield "The evenings after it, as it looks today:"
        for evening in later[:_FAR]:
            yield f"  {_weekday(evening.day):10}  {evening_words(evening)}"
    if rest := later[_FAR:]:
        boards = [_weekday(e.day) for e in rest if e.kind is EveningKind.BOARD]
        told = f", the board on {' and '.join(boards)}" if boards else ""
        yield f"  … and {len(rest)} more to {_weekday(rest[-1].day)}{told}"
    if plan.left_over:
        titles = ", ".join(competency.title for competency in plan.left_over)
        yield ""
        yield f"Never practised, and without room in these evenings: {titles}."
    if plan.without_questions:
        titles = ", ".join(competency.title for competency in plan.without_questions)
        yield ""
        yield f"No question in the bank aims at: {titles}."


def _weekday(day: date) -> str:
    return f"{day:%a} {written_shortly(day)}"
