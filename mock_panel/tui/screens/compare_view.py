"""Two answers side by side, as lines of the screen; one column where there is little room."""

from collections.abc import Iterator

from textual.content import Content

from mock_panel.domain.parts import Part
from mock_panel.practice import comparing_words as in_words
from mock_panel.practice.aligning import Change, Pair
from mock_panel.practice.comparing import Comparison, PartChange
from mock_panel.practice.review import MarkedSentence
from mock_panel.tui.lines import part_letter
from mock_panel.tui.widgets.hanging import Hanging

TWO_COLUMNS = 100
"""From this width on, before stands at the left and after at the right."""
_DIM = "$foreground 75%"
_LABEL = 12
_PART = 30
"""Cells of what one answer gives of a part."""
_MARGIN = 6
_GAP = 2
_STYLE = {
    Change.SAME: _DIM,
    Change.REWORDED: "$text-primary",
    Change.MOVED: "$text-accent",
    Change.NEW: "$text-success",
    Change.GONE: "$text-error",
}


def compare_drawing(comparison: Comparison, width: int) -> Content:
    """What changed in short, part by part, in evidence, and sentence by sentence."""
    return Content("\n").join(
        [
            *_heading(comparison, width),
            Content(""),
            *_parts(comparison, width),
            Content(""),
            *_evidence(comparison, width),
            *_sentences(comparison, width),
        ]
    )


def _heading(comparison: Comparison, width: int) -> Iterator[Content]:
    before, after = comparison.before, comparison.after
    yield from Content.styled(after.question.text, _DIM).wrap(width)
    if before.question.text != after.question.text:
        yield from Content.styled(f"before: {before.question.text}", _DIM).wrap(width)
    yield Content("")
    for label, told in (
        ("before", in_words.attempt_words(before)),
        ("after", in_words.attempt_words(after)),
        ("level", in_words.level_change(comparison)),
    ):
        yield from _labelled(label, Content(told), width)


def _labelled(label: str, told: Content, width: int) -> list[Content]:
    return Hanging(told, Content.styled(label, _DIM), _LABEL).lines(width)


def _parts(comparison: Comparison, width: int) -> Iterator[Content]:
    is_narrow = width < _LABEL + 2 * _PART
    if not is_narrow:
        yield Content.styled(f"{'':<{_LABEL}}{'before':<{_PART}}after", _DIM)
    for change in comparison.parts:
        yield from _part(change, is_narrow=is_narrow)
    if note := in_words.seconds_note(comparison):
        yield from Content.styled(note, _DIM).wrap(width)


def _part(change: PartChange, *, is_narrow: bool) -> Iterator[Content]:
    """Before and after beside each other, or the one above the other."""
    name = "other" if change.part is Part.OTHER else change.part.value
    lead = part_letter(change.part) + Content.styled(f" {name}", _DIM)
    lead = lead.pad_right(max(0, _LABEL - lead.cell_length))
    before, after = (in_words.part_words(change.part, of) for of in (change.before, change.after))
    is_other = change.before.found is not change.after.found
    now = Content.styled(after, "bold" if is_other else "")
    if is_narrow:
        yield lead + before
        yield Content.styled("now".ljust(_LABEL), _DIM) + now
    else:
        yield lead + before.ljust(_PART) + now


def _evidence(comparison: Comparison, width: int) -> Iterator[Content]:
    lines = list(in_words.evidence_lines(comparison))
    last = ""
    for label, told in lines:
        yield from _labelled("" if label == last else label, Content(told), width)
        last = label
    if lines:
        yield Content("")


def _sentences(comparison: Comparison, width: int) -> Iterator[Content]:
    yield from Content(in_words.counts_words(comparison)).wrap(width)
    yield from Content.styled(in_words.LEGEND, _DIM).wrap(width)
    yield Content("")
    for pair in comparison.pairs:
        if width >= TWO_COLUMNS:
            yield from _in_two(pair, width)
        else:
            yield from _in_one(pair, width)


def _in_one(pair: Pair, width: int) -> Iterator[Content]:
    yield from Hanging(Content(pair.words), _mark(pair, in_words.letters(pair)), _MARGIN).lines(
        width
    )
    if pair.was:
        yield from Hanging(Content.styled(f"was: {pair.was}", _DIM), indent=_MARGIN).lines(width)


def _in_two(pair: Pair, width: int) -> Iterator[Content]:
    """Both as they were said; the mark stands with what is new, or with what is gone."""
    half = (width - _GAP) // 2
    left = _said(pair.before, pair, half, is_marked=pair.after is None)
    right = _said(pair.after, pair, half, is_marked=True)
    height = max(len(left), len(right))
    left += [Content("")] * (height - len(left))
    right += [Content("")] * (height - len(right))
    for before, after in zip(left, right, strict=True):
        yield before.pad_right(max(0, half + _GAP - before.cell_length)) + after


def _said(
    sentence: MarkedSentence | None, pair: Pair, width: int, *, is_marked: bool
) -> list[Content]:
    if sentence is None:
        return []
    letter = sentence.part.letter
    mark = _mark(pair, letter) if is_marked else Content.styled(f"  {letter}", _DIM)
    style = _DIM if pair.change is Change.SAME else ""
    return Hanging(Content.styled(sentence.text, style), mark, _MARGIN).lines(width)


def _mark(pair: Pair, letters: str) -> Content:
    return Content.styled(f"{pair.change.mark} {letters}", f"{_STYLE[pair.change]} bold")
