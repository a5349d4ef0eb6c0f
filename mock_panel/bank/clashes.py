"""Ids that are given twice, in one file or in two.

Works on the plain values, whatever the models find, so that one check tells all.
"""

from collections.abc import Iterable, Iterator

from mock_panel.bank.documents import Document, Steps, Value
from mock_panel.bank.layout import Kind
from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.references import Documents, competency_steps, ecq_steps

Located = tuple[Document, Steps]


def clash_problems(documents: Documents) -> Iterator[BankProblem]:
    """A problem at each id that has been given before; it names the first place."""
    yield from _clashes("framework id", ((d, ("id",)) for d in documents[Kind.FRAMEWORK]))
    for document in documents[Kind.FRAMEWORK]:
        yield from _clashes("ECQ id", _in(document, ecq_steps(document)))
        yield from _clashes("competency id", _in(document, competency_steps(document)))
    yield from _clashes("question id", _entries(documents[Kind.QUESTIONS], "questions"))
    for document, steps in _entries(documents[Kind.QUESTIONS], "questions"):
        targets = (*steps[:-1], "competencies")
        yield from _clashes("competency", _items(document, targets))
    yield from _clashes("preset id", _entries(documents[Kind.PRESETS], "presets"))
    yield from _clashes("answer model id", _entries(documents[Kind.ANSWER_MODELS], "answer_models"))
    yield from _clashes("scale id", _entries(documents[Kind.SCALES], "scales"))
    yield from _clashes("exemplar id", _entries(documents[Kind.EXEMPLARS], "exemplars"))
    for document in documents[Kind.CROSSWALKS]:
        for i in document.indices(("crosswalks",)):
            rows = _items(document, ("crosswalks", i, "competencies"))
            yield from _clashes("competency", ((d, (*row, "competency")) for d, row in rows))
    for document, steps in _entries(documents[Kind.SCALES], "scales"):
        levels = _items(document, (*steps[:-1], "levels"))
        yield from _clashes("level", ((d, (*level, "value")) for d, level in levels))


def _clashes(what: str, ids: Iterable[Located]) -> Iterator[BankProblem]:
    seen: dict[Value, BankProblem] = {}
    for document, steps in ids:
        value = document.at(steps)
        if not isinstance(value, str | int):
            continue
        if first := seen.get(value):
            place = f"{first.file}:{first.line}:{first.column}"
            message = f"duplicate {what} {shown(value)}, first at {place}"
            yield document.problem(steps, message)
        else:
            seen[value] = document.problem(steps, "")


def _in(document: Document, places: Iterable[Steps]) -> Iterator[Located]:
    return ((document, steps) for steps in places)


def _items(document: Document, steps: Steps) -> Iterator[Located]:
    return ((document, (*steps, i)) for i in document.indices(steps))


def _entries(documents: Iterable[Document], key: str) -> Iterator[Located]:
    """The ids of the entries of a list that stands at the top of each file."""
    for document in documents:
        for i in document.indices((key,)):
            yield document, (key, i, "id")
