"""The questions that came with the program and the user's own, read when first asked for."""

import threading
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sources import LeftOut
from mock_panel.errors import InputError

IN_WHEEL = "_question_bank"
"""Inside the package: where the wheel puts the bank."""
IN_CHECKOUT = "question_bank"
"""Beside the package: where the bank is edited."""
MOST_SHOWN = 20


class MergedBank:
    """The questions of one folder, by default those that came with the program, and of others.

    A folder of the user's that has problems is left out, whole, and the rest is used: a slip in
    a private question must not keep anyone from practising.
    """

    def __init__(self, directory: Path | None = None, additions: Sequence[Path] = ()) -> None:
        self._directory = directory
        self._additions = tuple(additions)
        self._bank: QuestionBank | None = None
        self._left_out: tuple[LeftOut, ...] = ()
        self._lock = threading.Lock()

    def load(self) -> QuestionBank:
        """The bank, read once and kept; threads that come early wait for the first.

        Raises:
            InputError: the bank is missing or has problems; each is named file:line:column.
        """
        with self._lock:
            if self._bank is None:
                directory = self._directory or shipped_directory()
                self._bank, self._left_out = _merged(directory, self._additions)
            return self._bank

    def left_out(self) -> tuple[LeftOut, ...]:
        """The folders whose questions are not in the bank, and why.

        Raises:
            InputError: as `load`.
        """
        self.load()
        return self._left_out


def _merged(directory: Path, additions: Sequence[Path]) -> tuple[QuestionBank, tuple[LeftOut, ...]]:
    from mock_panel.bank.check import check  # noqa: PLC0415 - YAML and pydantic

    bank, _ = check(directory, additions) if additions else (None, [])
    if bank is not None:
        return bank, ()
    bank = load_bank(directory)
    used: list[Path] = []
    left_out: list[LeftOut] = []
    for addition in additions:
        more, problems = check(directory, [*used, addition])
        if more is None:
            left_out.append(LeftOut(addition, tuple(map(str, problems))))
        else:
            bank = more
            used.append(addition)
    return bank, tuple(left_out)


def load_bank(directory: Path, additions: Sequence[Path] = ()) -> QuestionBank:
    """The bank in a folder, and in folders that add to it.

    Raises:
        InputError: there is no such folder, or the bank has problems.
    """
    from mock_panel.bank.check import check  # noqa: PLC0415 - YAML and pydantic

    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such folder")
    bank, problems = check(directory, additions)
    if bank is None:
        lines = [str(problem) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            lines.append(f"and {len(problems) - MOST_SHOWN} more")
        raise InputError(
            "\n".join(["the question bank has problems:", *lines]),
            f"Mend them; `mock-panel bank check {directory}` lists all.",
        )
    return bank


def questions_of_folders(folders: Sequence[Path]) -> dict[Path, Counter[str]]:
    """How many questions each of some folders holds, by framework.

    Args:
        folders: that add to the shipped bank, and can be used together.

    Raises:
        InputError: the shipped bank is missing.
    """
    from mock_panel.bank.check import examine  # noqa: PLC0415 - YAML and pydantic
    from mock_panel.bank.layout import Kind  # noqa: PLC0415 - seldom needed

    counts: dict[Path, Counter[str]] = {folder: Counter() for folder in folders}
    for document in examine(shipped_directory(), folders).documents[Kind.QUESTIONS]:
        for folder in folders:
            if document.path.is_relative_to(folder):
                framework = str(document.at(("framework",)))
                counts[folder][framework] += len(list(document.indices(("questions",))))
    return counts


def load_folder(directory: Path) -> QuestionBank:
    """The bank in a folder: by itself if it is whole, otherwise with what it adds to.

    Raises:
        InputError: as `load_bank`.
    """
    from mock_panel.bank.layout import is_whole  # noqa: PLC0415 - seldom needed

    if not directory.is_dir() or is_whole(directory):
        return load_bank(directory)
    return load_bank(shipped_directory(), [directory])


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
