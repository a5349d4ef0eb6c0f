"""Where questions come from."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder of questions that could not be used."""

    directory: Path
    problems: tuple[str, ...]
    """Each as file:line:column and what is wrong there."""

    @property
    def first(self) -> str:
        """The first problem, and how many others there are."""
        more = len(self.problems) - 1
        return f"{self.problems[0]} (and {more} more)" if more else self.problems[0]

    @property
    def words(self) -> str:
        """For the user: what was left out, the first problem, and how to see them all."""
        return (
            f"Your questions in {self.directory} are left out:\n{self.first}\n"
            f"`mock-panel bank check {self.directory}` lists what to mend."
        )
