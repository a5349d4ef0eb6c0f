"""How an answer was said, as lines of its plain review."""

from collections.abc import Iterator

from mock_panel.cli.plain.lines import as_sentence
from mock_panel.domain.attempts import Attempt
from mock_panel.practice.delivery_advice import delivery_advice
from mock_panel.practice.delivery_words import delivery_lines
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.usual_delivery import usual_before

HEAD = "Delivery, never part of the level."


def delivery_said(
    attempt: Attempt, attempts: AttemptStore, measure: DeliveryMeter
) -> Iterator[str]:
    """The measures under their head, one a line, then advice; nothing where nothing was recorded.

    Args:
        attempt: what is reviewed.
        attempts: has the recorded answers before it.
        measure: measures each of them.

    Raises:
        StorageError: the earlier answers cannot be read.
    """
    if attempt.spoken is None:
        return
    usual = usual_before(attempt.id, attempts, measure)
    delivery = measure(attempt.spoken, attempt.text)
    yield HEAD
    for line in delivery_lines(delivery, usual):
        yield as_sentence(f"{line.label}: {line.text}")
    for advice in delivery_advice(delivery):
        yield f"Advice on delivery: {advice}"
