"""The blocks of a review as Content; pure functions of the attempt."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Found, Part
from mock_panel.domain.scores import ScoreReport, Span
from mock_panel.practice.delivery_words import DeliveryLine
from mock_panel.practice.review import PartProofs, not_scored_words
from mock_panel.tui.lines import FOUND_STYLE, part_letter, shares_bar, shares_numbers
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

_QUOTE_LENGTH = 90
_LABELS = 14
"""Cells of the column of labels."""


def refused(attempt: Attempt) -> Content:
    """Why there is no level and what would give one; empty where there is one."""
    why, mend = not_scored_words(attempt)
    if not why:
        return Content("")
    return Content.assemble((why, "$text-warning bold"), f"\n{mend}")


def balance(report: ScoreReport, guide: Mapping[Part, int]) -> list[Hanging]:
    """How the words divide over the parts, against the preset's guide shares."""
    shares = {part: score.share for part, score in report.parts.items()}
    lines = [Hanging(shares_bar(shares, 24)), Hanging(shares_numbers(shares))]
    if guide:
        told = "   ".join(f"{part.letter} {share}%" for part, share in guide.items())
        lines.append(Hanging(Content.styled(f"guide   {told}", "$foreground 75%")))
    return lines


def parts(
    proofs: Sequence[PartProofs], names: Mapping[Part, str], selected: Span | None
) -> list[Hanging]:
    """Each part with its proofs; those of the selected span stand out."""
    lines: list[Hanging] = []
    for entry in proofs:
        if lines:
            lines.append(Hanging(EMPTY))
        lines += _part_lines(entry, names[entry.part], selected)
    return lines


def _part_lines(entry: PartProofs, name: str, selected: Span | None) -> list[Hanging]:
    head = Content.assemble(
        f"{name:<10} ",
        (f"{entry.found.mark} {entry.found.value}", FOUND_STYLE[entry.found]),
    )
    lines = [Hanging(head, part_letter(entry.part), 2)]
    for proof in entry.proofs:
        lit = selected is not None and _overlap(proof.span, selected)
        told = Content.assemble(
            (f"{proof.title}: ", "$foreground 75%"),
            (f"“{_short(proof.quote)}”", "bold" if lit else ""),
        )
        lines.append(Hanging(told, Content.styled("▌" if lit else " ", "$text-primary"), 4))
    if entry.missing and entry.found is not Found.CLEAR:
        told = Content.styled(f"not found: {', '.join(entry.missing)}", "$foreground 75%")
        lines.append(Hanging(told, indent=4))
    return lines


def advice(attempt: Attempt) -> list[Hanging]:
    """At most five pieces of advice, numbered, the most useful first."""
    if attempt.report is None or not attempt.report.advice:
        return []
    lines = [Hanging(Content.styled("What to do next", "bold"))]
    for number, piece in enumerate(attempt.report.advice, 1):
        mark = Content.assemble((f"{number} ", "$text-primary bold"), part_letter(piece.part))
        lines.append(Hanging(Content(piece.text), mark, 5))
        if piece.probe:
            lines.append(Hanging(Content.styled(f"“{piece.probe}”", "$foreground 80%"), indent=5))
    return lines


def delivery(lines: Sequence[DeliveryLine], advice: Sequence[str]) -> list[Hanging]:
    """How the answer was said, apart from what it says."""
    head = Content.assemble(("Delivery", "bold"), ("  never part of the level", "$foreground 75%"))
    told = [
        Hanging(Content(line.text), Content.styled(line.label, "$foreground 75%"), _LABELS)
        for line in lines
    ]
    return [Hanging(head), *told, *(Hanging(Content(sentence)) for sentence in advice)]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _short(quote: str) -> str:
    if len(quote) <= _QUOTE_LENGTH:
        return quote
    return quote[: _QUOTE_LENGTH - 2].rsplit(" ", 1)[0] + " …"
