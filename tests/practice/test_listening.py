"""Where each sentence is said."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.speech import Recording, SpokenAnswer, Stretch, Transcript, Word
from mock_panel.practice.listening import (
    columns_of,
    envelope,
    next_start,
    part_starts,
    sentence_times,
    with_filler,
    without_fillers,
)
from mock_panel.scoring.engine import score
from tests.storage.sample_attempts import make_attempt
from tests.tui.practising import STORY
from tests.tui.speaking import PARAKEET, heard

SENTENCES = STORY.count(". ") + 1


def spoken(text: str, transcript: Transcript | None, seconds: float = 100.0) -> Attempt:
    recording = Recording("x", seconds, speech=(Stretch(10.0, 40.0), Stretch(60.0, 90.0)))
    answer = SpokenAnswer(recording, transcript)
    return replace(make_attempt(3), text=text, report=score(text), continuations=(), spoken=answer)


def test_a_sentence_begins_with_its_first_word() -> None:
    times = sentence_times(spoken(STORY, heard(STORY)))
    assert times.is_measured
    ends = [len(part.split()) for part in STORY.split(". ")[:-1]]
    starts = [1.0 + sum(ends[:i]) / 2 for i in range(SENTENCES)]
    assert list(times.starts) == starts
    assert [times.at(start + 0.1) for start in starts] == list(range(SENTENCES))
    assert times.at(0.0) == 0


def test_a_corrected_first_word_lies_between_its_neighbours() -> None:
    misheard = heard(STORY.replace("The deputy asked", "a deaf duty ask"))
    starts = sentence_times(spoken(STORY, misheard)).starts
    words = [w for w in misheard.words if w.text in ("five.", "a", "deaf", "duty", "ask", "me")]
    assert words[0].start < starts[1] < next(w.start for w in words if w.text == "me")


def test_without_word_times_the_share_of_words_places_a_sentence_in_speech() -> None:
    times = sentence_times(spoken(STORY, None))
    assert not times.is_measured
    assert times.starts[0] == 10.0
    assert all(10 <= s < 40 or 60 <= s <= 90 for s in times.starts)
    assert list(times.starts) == sorted(times.starts)


def test_parts_begin_where_their_first_sentence_does() -> None:
    attempt = spoken(STORY, heard(STORY))
    assert attempt.report
    runs = part_starts(attempt, sentence_times(attempt))
    assert runs[0] == (1.0, attempt.report.sentences[0].part)
    assert all(one[1] is not two[1] for one, two in pairwise(runs))


def test_back_goes_to_the_part_before_only_from_its_first_second() -> None:
    starts = (1.0, 10.0, 20.0)
    assert next_start(starts, 10.5, -1) == 1.0
    assert next_start(starts, 12.0, -1) == 10.0
    assert next_start(starts, 10.0, 1) == 20.0
    assert next_start(starts, 25.0, 1) == 20.0
    assert next_start(starts, 0.0, -1) == 1.0


def test_fillers_counted_by_ear_are_kept_in_order() -> None:
    attempt = with_filler(with_filler(spoken(STORY, None), 9.04), 3.0)
    assert attempt.spoken
    assert attempt.spoken.fillers_heard == (3.0, 9.0)
    assert without_fillers(attempt) == spoken(STORY, None)


words = st.lists(st.sampled_from(["I", "led", "it", "we", "cut", "the", "cost."]), max_size=30)
times = st.lists(st.floats(0, 200), max_size=30)


@given(words, words, times)
def test_any_transcript_gives_every_sentence_a_time_in_order(
    text: list[str], said: list[str], starts: list[float]
) -> None:
    transcript = Transcript(
        PARAKEET, tuple(Word(w, s, s + 0.2) for w, s in zip(said, starts, strict=False))
    )
    attempt = spoken(" ".join(text), transcript)
    assert attempt.report
    found = sentence_times(attempt)
    assert len(found.starts) == len(attempt.report.sentences)
    assert list(found.starts) == sorted(found.starts)


@given(st.lists(st.integers(0, 100), max_size=400), st.integers(0, 100))
def test_an_envelope_keeps_the_loudest_moment(loudness: list[int], columns: int) -> None:
    shape = envelope(Recording("x", len(loudness) / 10, tuple(loudness)), columns)
    assert len(shape) == (columns if loudness else 0)
    if shape and columns <= len(loudness):
        assert max(shape) == max(loudness)


@given(st.floats(0, 100), st.floats(0, 100), st.integers(1, 120))
def test_a_stretch_covers_columns_that_there_are(start: float, length: float, columns: int) -> None:
    covered = columns_of(Stretch(start, start + length), Recording("x", 60.0), columns)
    assert all(0 <= column < columns for column in covered)
