"""What a list of questions says, whatever its form: words by name, each with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mock_panel.bank.documents import MOST_PROBLEMS, Place
from mock_panel.bank.problems import BankProblem
from mock_panel.domain.parts import STORY_PARTS

ANCHORS = {f"anchor_{level}": level for level in range(1, 8)}
PROBES = {f"probes_{part}": part for part in STORY_PARTS}
SEVERAL = ("asks", *PROBES, "supplementals", "tags")
"""What may be said more than once of a question."""
NAMES = ("text", "ecq", "competencies", "type", "id", *SEVERAL, *ANCHORS)
_ALSO = {
    "question": "text",
    "supplemental": "supplementals",
    **{f"probe_{part}": f"probes_{part}" for part in STORY_PARTS},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under one name; perhaps nothing."""

    lines: list[str]
    place: Place

    @property
    def words(self) -> str:
        """All its lines in one."""
        return " ".join(self.lines).strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """One question as the list has it."""

    place: Place
    cells: Mapping[str, Sequence[Cell]]
    """By the names in `NAMES`; one cell each, but for those in `SEVERAL`."""

    def cell(self, name: str) -> Cell | None:
        """The one cell of a name; None if the list does not speak of it."""
        return next(iter(self.cells.get(name, ())), None)


class Complaints:
    """The problems of one list; each is kept once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[BankProblem, None] = {}

    def add(self, place: Place, message: str) -> None:
        """Take down a problem, unless there are enough."""
        if not self.are_enough:
            self._found[BankProblem(self.path, *place, message)] = None

    @property
    def are_enough(self) -> bool:
        """Whether to stop, because more would scroll away unread."""
        return len(self._found) >= MOST_PROBLEMS

    def all(self) -> tuple[BankProblem, ...]:
        """All problems, by line and column."""
        return tuple(sorted(self._found))


def name_of(written: str) -> str:
    """A name as in `NAMES`, if it is one: `Probe situation` is `probes_situation`."""
    name = re.sub(r"[\s_-]+", "_", written.strip().casefold())
    return _ALSO.get(name, name)
