"""Which questions the bank browser lists: a step at every key, from all of them to a few."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mock_panel.domain.ids import CompetencyId, FrameworkId
from mock_panel.domain.questions import QuestionBank, QuestionType
from mock_panel.tui.widgets.question_list import EcqKey, Entry, Statistics

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All questions of the bank, made ready to be narrowed at every key."""

    bank: QuestionBank
    entries: tuple[Entry, ...]
    frameworks: tuple[FrameworkId, ...]
    """Those with questions, in the bank's order."""

    def ecqs(self, framework: FrameworkId | None) -> list[EcqKey]:
        """The ECQs with questions, of a framework or of all."""
        keys = dict.fromkeys(entry.ecq_key for entry in self.entries)
        return [key for key in keys if framework in (None, key[0])]

    def competencies(self, narrowing: "Narrowing") -> list[CompetencyId]:
        """Those that questions of the framework and the ECQ aim at."""
        placed = Narrowing(framework=narrowing.framework, ecq=narrowing.ecq)
        aimed_at = {
            (entry.question.framework, competency)
            for entry in placed.keep(self.entries, {})
            for competency in entry.question.competencies
        }
        ordered = ((f.id, c.id) for f in self.bank.frameworks for c in f.competencies)
        return list(dict.fromkeys(key[1] for key in ordered if key in aimed_at))

    @property
    def types(self) -> list[QuestionType]:
        """Those that occur."""
        occurring = {entry.question.type for entry in self.entries}
        return [kind for kind in QuestionType if kind in occurring]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which questions are listed, and in which order; a new value for each change."""

    framework: FrameworkId | None = None
    ecq: EcqKey | None = None
    competency: CompetencyId | None = None
    type: QuestionType | None = None
    is_asked: bool | None = None
    words: str = ""
    """All of these are to be found in the question or its id, in any order and case."""
    is_weakest_first: bool = False

    def keep(self, entries: Sequence[Entry], statistics: Statistics) -> list[Entry]:
        """The entries that pass, in the bank's order or the weakest first."""
        words = self.words.casefold().split()
        kept = [
            entry
            for entry in entries
            if self.framework in (None, entry.question.framework)
            and self.ecq in (None, entry.ecq_key)
            and (self.competency is None or self.competency in entry.question.competencies)
            and self.type in (None, entry.question.type)
            and self.is_asked in (None, entry.question.id in statistics)
            and all(word in entry.folded for word in words)
        ]
        return _weakest_first(kept, statistics) if self.is_weakest_first else kept

    def next_framework(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same under another framework, which has ECQs and competencies of its own."""
        framework = stepped(catalogue.frameworks, self.framework, by)
        return replace(self, framework=framework, ecq=None, competency=None)

    def next_ecq(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same for another ECQ; a competency stays if questions of the ECQ aim at it."""
        ecq = stepped(catalogue.ecqs(self.framework), self.ecq, by)
        moved = replace(self, ecq=ecq)
        if self.competency in catalogue.competencies(moved):
            return moved
        return replace(moved, competency=None)

    def next_competency(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same for another competency."""
        offered = catalogue.competencies(self)
        return replace(self, competency=stepped(offered, self.competency, by))

    def next_type(self, catalogue: Catalogue) -> "Narrowing":
        """The same for another type of question."""
        return replace(self, type=stepped(catalogue.types, self.type))

    def next_asked(self) -> "Narrowing":
        """Never asked, then asked before, then both."""
        return replace(self, is_asked=stepped([False, True], self.is_asked))


def _weakest_first(entries: Sequence[Entry], statistics: Statistics) -> list[Entry]:
    """What was never asked needs no sorting, and is most of a large bank."""
    never = [entry for entry in entries if entry.question.id not in statistics]
    asked = [entry for entry in entries if entry.question.id in statistics]
    return never + sorted(asked, key=lambda entry: statistics[entry.question.id].need)


def stepped(choices: Sequence[T], chosen: T | None, by: int = 1) -> T | None:
    """The choice after the chosen one, or before it; None, for any, has its turn as well."""
    turns = [None, *choices]
    at = turns.index(chosen) if chosen in turns else 0
    return turns[(at + by) % len(turns)]
