"""Two answers to one question, or two tellings of one story: what changed between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import STORY_PARTS, Found, Part
from mock_panel.errors import InputError
from mock_panel.practice.aligning import Pair, align
from mock_panel.practice.listening import sentence_times
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.practice.review import Proof, marked_sentences, part_proofs
from mock_panel.practice.stories import Stories
from mock_panel.scoring.signals import SIGNALS

MOST = 20
"""So many answers to compare with are offered, the newest."""
IN_ORDER = (*STORY_PARTS, Part.OTHER)
_AT_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PartOf:
    """What one answer gives of one part."""

    found: Found | None
    """None where the answer was not scored, and for other words."""
    words: int
    seconds: float | None
    """None where the answer was not recorded."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part in both answers."""

    part: Part
    before: PartOf
    after: PartOf


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier and the later answer, side by side."""

    before: Attempt
    after: Attempt
    parts: tuple[PartChange, ...]
    gained: tuple[Proof, ...]
    """What only the later answer proves, of all that a complete answer has."""
    lost: tuple[Proof, ...]
    """What only the earlier one proved."""
    competencies_gained: tuple[str, ...]
    """Their ids."""
    competencies_lost: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def is_measured(self) -> bool:
        """Whether the seconds per part come from a recogniser, and not from shares of words."""
        known = [a for a in (self.before, self.after) if a.spoken is not None]
        return bool(known) and all(sentence_times(attempt).is_measured for attempt in known)


def compare(one: Attempt, other: Attempt) -> Comparison:
    """Compare two answers, whichever was given first."""
    before, after = sorted((one, other), key=lambda attempt: attempt.started_at)
    then, now = _parts(before), _parts(after)
    proved_then, proved_now = _proofs(before), _proofs(after)
    showed, shows = _competencies(before), _competencies(after)
    return Comparison(
        before=before,
        after=after,
        parts=tuple(PartChange(part, then[part], now[part]) for part in IN_ORDER),
        gained=tuple(p for title, p in proved_now.items() if title not in proved_then),
        lost=tuple(p for title, p in proved_then.items() if title not in proved_now),
        competencies_gained=tuple(c for c in shows if c not in showed),
        competencies_lost=tuple(c for c in showed if c not in shows),
        pairs=align(marked_sentences(before), marked_sentences(after)),
    )


def check_alike(one: Attempt, other: Attempt, stories: Stories) -> None:
    """Refuse answers that have nothing in common.

    Raises:
        InputError: they are one, or answer two questions and tell no story in common.
        StorageError: the stories cannot be read.
    """
    if one.id == other.id:
        raise InputError(
            "That is one answer twice: there is nothing to compare.", "Name two attempts."
        )
    if one.question.id == other.question.id:
        return
    told = stories.store.links_of([one.id, other.id])
    first, second = (
        {link.story for link in told if link.attempt == attempt.id} for attempt in (one, other)
    )
    if not first & second:
        raise InputError(
            "These attempts answer two questions, and are not known to tell one story.",
            "Compare two attempts at one question, or say in the review which story each told.",
        )


def alike(attempt: Attempt, store: AttemptStore, stories: Stories) -> tuple[Attempt, ...]:
    """The other answers to its question, and the other tellings of its stories.

    At most `MOST`, the newest first; the one before it at the same question, if there is one,
    stands at the head.

    Raises:
        StorageError: they cannot be read.
    """
    found = {other.id: other for other in _at_question(attempt, store)}
    for story in stories.told_by(attempt.id):
        for telling in stories.tellings(story.id)[:MOST]:
            id_ = telling.link.attempt
            if id_ not in found and id_ != attempt.id and (other := store.get(id_)) is not None:
                found[id_] = other
    newest = sorted(found.values(), key=lambda other: other.started_at, reverse=True)
    earlier = [
        other
        for other in newest
        if other.started_at < attempt.started_at and other.question.id == attempt.question.id
    ]
    return tuple([*earlier[:1], *(other for other in newest if other not in earlier[:1])][:MOST])


def _at_question(attempt: Attempt, store: AttemptStore) -> list[Attempt]:
    """The answers to its question, those before it first."""
    found: list[Attempt] = []
    last = store.previous(attempt.question.id, _AT_LAST)
    while last is not None and len(found) < MOST:
        if last.id != attempt.id:
            found.append(last)
        last = store.previous(attempt.question.id, last.started_at)
    return found


def _parts(attempt: Attempt) -> Mapping[Part, PartOf]:
    report = attempt.report
    words = dict.fromkeys(IN_ORDER, 0)
    for sentence in marked_sentences(attempt):
        words[sentence.part] += len(sentence.text.split())
    seconds = _seconds(attempt)
    return {
        part: PartOf(
            report.parts[part].found
            if report and report.is_scored and part in report.parts
            else None,
            words[part],
            seconds.get(part, 0.0) if seconds else None,
        )
        for part in IN_ORDER
    }


def _seconds(attempt: Attempt) -> dict[Part, float]:
    """How long each part is spoken of; empty where nothing was recorded or marked."""
    times = sentence_times(attempt)
    if attempt.spoken is None or attempt.report is None or not times.starts:
        return {}
    ends = [*times.starts[1:], max(attempt.spoken.recording.seconds, times.starts[-1])]
    told: dict[Part, float] = {}
    for mark, start, end in zip(attempt.report.sentences, times.starts, ends, strict=False):
        told[mark.part] = told.get(mark.part, 0.0) + end - start
    return told


def _proofs(attempt: Attempt) -> dict[str, Proof]:
    """The first proof of each thing that a complete answer has, by its title."""
    if attempt.report is None:
        return {}
    wanted = {kind.title for kind in SIGNALS.values() if kind.wanted}
    found: dict[str, Proof] = {}
    for part in part_proofs(attempt.report, attempt.full_text):
        for proof in part.proofs:
            if proof.title in wanted:
                found.setdefault(proof.title, proof)
    return found


def _competencies(attempt: Attempt) -> Sequence[str]:
    return [shown.id for shown in attempt.report.competencies] if attempt.report else []
