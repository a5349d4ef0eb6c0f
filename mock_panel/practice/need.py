"""How much a question is needed now, and why: reasons with weights, and words for the weightiest.

The need is the sum of the weights of what is true of a question:

| reason | weight |
|---|---|
| it aims at a competency that no question has aimed at | 8, and 0.5 more if it is its main one |
| it aims at one that was asked about, but no answer counted | 2 |
| its ECQ was never practised | 4 |
| its ECQ has fewer scored answers than make a level | 3, less 0.4 for each answer, 1 at least |
| its ECQ has a level | 0 at level 5 to 3 at level 1, evenly |
| its ECQ rested for two days or more | 0.1 a day, 1 at most |
| it was never asked | 1.4 |
| it is due | 2, 1.6, 1, 0.8 by the last grade from again to easy, and up to 1 as it fades |
| it is not due yet | -6, and less the longer it still has |
| a story that is seldom told could serve | 0.4 |

So a competency that was never practised comes before everything else (the others together stay
below 9.4), because no practice elsewhere makes up for it; then the weakest ECQ; within it what
went badly comes back before new questions, and new ones before what went well. In the taper
(`Countdown.is_taper`) none of this counts: what was answered best comes first.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from mock_panel.domain.attempts import AttemptStatus
from mock_panel.domain.english import how_many
from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.questions import Question
from mock_panel.practice.days import days_ago
from mock_panel.practice.progress import RECENT, EcqReadiness
from mock_panel.practice.spacing import Grade, Spaced
from mock_panel.practice.standing import Standing, counts

REST = timedelta(days=1)
"""So long no question is asked again, unless nothing else is left."""
_DUE = {Grade.AGAIN: 2.0, Grade.HARD: 1.6, Grade.GOOD: 1.0, Grade.EASY: 0.8}
_UNASKED = 1.4
_MOST_TOLD = 2
"""Reasons in one sentence."""
_TOP = 5
_GOOD = 3
"""From this level on an answer may be called a strength: the middle of the scale."""


class Kind(StrEnum):
    """What a reason speaks of."""

    COMPETENCY_NEW = "competency_new"
    COMPETENCY_UNSHOWN = "competency_unshown"
    ECQ_NEW = "ecq_new"
    ECQ_FEW = "ecq_few"
    ECQ_WEAK = "ecq_weak"
    ECQ_RESTED = "ecq_rested"
    QUESTION_NEW = "question_new"
    DUE = "due"
    NOT_DUE = "not_due"
    STORY = "story"
    BEST = "best"
    NOTHING_ELSE = "nothing_else"


ECQ_KINDS = frozenset({Kind.ECQ_NEW, Kind.ECQ_FEW, Kind.ECQ_WEAK, Kind.ECQ_RESTED})
"""Reasons for an ECQ, and none for one of its questions before another."""
_SAY_ENOUGH = frozenset({Kind.NOTHING_ELSE, Kind.BEST, Kind.NOT_DUE})
_GO_WITH_A_NEW_ECQ = frozenset({Kind.COMPETENCY_NEW, Kind.QUESTION_NEW})


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is true of a question now."""

    kind: Kind
    weight: float
    words: str
    """To follow "because": no capital, no full stop."""
    short: str
    """The same beside the name of the ECQ."""


@dataclass(frozen=True, slots=True)
class Need:
    """How much a question is needed."""

    question: Question
    reasons: tuple[Reason, ...]
    is_resting: bool
    """Answered within the last day."""

    @property
    def weight(self) -> float:
        """The sum; in steps, so that chance decides between questions that are as good as equal."""
        return round(sum(reason.weight for reason in self.reasons), 1)

    @property
    def order(self) -> tuple[bool, float]:
        """Sorts the neediest first, and what rests last."""
        return (self.is_resting, -self.weight)

    def told(self, *, ecq_was_given: bool) -> tuple[Reason, ...]:
        """The weightiest reason, and a second one that weighs at least half as much.

        Args:
            ecq_was_given: whether the question had to be of this ECQ anyway: then its being
                weak is no reason for this question.
        """
        told = [r for r in self.reasons if not (ecq_was_given and r.kind in ECQ_KINDS)]
        if any(reason.kind is Kind.ECQ_NEW for reason in told):
            # Whoever never practised an ECQ has seen nothing of it: that goes without saying.
            told = [reason for reason in told if reason.kind not in _GO_WITH_A_NEW_ECQ]
        told.sort(key=lambda reason: -reason.weight)
        alone = [reason for reason in told if reason.kind in _SAY_ENOUGH]
        if alone and told[0].kind is not Kind.COMPETENCY_NEW:
            return (alone[0],)
        return tuple(r for r in told if r.weight >= told[0].weight / 2)[:_MOST_TOLD]


def need_of(
    question: Question, standing: Standing, practised_now: Container[CompetencyId] = ()
) -> Need:
    """How much a question is needed.

    Args:
        question: of the standing's framework.
        standing: where the candidate stands.
        practised_now: competencies that questions drawn before it in this session aim at.
    """
    past = standing.past.get(question.id)
    is_resting = past is not None and standing.now - past.last.started_at < REST
    if past is not None and is_resting:
        return Need(question, (_rests(question, past, standing),), is_resting)
    if standing.countdown.is_taper and past is not None:
        best = _best(question, past, standing)
        if best is not None:
            return Need(question, (best,), is_resting)
    return Need(
        question,
        (
            *_competency(question, standing, practised_now),
            *ecq_reasons(standing.row(question.ecq), standing),
            *_spacing(question, past, standing),
            *_story(question, standing),
        ),
        is_resting,
    )


def ecq_reasons(row: EcqReadiness, standing: Standing) -> tuple[Reason, ...]:
    """How much an ECQ is needed, the weightiest reason first."""
    reasons = [_standing(row, standing)]
    if row.last is not None and (days := (standing.now - row.last).days) >= 2:
        words = f"you have not practised {row.ecq.short_title} for {days} days"
        reasons.append(
            Reason(Kind.ECQ_RESTED, min(1.0, 0.1 * days), words, f"not practised for {days} days")
        )
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def _standing(row: EcqReadiness, standing: Standing) -> Reason:
    title = row.ecq.short_title
    if row.answers == 0:
        return Reason(Kind.ECQ_NEW, 4.0, f"you have not practised {title} yet", "not practised yet")
    if row.level is None:
        weight = max(1.0, 3.0 - 0.4 * row.answers)
        if row.scored:
            words = f"{title} has only {how_many(row.scored, 'answer')} with a level so far"
        else:
            words = f"{title} has {how_many(row.answers, 'answer')} and no level yet"
        return Reason(Kind.ECQ_FEW, weight, words, f"{row.count_words} so far")
    weight = 3.0 * (_TOP - row.level) / (_TOP - 1)
    at = f"level {row.level:.1f} over the last {RECENT}"
    levels = [other.level for other in standing.rows if other.level is not None]
    is_weakest = row.level == min(levels) and levels.count(row.level) == 1 < len(levels)
    if is_weakest:
        words, short = f"{title} is your weakest, at {at}", f"your weakest at level {row.level:.1f}"
    else:
        words, short = f"{title} stands at {at}", f"at level {row.level:.1f}"
    return Reason(Kind.ECQ_WEAK, weight, words, short)


def _competency(
    question: Question, standing: Standing, practised_now: Container[CompetencyId]
) -> Iterable[Reason]:
    titles = {c.id: c.title for c in standing.framework.competencies}
    for place, competency in enumerate(question.competencies):
        if competency not in titles or competency in practised_now:
            continue
        practised = standing.practised(competency)
        if practised.asked == 0:
            words = f"no question has asked you for {titles[competency]} yet"
            short = f"never practised: {titles[competency]}"
            yield Reason(Kind.COMPETENCY_NEW, 8.0 if place else 8.5, words, short)
            return
    for competency in question.competencies:
        if competency not in titles or competency in practised_now:
            continue
        if standing.practised(competency).counted == 0:
            words = f"none of your answers on {titles[competency]} has counted yet"
            short = f"nothing counted yet: {titles[competency]}"
            yield Reason(Kind.COMPETENCY_UNSHOWN, 2.0, words, short)
            return


def _spacing(question: Question, past: Spaced | None, standing: Standing) -> Iterable[Reason]:
    if past is None:
        yield Reason(
            Kind.QUESTION_NEW, _UNASKED, "this question is new to you", "a question new to you"
        )
    elif past.due <= standing.now:
        weight = _DUE[past.grade] + 1.0 - past.recall
        yield Reason(Kind.DUE, weight, *_last_time(past, standing))
    else:
        days_more = (past.due - standing.now) / timedelta(days=1)
        words = f"nothing else at {_ecq(question, standing)} is new to you or due"
        yield Reason(Kind.NOT_DUE, -6.0 - days_more / 10, words, "nothing else is new or due")


def _last_time(past: Spaced, standing: Standing) -> tuple[str, str]:
    """How it went the last time, in full and in short."""
    last = past.last
    ago = days_ago(last.started_at, standing.now)
    if last.misunderstood:
        return f"you misunderstood it {ago}", f"once more: misunderstood {ago}"
    if last.status is AttemptStatus.NOT_SCORED:
        return f"your answer to it {ago} could not be scored", f"once more: not scored {ago}"
    if last.level is not None:
        return (
            f"you answered it {ago} at level {last.level}",
            f"once more: level {last.level} {ago}",
        )
    return f"you last answered it {ago}", f"once more: last answered {ago}"


def _story(question: Question, standing: Standing) -> Iterable[Reason]:
    if not question.competencies:
        return
    main = question.competencies[0]
    for story in standing.stories:
        if main in story.competencies:
            told = {0: "has not been told yet", 1: "has been told only once"}.get(
                story.times, f"has been told only {story.times} times"
            )
            words = f"your story “{story.title}” could serve and {told}"
            yield Reason(Kind.STORY, 0.4, words, f"for your story “{story.title}”")
            return


def _best(question: Question, past: Spaced, standing: Standing) -> Reason | None:
    """In the taper: how well it went the last time; None where it did not go well."""
    last = past.last
    known = last.level if last.level is not None else last.self_level
    if not counts(last) or known is None or known < _GOOD:
        return None
    when = standing.countdown.words
    # Of what went equally well, what belongs to the ECQ that rested longest.
    rested = standing.now - (standing.row(question.ecq).last or last.started_at)
    base = 20.0 + min(4, max(0, rested.days)) / 10
    if last.level is not None:
        exact = last.level_exact or float(last.level)
        words = f"{when}, and it is among what went best: level {last.level} the last time"
        return Reason(Kind.BEST, base + exact, words, f"{when}: among your best, level {known}")
    words = f"{when}, and it is among what went best: level {known} by your own rating"
    # Half a level less, because nobody else has looked at it.
    return Reason(Kind.BEST, base + known - 0.5, words, f"{when}: among your best")


def _rests(question: Question, past: Spaced, standing: Standing) -> Reason:
    """Of questions that all rest, the one that was answered longest ago comes first."""
    words = f"you answered everything else at {_ecq(question, standing)} within the last day"
    hours = past.last.started_at.timestamp() / 3600
    return Reason(Kind.NOTHING_ELSE, -hours, words, "everything else was answered within a day")


def _ecq(question: Question, standing: Standing) -> str:
    return standing.row(question.ecq).ecq.short_title
