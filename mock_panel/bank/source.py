"""The bank that came with the program, read when it is first asked for."""

import threading
from importlib.resources import files
from pathlib import Path

from mock_panel.domain.questions import QuestionBank
from mock_panel.errors import InputError

IN_WHEEL = "_question_bank"
"""Inside the package: where the wheel puts the bank."""
IN_CHECKOUT = "question_bank"
"""Beside the package: where the bank is edited."""
MOST_SHOWN = 20


class ShippedBank:
    """The questions of one folder, by default those that came with the program."""

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory
        self._bank: QuestionBank | None = None
        self._lock = threading.Lock()

    def load(self) -> QuestionBank:
        """The bank, read once and kept; threads that come early wait for the first.

        Raises:
            InputError: the bank is missing or has problems; each is named file:line:column.
        """
        with self._lock:
            if self._bank is None:
                self._bank = load_bank(self._directory or shipped_directory())
            return self._bank


def load_bank(directory: Path) -> QuestionBank:
    """The bank in a folder.

    Raises:
        InputError: there is no such folder, or the bank has problems.
    """
    from mock_panel.bank.check import check  # noqa: PLC0415 - YAML and pydantic

    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such folder")
    bank, problems = check(directory)
    if bank is None:
        lines = [str(problem) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            lines.append(f"and {len(problems) - MOST_SHOWN} more")
        raise InputError(
            "\n".join(["the question bank has problems:", *lines]),
            f"Mend them; `mock-panel bank check {directory}` lists all.",
        )
    return bank


def shipped_directory(package: Path | None = None) -> Path:
    """Where the shipped bank is: inside the installed package, or beside it in a checkout.

    Args:
        package: the folder of the package, to look from elsewhere.

    Raises:
        InputError: it is in neither place.
    """
    package = package or Path(str(files("mock_panel")))
    places = (package / IN_WHEEL, package.parent / IN_CHECKOUT)
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(str(place) for place in places)
    raise InputError(f"the question bank is not at {looked}", "Install mock-panel again.")
