"""Frameworks: sets of ECQs with their competencies, as data packs describe them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId


class Provenance(StrEnum):
    """Whose words a definition is in."""

    QUOTED = "quoted"
    """The issuing body's own wording."""
    ADAPTED = "adapted"
    """The issuing body's wording as a third party passed it on, perhaps reworded."""
    OURS = "ours"
    """Our own gloss, because the issuing body's text is not known to us."""


class FrameworkStatus(StrEnum):
    """Whether a framework is in force."""

    CURRENT = "current"
    CLASSIC = "classic"


@dataclass(frozen=True, slots=True)
class Definition:
    """What an ECQ or a competency means, and who says so."""

    text: str
    provenance: Provenance
    source: str
    """Where the wording was read; empty for our own."""


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency of a framework."""

    id: CompetencyId
    title: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Ecq:
    """One Executive Core Qualification with the competencies that belong to it."""

    id: EcqId
    title: str
    short_title: str
    """The title cut to fit a narrow column."""
    definition: Definition
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of ECQs, with competencies that cut across all of them."""

    id: FrameworkId
    title: str
    summary: str
    """One sentence that helps a candidate to choose between frameworks."""
    status: FrameworkStatus
    effective_from: date
    effective_to: date | None
    source: str
    licence: str
    ecqs: tuple[Ecq, ...]
    fundamental: tuple[Competency, ...]
    """Competencies that belong to no single ECQ."""

    def ecq(self, ecq_id: EcqId) -> Ecq:
        """The ECQ with this id.

        Raises:
            KeyError: no ECQ of this framework has it.
        """
        for ecq in self.ecqs:
            if ecq.id == ecq_id:
                return ecq
        raise KeyError(ecq_id)

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """All competencies, ECQ by ECQ, the fundamental ones last."""
        return tuple(c for ecq in self.ecqs for c in ecq.competencies) + self.fundamental

    def competency(self, competency_id: CompetencyId) -> Competency:
        """The competency with this id.

        Raises:
            KeyError: no competency of this framework has it.
        """
        for competency in self.competencies:
            if competency.id == competency_id:
                return competency
        raise KeyError(competency_id)
