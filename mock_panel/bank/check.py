"""A folder to a question bank, or to everything that is wrong with it."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mock_panel.bank import convert
from mock_panel.bank.clashes import clash_problems
from mock_panel.bank.documents import Document, read_document
from mock_panel.bank.explain import explained
from mock_panel.bank.layout import Kind, find_files
from mock_panel.bank.problems import BankProblem
from mock_panel.bank.quotations import quotation_problems
from mock_panel.bank.references import Documents, reference_problems
from mock_panel.bank.schema import (
    AnswerModelsFile,
    CrosswalksFile,
    ExemplarsFile,
    FrameworkFile,
    PresetsFile,
    QuestionsFile,
    ScalesFile,
)
from mock_panel.domain.frameworks import Framework, FrameworkStatus
from mock_panel.domain.questions import Question, QuestionBank

MOST_OF_A_KIND = 1_000
"""Clashes, names that lead nowhere, or wrong quotations; to find what is near takes time."""

_File = TypeVar("_File", bound=BaseModel)
_MODELS: dict[Kind, type[BaseModel]] = {
    Kind.PRESETS: PresetsFile,
    Kind.SCALES: ScalesFile,
    Kind.ANSWER_MODELS: AnswerModelsFile,
    Kind.CROSSWALKS: CrosswalksFile,
    Kind.EXEMPLARS: ExemplarsFile,
    Kind.FRAMEWORK: FrameworkFile,
    Kind.QUESTIONS: QuestionsFile,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    bank: QuestionBank | None
    """None if there is a problem."""
    problems: list[BankProblem]
    """In the order of files and lines."""
    documents: Documents
    """What could be read, with the place of every value."""


def check(
    directory: Path, additions: Sequence[Path] = ()
) -> tuple[QuestionBank | None, list[BankProblem]]:
    """The bank in a folder, or None and all its problems; see `examine`."""
    checked = examine(directory, additions)
    return checked.bank, checked.problems


def examine(directory: Path, additions: Sequence[Path] = ()) -> Checked:
    """The bank in a folder, or all that is wrong with it.

    Args:
        directory: a whole bank.
        additions: folders that add to it; they may use all that it declares, and need declare
            nothing themselves.

    Never raises for what stands in the files.
    """
    with collector_resting():
        return _check(directory, additions)


def _check(directory: Path, additions: Sequence[Path]) -> Checked:
    found, problems = find_files(directory)
    for addition in additions:
        more, wrong = find_files(addition, whole=False)
        found += more
        problems += wrong
    documents: dict[Kind, list[Document]] = {kind: [] for kind in Kind}
    complete = {file.kind for file in found}
    files: list[Any] = []
    for file in found:
        document, unreadable = read_document(file.path)
        problems += unreadable
        if document is None:
            complete.discard(file.kind)
            continue
        documents[file.kind].append(document)
        model = _MODELS[file.kind]
        try:
            files.append(model.model_validate(document.value))
        except ValidationError as error:
            problems += explained(document, model, error)
    problems += islice(clash_problems(documents), MOST_OF_A_KIND)
    problems += islice(reference_problems(documents, complete), MOST_OF_A_KIND)
    problems += islice(quotation_problems(documents), MOST_OF_A_KIND)
    if problems:
        return Checked(None, sorted(problems), documents)
    return Checked(_assembled(files), [], documents)


def _assembled(files: list[Any]) -> QuestionBank:
    """The bank of models that agree with one another.

    Frameworks stand by their status, and the newest first; questions by framework and ECQ as the
    framework orders them, then in the order of their files.
    """

    def of(model: type[_File]) -> Iterator[_File]:
        return (file for file in files if isinstance(file, model))

    frameworks = sorted(map(convert.framework_of, of(FrameworkFile)), key=_rank)
    places = {
        pair: n for n, pair in enumerate((f.id, ecq.id) for f in frameworks for ecq in f.ecqs)
    }
    questions = [q for file in of(QuestionsFile) for q in convert.questions_of(file)]
    by_id = {question.id: question for question in questions}
    scales = {framework.id: framework.scale for framework in frameworks}

    def place(question: Question) -> int:
        return places[question.framework, question.ecq]

    return QuestionBank(
        frameworks=tuple(frameworks),
        questions=tuple(sorted(questions, key=place)),
        presets=tuple(convert.preset_of(p) for file in of(PresetsFile) for p in file.presets),
        scales=tuple(convert.scale_of(s) for file in of(ScalesFile) for s in file.scales),
        answer_models=tuple(
            convert.answer_model_of(m) for file in of(AnswerModelsFile) for m in file.answer_models
        ),
        crosswalks=tuple(
            convert.crosswalk_of(c) for file in of(CrosswalksFile) for c in file.crosswalks
        ),
        exemplars=tuple(
            convert.exemplar_of(e, by_id, scales)
            for file in of(ExemplarsFile)
            for e in file.exemplars
        ),
    )


_STATUSES = list(FrameworkStatus)


def _rank(framework: Framework) -> tuple[int, int]:
    since = framework.effective_from
    return _STATUSES.index(framework.status), -(since.toordinal() if since else 0)


@contextmanager
def collector_resting() -> Iterator[None]:
    """No garbage collection: it would go through all the new values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
