"""The summary in words: counts first, a trend only where there are enough answers for one."""

from collections.abc import Iterator, Sequence

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.english import how_many, written
from mock_panel.practice.history_report.facts import Chapter, HistoryFacts
from mock_panel.practice.progress import EcqReadiness


def opening(facts: HistoryFacts) -> tuple[str, ...]:
    """What there is, over all frameworks."""
    return tuple(_opening(facts))


def _opening(facts: HistoryFacts) -> Iterator[str]:
    attempts = facts.attempts
    if not attempts:
        yield "There are no answers yet."
        return
    first, last = (a.started_at.astimezone() for a in (attempts[-1], attempts[0]))
    days = len({a.started_at.astimezone().date() for a in attempts})
    yield (
        f"{how_many(len(attempts), 'answer')} from {written(first)} to {written(last)}, "
        f"on {how_many(days, 'day')}: {_by_status(attempts)}."
    )
    yield f"{facts.time.seconds / 3600:.1f} hours of answering and preparing, as measured."
    if facts.elsewhere:
        yield (
            f"{how_many(facts.elsewhere, 'answer')} of these under a set of questions that is no "
            "longer in the bank: listed below, and counted nowhere else."
        )


def of_chapter(chapter: Chapter) -> tuple[str, ...]:
    """What the answers under one framework say."""
    return tuple(_of_chapter(chapter))


def _of_chapter(chapter: Chapter) -> Iterator[str]:
    yield f"{how_many(len(chapter.attempts), 'answer')}: {_by_status(chapter.attempts)}."
    yield from _levels(chapter.rows)
    yield f"Time: {chapter.time.words}{_last(len(chapter.time.attempts), chapter.attempts)}."
    if chapter.ownership.attempts:
        yield f"Who acts in the action part: {chapter.ownership.words}."
    scored = chapter.parts.attempts
    if scored:
        with_numbers = sum(a.quantified_result is True for a in scored)
        yield f"A result in numbers: in {with_numbers} of {len(scored)} scored answers."
        yield f"The candidate's own level: {chapter.parts.self_rating.words}."
    if chapter.speaking.answers:
        yield f"Pace: {chapter.speaking.pace_words}. Pauses: {chapter.speaking.pause_words}."
    if misunderstood := sum(a.misunderstood for a in chapter.attempts):
        yield f"Questions misunderstood, by the candidate's own word: {misunderstood}."
    never = [row.competency.title for row in chapter.competencies.rows if not row.answers]
    if never:
        yield f"No question has aimed at: {', '.join(never)}."


def _levels(rows: Sequence[EcqReadiness]) -> Iterator[str]:
    known = sorted((row for row in rows if row.level is not None), key=lambda row: row.level or 0)
    if len(known) > 1:
        low, high = known[0], known[-1]
        yield f"Highest: {high.ecq.short_title}, {high.level_words}."
        yield f"Lowest: {low.ecq.short_title}, {low.level_words}."
    few = [row for row in rows if row.is_few and row.answers]
    if few:
        told = "; ".join(f"{row.ecq.short_title}, {row.level_words}" for row in few)
        yield f"Too few to say: {told}."
    if never := [row.ecq.short_title for row in rows if not row.answers]:
        yield f"Not practised yet: {', '.join(never)}."


def _by_status(attempts: Sequence[AttemptSummary]) -> str:
    told = []
    for status, words in (
        (AttemptStatus.SCORED, "scored"),
        (AttemptStatus.NOT_SCORED, "not scored"),
        (AttemptStatus.TIMED, "spoken and timed, without words"),
    ):
        if count := sum(a.status is status for a in attempts):
            told.append(f"{count} {words}")
    return ", ".join(told)


def _last(shown: int, attempts: Sequence[AttemptSummary]) -> str:
    return f" (the last {shown} answers)" if shown < len(attempts) else ""
