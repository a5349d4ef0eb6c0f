"""What to do next: the lowest results first, each with something to practise."""

from collections.abc import Iterator
from itertools import chain, islice

from mock_panel.domain.english import clock_face, how_many
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.parts import Part
from mock_panel.domain.questions import ScaleLevel
from mock_panel.panel.report.content import NextStep
from mock_panel.panel.report.facts import Facts
from mock_panel.panel.report.points import ALMOST, ascending, is_shown, point_words
from mock_panel.panel.report.wording import IN_BAND, against, figure, one_line, with_article

THINGS_TO_DO = 3


def next_steps(facts: Facts) -> tuple[str, tuple[NextStep, ...]]:
    """The title over them, and at most three."""
    steps = tuple(islice(_all_steps(facts), THINGS_TO_DO))
    number = ("Nothing", "One thing", "Two things", "Three things")[len(steps)]
    return f"{number} to do next", steps


def _all_steps(facts: Facts) -> Iterator[NextStep]:
    """The lowest results first; the time comes third, unless three items are not shown."""
    top = ascending(facts.scale)[-1].value
    rising = sorted(
        ((value, item) for value, item in facts.valued() if value < top - ALMOST),
        key=lambda pair: pair[0],
    )
    lacking = sum(not is_shown(value, facts.scale) for value, _ in rising)
    first = max(lacking, THINGS_TO_DO - 1)
    yield from (_rise(facts, value, item) for value, item in rising[:first])
    yield from _keep_to_time(facts)
    yield from (_rise(facts, value, item) for value, item in rising[first:])
    yield from (
        _be_plain(facts, item) for item in facts.form.rated if facts.record.must_discuss(item.id)
    )
    yield from (_second_story(facts, item) for _, item in facts.valued())


def _rise(facts: Facts, value: float, item: PanelItem) -> NextStep:
    target = next(level for level in ascending(facts.scale) if level.value > value + ALMOST)
    lacks, practise = _what_notes_lack(facts, item)
    now = f"The result is {figure(value)}. For {point_words(target)} the scale asks: "
    sentences = (
        now + one_line(target.meaning),
        _anchor(item, target),
        _lowest(facts, item),
        lacks,
    )
    return NextStep(
        f"{facts.titles[item.id]}: reach {point_words(target)}",
        tuple(sentence for sentence in sentences if sentence),
        practise,
    )


def _anchor(item: PanelItem, target: ScaleLevel) -> str:
    """What the question's own anchor asks for at the value, or at the next one above it."""
    anchors = [
        (value, text)
        for question in item.questions
        for value, text in question.anchors.items()
        if value >= target.value and text.strip()
    ]
    if not anchors:
        return ""
    value, text = min(anchors, key=lambda anchor: anchor[0])
    points = "" if value == target.value else " points the way"
    return f"The question's anchor for {value}{points}: {one_line(text)}"


def _lowest(facts: Facts, item: PanelItem) -> str:
    locked = facts.locked(item)
    lowest = {seat for seat, score in locked.items() if score == min(locked.values())}
    quote = next(facts.quotes(item, lowest), None)
    if quote is None:
        return ""
    which = "rating" if len(lowest) == len(locked) else "lowest rating"
    return f"The {which} rests on: “{quote.text}” ({quote.by})"


def _what_notes_lack(facts: Facts, item: PanelItem) -> tuple[str, tuple[str, ...]]:
    """The first part without a note and its probes; else what else may be asked."""
    noted = _noted(facts, item)
    lacking = [part for part in (Part.RESULT, Part.ACTION, Part.SITUATION) if part not in noted]
    if not noted or not lacking:
        return "", _not_yet_asked(facts, item)
    probes = chain.from_iterable(q.probes.get(lacking[0], ()) for q in item.questions)
    return (
        f"No rater noted {with_article(lacking[0].value)}.",
        tuple(map(one_line, islice(probes, 2))) or _not_yet_asked(facts, item),
    )


def _noted(facts: Facts, item: PanelItem) -> set[Part]:
    asked = {question.id for question in item.questions}
    noted = {note.part for note in facts.record.notes if note.question in asked}
    # Challenge, context and task are told together: one of them sets the scene.
    return noted | ({Part.SITUATION} if Part.TASK in noted else set())


def _not_yet_asked(facts: Facts, item: PanelItem) -> tuple[str, ...]:
    put = {one_line(event.words) for event in facts.record.events}
    further = (one_line(text) for q in item.questions for text in q.supplementals)
    return tuple(islice((text for text in further if text not in put), 1))


def _keep_to_time(facts: Facts) -> Iterator[NextStep]:
    band = facts.form.band
    outside = [
        (question, seconds)
        for question, seconds in facts.seconds.items()
        if against(seconds, band) != IN_BAND
    ]
    if not outside:
        return
    were = "was" if len(outside) == 1 else "were"
    told = "; ".join(
        f"question {facts.number[question]}, {clock_face(seconds)}, {against(seconds, band)}"
        for question, seconds in outside
    )
    timed = f"{len(outside)} of {how_many(len(facts.seconds), 'timed answer')}"
    yield NextStep(
        f"Answer within {clock_face(band.low)} to {clock_face(band.high)}",
        (f"{timed} {were} outside the band: {told}.", *_advice_on_time(facts)),
        (),
    )


def _advice_on_time(facts: Facts) -> Iterator[str]:
    if any(int(seconds) > facts.form.band.high for seconds in facts.seconds.values()):
        yield "Where you run over, cut the situation first; keep what you did and the result."
    if any(int(seconds) < facts.form.band.low for seconds in facts.seconds.values()):
        yield "Where you stop short, say more of what you did and what came of it."


def _be_plain(facts: Facts, item: PanelItem) -> NextStep:
    return NextStep(
        f"{facts.titles[item.id]}: leave less to be read into it",
        (facts.spread_words(item), "Say outright what you decided and what changed."),
        _not_yet_asked(facts, item),
    )


def _second_story(facts: Facts, item: PanelItem) -> NextStep:
    return NextStep(
        f"{facts.titles[item.id]}: have a second story ready",
        ("A further question may ask for another example; tell a different one.",),
        _not_yet_asked(facts, item),
    )
