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
    """What a framework is to a candidate for the SES; the first comes first."""

    CURRENT = "current"
    """In force for the SES."""
    CLASSIC = "classic"
    """Of the SES, and still met with."""
    SET = "set"
    """No qualifications: questions that go with any framework, such as the opening ones."""
    ELSEWHERE = "elsewhere"
    """Of another employer: another country, or an international body."""
    OWN = "own"
    """A user's own."""


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
    definition: Definition | None
    """None where only the name is known, or may be passed on."""


@dataclass(frozen=True, slots=True)
class Ecq:
    """One Executive Core Qualification with the competencies that belong to it."""

    id: EcqId
    title: str
    short_title: str
    """The title cut to fit a narrow column."""
    definition: Definition | None
    """As of a competency."""
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of ECQs, with competencies that cut across all of them."""

    id: FrameworkId
    title: str
    summary: str
    """One sentence that helps a candidate to choose between frameworks."""
    status: FrameworkStatus
    effective_from: date | None
    effective_to: date | None
    source: str
    licence: str
    scale: str
    """The id of the rating scale that its anchors and raters use."""
    answer_model: str
    """The id of the answer model that its candidates are taught; empty where there is none."""
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


class Basis(StrEnum):
    """Whose word a carry-over is."""

    REPORTED = "reported"
    """Told by the source that the crosswalk names."""
    INFERRED = "inferred"
    """Our own reading."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Where a competency of one framework went in another."""

    competency: CompetencyId
    to: tuple[CompetencyId, ...]
    """Empty: it has no home there."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How history and stories of one framework are read in another."""

    from_framework: FrameworkId
    to_framework: FrameworkId
    source: str
    rows: tuple[CarryOver, ...]

    def home_of(self, competency: CompetencyId) -> CarryOver | None:
        """Where a competency went; None if the crosswalk does not speak of it."""
        return next((row for row in self.rows if row.competency == competency), None)
