"""What an unfinished answer holds, in a few words."""

from collections.abc import Iterable

from mock_panel.domain.english import how_many
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.sessions import (
    AFTER_THE_QUESTIONS,
    LOBBY_PHASE,
    PROBE_PHASE,
    SUPPLEMENTAL_PHASES,
    Draft,
)
from mock_panel.practice.answer_length import word_count
from mock_panel.practice.left_to_do import words_session
from mock_panel.practice.timing import seconds_aloud

_NOTHING = ("nothing written yet", "nothing said yet")


def draft_words(draft: Draft) -> str:
    """Such as 24 words; of a spoken answer without words yet, how long it was spoken."""
    if draft.phase == LOBBY_PHASE:
        return "its questions are answered, the panel deliberates"
    if words := word_count(draft.text):
        return how_many(words, "word")
    if draft.setup.mode is AnswerMode.TYPED:
        return _NOTHING[0]
    if draft.answer_seconds < 1:
        return _NOTHING[1]
    return f"{seconds_aloud(draft.answer_seconds)} of speaking"


def draft_name(draft: Draft, title: str = "") -> str:
    """What is unfinished, such as: answer to a probe.

    Args:
        draft: the unfinished answer.
        title: of the session whose questions would still be asked; empty without any.
    """
    if draft.phase == LOBBY_PHASE:
        return "board"
    if draft.phase in SUPPLEMENTAL_PHASES:
        return "answer to a supplemental"
    if draft.phase == PROBE_PHASE:
        return "answer to a probe"
    if _gives_words(draft):
        return "words of a stored answer"
    return "session" if title else "answer"


def draft_question(draft: Draft) -> str:
    """What is being answered: a probe or supplemental where there is one; empty in the lobby."""
    if draft.phase == LOBBY_PHASE:
        return ""
    if _is_added(draft):
        return draft.note
    return draft.questions[draft.position - 1].text


def session_title(draft: Draft, presets: Iterable[Preset]) -> str:
    """Such as Qualifications board; empty where it asked one question only, or is past them."""
    if len(draft.questions) == 1 or draft.phase in AFTER_THE_QUESTIONS:
        return ""
    known = {preset.id: preset.title for preset in presets}
    return known.get(draft.setup.preset, "Session")


def place_words(draft: Draft, title: str) -> str:
    """Such as Qualifications board, question 2 of 5."""
    return f"{title}, question {draft.position} of {len(draft.questions)}"


def discarded_words(draft: Draft, title: str) -> str:
    """What is gone when the draft is discarded, and what stays.

    Args:
        draft: the unfinished answer.
        title: of the session whose questions would not be asked any more; empty without any.
    """
    if draft.phase == LOBBY_PHASE:
        return "The rest of the board would be gone; its answers stay in your history."
    lost = _lost_words(draft)
    if draft.phase in SUPPLEMENTAL_PHASES:
        return f"{lost} The board would end here; its answers stay in your history."
    if draft.phase == PROBE_PHASE or _gives_words(draft):
        return f"{lost} The stored answer stays in your history."
    if not title:
        return lost
    last = len(draft.questions)
    left = f"questions {draft.position} to {last}" if draft.position < last else f"question {last}"
    kept = " The answers you gave stay in your history." if draft.position > 1 else ""
    return f"{lost} The {title} would end here, with {left} unanswered.{kept}"


def _lost_words(draft: Draft) -> str:
    has_outline = bool(draft.note.strip()) and not _is_added(draft)
    lost = draft_words(draft)
    if lost in _NOTHING:
        return "Your outline would be gone." if has_outline else lost.replace("n", "N", 1) + "."
    return f"{lost}{' and your outline' if has_outline else ''} would be gone."


def _is_added(draft: Draft) -> bool:
    """Whether it adds to an answer that is stored; its note is what was asked."""
    return draft.phase == PROBE_PHASE or draft.phase in SUPPLEMENTAL_PHASES


def _gives_words(draft: Draft) -> bool:
    return draft.session == words_session(draft.attempt)
