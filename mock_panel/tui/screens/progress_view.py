"""What Progress shows: gathered through the services, then narrowed by what is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.presets import Preset
from mock_panel.practice.looking_back import (
    AttemptFilter,
    levels_by_ecq,
    parts_balance,
    time_discipline,
)
from mock_panel.tui.screens import progress_columns as columns
from mock_panel.tui.screens.progress_levels import levels_drawing
from mock_panel.tui.screens.progress_parts import Guide, parts_drawing
from mock_panel.tui.screens.progress_time import time_drawing
from mock_panel.tui.widgets.attempt_table import Column
from mock_panel.tui.widgets.chart import nothing

if TYPE_CHECKING:
    from mock_panel.bootstrap import Services

FIRST_READ = 400
"""The newest attempts fill every chart at once; the older ones are read after them."""


class View(StrEnum):
    """What of the history is looked at."""

    LEVELS = "levels"
    PARTS = "parts"
    TIME = "time"
    ATTEMPTS = "attempts"


@dataclass(frozen=True, slots=True)
class History:
    """The past attempts under one framework."""

    framework: Framework
    frameworks: tuple[Framework, ...]
    presets: tuple[Preset, ...]
    attempts: tuple[AttemptSummary, ...]
    """The newest first."""
    is_complete: bool
    """False while only the newest have been read."""

    @property
    def next_framework(self) -> FrameworkId:
        """The framework after this one, round and round."""
        ids = [framework.id for framework in self.frameworks]
        return ids[(ids.index(self.framework.id) + 1) % len(ids)]

    @property
    def titles(self) -> columns.Titles:
        """The short title of each ECQ."""
        return {ecq.id: ecq.short_title for ecq in self.framework.ecqs}


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked at; a new value for each change."""

    view: View = View.LEVELS
    ecq: EcqId | None = None
    status: AttemptStatus | None = None
    as_table: bool = False
    """Whether a narrow screen shows the text table in the chart's place."""

    @property
    def filter(self) -> AttemptFilter:
        """The ECQ holds for every view, the status for the table of attempts."""
        return AttemptFilter(self.ecq, self.status if self.view is View.ATTEMPTS else None)


@dataclass(frozen=True, slots=True)
class Picture:
    """A view made ready: a drawing for a width, and the same data as a table."""

    drawing: Callable[[int], Content]
    columns: tuple[Column, ...]
    attempts: Sequence[AttemptSummary]


def gather_history(
    services: "Services", framework: FrameworkId | None, limit: int | None = None
) -> History:
    """Read the bank and the attempts; call it in a worker.

    Args:
        services: where from.
        framework: None takes the one in the settings.
        limit: read only so many of the newest attempts.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    bank = services.bank.load()
    known = {f.id: f for f in bank.frameworks}
    wanted = framework or services.settings.framework
    chosen = known[wanted] if wanted in known else bank.frameworks[0]
    attempts = services.attempts.summaries(HistoryQuery(framework=chosen.id, limit=limit))
    return History(
        framework=chosen,
        frameworks=bank.frameworks,
        presets=bank.presets,
        attempts=tuple(attempts),
        is_complete=limit is None or len(attempts) < limit,
    )


def picture(
    history: History, looking: Looking, found: Sequence[AttemptSummary] | None = None
) -> Picture:
    """Make a view ready.

    Args:
        history: all attempts under the framework.
        looking: which view, narrowed how.
        found: what a search found; only the table of attempts is narrowed by it.
    """
    titles = history.titles
    attempts = looking.filter.keep(history.attempts)
    match looking.view:
        case View.LEVELS:
            rows = levels_by_ecq(history.framework, attempts)
            if looking.ecq is not None:
                rows = tuple(row for row in rows if row.ecq.id == looking.ecq)
            points = sorted(
                (p for row in rows for p in row.points), key=lambda p: p.started_at, reverse=True
            )
            return Picture(
                lambda width: levels_drawing(rows, width), columns.levels_columns(titles), points
            )
        case View.PARTS:
            balance = parts_balance(attempts)
            guides = _guides(history, balance.attempts)
            return Picture(
                lambda width: parts_drawing(balance, guides, titles, width),
                columns.parts_columns(titles),
                balance.attempts,
            )
        case View.TIME:
            time = time_discipline(attempts)
            return Picture(
                lambda width: time_drawing(time, titles, width),
                columns.time_columns(titles),
                time.attempts,
            )
        case View.ATTEMPTS:
            shown = attempts if found is None else looking.filter.keep(found)
            return Picture(nothing, columns.attempts_columns(titles), shown)


def _guides(history: History, attempts: Sequence[AttemptSummary]) -> tuple[Guide, ...]:
    """The guides of the presets that were practised, each once."""
    practised = {attempt.preset for attempt in attempts}
    guides: list[Guide] = []
    for preset in history.presets:
        if preset.id in practised and preset.guide not in guides:
            guides.append(preset.guide)
    return tuple(guides)


def state_words(history: History) -> str:
    """The right end of the top line: which framework, how many answers."""
    count = len(history.attempts)
    if not history.is_complete:
        return f"{history.framework.id} · newest {count}, reading on"
    return f"{history.framework.id} · {count:,} answer{'' if count == 1 else 's'}"


def empty_words(history: History, is_chosen: bool) -> Content:
    """What to do where there is nothing to look back at."""
    title = history.framework.title
    if not is_chosen:
        return Content.assemble(
            f"No answers under {title} yet.\n\n", ("f", "$text-primary bold"),
            ("  back to your own set of ECQs", "$foreground 75%"),
        )  # fmt: skip
    return Content.assemble(
        f"No answers under {title} yet.\n\nYour first answer gives the first point here. "
        "It takes three minutes.\n\n",
        ("enter", "$text-primary bold"), ("  practise", "$foreground 75%"),
    )  # fmt: skip
