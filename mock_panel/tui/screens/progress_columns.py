"""The columns of the text tables of Progress, one table a view."""

from collections.abc import Collection, Mapping

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.english import LONGEST_DAY, clock_face, day_words
from mock_panel.domain.ids import AttemptId, CompetencyId, EcqId, FrameworkId
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.practice.progress import OWNERSHIP_WORDS
from mock_panel.practice.speaking import SpokenAttempt
from mock_panel.practice.timing import verdict
from mock_panel.tui.widgets.attempt_table import Column

STATUS_WORDS: Mapping[AttemptStatus, str] = {
    AttemptStatus.SCORED: "scored",
    AttemptStatus.NOT_SCORED: "not scored",
    AttemptStatus.TIMED: "timed",
}

Titles = Mapping[EcqId, str]
"""The short title of each ECQ."""
Targets = Mapping[FrameworkId, Mapping[CompetencyId, str]]
"""The title of each competency of each framework."""


def day(attempt: AttemptSummary) -> str:
    """The local date with its year, such as 3 Mar 2026."""
    return day_words(attempt.started_at)


def level(attempt: AttemptSummary) -> str:
    """The level, or in words why there is none; the column's head names the scale."""
    if attempt.level is not None:
        return str(attempt.level)
    return {AttemptStatus.NOT_SCORED: "unscored"}.get(attempt.status, attempt.status.value)


def self_level(attempt: AttemptSummary) -> str:
    """The candidate's own level, or nothing."""
    return "" if attempt.self_level is None else str(attempt.self_level)


def _date() -> Column:
    return Column("date", LONGEST_DAY, day, is_number=True)


def _ecq(titles: Titles, width: int = 0) -> Column:
    return Column("ECQ", width, lambda a: titles.get(a.ecq, a.ecq))


def _share(part: Part) -> Column:
    return Column(
        part.letter, 4, lambda a: f"{a.shares[part]:.0%}" if part in a.shares else "",
        is_number=True,
    )  # fmt: skip


def _found(part: Part) -> Column:
    return Column(
        f"{part.letter} found", 7, lambda a: a.found[part].value if part in a.found else "",
        table_width=100,
    )  # fmt: skip


def levels_columns(titles: Titles) -> tuple[Column, ...]:
    """What the level charts draw."""
    return (
        _date(),
        _ecq(titles),
        Column("of 5", 4, level, is_number=True),
        Column(
            "exact", 5, lambda a: "" if a.level_exact is None else f"{a.level_exact:.1f}",
            is_number=True, table_width=48,
        ),
        Column("you", 3, self_level, is_number=True),
    )  # fmt: skip


def parts_columns(titles: Titles) -> tuple[Column, ...]:
    """What the bars of parts draw."""
    return (
        _date(),
        _ecq(titles),
        *(_share(part) for part in STORY_PARTS),
        *(_found(part) for part in STORY_PARTS),
        Column(
            "acts", 6, lambda a: OWNERSHIP_WORDS[a.ownership] if a.ownership else "", table_width=48
        ),
        Column("of 5", 4, level, is_number=True, table_width=60),
        Column("you", 3, self_level, is_number=True, table_width=60),
    )  # fmt: skip


def time_columns(titles: Titles) -> tuple[Column, ...]:
    """What the dots of time draw."""
    return (
        _date(),
        _ecq(titles),
        Column("time", 5, lambda a: clock_face(a.seconds), is_number=True),
        Column(
            "band", 12, lambda a: f"{clock_face(a.band.low)} to {clock_face(a.band.high)}",
            table_width=60,
        ),
        Column("verdict", 11, lambda a: verdict(a.seconds, a.band)),
        Column("1st word", 8, first_word, is_number=True, table_width=56),
    )  # fmt: skip


def ownership_columns(titles: Titles) -> tuple[Column, ...]:
    """What the lanes of ownership draw."""
    return (
        _date(),
        _ecq(titles),
        Column("acts", 6, lambda a: OWNERSHIP_WORDS[a.ownership] if a.ownership else ""),
        _share(Part.ACTION),
        Column("of 5", 4, level, is_number=True),
    )


def pace_columns(titles: Titles, spoken: Mapping[AttemptId, SpokenAttempt]) -> tuple[Column, ...]:
    """What the dots of pace and pauses draw."""
    return (
        _date(),
        _ecq(titles),
        Column("wpm", 4, lambda a: spoken[a.id].pace_words, is_number=True),
        Column("pauses", 6, lambda a: spoken[a.id].pause_words, is_number=True),
        Column("longest", 7, lambda a: spoken[a.id].longest_words, is_number=True, table_width=46),
    )


def calendar_columns(titles: Titles) -> tuple[Column, ...]:
    """What the calendar counts."""
    return (
        _date(),
        Column("at", 5, lambda a: f"{a.started_at.astimezone():%H:%M}"),
        Column("day", 3, lambda a: f"{a.started_at.astimezone():%a}"),
        _ecq(titles),
        Column("time", 5, lambda a: clock_face(a.seconds), is_number=True),
        Column("mode", 6, lambda a: a.mode.value, table_width=48),
    )


def first_word(attempt: AttemptSummary) -> str:
    """The time to the first word, or nothing where it was not measured."""
    seconds = attempt.first_word_seconds
    return "" if seconds is None else clock_face(seconds)


def attempts_columns(titles: Titles) -> tuple[Column, ...]:
    """The table of attempts."""
    return (
        _date(),
        Column("ECQ", 12, lambda a: titles.get(a.ecq, a.ecq), table_width=70, roomy_width=20),
        Column("question", 0, lambda a: a.question_text),
        Column("mode", 6, lambda a: a.mode.value, table_width=56),
        Column("time", 5, lambda a: clock_face(a.seconds), is_number=True),
        Column("verdict", 11, lambda a: verdict(a.seconds, a.band), table_width=64),
        Column("of 5", 8, level),
        Column("you", 3, self_level, is_number=True, table_width=48),
    )


def competencies_columns(
    targets: Targets, present: FrameworkId, carried: Collection[AttemptId]
) -> tuple[Column, ...]:
    """What the map of competencies counts, the answers under another framework among them."""

    def aims(attempt: AttemptSummary) -> str:
        titles = targets.get(attempt.framework, {})
        return ", ".join(titles.get(c, c) for c in attempt.competencies)

    def standing(attempt: AttemptSummary) -> str:
        if attempt.framework == present:
            return ""
        return "carried" if attempt.id in carried else "no home"

    return (
        _date(),
        Column("competencies", 0, aims),
        Column("set", 8, lambda a: a.framework, table_width=60),
        Column("counts", 7, standing),
        Column("of 5", 8, level, table_width=48),
    )
