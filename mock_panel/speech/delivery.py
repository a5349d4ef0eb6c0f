"""Pace, pauses and fillers of a recorded answer, from its speech segments and its words.

Definitions, with speaking time being the span less its silences of 0.25 s and more:

- speech rate = words / span; articulation rate = syllables / speaking time. Miller, Grosjean
  and Lomanto (Phonetica 41, 1984) keep apart how much a talker pauses and "the rate at which
  the speech itself is produced"; Jacewicz, Fox and Wei (JASA 128, 2010) measure the latter
  as "articulation rate, excluding pauses".
- the lower bound of a silence differs between studies from 0.1 to 1 s (de Jong and Bosker,
  DiSS 2013); 0.25 s is ours, so that pieces of one word never count as silence.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from mock_panel.domain.delivery import (
    PAUSE,
    SILENCE,
    Delivery,
    FillerCount,
    FillerKind,
    Minute,
    Pause,
    Rates,
    WordSource,
)
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch
from mock_panel.speech.clusters import clusters
from mock_panel.speech.fillers import find_fillers
from mock_panel.speech.said_words import SaidWord, said_words, written_words
from mock_panel.speech.syllables import syllables

MEASURABLE = 5.0
"""Seconds of speech; a pace of less would be one of a few words."""


def measure_delivery(spoken: SpokenAnswer, text: str) -> Delivery:
    """How an answer was said.

    Args:
        spoken: the recording, what was recognised, and what was tallied by hand.
        text: the candidate's own words, which count where nothing was recognised.
    """
    speech = _stretches(spoken.recording)
    silences = _between(speech)
    span = Stretch(speech[0].start, speech[-1].end) if speech else None
    transcript = spoken.transcript if spoken.transcript and spoken.transcript.words else None
    if transcript is not None:
        source, said = WordSource.TRANSCRIPT, said_words(transcript.words, silences)
    else:
        said = written_words(text)
        source = WordSource.TEXT if said else WordSource.NONE
    recogniser = transcript.recogniser if transcript else None
    return Delivery(
        span=span,
        speaking_seconds=sum(stretch.seconds for stretch in speech),
        pauses=_pauses(silences, said, text),
        rates=_rates(span, speech, said, source),
        fillers=_fillers(
            said,
            source,
            spoken.fillers_heard,
            span,
            keeps_hesitations=recogniser is not None and recogniser.keeps_hesitations,
        ),
        recogniser=recogniser,
        missing_seconds=spoken.recording.missing,
    )


def _stretches(recording: Recording) -> tuple[Stretch, ...]:
    """Where somebody speaks, in order; what a short silence parts is one stretch."""
    whole = [s for s in recording.speech if math.isfinite(s.start) and math.isfinite(s.end)]
    merged: list[Stretch] = []
    for stretch in sorted(whole, key=lambda s: s.start):
        start, end = max(0.0, stretch.start), min(stretch.end, recording.seconds)
        if end <= start:
            continue
        if merged and start - merged[-1].end < SILENCE:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Stretch(start, end))
    return tuple(merged)


def _between(speech: Sequence[Stretch]) -> tuple[Stretch, ...]:
    return tuple(Stretch(one.end, two.start) for one, two in pairwise(speech))


def _pauses(silences: Iterable[Stretch], said: Sequence[SaidWord], text: str) -> tuple[Pause, ...]:
    pauses = [silence for silence in silences if silence.seconds >= PAUSE]
    if not pauses:
        return ()
    begins = _sentence_starts(said, text)
    return tuple(Pause(pause, _in_sentence(pause, said, begins)) for pause in pauses)


def _sentence_starts(said: Sequence[SaidWord], text: str) -> Mapping[int, bool]:
    """Of each word said, whether it begins a sentence; those of which that is not known lack.

    A recogniser without marks is helped by those that the candidate has put in, next to words
    that both have.
    """
    if any(word.mark == "." for word in said):
        return {i: word.mark == "." for i, word in enumerate(said)}
    written = written_words(text)
    if not any(word.mark == "." for word in written):
        return {}
    same = SequenceMatcher(None, [w.text for w in said], [w.text for w in written], autojunk=False)
    begins: dict[int, bool] = {}
    for block in same.get_matching_blocks():
        for offset in range(block.size):
            place = block.b + offset
            begins[block.a + offset] = written[place].mark == "."
            if place + 1 < len(written):
                begins[block.a + offset + 1] = written[place + 1].mark == "."
    return begins


def _in_sentence(
    pause: Stretch, said: Sequence[SaidWord], begins: Mapping[int, bool]
) -> bool | None:
    middle = (pause.start + pause.end) / 2
    following = next((i for i, w in enumerate(said) if w.at is not None and w.at >= middle), None)
    if following is None or following not in begins:
        return None
    return not begins[following]


def _rates(
    span: Stretch | None, speech: Sequence[Stretch], said: Sequence[SaidWord], source: WordSource
) -> Rates:
    counted = [word for word in said if not word.is_hesitation]
    sounds = sum(syllables(word.text) for word in counted)
    speaking = sum(stretch.seconds for stretch in speech)
    minutes = _minutes(span, speech, counted) if span else ()
    if span is None or speaking < MEASURABLE or not counted:
        return Rates(source, len(counted), sounds, minutes=minutes)
    return Rates(
        source,
        words=len(counted),
        syllables=sounds,
        elapsed_words_per_minute=len(counted) * 60 / span.seconds,
        speaking_words_per_minute=len(counted) * 60 / speaking,
        syllables_per_second=sounds / speaking,
        minutes=minutes,
    )


def _minutes(
    span: Stretch, speech: Sequence[Stretch], counted: Sequence[SaidWord]
) -> tuple[Minute, ...]:
    """The answer minute by minute; words before the first and after the last go with those."""
    number = max(1, math.ceil(span.seconds / 60))
    words = [0] * number
    for word in counted:
        if word.at is not None:
            words[min(number - 1, max(0, int((word.at - span.start) // 60)))] += 1
    timed = bool(counted) and counted[0].at is not None
    minutes = []
    for place in range(number):
        start = span.start + 60 * place
        end = min(start + 60, span.end)
        spoken = sum(max(0.0, min(end, s.end) - max(start, s.start)) for s in speech)
        share = min(1.0, spoken / (end - start)) if end > start else 0.0
        minutes.append(Minute(Stretch(start, end), words[place] if timed else None, share))
    return tuple(minutes)


def _fillers(
    said: Sequence[SaidWord],
    source: WordSource,
    heard: Sequence[float],
    span: Stretch | None,
    *,
    keeps_hesitations: bool,
) -> FillerCount:
    found = find_fillers(said, hesitations=keeps_hesitations)
    times = [f.at for f in found if f.at is not None and f.kind is not FillerKind.POSSIBLE]
    tallied = sorted(second for second in heard if math.isfinite(second))
    seconds = span.seconds if span else 0.0
    return FillerCount(
        source=source,
        found=found,
        hesitations=sum(f.kind is FillerKind.HESITATION for f in found)
        if keeps_hesitations
        else None,
        clusters=clusters(times, seconds),
        heard=tuple(tallied),
        heard_clusters=clusters(tallied, seconds),
    )
