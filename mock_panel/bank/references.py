"""Names in one file that should lead to another and do not.

Works on the plain values, whatever the models find, so that one check tells all. Values of the
wrong type are passed over: the models have complained of them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mock_panel.bank.documents import Document, Steps, Value
from mock_panel.bank.layout import Kind
from mock_panel.bank.problems import BankProblem, did_you_mean, shown

Documents = Mapping[Kind, Sequence[Document]]
"""What could be read, by kind, in the order of the bank."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a framework's file offers to its questions."""

    ecqs: frozenset[str]
    competencies: frozenset[str]
    scale: str
    levels: frozenset[int]


def reference_problems(documents: Documents, complete: Collection[Kind]) -> Iterator[BankProblem]:
    """A problem at each name that leads nowhere.

    Args:
        documents: the files by kind.
        complete: the kinds of which every file could be read; a name that is not found may
            stand in a file that could not, and is not reported then.
    """
    scales = _scales(documents[Kind.SCALES])
    models = _names(
        document.at(("answer_models", i, "id"))
        for document in documents[Kind.ANSWER_MODELS]
        for i in document.indices(("answer_models",))
    )
    for document in documents[Kind.FRAMEWORK]:
        if Kind.SCALES in complete:
            yield from _dangling(document, ("scale",), scales, "scale")
        if Kind.ANSWER_MODELS in complete:
            yield from _dangling(document, ("answer_model",), models, "answer model")
    frameworks = {
        framework: _declared(document, scales)
        for document in documents[Kind.FRAMEWORK]
        if isinstance(framework := document.at(("id",)), str)
    }
    for document in documents[Kind.QUESTIONS]:
        if Kind.FRAMEWORK in complete:
            yield from _dangling(document, ("framework",), frameworks, "framework")
        framework = document.at(("framework",))
        if isinstance(framework, str) and framework in frameworks:
            yield from _of_questions(document, framework, frameworks[framework])
    questions = _frameworks_of_questions(documents[Kind.QUESTIONS])
    for document in documents[Kind.EXEMPLARS]:
        yield from _of_exemplars(document, questions, frameworks, Kind.QUESTIONS in complete)
    if Kind.FRAMEWORK in complete:
        for document in documents[Kind.CROSSWALKS]:
            yield from _of_crosswalks(document, frameworks)


def _of_exemplars(
    document: Document,
    questions: Mapping[str, str],
    frameworks: Mapping[str, _Declared],
    told: bool,
) -> Iterator[BankProblem]:
    """Exemplars that answer no question, or have a key beside their scale.

    Args:
        document: an `exemplars.yaml`.
        questions: the framework of each question.
        frameworks: what each declares.
        told: whether all questions are known, so that a missing one may be told.
    """
    for i in document.indices(("exemplars",)):
        here: Steps = ("exemplars", i)
        if told:
            yield from _dangling(document, (*here, "question"), questions, "question")
        question, key = document.at((*here, "question")), document.at((*here, "key"))
        declared = frameworks.get(questions.get(question, "") if isinstance(question, str) else "")
        if declared and declared.levels and type(key) is int and key not in declared.levels:
            near = min(sorted(declared.levels), key=lambda level: abs(level - key))
            message = f"{key} is not a level of the scale '{declared.scale}', the nearest is {near}"
            yield document.problem((*here, "key"), message)


def _of_crosswalks(
    document: Document, frameworks: Mapping[str, _Declared]
) -> Iterator[BankProblem]:
    for i in document.indices(("crosswalks",)):
        here: Steps = ("crosswalks", i)
        known = {}
        for end in ("from_framework", "to_framework"):
            yield from _dangling(document, (*here, end), frameworks, "framework")
            name = document.at((*here, end))
            declared = frameworks.get(name) if isinstance(name, str) else None
            known[end] = (declared.competencies if declared else frozenset(), f" in {name}")
        for j in document.indices((*here, "competencies")):
            row: Steps = (*here, "competencies", j)
            competencies, where = known["from_framework"]
            yield from _dangling(document, (*row, "competency"), competencies, "competency", where)
            competencies, where = known["to_framework"]
            for k in document.indices((*row, "to")):
                yield from _dangling(document, (*row, "to", k), competencies, "competency", where)


def ecq_steps(document: Document) -> Iterator[Steps]:
    """Where the ids of a framework's ECQs stand."""
    for i in document.indices(("ecqs",)):
        yield ("ecqs", i, "id")


def competency_steps(document: Document) -> Iterator[Steps]:
    """Where the ids of a framework's competencies stand, the fundamental ones last."""
    for i in document.indices(("ecqs",)):
        for j in document.indices(("ecqs", i, "competencies")):
            yield ("ecqs", i, "competencies", j, "id")
    for i in document.indices(("fundamental",)):
        yield ("fundamental", i, "id")


def _scales(documents: Sequence[Document]) -> dict[str, frozenset[int]]:
    """The levels of each scale."""
    return {
        scale: frozenset(
            level
            for j in document.indices(("scales", i, "levels"))
            if isinstance(level := document.at(("scales", i, "levels", j, "value")), int)
        )
        for document in documents
        for i in document.indices(("scales",))
        if isinstance(scale := document.at(("scales", i, "id")), str)
    }


def _declared(document: Document, scales: Mapping[str, frozenset[int]]) -> _Declared:
    scale = document.at(("scale",))
    return _Declared(
        _names(document.at(steps) for steps in ecq_steps(document)),
        _names(document.at(steps) for steps in competency_steps(document)),
        str(scale),
        scales.get(str(scale), frozenset()),
    )


def _frameworks_of_questions(documents: Sequence[Document]) -> dict[str, str]:
    """The framework of each question."""
    return {
        question: framework
        for document in documents
        if isinstance(framework := document.at(("framework",)), str)
        for i in document.indices(("questions",))
        if isinstance(question := document.at(("questions", i, "id")), str)
    }


def _names(values: Iterator[Value]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str))


def _of_questions(document: Document, framework: str, declared: _Declared) -> Iterator[BankProblem]:
    where = f" in {framework}"
    yield from _dangling(document, ("ecq",), declared.ecqs, "ECQ", where)
    for i in document.indices(("questions",)):
        for j in document.indices(("questions", i, "competencies")):
            steps = ("questions", i, "competencies", j)
            yield from _dangling(document, steps, declared.competencies, "competency", where)
        anchors = document.at(("questions", i, "anchors"))
        for level in anchors if isinstance(anchors, dict) and declared.levels else ():
            if isinstance(level, int) and level not in declared.levels:
                message = f"{level} is not a level of the scale '{declared.scale}'"
                yield document.problem(("questions", i, "anchors", level), message, of_key=True)


def _dangling(
    document: Document, steps: Steps, known: Collection[str], what: str, where: str = ""
) -> Iterator[BankProblem]:
    """Nothing is known where the file that should declare it is broken; then nothing is said."""
    value = document.at(steps)
    if isinstance(value, str) and known and value not in known:
        near = did_you_mean(value, known)
        yield document.problem(steps, f"unknown {what} {shown(value)}{where}{near}")
