"""What a report holds, part by part; all of it words, figures and marks to be laid out."""

from dataclasses import dataclass
from enum import StrEnum

from mock_panel.domain.questions import ScaleLevel


class Standing(StrEnum):
    """Where a result comes from."""

    CONSENSUS = "consensus"
    MEAN = "mean"
    """They did not meet."""
    OPEN = "open"
    """Not settled yet; the mean of the ratings stands in."""
    NOT_RATED = "not_rated"

    @property
    def words(self) -> str:
        """As the report labels it."""
        return {
            "consensus": "consensus",
            "mean": "mean of the ratings; the panel did not agree",
            "open": "open; mean of the ratings so far",
            "not_rated": "no rating",
        }[self.value]


class Mark(StrEnum):
    """One point of the scale, as it is drawn."""

    ON = "on"
    HALF = "half"
    """The value lies between this point and the one below."""
    WAS = "was"
    """Reached before the rater moved down."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Called:
    """What the report calls that which is rated: ECQs for the SES alone."""

    one: str
    """`ECQ`, `question` or `area`."""
    heading: str
    """The same over a column."""
    each: str
    """Such as `ECQ by ECQ`."""
    of_question: str
    """Over a column that says what each question is on."""


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """Who sat before whom, when, and by which rules."""

    candidate: str
    cohort: str
    framework: str
    preset: str
    scale: str
    held: str
    """The day of the panel."""
    made: str
    """The day of the report."""
    panel: str
    """The id by which the mentor finds it again."""
    raters: tuple[str, ...]
    """Each as the panel calls them, with letter and office."""
    observers: tuple[str, ...]
    masked: bool
    masking: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a rater."""

    by: str
    """Who, and what they rated where it matters."""
    text: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rater on one item."""

    rater: str
    letter: str
    first: int | None
    """As locked."""
    final: int | None
    """After the discussion."""
    words: str
    """Such as `4`, `5 → 4` or `no rating`."""
    marks: tuple[Mark, ...]
    """The same for the eye: one for each point of the scale."""
    moves: tuple[str, ...]
    """Each with its reason."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as it was worded."""

    number: int
    """In the order of the form, from 1."""
    text: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """What was noted under one part."""

    letter: str
    part: str
    lines: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What the panel made of one item."""

    number: int
    title: str
    questions: tuple[QuestionRow, ...]
    ratings: tuple[RatingRow, ...]
    value: float | None
    figure: str
    """The value as it is printed; a dash where there is none."""
    marks: tuple[Mark, ...]
    standing: Standing
    standing_words: str
    label: str
    """The scale's word for the value."""
    meaning: str
    reason: str
    """Why the panel settled so; may be empty."""
    spread: str
    notes: tuple[NoteGroup, ...]


@dataclass(frozen=True, slots=True)
class EcqResult:
    """What the items of one ECQ come to; outside of the SES, one item alone."""

    title: str
    value: float | None
    figure: str
    marks: tuple[Mark, ...]
    label: str
    standing_words: str
    shown: bool | None
    """None: nobody rated it."""
    shown_words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a board might have said, as a practice indicator; for the SES alone."""

    title: str
    verdict: str
    """Approve, Rewrite, Disapprove; that there is none; or how much was shown."""
    sentence: str
    rules: tuple[str, ...]
    ecqs: tuple[EcqResult, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """A high result, and what proves it."""

    title: str
    words: str
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, and what to do it with."""

    title: str
    sentences: tuple[str, ...]
    practise: tuple[str, ...]
    """Questions to answer aloud."""


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How one question went."""

    number: int
    title: str
    time: str
    against_band: str
    also_asked: tuple[str, ...]
    """Probes and supplementals, as they were put."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the panel was run."""

    lines: tuple[str, ...]
    """Consent, order, pauses, faults."""
    band: str
    times: tuple[AnswerTime, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The engine's level of one answer."""

    number: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as it was written down."""

    number: int
    title: str
    how: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelReport:
    """All that is said to the candidate, in the order of saying."""

    heading: ReportHeading
    called: Called
    preliminary: bool
    status: str
    """What is still open; empty for a settled panel."""
    outcome: Outcome
    scale: tuple[ScaleLevel, ...]
    strengths_note: str
    strengths: tuple[Strength, ...]
    next_title: str
    next_steps: tuple[NextStep, ...]
    items: tuple[ItemResult, ...]
    changes: tuple[str, ...]
    """What was taken out of the rating, and why."""
    agreement: tuple[str, ...]
    conduct: Conduct
    levels_note: str
    levels: tuple[LevelRow, ...]
    """Empty where the engine was not asked."""
    answers: tuple[AnswerText, ...]
    """Empty where the candidate did not agree that answers are kept."""
