"""The whole report, put together from a revealed panel's record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from mock_panel.domain.english import clock_face, how_many, listing
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Role, Seat
from mock_panel.domain.parts import AnswerMode
from mock_panel.errors import OutOfOrder
from mock_panel.panel.report.conduct import changes, conduct
from mock_panel.panel.report.content import AnswerText, LevelRow, PanelReport, ReportHeading
from mock_panel.panel.report.facts import Facts
from mock_panel.panel.report.naming import called
from mock_panel.panel.report.next_steps import next_steps
from mock_panel.panel.report.outcome import outcome
from mock_panel.panel.report.points import ascending
from mock_panel.panel.report.results import item_results
from mock_panel.panel.report.strengths import strengths
from mock_panel.panel.report.wording import day_of, one_line, printable

DISCLAIMER = "Unofficial practice. Not affiliated with OPM."
LEVELS_NOTE = "The program's own unofficial level, not part of the panel's rating."
TOP_LEVEL = 5
"""Of the engine's practice levels."""


def build_report(
    record: PanelRecord,
    made_at: datetime,
    agreement: Sequence[str] = (),
    levels: Mapping[QuestionId, int | None] | None = None,
) -> PanelReport:
    """The report of a revealed panel.

    Args:
        record: the panel with everything that was said in it.
        made_at: now; every day and hour of the report is told in its time zone.
        agreement: what the statistics say of this panel's ratings, a sentence each.
        levels: the engine's practice level by question, None for an answer that it did
            not score. Shown apart and never counted.

    Raises:
        OutOfOrder: `not_revealed`; before that nobody may see a rating.
    """
    if not record.panel.is_revealed:
        raise OutOfOrder(
            "not_revealed",
            "There is no report yet: the ratings have not been revealed.",
            "Reveal them once every rater has locked.",
        )
    facts = Facts(record, made_at)
    next_title, steps = next_steps(facts)
    strengths_note, proven = strengths(facts)
    return PanelReport(
        heading=_heading(facts),
        called=called(facts.form),
        preliminary=bool(record.unsettled),
        status=_status(facts),
        outcome=outcome(facts),
        scale=ascending(facts.scale),
        strengths_note=strengths_note,
        strengths=proven,
        next_title=next_title,
        next_steps=steps,
        items=item_results(facts),
        changes=tuple(changes(facts)),
        agreement=facts.said.lines(agreement),
        conduct=conduct(facts),
        levels_note=LEVELS_NOTE,
        levels=tuple(_levels(facts, levels or {})),
        answers=tuple(_answers(facts)),
    )


def _heading(facts: Facts) -> ReportHeading:
    panel, form = facts.panel, facts.form
    return ReportHeading(
        candidate=one_line(panel.candidate),
        cohort=facts.said.line(panel.cohort),
        framework=one_line(form.framework_title),
        preset=one_line(form.preset_title),
        scale=one_line(form.scale.title),
        held=day_of(panel.convened_at, facts.made_at),
        made=day_of(facts.made_at, facts.made_at),
        panel=one_line(panel.id),
        raters=tuple(_introduced(facts, seat) for seat in panel.raters),
        observers=tuple(facts.called(seat) for seat in panel.seats if seat.role is Role.OBSERVER),
        masked=panel.masked,
        masking="Masked: raters are letters." if panel.masked else "Not masked.",
        disclaimer=DISCLAIMER,
    )


def _introduced(facts: Facts, seat: Seat) -> str:
    # The candidate knows the chair by name: a letter that is called so would be no mask.
    if facts.panel.masked:
        return facts.called(seat)
    chair = ", chair" if seat.role is Role.CHAIR else ""
    return f"{facts.called(seat)} ({seat.letter}{chair})"


def _status(facts: Facts) -> str:
    still_open = {item.id for item in facts.record.unsettled}
    if not still_open:
        return ""
    rated = facts.form.rated
    names = listing(facts.titles[item.id] for item in rated if item.id in still_open)
    return (
        f"Preliminary: {len(still_open)} of {how_many(len(rated), 'item')} "
        f"{'is' if len(still_open) == 1 else 'are'} still to be settled ({names}). "
        "Until then the mean of the ratings stands in."
    )


def _levels(facts: Facts, levels: Mapping[QuestionId, int | None]) -> Iterator[LevelRow]:
    for item in facts.form.items:
        for question in item.questions:
            if question.id not in levels:
                continue
            level = levels[question.id]
            scored = f"level {level} of {TOP_LEVEL} (practice)"
            words = "not scored" if level is None else scored
            yield LevelRow(facts.number[question.id], facts.titles[item.id], words)


def _answers(facts: Facts) -> Iterator[AnswerText]:
    if not facts.panel.agreed:
        return
    for item in facts.form.items:
        for question in item.questions:
            answer = facts.record.answer(question.id)
            if answer is None:
                continue
            spoken = answer.mode is AnswerMode.SPOKEN
            yield AnswerText(
                facts.number[question.id],
                facts.titles[item.id],
                f"{'spoken' if spoken else 'typed'}, {clock_face(answer.seconds)}",
                facts.said.lines(printable(answer.text).splitlines()),
            )
