"""Pace and pauses of the recorded answers, one after the other; never part of a level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.delivery import Delivery
from mock_panel.domain.english import how_many
from mock_panel.domain.ids import AttemptId
from mock_panel.practice.looking_back import SHOWN
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.progress import FEW
from mock_panel.practice.usual_delivery import Usual, baseline

RECORDED = 4 * SHOWN
"""So many of the newest recordings are measured: under one framework there may be fewer."""


@dataclass(frozen=True, slots=True)
class SpokenAttempt:
    """How one answer was said."""

    attempt: AttemptSummary
    words_per_minute: float | None
    """From first word to last; None where the words are not known or too few."""
    pause_share: float | None
    """Of the same time, 0 to 1; None where nobody was heard."""
    longest_pause: float
    """Seconds; 0 without any pause."""

    @property
    def pace_words(self) -> str:
        """Such as 142; nothing where it is not measured."""
        return "" if self.words_per_minute is None else f"{self.words_per_minute:.0f}"

    @property
    def pause_words(self) -> str:
        """Such as 18%; nothing where it is not measured."""
        return "" if self.pause_share is None else f"{self.pause_share:.0%}"

    @property
    def longest_words(self) -> str:
        """Such as 2.4 s; nothing without a pause."""
        return f"{self.longest_pause:.1f} s" if self.longest_pause else ""


@dataclass(frozen=True, slots=True)
class Speaking:
    """How the last recorded answers were said."""

    answers: tuple[SpokenAttempt, ...]
    """At most `SHOWN`, newest first."""
    pace: Usual | None
    """What is usual of the last ones; None below `FEW` that have the measure."""
    pauses: Usual | None

    @property
    def pace_words(self) -> str:
        """The usual pace in words, or how many answers have one while they are few."""
        measured = sum(each.words_per_minute is not None for each in self.answers)
        if self.pace is None:
            return _few(measured)
        low, high = round(self.pace.low), round(self.pace.high)
        return f"usually {low} to {high} words a minute, by the last {self.pace.answers} measured"

    @property
    def pause_words(self) -> str:
        """The usual share of pauses in words, or how many answers have one."""
        measured = sum(each.pause_share is not None for each in self.answers)
        if self.pauses is None:
            return _few(measured)
        low, high = f"{self.pauses.low:.0%}", f"{self.pauses.high:.0%}"
        return f"usually {low} to {high} of the time, by the last {self.pauses.answers} measured"


def _few(measured: int) -> str:
    if not measured:
        return "not measured yet"
    return f"measured in {how_many(measured, 'answer')}, usual from {FEW} on"


def measured(store: AttemptStore, measure: DeliveryMeter) -> dict[AttemptId, Delivery]:
    """How the newest recorded answers were said; call it in a worker.

    Raises:
        StorageError: they cannot be read.
    """
    return {id_: measure(spoken, text) for id_, spoken, text in store.spoken(RECORDED)}


def speaking(
    attempts: Sequence[AttemptSummary], deliveries: Mapping[AttemptId, Delivery]
) -> Speaking:
    """The delivery of those attempts that were recorded.

    Args:
        attempts: newest first.
        deliveries: the measures that are known.
    """
    known = list(islice(((a, deliveries[a.id]) for a in attempts if a.id in deliveries), SHOWN))
    usual = baseline([delivery for _, delivery in known])
    return Speaking(
        tuple(_spoken(attempt, delivery) for attempt, delivery in known),
        usual.words_per_minute,
        usual.pause_share,
    )


def _spoken(attempt: AttemptSummary, delivery: Delivery) -> SpokenAttempt:
    longest = delivery.longest_pause
    return SpokenAttempt(
        attempt,
        delivery.rates.elapsed_words_per_minute,
        delivery.pause_share,
        longest.seconds if longest else 0.0,
    )
