"""Where in a recording each sentence of an answer is said, and how loud each moment was."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Span
from mock_panel.domain.speech import TENTHS, Recording, Stretch, Transcript

_BARELY = 0.05
_JUST_BEGUN = 1.0
"""Seconds into a part in which "back" means the part before it, as on every player."""
_EDGES = ".,;:!?\"'()[]“”‘’…-–—"


@dataclass(frozen=True, slots=True)
class SentenceTimes:
    """When the sentences of an answer begin."""

    starts: tuple[float, ...]
    """Seconds from the start of the recording, one for each sentence, never falling."""
    is_measured: bool
    """Whether a recogniser's word times say so; if not, they follow from the share of words."""

    def at(self, second: float) -> int:
        """Which sentence is being said at a second; the first before any."""
        return max(0, bisect_right(self.starts, second) - 1)


def sentence_times(attempt: Attempt) -> SentenceTimes:
    """When each marked sentence of the answer itself begins; continuations are not recorded."""
    if attempt.spoken is None or attempt.report is None:
        return SentenceTimes((), is_measured=False)
    spans = [m.span for m in attempt.report.sentences if m.span.start < len(attempt.text)]
    counts = _words_before(attempt.text, spans)
    transcript = attempt.spoken.transcript
    if transcript is not None and transcript.words:
        starts = _aligned(attempt.text.split(), transcript, counts)
        return SentenceTimes(tuple(_never_falling(starts)), is_measured=True)
    total = max(1, len(attempt.text.split()))
    shares = [count / total for count in counts]
    recording = attempt.spoken.recording
    return SentenceTimes(tuple(_said_by(recording, share) for share in shares), is_measured=False)


def part_starts(attempt: Attempt, times: SentenceTimes) -> tuple[tuple[float, Part], ...]:
    """The second at which each run of sentences of one part begins."""
    if attempt.report is None:
        return ()
    said = zip(times.starts, attempt.report.sentences, strict=False)
    runs: list[tuple[float, Part]] = []
    for start, sentence in said:
        if not runs or runs[-1][1] is not sentence.part:
            runs.append((start, sentence.part))
    return tuple(runs)


def next_start(starts: Sequence[float], now: float, by: int) -> float:
    """The first start after `now`, or the last one well before it; stops at both ends."""
    if by > 0:
        return next((start for start in starts if start > now + _BARELY), starts[-1])
    return next((start for start in reversed(starts) if start < now - _JUST_BEGUN), starts[0])


def with_filler(attempt: Attempt, second: float) -> Attempt:
    """The attempt with one more filler that the candidate has heard, listening back."""
    assert attempt.spoken is not None  # noqa: S101 - only what was recorded is listened to
    heard = (*attempt.spoken.fillers_heard, round(second, 1))
    return replace(attempt, spoken=replace(attempt.spoken, fillers_heard=tuple(sorted(heard))))


def without_fillers(attempt: Attempt) -> Attempt:
    """The attempt before anything was counted by ear."""
    assert attempt.spoken is not None  # noqa: S101 - as above
    return replace(attempt, spoken=replace(attempt.spoken, fillers_heard=()))


def envelope(recording: Recording, columns: int) -> tuple[int, ...]:
    """The loudest moment of each of so many equal pieces, in percent of full scale."""
    tenths = recording.loudness
    if not tenths or columns < 1:
        return ()
    edges = [len(tenths) * column // columns for column in range(columns + 1)]
    return tuple(max(tenths[a : max(b, a + 1)], default=0) for a, b in pairwise(edges))


def columns_of(stretch: Stretch, recording: Recording, columns: int) -> range:
    """The columns of an envelope that a stretch of the recording covers."""
    seconds = max(recording.seconds, len(recording.loudness) / TENTHS, 0.1)
    first = int(stretch.start / seconds * columns)
    last = int(stretch.end / seconds * columns)
    return range(min(first, columns), min(max(last, first + 1), columns))


def _words_before(text: str, spans: Sequence[Span]) -> list[int]:
    """How many words stand before each span."""
    return [len(text[: span.start].split()) for span in spans]


def _aligned(words: Sequence[str], transcript: Transcript, counts: Sequence[int]) -> list[float]:
    """The start of the word at each count, through the words that text and transcript share."""
    heard = [_folded(word.text) for word in transcript.words]
    matcher = SequenceMatcher(None, [_folded(word) for word in words], heard, autojunk=False)
    times: dict[int, float] = {}
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            times[block.a + offset] = transcript.words[block.b + offset].start
    known = sorted(times)
    return [_time_at(count, known, times, transcript, len(words)) for count in counts]


def _time_at(
    count: int,
    known: Sequence[int],
    times: dict[int, float],
    transcript: Transcript,
    total: int,
) -> float:
    """A word's time: its own, or in between those of the nearest words that have one."""
    if count in times:
        return times[count]
    place = bisect_right(known, count)
    before = known[place - 1] if place else -1
    after = known[place] if place < len(known) else total
    start = times[before] if place else transcript.words[0].start
    end = times[after] if place < len(known) else transcript.words[-1].end
    return start + (end - start) * (count - before) / (after - before)


def _said_by(recording: Recording, share: float) -> float:
    """The second by which a share of all speaking time has passed."""
    left = share * sum(piece.seconds for piece in recording.speech)
    for piece in recording.speech:
        if left < piece.seconds:
            return piece.start + left
        left -= piece.seconds
    return recording.seconds * share if not recording.speech else recording.speech[-1].end


def _never_falling(starts: Sequence[float]) -> list[float]:
    latest, kept = 0.0, []
    for start in starts:
        latest = max(latest, start)
        kept.append(latest)
    return kept


def _folded(word: str) -> str:
    return word.casefold().strip(_EDGES)
