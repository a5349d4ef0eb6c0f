"""Who acts in the action part, answer by answer: a lane for each way of telling it."""

from textwrap import wrap

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.practice.looking_back import OwnershipTrend
from mock_panel.practice.progress import OWNERSHIP_WORDS
from mock_panel.tui.screens.progress_levels import DIM, FAINT, dates_line

_LANE = 8
_COUNT = 4


def ownership_drawing(trend: OwnershipTrend, width: int) -> Content:
    """Counts first, then the lanes, the oldest answer at the left."""
    if not trend.attempts:
        return Content.styled("No scored answer yet, so nobody is known to act.", DIM)
    cells = max(8, width - _LANE - _COUNT)
    shown = tuple(reversed(trend.attempts[:cells]))
    step = max(1, min(3, cells // len(shown)))
    count = len(trend.attempts)
    answers = how_many(count, "scored answer")
    lines = [
        Content.styled(f"{answers}, who acts in the action part", DIM),
        *(Content(line) for line in wrap(trend.words, max(16, width))),
        Content(""),
    ]
    for kind, name in OWNERSHIP_WORDS.items():
        dots = "".join(("●" if a.ownership is kind else "·").ljust(step) for a in shown)
        lines.append(
            Content.assemble(
                (f"{name:<{_LANE - 1}}", DIM), ("│", FAINT),
                *((("●" if dot == "●" else dot), "$text-primary" if dot == "●" else FAINT)
                  for dot in dots[: cells]),
                (str(trend.counts.counts[kind]).rjust(max(0, cells - len(dots)) + _COUNT), ""),
            )
        )  # fmt: skip
    lines.append(dates_line(shown[0].started_at, shown[-1].started_at, f"last {len(shown)}", width))
    return Content("\n").join(lines)
