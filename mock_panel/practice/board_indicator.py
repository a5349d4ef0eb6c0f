"""What the levels come to, in the shape of a board's decision: a practice indicator, unofficial.

A Qualifications Review Board decides approve, rewrite or disapprove; it disapproves where
three or more ECQs lack evidence (`domain.md` 1.6 and 7.7). A panel's report says the same of
people's ratings; this one speaks of the engine's practice levels alone, and the two never mix.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from mock_panel.domain.attempts import Attempt, AttemptStatus
from mock_panel.domain.english import how_many
from mock_panel.domain.frameworks import Ecq, Framework, FrameworkStatus
from mock_panel.practice.progress import FEW, RECENT, EcqReadiness

SHOWN_FROM = 3
"""The middle of the levels from 1 to 5; a mean is not rounded up."""
LACKING_FOR_DISAPPROVAL = 3
"""A board disapproves where so many ECQs lack evidence."""
INDICATOR = (
    "A practice indicator in the shape of a Qualifications Review Board's decision, from this "
    "program's own levels. It is unofficial, predicts no board's vote and binds nobody."
)
RULE = (
    f"The rule here: an ECQ is shown from level {SHOWN_FROM} up, as the mean of its last {RECENT} "
    f"scored answers, not rounded up; below {FEW} scored answers it has no level. All shown: "
    "approve. One or two not shown: rewrite. Three or more not shown: disapprove."
)
REHEARSAL_RULE = (
    f"The rule here: an ECQ is shown from level {SHOWN_FROM}.0 up, not rounded, by what was said "
    "in this one rehearsal; an answer that cannot be scored shows nothing. One answer is a small "
    "sample. All shown: approve. One or two not shown: rewrite. Three or more not shown: "
    "disapprove."
)
_ALMOST = 1e-9
_OF_THE_SES = (FrameworkStatus.CURRENT, FrameworkStatus.CLASSIC)


@dataclass(frozen=True, slots=True)
class EcqIndicator:
    """What the levels say of one ECQ."""

    ecq: Ecq
    shown: bool | None
    """None where there are too few scored answers."""
    words: str
    """Such as: shown, level 3.4 (2.8 to 4.1 in the last 5 of 9 scored)."""


@dataclass(frozen=True, slots=True)
class BoardIndicator:
    """What the levels come to."""

    title: str
    verdict: str
    """Approve, Rewrite, Disapprove, or why there is none; a count where it is not of the SES."""
    sentence: str
    """Which ECQs are shown and which are not."""
    rules: tuple[str, ...]
    """To be told wherever the verdict is."""
    ecqs: tuple[EcqIndicator, ...]


def board_indicator(framework: Framework, rows: Sequence[EcqReadiness]) -> BoardIndicator:
    """The indicator from the readiness at each ECQ of a framework."""
    ecqs = tuple(_ecq(row) for row in rows)
    shown = sum(ecq.shown is True for ecq in ecqs)
    told = f"{shown} of {len(ecqs)} shown"
    sentence = "; ".join((told, *_lacks(ecqs))) + "."
    if framework.status not in _OF_THE_SES:
        return BoardIndicator("What is shown, unofficial", told, sentence, (), ecqs)
    return BoardIndicator(
        "Board outcome, unofficial", _verdict(ecqs), sentence, (INDICATOR, RULE), ecqs
    )


def rehearsal_outcome(framework: Framework, attempts: Sequence[Attempt]) -> BoardIndicator:
    """The indicator from the answers of one board rehearsal alone, supplementals included.

    Args:
        framework: whose ECQs were asked.
        attempts: of the rehearsal; an ECQ without any was not asked.
    """
    asked = [
        (ecq, given)
        for ecq in framework.ecqs
        if (given := [a for a in attempts if a.question.ecq == ecq.id])
    ]
    ecqs = tuple(_rehearsed(ecq, given) for ecq, given in asked)
    shown = sum(ecq.shown is True for ecq in ecqs)
    told = f"{shown} of {len(ecqs)} shown"
    sentence = "; ".join((told, *_lacks(ecqs, unknown="no words yet"))) + "."
    if framework.status not in _OF_THE_SES:
        return BoardIndicator("What was shown, unofficial", told, sentence, (), ecqs)
    verdict = _verdict(ecqs, without="an answer without words")
    if len(ecqs) < len(framework.ecqs):
        verdict = f"No outcome: {len(ecqs)} of {len(framework.ecqs)} ECQs were asked"
    # The first stands on the screen without scrolling.
    rules = (*_rounded_up(asked), INDICATOR, REHEARSAL_RULE)
    return BoardIndicator("Board outcome, unofficial", verdict, sentence, rules, ecqs)


def came_out_thin(attempt: Attempt) -> bool:
    """Whether a board would ask on: below the level that shows, or nothing to score.

    Without words only the time is known: then an answer short of its band is thin.
    """
    if attempt.status is AttemptStatus.TIMED:
        return attempt.timing.answer < attempt.band.low
    return not _shows([attempt])


def _rehearsed(ecq: Ecq, given: Sequence[Attempt]) -> EcqIndicator:
    if any(a.status is AttemptStatus.TIMED for a in given):
        return EcqIndicator(ecq, None, "no words yet: timed, not scored")
    levels = _levels(given)
    told = f"level {_exact(fmean(levels))}" if levels else "not scored"
    supplementals = sum(len(a.continuations) for a in given)
    if supplementals:
        told += f", with {how_many(supplementals, 'supplemental')}"
    shown = _shows(given)
    return EcqIndicator(ecq, shown, f"{'shown' if shown else 'not shown'}, {told}")


def _rounded_up(asked: Sequence[tuple[Ecq, Sequence[Attempt]]]) -> Iterator[str]:
    """Why an ECQ is not shown although its review has a level that would be."""
    near = [
        ecq.short_title
        for ecq, given in asked
        if any(level >= SHOWN_FROM for level in _whole_levels(given)) and not _shows(given)
    ]
    if near:
        yield (
            f"A review rounds up: {', '.join(near)} {'has' if len(near) == 1 else 'have'} level "
            f"{SHOWN_FROM} there, and less than {SHOWN_FROM}.0 before it."
        )


def _shows(given: Sequence[Attempt]) -> bool:
    levels = _levels(given)
    return bool(levels) and fmean(levels) >= SHOWN_FROM - _ALMOST


def _levels(given: Sequence[Attempt]) -> list[float]:
    reports = [a.report for a in given if a.report is not None]
    return [report.level_exact for report in reports if report.level_exact is not None]


def _whole_levels(given: Sequence[Attempt]) -> list[int]:
    reports = [a.report for a in given if a.report is not None]
    return [report.level for report in reports if report.level is not None]


def _exact(level: float) -> str:
    """With one decimal, or with two where one would hide that it falls short."""
    told = f"{level:.1f}"
    return f"{level:.2f}" if float(told) >= SHOWN_FROM > level + _ALMOST else told


def _ecq(row: EcqReadiness) -> EcqIndicator:
    if row.level is None:
        return EcqIndicator(row.ecq, None, f"too few to say: {row.level_words}")
    shown = row.level >= SHOWN_FROM - _ALMOST
    return EcqIndicator(row.ecq, shown, f"{'shown' if shown else 'not shown'}, {row.level_words}")


def _verdict(
    ecqs: Sequence[EcqIndicator], without: str = f"fewer than {FEW} scored answers"
) -> str:
    lacking = sum(ecq.shown is False for ecq in ecqs)
    unknown = sum(ecq.shown is None for ecq in ecqs)
    if lacking >= LACKING_FOR_DISAPPROVAL:
        return "Disapprove"
    if unknown:
        have = "has" if unknown == 1 else "have"
        return f"No outcome yet: {unknown} of {len(ecqs)} ECQs {have} {without}"
    return "Rewrite" if lacking else "Approve"


def _lacks(ecqs: Sequence[EcqIndicator], unknown: str = "too few answers") -> list[str]:
    told = []
    for shown, words in ((False, "not shown"), (None, unknown)):
        if titles := [ecq.ecq.short_title for ecq in ecqs if ecq.shown is shown]:
            told.append(f"{words}: {', '.join(titles)}")
    return told
