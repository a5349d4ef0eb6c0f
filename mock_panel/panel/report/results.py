"""What the panel made of each item: ratings, moves, evidence, notes."""

from collections.abc import Iterator

from mock_panel.domain.english import clock_face
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panels import Seat
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.panel.report.content import ItemResult, NoteGroup, QuestionRow, Quote, RatingRow
from mock_panel.panel.report.facts import Facts
from mock_panel.panel.report.points import marks, place
from mock_panel.panel.report.wording import figure, one_line


def item_results(facts: Facts) -> tuple[ItemResult, ...]:
    """Every item that counts, in the order of the form."""
    return tuple(_item(facts, item) for item in facts.form.rated)


def _item(facts: Facts, item: PanelItem) -> ItemResult:
    value = facts.record.outcome(item.id)
    settlement = facts.record.settlement(item.id)
    standing = facts.standing(item)
    label, meaning = place(value, facts.scale)
    return ItemResult(
        number=facts.form.items.index(item) + 1,
        title=facts.titles[item.id],
        questions=tuple(
            QuestionRow(
                facts.number[question.id],
                one_line(question.asked.text),
                tuple(map(one_line, question.asked.asks)),
            )
            for question in item.questions
        ),
        ratings=tuple(_rating(facts, seat, item) for seat in facts.panel.raters),
        value=value,
        figure=figure(value),
        marks=marks(facts.scale, value),
        standing=standing,
        standing_words=standing.words,
        label=label,
        meaning=meaning,
        reason=facts.said.line(settlement.reason) if settlement else "",
        spread=facts.spread_words(item),
        notes=tuple(_notes(facts, item)),
    )


def _rating(facts: Facts, seat: Seat, item: PanelItem) -> RatingRow:
    rating = facts.record.rating(seat.id, item.id)
    first = rating.score if rating else None
    moved = [m for m in facts.record.moves if (m.seat, m.item) == (seat.id, item.id)]
    steps = [first, *(move.score for move in moved)]
    told = [str(step) for step in steps if step is not None]
    return RatingRow(
        rater=facts.called(seat),
        letter=seat.letter,
        first=first,
        final=steps[-1],
        words=" → ".join(told) or "no rating",
        marks=marks(facts.scale, steps[-1], first),
        moves=tuple(
            f"{'–' if before is None else before} → {move.score}: "
            f"{facts.said.line(move.reason) or 'no reason given'}"
            for before, move in zip(steps, moved, strict=False)
        ),
        evidence=facts.said.lines(rating.evidence) if rating else (),
    )


def _notes(facts: Facts, item: PanelItem) -> Iterator[NoteGroup]:
    asked = {question.id for question in item.questions}
    several = len(asked) > 1
    has_time = facts.panel.shows_note_times
    for part in (*STORY_PARTS, Part.OTHER):
        lines = [
            Quote(
                facts.called(facts.panel.seat(note.seat))
                + (f", question {facts.number[note.question]}" if several else "")
                + (f", {clock_face(note.second)}" if has_time and note.second is not None else ""),
                facts.said.line(note.text),
            )
            for note in facts.record.notes
            if note.question in asked and note.part is part and note.text.strip()
        ]
        if lines:
            yield NoteGroup(part.letter, part.value, tuple(lines))
