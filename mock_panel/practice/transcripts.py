"""What the candidate is told of a recogniser's words, and when they may be scored."""

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.speech import SpokenAnswer, Transcript


def words_by(attempt: Attempt) -> str:
    """Whose the words of a recorded answer are; empty where there is nothing to say."""
    if attempt.spoken is None or not attempt.text:
        return ""
    transcript = attempt.spoken.transcript
    if transcript is None or not transcript.words:
        return "words written down by you"
    rough = ", a rough recogniser," if transcript.recogniser.rough else ""
    corrected = "" if attempt.text.split() == transcript.text.split() else "; corrected by you"
    return f"words as {transcript.recogniser.name}{rough} heard them{corrected}"


def heard_words(transcript: Transcript | None) -> str:
    """Whose words these are, and what becomes of them; empty where there are none."""
    if transcript is None:
        return ""
    name = transcript.recogniser.name
    if not transcript.words:
        return f"{name} heard no words. Type what you said, or leave it empty."
    rough = ", a rough recogniser: much will be wrong" if transcript.recogniser.rough else ""
    return f"As {name} heard it{rough}. Correct the words: they are what is scored."


def is_rough_and_unread(spoken: SpokenAnswer | None, text: str) -> bool:
    """Whether a text is what a rough recogniser heard, without a single correction."""
    transcript = spoken.transcript if spoken else None
    if transcript is None or not transcript.recogniser.rough or not transcript.words:
        return False
    return text.split() == transcript.text.split()


def unread_warning(transcript: Transcript) -> str:
    """Why words were not scored at once, and the ways on."""
    return (
        f"These are the words of {transcript.recogniser.name}, a rough recogniser, unread. "
        "Correct them; or press ctrl+s again to have them scored as they stand, or f4 to "
        "leave them out."
    )
