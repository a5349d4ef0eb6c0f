"""What an unfinished answer holds, in a few words."""

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import LOBBY_PHASE, Draft
from mock_panel.practice.timing import seconds_aloud


def draft_words(draft: Draft) -> str:
    """Such as 24 words; of a spoken answer without words yet, how long it was spoken."""
    if draft.phase == LOBBY_PHASE:
        return "its questions are answered, the panel deliberates"
    words = len(draft.text.split())
    if not words and draft.setup.mode is AnswerMode.SPOKEN:
        return f"{seconds_aloud(draft.answer_seconds)} of speaking"
    return f"{words} word{'' if words == 1 else 's'}"
