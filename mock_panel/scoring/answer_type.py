"""What kind of answer it is; only a story, or what one would do where that is asked, is an example.

The kinds are those that Bangerter, Corvalan and Cavin (2014) found in real answers to questions
about past behaviour: story, pseudo-story, value or opinion, self-description.
"""

from collections import Counter
from enum import StrEnum
from math import fsum

from mock_panel.domain.parts import Part
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.marked import Marked, MarkedAnswer


class AnswerType(StrEnum):
    """The kind of an answer as a whole."""

    STORY = "story"
    """Something that happened once."""
    SITUATIONAL = "situational"
    """What the candidate would do, where that was asked; a real case told instead is a story."""
    PSEUDO_STORY = "pseudo_story"
    """What the candidate usually does, or would do, where an example was asked."""
    OPINION = "opinion"
    """What the candidate thinks."""
    SELF_DESCRIPTION = "self_description"
    """Qualities, duties, credentials."""

    @property
    def is_example(self) -> bool:
        """Whether it can be levelled above the lowest."""
        return self in {AnswerType.STORY, AnswerType.SITUATIONAL}


_PAST = {ActKind.OWNED, ActKind.SHARED, ActKind.PASSIVE}
_SCENE = 2
"""Sentences of situation that set the scene of something that happened."""
_TALK_AT_MOST = 0.4
"""Of the words of an answer whose scene is no mere illustration of a view."""
_UNREAL = {ActKind.IMAGINED, ActKind.IMAGINED_SHARED, ActKind.HABITUAL}


def answer_type(answer: MarkedAnswer) -> AnswerType:
    """The kind, from who acts in which tense, and from how much is no part of a story."""
    counted = [s for s in answer.sentences if s.void is None]
    told = answer.speaking_of(Part.ACTION, Part.RESULT)
    kinds = Counter(act.kind for s in told for act in s.look.acts)
    past = sum(kinds[kind] for kind in _PAST)
    unreal = sum(kinds[kind] for kind in _UNREAL)
    if answer.imagined:
        return AnswerType.SITUATIONAL if past + unreal else _talk(counted)
    if answer.present:
        return AnswerType.STORY
    habits = _habits(counted)
    if unreal > past and (unreal >= 3 or habits):
        return AnswerType.PSEUDO_STORY
    now = sum(map(_acts_now, told))
    if habits and now + unreal > past - now:
        return AnswerType.PSEUDO_STORY
    happened = past >= 2 or (past and not habits and not unreal) or _sets_a_scene(answer)
    return AnswerType.STORY if happened and not _is_record(counted) else _talk(counted)


def _acts_now(sentence: Marked) -> int:
    """How many acts of the speaker's are in the present: "I put them all up and ask the crew"."""
    acts, shape = sentence.look.acts, sentence.look.shape
    return sum(act.kind is ActKind.OWNED and shape[act.last] == "V" for act in acts)


def _sets_a_scene(answer: MarkedAnswer) -> bool:
    """Whether a case is told, even if nobody is seen to act in it."""
    if len(answer.speaking_of(Part.SITUATION, Part.TASK)) < _SCENE:
        return False
    counted = [s for s in answer.sentences if s.void is None]
    talk = fsum(s.words * s.odds[Part.OTHER] for s in counted)
    return talk < _TALK_AT_MOST * sum(s.words for s in counted)


def _cues(sentences: list[Marked], *families: str) -> int:
    return sum(len(s.look.cues.get(family, ())) for s in sentences for family in families)


def _habits(sentences: list[Marked]) -> bool:
    return _cues(sentences, "habit") >= 2


def _is_record(sentences: list[Marked]) -> bool:
    """A list of posts and credentials: no sentence tells when, or what was wrong."""
    boasts = _cues(sentences, "boast", "record")
    return boasts >= 3 and boasts >= len(sentences) / 2


def _talk(sentences: list[Marked]) -> AnswerType:
    """What an answer without an example is."""
    shown = {
        AnswerType.PSEUDO_STORY: _cues(sentences, "habit"),
        AnswerType.SELF_DESCRIPTION: _cues(sentences, "boast", "record"),
        AnswerType.OPINION: _cues(sentences, "belief"),
    }
    return max(shown, key=lambda kind: shown[kind])
