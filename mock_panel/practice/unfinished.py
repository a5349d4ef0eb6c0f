"""What an unfinished answer holds, in a few words."""

from collections.abc import Iterable

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.presets import Preset
from mock_panel.domain.sessions import AFTER_THE_QUESTIONS, LOBBY_PHASE, Draft
from mock_panel.practice.timing import seconds_aloud


def draft_words(draft: Draft) -> str:
    """Such as 24 words; of a spoken answer without words yet, how long it was spoken."""
    if draft.phase == LOBBY_PHASE:
        return "its questions are answered, the panel deliberates"
    words = _word_count(draft.text)
    if not words and draft.setup.mode is AnswerMode.SPOKEN:
        return f"{seconds_aloud(draft.answer_seconds)} of speaking"
    return f"{words} word{'' if words == 1 else 's'}"


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
    words = f"{draft_words(draft)} would be gone."
    if not title:
        return words
    last = len(draft.questions)
    left = f"questions {draft.position} to {last}" if draft.position < last else f"question {last}"
    kept = " The answers you gave stay in your history." if draft.position > 1 else ""
    return f"{words} The {title} would end here, with {left} unanswered.{kept}"


def _word_count(text: str) -> int:
    """As the line under the editor counts, and the score."""
    from mock_panel.scoring.reading import fold, read  # noqa: PLC0415 - after the first frame
    from mock_panel.scoring.sentences import split  # noqa: PLC0415 - as above

    return sum(read(fold(text[start:end])).spoken for start, end in split(text))
