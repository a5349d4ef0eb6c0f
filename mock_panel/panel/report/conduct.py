"""How the panel was run: consent, order, pauses, probes, times, and what was taken out."""

from collections.abc import Iterator

from mock_panel.domain.english import clock_face, how_many, listing
from mock_panel.domain.ids import ItemId
from mock_panel.domain.panel_events import EventKind, PanelEvent
from mock_panel.domain.panel_forms import PanelItem, PanelQuestion, ProbeMode
from mock_panel.panel.report.content import AnswerTime, Conduct
from mock_panel.panel.report.facts import Facts
from mock_panel.panel.report.wording import against, day_of, one_line


def conduct(facts: Facts) -> Conduct:
    """What happened, and how long each answer took."""
    lines = (
        _consent(facts),
        _order(facts),
        *_interruptions(facts),
        *_unplanned_probes(facts),
    )
    band = f"{clock_face(facts.form.band.low)} to {clock_face(facts.form.band.high)}"
    return Conduct(
        lines=lines,
        band=f"The band for an answer is {band}.",
        times=tuple(
            _time(facts, question, item) for item in facts.form.items for question in item.questions
        ),
    )


def changes(facts: Facts) -> Iterator[str]:
    """What was taken out of the rating, when and why."""
    for change in facts.form.changes:
        reason = facts.said.line(change.reason) or "no reason given"
        yield (
            f"{_named(facts, change.item)} was taken out of the rating for every candidate "
            f"on {day_of(change.at, facts.made_at)}: {reason}"
        )


def _named(facts: Facts, item: ItemId) -> str:
    found = next((known for known in facts.form.items if known.id == item), None)
    if found is None:
        return f"Item {one_line(item)}"
    asked = [str(facts.number[question.id]) for question in found.questions]
    plural = "s" if len(asked) > 1 else ""
    return f"{facts.titles[item]}, question{plural} {listing(asked)},"


def _consent(facts: Facts) -> str:
    if facts.panel.agreed is None:
        return "The candidate was not asked whether answers may be kept; none is shown."
    if not facts.panel.agreed:
        return "The candidate did not agree that answers are kept; none is shown."
    kept = f"{len(facts.record.answers)} of {how_many(len(facts.number), 'answer')}"
    return f"The candidate agreed that answers are recorded and written down; {kept} kept."


def _order(facts: Facts) -> str:
    asked = list(
        dict.fromkeys(
            facts.number[event.question]
            for event in facts.record.events
            if event.kind is EventKind.ASKED and event.question in facts.number
        )
    )
    if not asked:
        return "The order of asking is not on record."
    missing = [number for number in facts.number.values() if number not in asked]
    if asked != sorted(asked):
        told = f"Asked in another order than the form's: {listing(map(str, asked))}."
    elif not missing:
        return f"Asked in the order of the form: {how_many(len(asked), 'question')}."
    else:
        told = f"Asked in the order of the form: {listing(map(str, asked))}."
    return f"{told} Not on record: {listing(map(str, missing))}." if missing else told


def _interruptions(facts: Facts) -> Iterator[str]:
    events = facts.record.events
    for place, event in enumerate(events):
        if event.kind is EventKind.PAUSE:
            later = events[place + 1 :]
            resumed = next((e for e in later if e.kind is EventKind.RESUMED), None)
            yield _pause(facts, event, resumed)
        elif event.kind is EventKind.FAULT:
            yield f"Fault{_where(facts, event)}{_why(facts, event)}"


def _pause(facts: Facts, event: PanelEvent, resumed: PanelEvent | None) -> str:
    lasted = f" of {clock_face((resumed.at - event.at).total_seconds())}" if resumed else ""
    return f"Pause{lasted}{_where(facts, event)}{_why(facts, event)}"


def _where(facts: Facts, event: PanelEvent) -> str:
    number = facts.number.get(event.question) if event.question else None
    told = f" in question {number}" if number else ""
    return f"{told}, {clock_face(event.seconds)} into the answer" if event.seconds else told


def _why(facts: Facts, event: PanelEvent) -> str:
    words = facts.said.line(event.words)
    return f": {words}" if words else "."


def _unplanned_probes(facts: Facts) -> Iterator[str]:
    put = [event for event in facts.record.events if event.kind is EventKind.PROBE]
    if put and facts.form.probe_mode is ProbeMode.PREDETERMINED:
        verb = "was" if len(put) == 1 else "were"
        yield (
            f"{how_many(len(put), 'probe')} {verb} asked although this form provides for "
            "predetermined questions only."
        )


def _time(facts: Facts, question: PanelQuestion, item: PanelItem) -> AnswerTime:
    seconds = facts.seconds.get(question.id)
    kinds = (EventKind.PROBE, EventKind.SUPPLEMENTAL)
    return AnswerTime(
        number=facts.number[question.id],
        title=facts.titles[item.id],
        time="not timed" if seconds is None else clock_face(seconds),
        against_band="" if seconds is None else against(seconds, facts.form.band),
        also_asked=tuple(
            f"{event.kind.value.capitalize()}"
            f"{f' at {clock_face(event.seconds)}' if event.seconds else ''}"
            f"{_why(facts, event)}"
            for event in facts.record.events
            if event.question == question.id and event.kind in kinds
        ),
    )
