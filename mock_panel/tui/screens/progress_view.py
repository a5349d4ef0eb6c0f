"""What Progress shows: gathered through the services, then narrowed by what is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.attempts import AttemptStatus, AttemptSummary
from mock_panel.domain.delivery import Delivery
from mock_panel.domain.english import day_and_time, how_many
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId
from mock_panel.domain.presets import Preset
from mock_panel.practice.carrying_over import CarriedPractice, carry_over, elsewhere_words
from mock_panel.tui.screens import progress_columns as columns

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

READ = 400
"""So many of the newest attempts are read, and half as many an ECQ; search finds older ones."""


class View(StrEnum):
    """What of the history is looked at."""

    LEVELS = "levels"
    PARTS = "parts"
    TIME = "time"
    ATTEMPTS = "attempts"
    COMPETENCIES = "competencies"
    ACTS = "acts"
    PACE = "pace"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class History:
    """The past attempts under one framework."""

    framework: Framework
    frameworks: tuple[Framework, ...]
    presets: tuple[Preset, ...]
    attempts: Sequence[AttemptSummary]
    """The newest first."""
    by_ecq: Mapping[EcqId, Sequence[AttemptSummary]]
    """For each ECQ the newest attempts, some older than all of `attempts`."""
    is_complete: bool
    """Whether `attempts` is all there is."""
    carried: tuple[CarriedPractice, ...] = ()
    """What counts here of the practice under other frameworks."""
    today: date = date.min
    """The day here."""
    deliveries: Mapping[AttemptId, Delivery] | None = None
    """How the recorded answers were said; None as long as nobody has asked."""

    def of(self, ecq: EcqId | None) -> Sequence[AttemptSummary]:
        """The attempts at an ECQ, or at any."""
        return self.attempts if ecq is None else self.by_ecq[ecq]

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


def gather_history(services: "Services", framework: FrameworkId | None) -> History:
    """Read the bank and the newest attempts; call it in a worker.

    Args:
        services: where from.
        framework: None takes the one in the settings.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    bank = services.bank.load()
    known = {f.id: f for f in bank.frameworks}
    wanted = framework or services.settings.framework
    chosen = known[wanted] if wanted in known else bank.frameworks[0]
    attempts = services.attempts.summaries(HistoryQuery(framework=chosen.id, limit=READ))
    is_complete = len(attempts) < READ
    by_ecq: dict[EcqId, Sequence[AttemptSummary]] = {}
    for ecq in chosen.ecqs:
        query = HistoryQuery(framework=chosen.id, ecq=ecq.id, limit=READ // 2)
        by_ecq[ecq.id] = (
            [a for a in attempts if a.ecq == ecq.id]
            if is_complete
            else services.attempts.summaries(query)
        )
    worth_a_look = {chosen.id, *(f.id for f in bank.qualifications)}
    frameworks = tuple(
        f for f in bank.frameworks if f.id in worth_a_look or services.attempts.counts(f.id)
    )
    carried = carry_over(bank, chosen.id, services.attempts, READ)
    today = services.now().astimezone().date()
    return History(chosen, frameworks, bank.presets, attempts, by_ecq, is_complete, carried, today)


def state_words(history: History) -> str:
    """The right end of the top line: which framework, how many answers."""
    count = len(history.attempts)
    newest = "" if history.is_complete else "the newest "
    return f"{history.framework.id} · {newest}{how_many(count, 'answer')}"


def older_words(history: History, found: Sequence[AttemptSummary] | None) -> str:
    """How to come to attempts that were not read; empty where all were."""
    if found is None:
        return "" if history.is_complete else ", search finds older ones"
    return ", more words find older ones" if len(found) >= READ else ""


def pointed_words(
    attempt: AttemptSummary | None, row: int, of: int, older: str, hit: str = ""
) -> Content:
    """The row under the cursor in full, or why there is none.

    Args:
        attempt: the one under the cursor.
        row: its place, from 0.
        of: how many rows there are.
        older: how to come to attempts beyond the last row.
        hit: the sentence that a search has found in it.
    """
    if attempt is None:
        return Content.styled(f"No attempt matches{older}.", "$foreground 75%")
    place = f"{row + 1} of {of}{older if row + 1 == of else ''}"
    return Content.assemble(
        (f"{place} · {day_and_time(attempt.started_at)} · ", "$foreground 75%"),
        hit or attempt.question_text,
    )


def empty_words(history: History, is_chosen: bool) -> Content:
    """What to do where there is nothing to look back at."""
    title = history.framework.title
    if not is_chosen:
        ways = [("f", "back to your own set of ECQs")]
        words = f"No answers under {title} yet.\n\n"
    else:
        ways = [("enter", "practise")]
        words = (
            f"No answers under {title} yet.\n\nYour first answer gives the first point here. "
            "It takes three minutes.\n\n"
        )
    if history.carried:
        ways.append(("5", elsewhere_words(other.framework.id for other in history.carried)))
    column = max(len(key) for key, _ in ways)
    return Content.assemble(
        words,
        *(
            piece
            for number, (key, way) in enumerate(ways)
            for piece in (
                "\n" if number else "",
                (f"{key:<{column}}", "$text-primary bold"),
                (f"  {way}", "$foreground 75%"),
            )
        ),
    )
