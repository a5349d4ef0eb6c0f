"""The blocks of a review as Content; pure functions of the attempt."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Found, Part
from mock_panel.domain.scores import ScoreReport, Span
from mock_panel.practice.review import PartProofs, not_scored_words
from mock_panel.tui.lines import FOUND_STYLE, PART_STYLE, shares_bar, shares_numbers

_QUOTE_LENGTH = 46


def refused(attempt: Attempt) -> Content:
    """Why there is no level and what would give one; empty where there is one."""
    why, mend = not_scored_words(attempt)
    if not why:
        return Content("")
    return Content.assemble((why, "$text-warning bold"), f"\n{mend}")


def parts(
    report: ScoreReport,
    proofs: Sequence[PartProofs],
    guide: Mapping[Part, int],
    selected: Span | None,
) -> Content:
    """The bar of parts, then each part with its proofs; those of the selected span stand out."""
    shares = {part: score.share for part, score in report.parts.items()}
    lines = [shares_bar(shares, 24), shares_numbers(shares)]
    if guide:
        told = " · ".join(f"{part.letter} {share}%" for part, share in guide.items())
        lines.append(Content.styled(f"guide {told}", "$foreground 70%"))
    for entry in proofs:
        lines += [Content(""), *_part_lines(entry, selected)]
    return Content("\n").join(lines)


def _part_lines(entry: PartProofs, selected: Span | None) -> list[Content]:
    lines = [
        Content.assemble(
            (entry.part.letter, f"{PART_STYLE[entry.part]} bold"),
            f" {entry.part.value:<10}",
            (f"{entry.found.mark} {entry.found.value}", FOUND_STYLE[entry.found]),
        )
    ]
    for proof in entry.proofs:
        lit = selected is not None and _overlap(proof.span, selected)
        lines.append(
            Content.assemble(
                ("▌ " if lit else "  ", "$text-primary"),
                (f"{proof.title}: ", "$foreground 75%"),
                (f"“{_short(proof.quote)}”", "bold" if lit else ""),
            )
        )
    if entry.missing and entry.found is not Found.CLEAR:
        lines.append(Content.styled(f"  not found: {', '.join(entry.missing)}", "$foreground 70%"))
    return lines


def advice(attempt: Attempt) -> Content:
    """At most five pieces of advice, numbered, the most useful first."""
    if attempt.report is None or not attempt.report.advice:
        return Content("")
    lines = [Content.styled("What to do next", "bold")]
    for number, piece in enumerate(attempt.report.advice, 1):
        lines.append(
            Content.assemble(
                (f"{number} ", "$text-primary bold"),
                (f"{piece.part.letter} ", f"{PART_STYLE[piece.part]} bold"),
                piece.text,
            )
        )
        if piece.probe:
            lines.append(Content.styled(f"    “{piece.probe}”", "$foreground 80%"))
    return Content("\n").join(lines)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _short(quote: str) -> str:
    if len(quote) <= _QUOTE_LENGTH:
        return quote
    return quote[: _QUOTE_LENGTH - 2].rsplit(" ", 1)[0] + " …"
