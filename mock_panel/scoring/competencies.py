"""Which competencies an answer shows by what was done and what came of it."""

from collections.abc import Collection
from functools import cache
from math import fsum

from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.parts import Part
from mock_panel.domain.scores import CompetencyShown, Span
from mock_panel.scoring.competency_cues import CUES
from mock_panel.scoring.cues import Phrasebook
from mock_panel.scoring.marked import Marked, MarkedAnswer, apart
from mock_panel.scoring.reading import fold, read
from mock_panel.scoring.stems import stem
from mock_panel.scoring.wordlist import word_set

CUES_NEEDED = 2
"""Distinct cues, in action or result sentences, before a competency is claimed."""
MOST_CLAIMED = 2
"""Only the best proved ones; an answer that shows everything shows nothing."""
LEAST_LEVEL = 3
"""An account that lacks a main part shows no competency yet."""
_MEANT = 4.0
"""How much more a cue tells of a competency that the question is meant to bring out."""
_ASKED = 1.5
"""How much more it tells where the question itself has a cue of that competency."""
_WEIGHT_NEEDED = 7.0
"""A cue weighs one, divided by the root of how many competencies it speaks for.

This and the factors were chosen on our labelled answers, for precision rather than completeness.
"""

_NEGATIONS = word_set("not never no without didn't don't couldn't wouldn't wasn't weren't nobody")


@cache
def _book() -> Phrasebook:
    return Phrasebook.of({name: _stemmed(phrases) for name, phrases in CUES.items()})


def _stemmed(phrases: str) -> str:
    return ";".join(
        " ".join(w if w == "#" else stem(w) for w in phrase.split())
        for phrase in phrases.replace("\n", ";").split(";")
    )


@cache
def _shared_by() -> dict[str, int]:
    """How many competencies each cue speaks for; a cue of many weighs less."""
    counts: dict[str, int] = {}
    for phrases in CUES.values():
        for cue in {c.strip() for c in _stemmed(phrases).split(";")}:
            counts[cue] = counts.get(cue, 0) + 1
    return counts


def competencies_shown(
    answer: MarkedAnswer,
    among: Collection[str] | None,
    meant: Collection[str] = (),
    question: str = "",
) -> tuple[CompetencyShown, ...]:
    """The competencies with cues enough, the best proved first; of an account that is complete.

    Args:
        answer: the marked sentences.
        among: ids that may be claimed; None for all that have cues.
        meant: ids that the question is meant to bring out.
        question: its wording.
    """
    asked = _book().find([stem(word) for word in read(fold(question)).words])
    found: dict[str, dict[str, Span]] = {}
    for sentence in answer.speaking_of(Part.ACTION, Part.RESULT):
        for name, cue, span in _hits(sentence):
            if among is None or name in among:
                found.setdefault(name, {}).setdefault(cue, span)
    weights = {
        name: (_MEANT if name in meant else 1.0)
        * (_ASKED if name in asked else 1.0)
        * fsum(_shared_by().get(cue, 1) ** -0.5 for cue in sorted(cues))
        for name, cues in found.items()
        if len(cues) >= CUES_NEEDED
    }
    claimed = [name for name, weight in weights.items() if weight >= _WEIGHT_NEEDED]
    best = sorted(claimed, key=lambda name: (-weights[name], name))[:MOST_CLAIMED]
    return tuple(CompetencyShown(CompetencyId(name), apart(found[name].values())) for name in best)


def _hits(sentence: Marked) -> list[tuple[str, str, Span]]:
    """Every cue of a sentence: the competency, the cue's stems, and its place."""
    words = [stem(word) for word in sentence.look.reading.words]
    return [
        (name, " ".join(words[first : last + 1]), sentence.cover(first, last))
        for name, places in _book().find(words).items()
        for first, last in places
        if not _NEGATIONS.intersection(sentence.look.reading.words[max(first - 2, 0) : first])
    ]
