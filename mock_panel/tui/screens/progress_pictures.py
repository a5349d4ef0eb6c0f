"""What each view of Progress shows: a drawing, the table of the same answers, and a picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.ids import EcqId
from mock_panel.practice import pictures
from mock_panel.practice.calendar import practice_calendar
from mock_panel.practice.competencies import competency_practice
from mock_panel.practice.looking_back import (
    AttemptFilter,
    levels_of,
    ownership_trend,
    parts_balance,
    time_discipline,
)
from mock_panel.practice.progress import readiness
from mock_panel.practice.speaking import speaking
from mock_panel.tui.screens import progress_columns as columns
from mock_panel.tui.screens.progress_calendar import calendar_drawing
from mock_panel.tui.screens.progress_competencies import competencies_drawing
from mock_panel.tui.screens.progress_levels import levels_drawing
from mock_panel.tui.screens.progress_ownership import ownership_drawing
from mock_panel.tui.screens.progress_pace import pace_drawing
from mock_panel.tui.screens.progress_parts import Guide, parts_drawing
from mock_panel.tui.screens.progress_time import time_drawing
from mock_panel.tui.screens.progress_view import History, Looking, View
from mock_panel.tui.widgets.attempt_table import Column
from mock_panel.tui.widgets.chart import nothing


@dataclass(frozen=True, slots=True)
class Picture:
    """A view made ready: a drawing for a width, and the same data as a table."""

    drawing: Callable[[int], Content]
    columns: tuple[Column, ...]
    attempts: Sequence[AttemptSummary]
    image: Callable[[], pictures.Picture] | None = None
    """The same as a picture to be written to a file; None for a table."""


def picture(
    history: History, looking: Looking, found: Sequence[AttemptSummary] | None = None
) -> Picture:
    """Make a view ready.

    Args:
        history: what was read of the framework's attempts.
        looking: which view, narrowed how.
        found: what a search found; only the table of attempts is narrowed by it.
    """
    if looking.view is View.ATTEMPTS:
        listed = history.of(looking.ecq) if found is None else found
        kept = AttemptFilter(looking.ecq, looking.status).keep(listed)
        return Picture(nothing, columns.attempts_columns(history.titles), kept)
    return _MAKERS[looking.view](history, looking.ecq)


def _levels(history: History, ecq: EcqId | None) -> Picture:
    rows = [
        levels_of(each, history.by_ecq[each.id], is_all=history.is_complete)
        for each in history.framework.ecqs
        if ecq in (None, each.id)
    ]
    points = sorted(
        (p for row in rows for p in row.points), key=lambda p: p.started_at, reverse=True
    )
    looked_at = history.of(ecq) if ecq else ()
    standing = next((r for r in readiness(history.framework, looked_at) if r.ecq.id == ecq), None)
    return Picture(
        lambda width: levels_drawing(rows, width, standing),
        columns.levels_columns(history.titles),
        points,
        lambda: pictures.levels_picture(rows),
    )


def _pace(history: History, ecq: EcqId | None) -> Picture:
    """As soon as the recordings are measured."""
    titles = history.titles
    if history.deliveries is None:
        return Picture(
            lambda width: pace_drawing(None, titles, width), columns.pace_columns(titles, {}), ()
        )
    said = speaking(history.of(ecq), history.deliveries)
    return Picture(
        lambda width: pace_drawing(said, titles, width),
        columns.pace_columns(titles, {each.attempt.id: each for each in said.answers}),
        [each.attempt for each in said.answers],
        lambda: pictures.speaking_picture(said),
    )


def _competencies(history: History, ecq: EcqId | None) -> Picture:
    """The map, and a table with the attempts under other frameworks among one's own."""
    framework, carried = history.framework, history.carried
    practice = competency_practice(framework, history.of(ecq), carried, ecq)
    shown = {row.competency.id for row in practice.rows}
    homes = {attempt: home for other in carried for attempt, home in other.homes.items()}
    listed = [
        *history.of(ecq),
        *(
            attempt
            for other in carried
            for attempt in other.attempts
            if ecq is None or not shown.isdisjoint(homes.get(attempt.id, ()))
        ),
    ]
    targets = {
        f.id: {competency.id: competency.title for competency in f.competencies}
        for f in (framework, *(other.framework for other in carried))
    }
    return Picture(
        lambda width: competencies_drawing(
            framework, practice, carried, width,
            is_complete=history.is_complete, is_narrowed=ecq is not None,
        ),
        columns.competencies_columns(targets, framework.id, homes.keys()),
        sorted(listed, key=lambda attempt: attempt.started_at, reverse=True),
        lambda: pictures.competencies_picture(practice),
    )  # fmt: skip


def _guides(history: History, attempts: Sequence[AttemptSummary]) -> tuple[Guide, ...]:
    """The guides of the presets that were practised, each once."""
    practised = {attempt.preset for attempt in attempts}
    guides: list[Guide] = []
    for preset in history.presets:
        if preset.id in practised and preset.guide not in guides:
            guides.append(preset.guide)
    return tuple(guides)


def _parts(history: History, ecq: EcqId | None) -> Picture:
    titles = history.titles
    balance = parts_balance(history.of(ecq))
    guides = _guides(history, balance.attempts)
    return Picture(
        lambda width: parts_drawing(balance, guides, titles, width),
        columns.parts_columns(titles),
        balance.attempts,
        lambda: pictures.parts_picture(balance),
    )


def _time(history: History, ecq: EcqId | None) -> Picture:
    titles = history.titles
    time = time_discipline(history.of(ecq))
    return Picture(
        lambda width: time_drawing(time, titles, width),
        columns.time_columns(titles),
        time.attempts,
        lambda: pictures.time_picture(time),
    )


def _acts(history: History, ecq: EcqId | None) -> Picture:
    trend = ownership_trend(history.of(ecq))
    return Picture(
        lambda width: ownership_drawing(trend, width),
        columns.ownership_columns(history.titles),
        trend.attempts,
        lambda: pictures.ownership_picture(trend),
    )


def _days(history: History, ecq: EcqId | None) -> Picture:
    attempts = history.of(ecq)
    calendar = practice_calendar(attempts, history.today)
    return Picture(
        lambda width: calendar_drawing(calendar, width, is_complete=history.is_complete),
        columns.calendar_columns(history.titles),
        attempts,
        lambda: pictures.calendar_picture(calendar),
    )


_MAKERS: Mapping[View, Callable[[History, EcqId | None], Picture]] = {
    View.LEVELS: _levels,
    View.PARTS: _parts,
    View.TIME: _time,
    View.COMPETENCIES: _competencies,
    View.ACTS: _acts,
    View.PACE: _pace,
    View.DAYS: _days,
}
