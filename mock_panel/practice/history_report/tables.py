"""Tables: those of the report itself, and the numbers that stand beside each picture."""

from collections.abc import Iterable, Sequence

from mock_panel.domain.english import clock_face, written
from mock_panel.domain.parts import Part
from mock_panel.handout.page import words
from mock_panel.practice.calendar import PracticeCalendar
from mock_panel.practice.history_report.facts import Chapter
from mock_panel.practice.pictures.answers_axis import day_of
from mock_panel.practice.pictures.parts import divided
from mock_panel.practice.progress import OWNERSHIP_WORDS, EcqReadiness
from mock_panel.practice.timing import verdict

Row = Sequence[str]
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def table(heads: Row, rows: Iterable[Row], kind: str = "numbers") -> str:
    """A table whose first column heads its rows; plain text in, markup out."""
    top = "".join(f'<th scope="col">{words(head)}</th>' for head in heads)
    body = "\n".join(
        f'<tr><th scope="row">{words(first)}</th>'
        f"{''.join(f'<td>{words(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table"><table class="{kind}">'
        f"<thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def readiness_table(rows: Iterable[EcqReadiness]) -> str:
    """Where the candidate stands on each ECQ."""
    return table(
        ("ECQ", "Where it stands", "Parts, usually", "Time, usually"),
        (
            (row.ecq.title, row.level_words, row.parts_words, row.time or "not known yet")
            for row in rows
        ),
        "readiness fold",
    )


def habits_table(rows: Iterable[EcqReadiness]) -> str:
    """Who acts, what is measured and how it is rated in the last scored answers at each ECQ."""
    return table(
        ("ECQ", "Who acts", "Measured result", "Own rating"),
        (
            (
                row.ecq.short_title,
                row.acting.words,
                f"in {row.measured} of {row.acting.total}",
                row.self_rating.words,
            )
            for row in rows
            if row.scored
        ),
        "habits fold",
    )


def levels_table(chapter: Chapter) -> str:
    """The points of the level charts, newest first."""
    points = sorted(
        (point for row in chapter.levels for point in row.points),
        key=lambda point: point.started_at, reverse=True,
    )  # fmt: skip
    return table(
        ("Date", "ECQ", "Level", "Exact", "Own rating"),
        (
            (
                day_of(a),
                chapter.titles.get(a.ecq, a.ecq),
                str(a.level),
                "" if a.level_exact is None else f"{a.level_exact:.1f}",
                "" if a.self_level is None else str(a.self_level),
            )
            for a in points
        ),
    )


def competencies_table(chapter: Chapter) -> str:
    """The counts of the heat map."""
    practice = chapter.competencies
    return table(
        ("Competency", *(f"{month:%b %y}" for month in practice.months), "All"),
        (
            (row.competency.title, *map(str, row.by_month), str(row.answers))
            for row in practice.rows
        ),
    )


def parts_table(chapter: Chapter) -> str:
    """The shares in the bars, newest first."""
    return table(
        ("Date", "ECQ", *(part.value.capitalize() for part in Part)),
        (
            (
                day_of(a),
                chapter.titles.get(a.ecq, a.ecq),
                *(f"{share:.0%}" for share in divided(a).values()),
            )
            for a in chapter.parts.attempts
        ),
    )


def time_table(chapter: Chapter) -> str:
    """The seconds of each answer, newest first."""
    return table(
        ("Date", "ECQ", "Time", "Band", "Verdict", "First word"),
        (
            (
                day_of(a),
                chapter.titles.get(a.ecq, a.ecq),
                clock_face(a.seconds),
                f"{clock_face(a.band.low)} to {clock_face(a.band.high)}",
                verdict(a.seconds, a.band),
                "" if a.first_word_seconds is None else clock_face(a.first_word_seconds),
            )
            for a in chapter.time.attempts
        ),
    )


def ownership_table(chapter: Chapter) -> str:
    """Who acts in each answer, newest first."""
    return table(
        ("Date", "ECQ", "Who acts"),
        (
            (
                day_of(a),
                chapter.titles.get(a.ecq, a.ecq),
                OWNERSHIP_WORDS[a.ownership] if a.ownership else "",
            )
            for a in chapter.ownership.attempts
        ),
    )


def speaking_table(chapter: Chapter) -> str:
    """Pace and pauses of each recorded answer, newest first."""
    return table(
        ("Date", "ECQ", "Words a minute", "Pauses", "Longest pause"),
        (
            (
                day_of(each.attempt),
                chapter.titles.get(each.attempt.ecq, each.attempt.ecq),
                each.pace_words or "not measured",
                each.pause_words or "not measured",
                each.longest_words,
            )
            for each in chapter.speaking.answers
        ),
    )


def calendar_table(calendar: PracticeCalendar) -> str:
    """The answers of each day, a week a row, the newest first."""
    return table(
        ("Week from", *_DAYS, "Minutes"),
        (
            (
                written(week),
                *("" if count is None else str(count) for count in calendar.of_week(week)),
                str(calendar.minutes_of_week(week)),
            )
            for week in reversed(calendar.weeks)
        ),
    )
