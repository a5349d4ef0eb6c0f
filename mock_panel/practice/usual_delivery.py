"""How a candidate usually delivers: the middle of the last answers, once there are enough."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from mock_panel.domain.delivery import Delivery, FillerKind, WordSource
from mock_panel.domain.ids import AttemptId
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.progress import FEW

LAST = 10
"""So many of the newest answers that have a measure make what is usual."""
READ = 3 * LAST
"""So many are looked at; not all have every measure."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of one measure over several answers."""

    low: float
    """A quarter of the answers lie below."""
    middle: float
    """The median."""
    high: float
    """A quarter of the answers lie above."""
    answers: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is usual for one candidate; None where fewer than `FEW` answers have the measure."""

    words_per_minute: Usual | None = None
    """Of elapsed time."""
    pause_share: Usual | None = None
    first_word: Usual | None = None
    """Seconds."""
    fillers_per_minute: Usual | None = None
    """Words that fill, in transcripts; neither hesitations nor those only possible."""
    hesitations_per_minute: Usual | None = None


def baseline(deliveries: Sequence[Delivery]) -> Baseline:
    """What is usual in earlier answers, the newest first."""

    def usual(measure: Callable[[Delivery], float | None]) -> Usual | None:
        return _usual(value for value in map(measure, deliveries) if value is not None)

    return Baseline(
        words_per_minute=usual(lambda d: d.rates.elapsed_words_per_minute),
        pause_share=usual(lambda d: d.pause_share),
        first_word=usual(lambda d: d.first_word),
        fillers_per_minute=usual(fillers_per_minute),
        hesitations_per_minute=usual(hesitations_per_minute),
    )


def usual_before(attempt: AttemptId, store: AttemptStore, measure: DeliveryMeter) -> Baseline:
    """What was usual in the recorded answers before one.

    Raises:
        StorageError: they cannot be read.
    """
    newest_first = store.spoken(READ)
    ids = [each for each, _, _ in newest_first]
    first = ids.index(attempt) + 1 if attempt in ids else 0
    return baseline([measure(spoken, text) for _, spoken, text in newest_first[first:]])


def fillers_per_minute(delivery: Delivery) -> float | None:
    """Words that fill, by elapsed time; None where no transcript shows them."""
    if delivery.fillers.source is not WordSource.TRANSCRIPT:
        return None
    found = sum(f.kind is FillerKind.DISCOURSE for f in delivery.fillers.found)
    return _per_minute(found, delivery)


def hesitations_per_minute(delivery: Delivery) -> float | None:
    """Um and uh by elapsed time; None where they are not measured."""
    count = delivery.fillers.hesitations
    return None if count is None else _per_minute(count, delivery)


def _per_minute(count: int, delivery: Delivery) -> float | None:
    """None where the answer is too short for a rate, as for the pace."""
    if delivery.rates.elapsed_words_per_minute is None:
        return None
    return count * 60 / delivery.elapsed_seconds


def _usual(values: Iterable[float]) -> Usual | None:
    last = list(values)[:LAST]
    if len(last) < FEW:
        return None
    low, middle, high = quantiles(last, n=4, method="inclusive")
    return Usual(low, middle, high, len(last))
