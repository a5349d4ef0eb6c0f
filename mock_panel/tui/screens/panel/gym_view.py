"""What the gym's screens show of an exemplar: before it is rated, and then with its key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.exemplars import Exemplar, Telling
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.questions import QuestionBank, Scale, ScaleLevel
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

LABEL = 13
"""Cells from the edge to the text; the labels stand inside them."""
BLANK = Hanging(EMPTY)
_BESIDE = LABEL + 3
"""Cells to the text beside a value."""
_MARKED = "$text-primary bold underline"
_NUMBERS = "¹²³⁴⁵⁶⁷⁸⁹"
_MODES = {
    AnswerMode.SPOKEN: "A spoken answer, written down as it was said",
    AnswerMode.TYPED: "A written answer",
}
_TELLINGS = {
    Telling.POLISHED: "better than its content is",
    Telling.FAIR: "about as well as its content is",
    Telling.PLAIN: "worse than its content is",
}


@dataclass(frozen=True, slots=True)
class Posed:
    """All of an exemplar that may be seen before it is rated."""

    question: str
    ecq: str
    anchors: Mapping[int, str]
    """Of the question."""
    scale: Scale
    mode: AnswerMode
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """What one person gave an exemplar."""

    rater: str
    """Empty: whoever reads it."""
    score: int
    evidence: str = ""


def posed(bank: QuestionBank, exemplar: Exemplar) -> Posed:
    """The part of an exemplar that gives nothing away."""
    question = bank.question(exemplar.question)
    ecq = bank.framework(exemplar.framework).ecq(exemplar.ecq)
    return Posed(
        question=question.text,
        ecq=ecq.short_title,
        anchors=question.anchors,
        scale=bank.scale(exemplar.scale),
        mode=exemplar.mode,
        text=exemplar.text,
    )


def story(shown: Posed) -> list[Hanging]:
    """The question, and the answer in full."""
    return [*_question(shown), *_paragraphs(Content(line) for line in shown.text.splitlines())]


def _question(shown: Posed) -> Iterator[Hanging]:
    yield Hanging(Content.styled(shown.question, "bold"))
    yield BLANK
    yield Hanging(Content.styled(_MODES[shown.mode], DIM))
    yield BLANK


def story_with_key(shown: Posed, exemplar: Exemplar) -> list[Hanging]:
    """The same, with the passages that decide underlined and numbered."""
    lines = (marked(line, exemplar.evidence) for line in shown.text.splitlines())
    return [*_question(shown), *_paragraphs(lines)]


def _paragraphs(lines: Iterable[Content]) -> Iterator[Hanging]:
    """A blank line before each but the first."""
    for number, line in enumerate(lines):
        if number:
            yield BLANK
        yield Hanging(line)


def marked(line: str, passages: Sequence[str]) -> Content:
    """A paragraph in which each of these passages is underlined, its number before it."""
    found = sorted((line.find(p), n, p) for n, p in enumerate(passages, 1) if p and p in line)
    pieces: list[str | tuple[str, str]] = []
    at = 0
    for start, number, passage in found:
        if start < at:
            continue
        sign = _NUMBERS[number - 1] if number <= len(_NUMBERS) else f"({number})"
        pieces += [line[at:start], (sign, KEY), (passage, _MARKED)]
        at = start + len(passage)
    return Content.assemble(*pieces, line[at:])


def verdict(shown: Posed, exemplar: Exemplar, given: Sequence[Given]) -> list[Hanging]:
    """The key beside what was given, and why it is the key."""
    lines = [_scored("the key", exemplar.key, _meaning(shown.scale, exemplar.key))]
    if here := shown.anchors.get(exemplar.key):
        lines.append(_beneath("here", here))
    for each in given:
        label = clipped(each.rater, LABEL - 1) if each.rater else "you gave"
        lines.append(_scored(label, each.score, Content(_distance(each.score - exemplar.key))))
        if each.evidence:
            lines.append(_beneath("for", each.evidence))
    return [
        *lines,
        BLANK,
        _labelled("why", Content(exemplar.reason)),
        _labelled("it is told", Content(_TELLINGS[exemplar.telling])),
        _labelled("to learn", Content(exemplar.teaches)),
    ]


def _meaning(scale: Scale, value: int) -> Content:
    level = _level(scale, value)
    return EMPTY if level is None else Content.assemble((level.label, "bold"), "  ", level.meaning)


def _labelled(label: str, words: Content) -> Hanging:
    """A label in its column and words beside it."""
    return Hanging(words, Content.styled(label, DIM), LABEL)


def _scored(label: str, score: int, words: Content) -> Hanging:
    """A label, a value of the scale, and words beside it."""
    gap = " " * (LABEL - Content(label).cell_length)
    return Hanging(words, Content.assemble((label + gap, DIM), (f"{score}", KEY)), _BESIDE)


def _beneath(what: str, words: str) -> Hanging:
    """More about the line above."""
    return Hanging(Content.assemble((f"{what}  ", DIM), words), indent=_BESIDE)


def _distance(points: int) -> str:
    if points == 0:
        return "on the key"
    size = "one point" if abs(points) == 1 else how_many(abs(points), "point")
    return f"{size} {'above' if points > 0 else 'below'} the key"


def _level(scale: Scale, value: int) -> ScaleLevel | None:
    return next((level for level in scale.levels if level.value == value), None)


def anchors(shown: Posed, chosen: int | None) -> list[Hanging]:
    """Every value of the scale, and what an answer to this very question shows there."""
    paragraphs = [Hanging(Content.styled(shown.scale.title, DIM))]
    for level in shown.scale.levels:
        is_chosen = level.value == chosen
        mark = Content.styled(
            f"{'●' if is_chosen else ' '} {level.value:>2}", KEY if is_chosen else "bold"
        )
        paragraphs += [BLANK, Hanging(_meaning(shown.scale, level.value), mark, 6)]
        if here := shown.anchors.get(level.value):
            paragraphs.append(Hanging(Content.assemble(("here  ", DIM), here), indent=6))
    return paragraphs


def rating_lines(shown: Posed, score: int | None, *, with_anchor: bool) -> list[Hanging]:
    """The values to choose from, and what the chosen one means.

    Args:
        shown: the exemplar.
        score: what is chosen; None while nothing is.
        with_anchor: also what an answer to this very question shows there.
    """
    levels = shown.scale.levels
    values = Content("   ").join(
        Content.styled(f"{level.value} ●", KEY)
        if level.value == score
        else Content(f"{level.value} ○")
        for level in levels
    )
    lines = [_labelled("rating", values)]
    level = None if score is None else _level(shown.scale, score)
    if level is None:
        ends = f"{levels[0].value} to {levels[-1].value}"
        hint = f"not rated yet: {ends} rates, x shows what each value means"
        return [*lines, Hanging(Content.styled(hint, DIM), indent=LABEL)]
    lines.append(_scored("", level.value, _meaning(shown.scale, level.value)))
    here = shown.anchors.get(level.value)
    return [*lines, _beneath("here", here)] if here and with_anchor else lines
