"""A sitting in the calibration gym: which exemplars one person rates in one go.

What has been rated is in the store, so that a sitting only has to remember its exemplars and what
is being written about the one in front; it is kept as a file, to be gone on with after anything.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar, ExemplarId
from mock_panel.domain.ids import FrameworkId
from mock_panel.panel.choosing_exemplars import next_exemplars
from mock_panel.panel.kept_file import forget, write_whole

IN_A_SITTING = 8
"""Exemplars; fewer where there are no more."""
LONGEST_EVIDENCE = 500
_WHAT = "the sitting"
_PREFIX, _SUFFIX = "gym-", ".panel"


@dataclass(frozen=True, slots=True)
class GymSitting:
    """The exemplars of one sitting, and the rating that is being made."""

    rater: str
    framework: FrameworkId
    began_at: datetime
    exemplars: tuple[ExemplarId, ...]
    """In the order in which they are shown."""
    current: ExemplarId | None = None
    """Which one the score and the evidence are about."""
    score: int | None = None
    """Chosen and not kept yet."""
    evidence: str = ""
    """Typed and not kept yet."""

    def left(self, ratings: Iterable[CalibrationRating]) -> tuple[ExemplarId, ...]:
        """What has not been rated since the sitting began, in its order."""
        done = {r.exemplar for r in ratings if r.rater == self.rater and r.at >= self.began_at}
        return tuple(exemplar for exemplar in self.exemplars if exemplar not in done)


def new_sitting(
    rater: str,
    framework: FrameworkId,
    exemplars: Iterable[Exemplar],
    ratings: Iterable[CalibrationRating],
    *,
    seed: int,
    now: datetime,
) -> GymSitting:
    """Choose a sitting's exemplars for one person.

    Args:
        rater: who rates.
        framework: which one the exemplars are of.
        exemplars: the bank's.
        ratings: everybody's; only this rater's own count.
        seed: the same one chooses the same.
        now: when it begins.
    """
    chosen = next_exemplars(
        [e for e in exemplars if e.framework == framework],
        [r for r in ratings if r.rater == rater],
        IN_A_SITTING,
        seed,
    )
    return GymSitting(rater, framework, now, tuple(exemplar.id for exemplar in chosen))


def read_sittings(folder: Path) -> tuple[GymSitting, ...]:
    """The sittings that were left; files that cannot be used are passed over."""
    found = (_read(path) for path in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")))
    return tuple(sitting for sitting in found if sitting is not None)


def _read(path: Path) -> GymSitting | None:
    try:
        sitting = _sitting_of(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return sitting if _file(path.parent, sitting.rater) == path else None


def write_sitting(folder: Path, sitting: GymSitting) -> None:
    """Keep a sitting as it is now.

    Raises:
        StorageError: it could not be written; the one before is still there.
    """
    document = {
        "rater": sitting.rater,
        "framework": sitting.framework,
        "began_at": sitting.began_at.isoformat(),
        "exemplars": sitting.exemplars,
        "current": sitting.current,
        "score": sitting.score,
        "evidence": sitting.evidence,
    }
    write_whole(_file(folder, sitting.rater), json.dumps(document).encode(), _WHAT)


def forget_sitting(folder: Path, rater: str) -> None:
    """Remove a sitting; no error if there is none.

    Raises:
        StorageError: it is there and cannot be removed.
    """
    forget(_file(folder, rater), _WHAT)


def _file(folder: Path, rater: str) -> Path:
    """Among the drafts, so that whoever erases those erases the names in this one, too."""
    name = hashlib.sha256(rater.encode(errors="surrogatepass")).hexdigest()[:16]
    return folder / f"{_PREFIX}{name}{_SUFFIX}"


def _sitting_of(kept: object) -> GymSitting:
    """The sitting that a document holds.

    Raises:
        TypeError: it is none of ours.
        KeyError: as TypeError.
        ValueError: as TypeError.
    """
    if not isinstance(kept, dict):
        raise TypeError
    began_at = datetime.fromisoformat(kept["began_at"])
    current, score = kept["current"], kept["score"]
    is_ours = (
        began_at.tzinfo is not None
        and all(isinstance(kept[name], str) for name in ("rater", "framework", "evidence"))
        and isinstance(kept["exemplars"], list)
        and isinstance(current, str | None)
        and isinstance(score, int | None)
        and not isinstance(score, bool)
    )
    if not is_ours:
        raise TypeError
    return GymSitting(
        rater=kept["rater"],
        framework=FrameworkId(kept["framework"]),
        began_at=began_at,
        exemplars=tuple(ExemplarId(str(exemplar)) for exemplar in kept["exemplars"]),
        current=None if current is None else ExemplarId(current),
        score=score,
        evidence=kept["evidence"][:LONGEST_EVIDENCE],
    )
