"""Pace, pauses and fillers of an answer, from segments and words of known times."""

import math
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.delivery import PAUSE, SILENCE, Delivery, FillerKind, WordSource
from mock_panel.domain.speech import Recogniser, Recording, SpokenAnswer, Stretch, Transcript, Word
from mock_panel.speech.delivery import measure_delivery
from mock_panel.speech.pieces import pieces, samples_of
from mock_panel.speech.recognisers.pocketsphinx import PocketSphinx
from mock_panel.speech.voice_activity import VoiceActivity
from mock_panel.speech.wav_file import BYTES_A_SECOND, RATE
from tests.real_parts import require
from tests.speech.paused_answers import GAPS, PHRASES, PausedAnswer, paused_answer

VERBATIM = Recogniser("parakeet", "Parakeet", rough=False, keeps_hesitations=True)
ROUGH = Recogniser("pocketsphinx", "pocketsphinx", rough=True, keeps_hesitations=False)


def spoken(
    *speech: Stretch,
    words: tuple[Word, ...] = (),
    recogniser: Recogniser = VERBATIM,
    heard: tuple[float, ...] = (),
) -> SpokenAnswer:
    seconds = max((s.end for s in speech), default=0.0) + 1
    transcript = Transcript(recogniser, words) if words else None
    return SpokenAnswer(Recording("answer", seconds, speech=speech), transcript, heard)


def even(text: str, start: float, end: float) -> tuple[Word, ...]:
    """The words of a text, each as long as the others."""
    said = text.split()
    step = (end - start) / len(said)
    return tuple(
        Word(word, start + step * i, start + step * (i + 1)) for i, word in enumerate(said)
    )


def test_first_word_speaking_time_and_pauses() -> None:
    d = measure_delivery(spoken(Stretch(2.1, 12.1), Stretch(12.9, 20), Stretch(21.5, 30)), "")
    assert d.first_word == pytest.approx(2.1)
    assert d.elapsed_seconds == pytest.approx(27.9)
    assert d.speaking_seconds == pytest.approx(10 + 7.1 + 8.5)
    assert [p.seconds for p in d.pauses] == pytest.approx([0.8, 1.5])
    assert d.longest_pause is not None
    assert d.longest_pause.stretch.start == pytest.approx(20)
    assert d.pause_share == pytest.approx(2.3 / 27.9)


def test_short_silences_are_silent_and_no_pauses_and_shorter_ones_are_speech() -> None:
    d = measure_delivery(spoken(Stretch(0, 5), Stretch(5.2, 10), Stretch(10.4, 20)), "")
    assert d.pauses == ()
    assert d.speaking_seconds == pytest.approx(20 - 0.4)


def test_the_four_rates_are_kept_apart() -> None:
    words = even("overtime " * 20, 0, 10) + even("overtime " * 20, 20, 30)
    d = measure_delivery(spoken(Stretch(0, 10), Stretch(20, 30), words=words), "")
    assert d.rates.source is WordSource.TRANSCRIPT
    assert (d.rates.words, d.rates.syllables) == (40, 120)
    assert d.rates.elapsed_words_per_minute == pytest.approx(80)
    assert d.rates.speaking_words_per_minute == pytest.approx(120)
    assert d.rates.syllables_per_second == pytest.approx(6)
    assert [m.words_per_minute for m in d.rates.minutes] == pytest.approx([80])


def test_the_pace_of_each_minute_is_counted_from_the_first_word() -> None:
    words = even("go " * 150, 30, 90) + even("go " * 120, 90, 150) + even("go " * 20, 150, 160)
    d = measure_delivery(spoken(Stretch(30, 160), words=words), "")
    paces = [m.words_per_minute for m in d.rates.minutes]
    assert paces == [pytest.approx(150), pytest.approx(120), None]
    assert [m.words for m in d.rates.minutes] == [150, 120, 20]
    assert [m.speaking_share for m in d.rates.minutes] == pytest.approx([1, 1, 1])


def test_without_a_transcript_the_text_gives_the_words_and_no_pace_over_time() -> None:
    d = measure_delivery(spoken(Stretch(0, 60), Stretch(90, 120)), "um well done " * 30)
    assert d.rates.source is WordSource.TEXT
    assert d.recogniser is None
    assert d.rates.words == 60
    assert d.rates.elapsed_words_per_minute == pytest.approx(30)
    assert [m.words for m in d.rates.minutes] == [None, None]
    assert [m.speaking_share for m in d.rates.minutes] == pytest.approx([1, 0.5])
    assert d.fillers.hesitations is None


def test_without_words_only_time_is_measured() -> None:
    d = measure_delivery(spoken(Stretch(0, 20)), "")
    assert d.rates.source is d.fillers.source is WordSource.NONE
    assert d.rates.elapsed_words_per_minute is None
    assert d.speaking_seconds == pytest.approx(20)


def test_nobody_heard_is_not_measured_though_a_recogniser_makes_up_words() -> None:
    d = measure_delivery(spoken(words=even("thank you", 0, 1)), "thank you")
    assert (d.span, d.first_word, d.pause_share, d.longest_pause) == (None,) * 4
    assert d.rates.elapsed_words_per_minute is None
    assert d.rates.minutes == ()


def test_a_few_words_have_no_pace() -> None:
    d = measure_delivery(spoken(Stretch(0, 2), words=even("I do not know", 0, 2)), "")
    assert d.rates.words == 4
    assert d.rates.elapsed_words_per_minute is None


def test_edits_change_neither_fillers_nor_rates() -> None:
    words = even("and you know we went on and on to the very end of it", 0, 10)
    d = measure_delivery(spoken(Stretch(0, 10), words=words), "We went on.")
    assert d.rates.words == 14
    assert d.fillers.counts(FillerKind.DISCOURSE) == {"you know": 1}


def test_hesitations_are_counted_only_where_the_recogniser_keeps_them() -> None:
    words = even("um we uh we went um on", 0, 10)
    kept = measure_delivery(spoken(Stretch(0, 10), words=words), "")
    assert kept.fillers.hesitations == 3
    assert kept.fillers.counts(FillerKind.HESITATION) == {"um": 2, "uh": 1}
    assert kept.rates.words == 4
    lost = measure_delivery(spoken(Stretch(0, 10), words=words, recogniser=ROUGH), "")
    assert lost.fillers.hesitations is None
    assert lost.fillers.found == ()
    none = measure_delivery(spoken(Stretch(0, 10), words=even("we went", 0, 10)), "")
    assert none.fillers.hesitations == 0


def test_the_tally_by_hand_is_kept_apart() -> None:
    words = even("we went on", 0, 10)
    d = measure_delivery(
        spoken(Stretch(0, 120), words=words, heard=(64.0, 60.0, 61.0, 62.0, math.nan)), ""
    )
    assert not d.fillers.found
    assert not d.fillers.clusters
    assert d.fillers.heard == (60.0, 61.0, 62.0, 64.0)
    assert [c.fillers for c in d.fillers.heard_clusters] == [4]


def test_fillers_that_bunch_are_found_on_the_timeline() -> None:
    words = even("we went on " * 40, 0, 100) + even("um and um so um we um left", 100, 108)
    d = measure_delivery(spoken(Stretch(0, 108), words=words), "")
    (cluster,) = d.fillers.clusters
    assert cluster.fillers == 4
    assert cluster.stretch.start == pytest.approx(100)


def test_marks_tell_whether_a_pause_stands_within_a_sentence() -> None:
    words = even("We met.", 0, 2) + even("Then we", 4, 6) + even("agreed.", 8, 9)
    d = measure_delivery(spoken(Stretch(0, 2), Stretch(4, 6), Stretch(8, 9), words=words), "")
    assert [p.in_sentence for p in d.pauses] == [False, True]


def test_the_marks_of_the_text_help_a_recogniser_without_marks() -> None:
    words = even("we met", 0, 2) + even("then we", 4, 6) + even("agreed", 8, 9)
    heard = spoken(Stretch(0, 2), Stretch(4, 6), Stretch(8, 9), words=words, recogniser=ROUGH)
    told = measure_delivery(heard, "We met. Then we agreed.")
    assert [p.in_sentence for p in told.pauses] == [False, True]
    unknown = measure_delivery(heard, "we met then we agreed")
    assert [p.in_sentence for p in unknown.pauses] == [None, None]
    other = measure_delivery(heard, "Something else. Entirely.")
    assert [p.in_sentence for p in other.pauses] == [None, None]


SECONDS = st.floats(min_value=0, max_value=400).map(lambda s: round(s, 3))
ANY_SECONDS = st.one_of(SECONDS, st.floats())
SPEECH = st.lists(st.builds(Stretch, SECONDS, SECONDS), max_size=30)
WORDS = st.lists(
    st.builds(
        Word,
        st.sampled_from(["we", "um", "like", "So", "you", "know.", "organized", "40,000", "-", ""]),
        SECONDS,
        SECONDS,
    ),
    max_size=60,
)


def answer(speech: list[Stretch], words: list[Word], by: Recogniser = VERBATIM) -> SpokenAnswer:
    return SpokenAnswer(
        Recording("answer", 400, speech=tuple(speech)), Transcript(by, tuple(words))
    )


@settings(deadline=None)
@given(SPEECH, WORDS, st.text())
def test_what_holds_of_any_answer(speech: list[Stretch], words: list[Word], text: str) -> None:
    d = measure_delivery(answer(speech, words), text)
    assert 0 <= d.speaking_seconds <= d.elapsed_seconds + 1e-9
    if d.span is not None:
        assert d.span.start >= 0
        assert 0 <= (d.pause_share or 0) <= 1
        assert all(d.span.start <= p.stretch.start < p.stretch.end <= d.span.end for p in d.pauses)
        assert sum(m.stretch.seconds for m in d.rates.minutes) == pytest.approx(d.elapsed_seconds)
        assert all(0 <= m.speaking_share <= 1 for m in d.rates.minutes)
        if words and d.rates.words:
            assert sum(m.words or 0 for m in d.rates.minutes) == d.rates.words
    assert all(p.seconds >= PAUSE for p in d.pauses)
    rates = d.rates
    if rates.elapsed_words_per_minute is not None:
        assert rates.speaking_words_per_minute is not None
        assert rates.syllables_per_second is not None
        assert 0 < rates.elapsed_words_per_minute <= rates.speaking_words_per_minute + 1e-6
        assert rates.syllables >= rates.words > 0
    assert all(0 <= f.word < len(words) for f in d.fillers.found if words)


@settings(deadline=None)
@given(SPEECH)
def test_speech_and_silences_make_the_span(speech: list[Stretch]) -> None:
    d = measure_delivery(answer(speech, []), "")
    silent = d.elapsed_seconds - d.speaking_seconds
    short = silent - d.pause_seconds
    assert short >= -1e-6
    if short > 1e-6:
        assert short >= SILENCE - 1e-6


def shifted(spoken: SpokenAnswer, by: float) -> SpokenAnswer:
    recording, transcript = spoken.recording, spoken.transcript
    assert transcript is not None
    return SpokenAnswer(
        replace(
            recording,
            seconds=recording.seconds + by,
            speech=tuple(Stretch(s.start + by, s.end + by) for s in recording.speech),
        ),
        Transcript(
            transcript.recogniser,
            tuple(replace(w, start=w.start + by, end=w.end + by) for w in transcript.words),
        ),
    )


def measures(d: Delivery, since: float) -> list[float | None]:
    """All that has to do with time, positions by the given second."""
    rates = d.rates
    return [
        None if d.span is None else d.span.start - since,
        d.elapsed_seconds,
        d.speaking_seconds,
        *(p.stretch.start - since for p in d.pauses),
        *(p.seconds for p in d.pauses),
        rates.elapsed_words_per_minute,
        rates.speaking_words_per_minute,
        rates.syllables_per_second,
        *(m.words for m in rates.minutes),
    ]


HALVES = st.integers(min_value=0, max_value=800).map(lambda n: n / 2)
"""Seconds that binary fractions hold exactly, so that rounding moves no threshold."""


@settings(deadline=None)
@given(
    st.lists(st.builds(Stretch, HALVES, HALVES), max_size=20),
    st.lists(st.builds(Word, st.sampled_from(["we", "like", "So."]), HALVES, HALVES), max_size=30),
    st.integers(min_value=1, max_value=200),
)
def test_a_later_start_moves_positions_and_nothing_else(
    speech: list[Stretch], words: list[Word], by: int
) -> None:
    here = measure_delivery(answer(speech, words), "")
    there = measure_delivery(shifted(answer(speech, words), by), "")
    for one, two in zip(measures(here, 0), measures(there, by), strict=True):
        assert one == two or one == pytest.approx(two, abs=1e-6)
    assert [(f.text, f.kind) for f in here.fillers.found] == [
        (f.text, f.kind) for f in there.fillers.found
    ]


@settings(deadline=None)
@given(SPEECH, WORDS, SECONDS)
def test_silence_at_the_end_changes_nothing(
    speech: list[Stretch], words: list[Word], silence: float
) -> None:
    short = answer(speech, words)
    long = replace(short, recording=replace(short.recording, seconds=400 + silence))
    assert measure_delivery(short, "") == measure_delivery(long, "")


@settings(deadline=None)
@given(SPEECH)
def test_the_order_of_segments_does_not_matter(speech: list[Stretch]) -> None:
    mixed = sorted(speech, key=lambda s: (s.end, -s.start))
    assert measure_delivery(answer(speech, []), "") == measure_delivery(answer(mixed, []), "")


@settings(deadline=None)
@given(
    st.lists(st.builds(Stretch, ANY_SECONDS, ANY_SECONDS), max_size=8),
    st.lists(st.builds(Word, st.text(), ANY_SECONDS, ANY_SECONDS), max_size=12),
    st.lists(st.floats(), max_size=4),
    st.text(),
)
def test_nothing_a_recogniser_may_say_raises(
    speech: list[Stretch], words: list[Word], heard: list[float], text: str
) -> None:
    said = replace(answer(speech, words), fillers_heard=tuple(heard))
    measure_delivery(said, text)
    measure_delivery(replace(said, transcript=None), text)


VOICES = (("rms", None), ("slt", -45.0), ("awb", -45.0))
"""Each voice of flite, and the decibels of the noise it speaks in."""


def measured(sound: PausedAnswer, *, recognised: bool) -> Delivery:
    """An answer through the real detector and, if asked for, the real rough recogniser."""
    activity = VoiceActivity()
    activity.hear(sound.pcm)
    speech = tuple(activity.stretches())
    recording = Recording("answer", len(sound.pcm) / BYTES_A_SECOND, speech=speech)
    if not recognised:
        return measure_delivery(SpokenAnswer(recording), " ".join(PHRASES))
    engine = PocketSphinx("", None)
    words = tuple(
        replace(word, start=word.start + piece.start, end=word.end + piece.start)
        for piece in pieces(sound.pcm, RATE, speech, engine.longest)
        for word in engine.words(samples_of(sound.pcm, RATE, piece))
    )
    return measure_delivery(SpokenAnswer(recording, Transcript(ROUGH, words)), "")


@pytest.mark.real
@pytest.mark.parametrize(("voice", "noise"), VOICES)
def test_pauses_of_a_real_voice_are_found_within_150_milliseconds(
    voice: str, noise: float | None, tmp_path: Path
) -> None:
    """All are found and none made up; off by 64 milliseconds at most, in the noise by 140."""
    sound = paused_answer(tmp_path, voice, noise)
    d = measured(sound, recognised=False)
    assert len(d.pauses) == len(sound.pauses)
    for found, true in zip(d.pauses, sound.pauses, strict=True):
        assert found.stretch.start == pytest.approx(true.start, abs=0.15)
        assert found.seconds == pytest.approx(true.seconds, abs=0.15)
    assert d.first_word == pytest.approx(sound.phrases[0].start, abs=0.1)
    # With the candidate's own words the pace is as exact as the span.
    elapsed = sound.phrases[-1].end - sound.phrases[0].start
    assert d.rates.elapsed_words_per_minute == pytest.approx(sound.words * 60 / elapsed, rel=0.01)


@pytest.mark.real
def test_the_pace_by_the_rough_recogniser_is_within_8_percent(tmp_path: Path) -> None:
    """5 percent here; in noise of -35 dB it loses a fifth of the words."""
    require(find_spec("pocketsphinx") is not None, "no pocketsphinx: uv sync installs it")
    sound = paused_answer(tmp_path, "rms", texts=PHRASES[:6], gaps=GAPS[:5])
    rates = measured(sound, recognised=True).rates
    elapsed = sound.phrases[-1].end - sound.phrases[0].start
    speaking = sum(phrase.seconds for phrase in sound.phrases)
    assert rates.elapsed_words_per_minute == pytest.approx(sound.words * 60 / elapsed, rel=0.08)
    assert rates.speaking_words_per_minute == pytest.approx(sound.words * 60 / speaking, rel=0.08)
