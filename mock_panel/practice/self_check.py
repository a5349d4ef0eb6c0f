"""The self-check: a few questions on the experience behind each ECQ, and the gaps they name.

The questions are ours. They follow what is told of boards (`domain.md` 1.4 to 1.7, 2.2 and 6.1):
whoever never supervised has it hard with Leading People, whoever never planned and executed a
budget with the ECQ on money; an example is to be from the last ten years and at executive level,
typically that of grade 15. A gap is a hint where to look for a story, never a judgement.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mock_panel.domain.frameworks import Ecq, Framework
from mock_panel.domain.ids import EcqId
from mock_panel.domain.preparation import SelfCheck

ABOUT = (
    "The questions are this program's own, after what is told of boards: experience from the last "
    "ten years, at the level of grade 14 or 15 or its like. A gap is a hint where to look for a "
    "story, never a judgement."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One question that is answered by yes or no."""

    id: str
    question: str
    gap: str
    """What no means, to follow the title of the ECQ: no capital, no full stop."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What an answer of no names."""

    ecq: Ecq
    check: Check

    @property
    def words(self) -> str:
        """Such as: Leading People: you have not supervised people."""
        return f"{self.ecq.short_title}: {self.check.gap}"


_RECENT = Check(
    "recent",
    "Do you have an example of it from the last ten years?",
    "no example from the last ten years",
)
_EXECUTIVE = Check(
    "executive",
    "Was it at the level of grade 14 or 15, or its like elsewhere?",
    "no example at the level of grade 14 or 15",
)
_SUPERVISED = Check(
    "supervised",
    "Have you supervised people, with their appraisals and their trouble?",
    "you have not supervised people, which makes it hard to show",
)
_BUDGET = Check(
    "budget",
    "Have you planned a budget and carried it out?",
    "you have not planned and executed a budget, which makes it hard to show",
)
_OWN: Mapping[str, tuple[Check, ...]] = {
    "commitment-to-the-rule-of-law-and-the-principles-of-the-american-founding": (
        Check(
            "law",
            "Have you decided something because law or Constitution asked it?",
            "no decision yet in which the law decided",
        ),
    ),
    "driving-efficiency": (
        _BUDGET,
        Check(
            "savings",
            "Have you ended spending, or made a process cheaper by changing it?",
            "no saving or cheaper process that was yours",
        ),
    ),
    "merit-and-competence": (
        Check(
            "relied-on",
            "Have others beyond your own office relied on your technical judgement?",
            "nobody beyond your own office has relied on your judgement",
        ),
    ),
    "leading-people": (_SUPERVISED,),
    "achieving-results": (
        Check(
            "goal",
            "Have you answered for a result against a goal that was set from above?",
            "no result that you answered for against a goal from above",
        ),
    ),
    "leading-change": (
        Check(
            "change",
            "Have you led a change beyond your own office?",
            "no change led beyond your own office",
        ),
    ),
    "results-driven": (
        Check(
            "goal",
            "Have you answered for a result that could be measured?",
            "no measured result that you answered for",
        ),
    ),
    "business-acumen": (_BUDGET,),
    "building-coalitions": (
        Check(
            "outside",
            "Have you got something done with people outside who did not report to you?",
            "nothing done yet with people outside who did not report to you",
        ),
    ),
}
"""By the id of an ECQ; another one has the two that all have."""


def checks_of(ecq: EcqId) -> tuple[Check, ...]:
    """The questions on one ECQ."""
    return (*_OWN.get(ecq, ()), _RECENT, _EXECUTIVE)


def likely_gaps(framework: Framework, check: SelfCheck | None) -> tuple[Gap, ...]:
    """Where the candidate answered no, in the framework's order; none without a self-check.

    Without a recent example nothing is said of the level of one.
    """
    return tuple(_gaps(framework, check)) if check is not None else ()


def _gaps(framework: Framework, check: SelfCheck) -> Iterator[Gap]:
    for ecq in framework.ecqs:
        answers = check.answers.get(ecq.id, {})
        for each in checks_of(ecq.id):
            is_moot = each is _EXECUTIVE and answers.get(_RECENT.id) is False
            if answers.get(each.id) is False and not is_moot:
                yield Gap(ecq, each)


def is_whole(framework: Framework, check: SelfCheck | None) -> bool:
    """Whether every question has an answer."""
    return check is not None and all(
        each.id in check.answers.get(ecq.id, {})
        for ecq in framework.ecqs
        for each in checks_of(ecq.id)
    )
