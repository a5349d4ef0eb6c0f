"""What the screen of a sitting shows at one moment, and its status in words."""

from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.english import day_words
from mock_panel.panel.gym_sitting import GymSitting
from mock_panel.tui.screens.panel.gym_view import Posed


@dataclass(frozen=True, slots=True)
class Bench:
    """All that the screen shows."""

    sitting: GymSitting
    shown: Posed
    rated: int
    """How many of the sitting are done."""
    rated_before: datetime | None
    """When this person rated this exemplar in an earlier sitting."""
    kept: CalibrationRating | None = None
    """The rating, once it is stored; with it the key is shown."""
    is_anchors: bool = False
    """The anchors are read instead of the answer."""
    said: str = ""
    """What to do, or what could not be done."""
    trouble: str = ""
    """Why what is chosen and typed is not stored."""
    is_saved: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to rate."""
        return self.rated == len(self.sitting.exemplars)


def how_far(bench: Bench) -> str:
    """How far the sitting is, and what comes next; nothing that gives the key away."""
    done = f"{bench.rated} of {len(bench.sitting.exemplars)} rated"
    if bench.is_over:
        return f"{done} · enter says how you rate"
    if bench.kept is not None:
        return f"{done} · enter shows the next answer"
    if bench.rated_before is not None:
        return f"{done} · you rated this one on {day_words(bench.rated_before)}"
    return f"{done} · the key comes once your rating is kept"


def saved_words(bench: Bench) -> str:
    """Whether what is chosen and typed is stored."""
    if bench.kept is not None:
        return "rating kept"
    if bench.trouble:
        return "draft NOT saved"
    if bench.is_saved:
        return "draft saved"
    is_begun = bench.sitting.score is not None or bool(bench.sitting.evidence)
    return "draft not saved yet" if is_begun else ""
