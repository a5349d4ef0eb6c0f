"""Which files make a bank, and what each of them holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from mock_panel.bank.problems import BankProblem, did_you_mean

FRAMEWORK_FILE = "framework.yaml"


class Kind(Enum):
    """What a file of the bank holds."""

    PRESETS = "presets.yaml"
    SCALES = "scales.yaml"
    ANSWER_MODELS = "answer_models.yaml"
    CROSSWALKS = "crosswalks.yaml"
    EXEMPLARS = "exemplars.yaml"
    FRAMEWORK = FRAMEWORK_FILE
    QUESTIONS = "questions"


REQUIRED_KINDS = (Kind.PRESETS, Kind.SCALES, Kind.ANSWER_MODELS)
TOP_KINDS = (*REQUIRED_KINDS, Kind.CROSSWALKS, Kind.EXEMPLARS)
TEMPLATES = "templates"
"""A folder of drafts of questions, which belong to no framework yet."""
_TOP_FILES = {kind.value: kind for kind in TOP_KINDS}
# Compared without the ending, which would make all names alike.
_TOP_STEMS = tuple(name.removesuffix(".yaml") for name in _TOP_FILES)


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of the bank."""

    path: Path
    kind: Kind


def is_whole(directory: Path) -> bool:
    """Whether a folder is a bank by itself, and does not only add to one.

    A whole one may lack a file by mistake, and an addition may have a scale of its own.
    """
    return sum((directory / kind.value).exists() for kind in REQUIRED_KINDS) > 1


def find_files(directory: Path, *, whole: bool = True) -> tuple[list[BankFile], list[BankProblem]]:
    """The bank's files in a fixed order, and what is missing or out of place.

    Args:
        directory: where to look.
        whole: the bank stands by itself, so that nothing may be missing; if not, it only adds
            to another.

    Folders that are links are refused, so that no circle of links is walked. Files that are not
    YAML and names that begin with a dot are nobody's business.
    """
    files: list[BankFile] = []
    problems: list[BankProblem] = []
    for path in _entries(directory, problems):
        if path.name == TEMPLATES and path.is_dir():
            continue
        if _is_folder(path):
            _look_into(path, files, problems)
        elif kind := _TOP_FILES.get(path.name):
            files.append(BankFile(path, kind))
        elif _is_yaml(path):
            near = did_you_mean(path.stem, _TOP_STEMS).replace("'?", ".yaml'?")
            problems.append(BankProblem(path, 1, 1, f"no file of a bank is called this{near}"))
    found = {file.kind for file in files}
    if not whole:
        if not files and not problems:
            problems.append(BankProblem(directory, 1, 1, "there is no file of a bank in it"))
        return files, problems
    problems += [
        BankProblem(directory / kind.value, 1, 1, "this file is missing")
        for kind in REQUIRED_KINDS
        if kind not in found
    ]
    if Kind.FRAMEWORK not in found:
        where = directory / "*" / FRAMEWORK_FILE
        problems.append(BankProblem(where, 1, 1, "a bank needs one of these, there is none"))
    return files, problems


def _look_into(folder: Path, files: list[BankFile], problems: list[BankProblem]) -> None:
    if folder.is_symlink():
        problems.append(BankProblem(folder, 1, 1, "a link to a folder, links are not followed"))
        return
    for path in _entries(folder, problems):
        if not _is_yaml(path):
            continue
        if _is_folder(path):
            problems.append(BankProblem(path, 1, 1, "a folder with the name of a file"))
        elif path.suffix != ".yaml":
            problems.append(BankProblem(path, 1, 1, "the name should end in .yaml"))
        else:
            framework = path.name == FRAMEWORK_FILE
            files.append(BankFile(path, Kind.FRAMEWORK if framework else Kind.QUESTIONS))


def _entries(folder: Path, problems: list[BankProblem]) -> Iterator[Path]:
    try:
        yield from sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        problems.append(BankProblem(folder, 1, 1, f"cannot be read: {error.strerror}"))


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Not to be looked at; reading it as a file will say why.
        return False
