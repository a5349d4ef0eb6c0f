"""What clearly stands out in a delivery, in at most two plain sentences."""

from collections.abc import Iterator
from itertools import islice

from mock_panel.domain.delivery import Delivery
from mock_panel.domain.english import clock_face
from mock_panel.practice.delivery_words import US_TALK, margin

MOST = 2
LONG_SILENCE = 3.0
"""Seconds; a longer silence in mid-sentence stands out."""
FAR_OUT = 0.25
"""A pace beyond the published band by more than this part stands out."""
_ENOUGH = 4
_LAST = 60.0
"""Seconds: the last minute of the answer."""


def delivery_advice(delivery: Delivery) -> tuple[str, ...]:
    """At most two sentences; none where nothing clearly stands out."""
    return tuple(islice(_advice(delivery), MOST))


def _advice(delivery: Delivery) -> Iterator[str]:
    yield from _long_silence(delivery)
    yield from _pace(delivery)
    yield from _last_minute(delivery)


def _long_silence(delivery: Delivery) -> Iterator[str]:
    within = [p for p in delivery.pauses if p.in_sentence and p.seconds > LONG_SILENCE]
    if not within:
        return
    longest = max(within, key=lambda pause: pause.seconds)
    yield (
        f"A sentence stops for {longest.seconds:.1f} s at {clock_face(longest.stretch.start)}: "
        "finish the sentence first, and think in the pause after it."
    )


def _pace(delivery: Delivery) -> Iterator[str]:
    elapsed = delivery.rates.elapsed_words_per_minute
    speaking = delivery.rates.speaking_words_per_minute
    if elapsed is None or speaking is None:
        return
    low, high = US_TALK
    off = FAR_OUT + margin(delivery)
    if elapsed > high * (1 + off):
        yield (
            f"About {elapsed:.0f} words a minute is far above usual US talk: "
            "stop for a breath after each part of the story."
        )
    # A slow answer whose words come at the usual pace is one with pauses, told of elsewhere.
    elif elapsed < low * (1 - off) and speaking < low:
        yield (
            f"About {elapsed:.0f} words a minute is far below usual US talk: "
            "know your next sentence before you end one."
        )


def _last_minute(delivery: Delivery) -> Iterator[str]:
    span, fillers = delivery.span, delivery.fillers
    if span is None or span.seconds < 2 * _LAST:
        return
    found = [f.at for f in fillers.certain if f.at is not None]
    for times, clusters in ((found, fillers.clusters), (fillers.heard, fillers.heard_clusters)):
        late = sum(second >= span.end - _LAST for second in times)
        bunched = any(cluster.stretch.end >= span.end - _LAST for cluster in clusters)
        if bunched and late >= _ENOUGH and 2 * late >= len(times):
            yield (
                f"{late} of {len(times)} fillers come in the last minute: "
                "have your closing sentence ready before you begin."
            )
            return
