"""Competencies that the questions leave out."""

from collections import defaultdict
from collections.abc import Iterator

from mock_panel.bank.layout import Kind
from mock_panel.bank.lint.texts import BankTexts, warning_at
from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.references import competency_steps


def never_targeted(bank: BankTexts) -> Iterator[BankProblem]:
    """A competency that no question of its framework is mainly about; empty frameworks may be."""
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for document in bank.documents[Kind.QUESTIONS]:
        framework = document.at(("framework",))
        for i in document.indices(("questions",)):
            target = document.at(("questions", i, "competencies", 0))
            if isinstance(framework, str) and isinstance(target, str):
                targets[framework].add(target)
    for document in bank.documents[Kind.FRAMEWORK]:
        framework = document.at(("id",))
        known = targets.get(framework) if isinstance(framework, str) else None
        for steps in competency_steps(document) if known else ():
            competency = document.at(steps)
            if isinstance(competency, str) and known and competency not in known:
                yield warning_at(
                    document,
                    steps,
                    f"{shown(competency)} is the main target of no question, it is never asked "
                    "about; name it first in one",
                )
