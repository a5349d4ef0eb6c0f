"""Domain values as lines of the screen; the letter or shape is enough without the colour."""

from collections.abc import Mapping, Sequence
from math import log10

from textual.content import Content

from mock_panel.domain.english import clock_face
from mock_panel.domain.parts import STORY_PARTS, Found, Part
from mock_panel.domain.presets import Band
from mock_panel.practice.progress import EcqReadiness
from mock_panel.practice.timing import Pace, pace, pace_words

PART_STYLE: Mapping[Part, str] = {
    Part.SITUATION: "$text-primary",
    Part.TASK: "$text-accent",
    Part.ACTION: "$text-success",
    Part.RESULT: "$text-warning",
    Part.OTHER: "$foreground 70%",
}
FOUND_STYLE: Mapping[Found, str] = {
    Found.ABSENT: "$text-error",
    Found.PARTIAL: "$text-warning",
    Found.CLEAR: "$text-success",
}
_PACE_STYLE = {
    Pace.SHORT: "$foreground 80%",
    Pace.IN_BAND: "$text-success",
    Pace.WRAP_UP: "$text-warning",
    Pace.OVER: "$text-error bold",
}
_PACE_SHAPE = {Pace.SHORT: "▱", Pace.IN_BAND: "▰", Pace.WRAP_UP: "◆", Pace.OVER: "▲"}
_BLOCKS = "▁▂▃▄▅"
_LOUDNESS = " ▁▂▃▄▅▆▇█"
_QUIETEST_DECIBELS = -48.0


def part_letter(part: Part) -> Content:
    """The letter of a part in its colour."""
    return Content.styled(part.letter, f"{PART_STYLE[part]} bold")


def shares_bar(shares: Mapping[Part, float], cells: int) -> Content:
    """How the words divide, such as `S ████ T · A ██ R ·`; shares are 0 to 1."""
    pieces: list[Content] = []
    for part in STORY_PARTS:
        share = shares.get(part, 0.0)
        width = round(share * cells)
        bar = "█" * width if width else ("▏" if share > 0 else "·")
        pieces.append(part_letter(part) + Content(" ") + Content.styled(bar, PART_STYLE[part]))
    return Content("  ").join(pieces)


def shares_numbers(shares: Mapping[Part, float]) -> Content:
    """The same in numbers: `S 38%  T 5%  A 41%  R 0%  other 16%`."""
    pieces = [part_letter(part) + Content(f" {shares.get(part, 0.0):.0%}") for part in STORY_PARTS]
    other = shares.get(Part.OTHER, max(0.0, 1 - sum(shares.get(p, 0.0) for p in STORY_PARTS)))
    pieces.append(Content.styled(f"other {other:.0%}", PART_STYLE[Part.OTHER]))
    return Content("   ").join(pieces)


def clock_line(seconds: float, band: Band, cells: int = 10) -> Content:
    """The answer clock: time, a bar up to the band's end, and the place in words."""
    where = pace(seconds, band)
    filled = min(cells, round(seconds / band.high * cells))
    style = _PACE_STYLE[where]
    return Content.assemble(
        (f"{clock_face(seconds):>5}", "bold"),
        "  ",
        (_PACE_SHAPE[where] if where in (Pace.WRAP_UP, Pace.OVER) else " ", style),
        " ",
        ("▰" * filled + "▱" * (cells - filled), style),
        "  ",
        (pace_words(seconds, band), style),
    )


def trend(levels: Sequence[float]) -> str:
    """A level from 1 to 5 a column."""
    return "".join(_BLOCKS[min(4, max(0, round(level) - 1))] for level in levels)


def loudness_bar(percent: int) -> str:
    """One column for the peak of a moment, in percent of full scale; in steps of decibels."""
    if percent <= 0:
        return _LOUDNESS[0]
    share = 1 - 20 * log10(percent / 100) / _QUIETEST_DECIBELS
    return _LOUDNESS[min(len(_LOUDNESS) - 1, max(0, round(share * (len(_LOUDNESS) - 1))))]


def parts_marks(found: Mapping[Part, Found]) -> Content:
    """S● A◐ R○; the task counts as situation here."""
    return Content(" ").join(
        Content.styled(part.letter, PART_STYLE[part])
        + Content.styled(found[part].mark, FOUND_STYLE[found[part]])
        for part in (Part.SITUATION, Part.ACTION, Part.RESULT)
        if part in found
    )


def readiness_line(row: EcqReadiness, width: int) -> Content:
    """One ECQ on Home; `width` is that of the title's column."""
    title = row.ecq.short_title[:width].ljust(width)
    if row.is_few:
        tail = Content.styled(f"{row.count_words:<17}", "$foreground 70%")
    else:
        tail = Content.assemble(
            (f"{row.level:.1f}", "bold"), " ", (f"{trend(row.trend):<8}", "$text-primary"),
            f" {row.answers:>3} ",
        )  # fmt: skip
    marks = parts_marks(row.parts)
    pad = Content(" " * max(0, 10 - marks.cell_length))
    return Content(title + "  ") + tail + marks + pad + Content(row.time)
