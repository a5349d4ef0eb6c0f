"""What the candidate reads of the delivery: a word first, then its number and where it is from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mock_panel.domain.delivery import (
    Delivery,
    FillerCount,
    FillerKind,
    Pause,
    WordSource,
)
from mock_panel.domain.english import clock_face, how_many
from mock_panel.practice.usual_delivery import Baseline, Usual, fillers_per_minute

US_TALK = (130, 150)
"""Words a minute usual in US presentations and conversation (`domain.md` 6.1, marked V~).

Its lengths of answers in words are computed with it from whole minutes, so it is set against
the rate from first word to last, pauses included.
"""
MARGIN = 0.05
ROUGH_MARGIN = 0.08
"""What a pace may be off by a rough recogniser's words (`speech.md` 8); less counts as inside."""
FAR = 0.15
"""Beyond a band by less than this is only "a little"."""
_SHOWN = 5
"""So many different fillers are named."""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One line of the review."""

    label: str
    text: str


def delivery_lines(delivery: Delivery, usual: Baseline | None = None) -> tuple[DeliveryLine, ...]:
    """All there is to say of how an answer was said; every line stands by itself.

    Args:
        delivery: the measures.
        usual: the candidate's own earlier answers; before there are enough, a published band.
    """
    return tuple(
        DeliveryLine(label, text) for label, text in _lines(delivery, usual or Baseline()) if text
    )


def _lines(delivery: Delivery, usual: Baseline) -> Iterator[tuple[str, str]]:
    yield "sound", _missing(delivery)
    yield "first word", _first_word(delivery, usual.first_word)
    yield "pace", _pace(delivery, usual.words_per_minute)
    yield "by minute", _by_minute(delivery)
    yield "articulation", _articulation(delivery)
    yield "pauses", _pauses(delivery, usual.pause_share)
    yield "fillers", _fillers(delivery, usual.fillers_per_minute)
    yield "bunched", _bunched(delivery.fillers)
    yield "tally", _tally(delivery.fillers)


def words_by(delivery: Delivery) -> str:
    """Whose words a number rests on."""
    recogniser = delivery.recogniser
    if recogniser is not None:
        rough = "the rough recogniser " if recogniser.rough else ""
        return f"by {rough}{recogniser.name}"
    return "by the words you wrote down" if delivery.rates.source is WordSource.TEXT else ""


def margin(delivery: Delivery) -> float:
    """By what part a pace may be off."""
    recogniser = delivery.recogniser
    return ROUGH_MARGIN if recogniser is not None and recogniser.rough else MARGIN


def _missing(delivery: Delivery) -> str:
    if not delivery.missing_seconds:
        return ""
    return (
        f"{delivery.missing_seconds:.1f} s of sound are missing, because the computer was busy:"
        " pace and pauses may be off"
    )


def _first_word(delivery: Delivery, usual: Usual | None) -> str:
    if delivery.first_word is None:
        return "not measured: no speech was heard"
    told = f"after {delivery.first_word:.1f} s"
    if usual is None:
        return told
    # Half a second sooner or later is nothing that one hears.
    if delivery.first_word > usual.high + 0.5:
        return f"later than your usual {usual.middle:.1f} s: {told}"
    if delivery.first_word < usual.low - 0.5:
        return f"sooner than your usual {usual.middle:.1f} s: {told}"
    return f"{told}, as usual for you"


def _pace(delivery: Delivery, usual: Usual | None) -> str:
    rates = delivery.rates
    elapsed, speaking = rates.elapsed_words_per_minute, rates.speaking_words_per_minute
    if elapsed is None or speaking is None:
        return f"not measured: {_why_no_pace(delivery)}"
    told = (
        f"{elapsed:.0f} words a minute from first word to last, {speaking:.0f} while you speak"
        f" ({words_by(delivery)})"
    )
    off = margin(delivery)
    if usual is None:
        low, high = US_TALK
        verdict = _against_band(elapsed, off)
        return f"{verdict}: {told}; usual in US talk is about {low} to {high}"
    if elapsed > usual.high * (1 + off):
        return f"faster than your usual {usual.middle:.0f}: {told}"
    if elapsed < usual.low * (1 - off):
        return f"slower than your usual {usual.middle:.0f}: {told}"
    return f"as usual for you: {told}; your usual is {usual.middle:.0f}"


def _why_no_pace(delivery: Delivery) -> str:
    if delivery.span is None:
        return "no speech was heard"
    if delivery.rates.source is WordSource.NONE:
        return "there are no words yet"
    return "too little was said"


def _against_band(words_per_minute: float, off: float) -> str:
    low, high = US_TALK
    if words_per_minute > high * (1 + off):
        return "fast" if words_per_minute > high * (1 + FAR) else "a little fast"
    if words_per_minute < low * (1 - off):
        return "slow" if words_per_minute < low * (1 - FAR) else "a little slow"
    return "usual"


def _by_minute(delivery: Delivery) -> str:
    minutes = delivery.rates.minutes
    if len(minutes) < 2 or delivery.rates.elapsed_words_per_minute is None:
        return ""
    if any(minute.words is None for minute in minutes):
        shares = ", ".join(f"{minute.speaking_share:.0%}" for minute in minutes)
        return f"words not measured: when each was said is not known; you speak {shares} of each"
    paces = [m.words_per_minute for m in minutes if m.words_per_minute is not None]
    told = ", ".join(f"{pace:.0f}" for pace in paces)
    return f"{told} words a minute ({words_by(delivery)})"


def _articulation(delivery: Delivery) -> str:
    rate = delivery.rates.syllables_per_second
    if rate is None:
        return ""
    return (
        f"about {rate:.1f} syllables a second while you speak, estimated from spelling"
        f" ({words_by(delivery)})"
    )


def _pauses(delivery: Delivery, usual: Usual | None) -> str:
    share, longest = delivery.pause_share, delivery.longest_pause
    if share is None:
        return "not measured: no speech was heard"
    if longest is None:
        told = "none of half a second or more"
    else:
        told = (
            f"{len(delivery.pauses)} of half a second or more, {_longest(delivery, longest)};"
            f" together {share:.0%} of the answer"
        )
    if usual is None:
        return told
    # Five of a hundred is what the ends of the pauses are unsure by.
    if share > usual.high + 0.05:
        return f"more than your usual {usual.middle:.0%} of the answer: {told}"
    if share < usual.low - 0.05:
        return f"less than your usual {usual.middle:.0%} of the answer: {told}"
    return f"{told}, as usual for you"


def _longest(delivery: Delivery, longest: Pause) -> str:
    which = "the longest " if len(delivery.pauses) > 1 else ""
    return f"{which}{longest.seconds:.1f} s at {clock_face(longest.stretch.start)}"


def _fillers(delivery: Delivery, usual: Usual | None) -> str:
    fillers = delivery.fillers
    certain = _named(fillers.counts(FillerKind.DISCOURSE))
    possible = _named(fillers.counts(FillerKind.POSSIBLE))
    if fillers.source is WordSource.NONE:
        return "not measured: there are no words yet"
    if fillers.source is WordSource.TEXT and not (certain or possible):
        return "not measured: the words you wrote down have none, and nothing was recognised"
    words = "; ".join([certain or "none found", *([f"{possible} possible"] if possible else [])])
    text = f"{words} ({words_by(delivery)}); {_hesitations(fillers)}"
    rate = fillers_per_minute(delivery)
    if usual is None or rate is None:
        return text
    # One more or less a minute is chance.
    if rate > usual.high + 1:
        return f"more than usual for you: {text}"
    return f"fewer than usual for you: {text}" if rate < usual.low - 1 else text


def _hesitations(fillers: FillerCount) -> str:
    if fillers.source is WordSource.TEXT:
        return "um and uh: not measured (nothing was recognised)"
    if fillers.hesitations is None:
        return "um and uh: not measured (the recogniser leaves them out)"
    return _named(fillers.counts(FillerKind.HESITATION), quote="") or "no um or uh"


def _named(counts: Mapping[str, int], quote: str = "'") -> str:
    """Such as: 'you know' 3, 'basically' 2."""
    told = [f"{quote}{text}{quote} {count}" for text, count in list(counts.items())[:_SHOWN]]
    rest = sum(list(counts.values())[_SHOWN:])
    return ", ".join([*told, f"others {rest}"] if rest else told)


def _bunched(fillers: FillerCount) -> str:
    clusters = fillers.clusters or fillers.heard_clusters
    return ", ".join(
        f"{cluster.fillers} fillers from {clock_face(cluster.stretch.start)}"
        f" to {clock_face(cluster.stretch.end)}"
        for cluster in clusters
    )


def _tally(fillers: FillerCount) -> str:
    count = len(fillers.heard)
    if not count:
        return ""
    return f"{how_many(count, 'filler')} that you marked while listening back"
