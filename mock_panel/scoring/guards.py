"""What is not an answer, and why; soft where real people write notes or speak in fragments."""

import re
from functools import cache

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Reason
from mock_panel.scoring import english
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.marked import MarkedAnswer, Void
from mock_panel.scoring.reading import fold, is_mark, read
from mock_panel.scoring.topic import shared_words, work_words

FEWEST_WORDS = 12
"""Below this nothing is scored."""
FEW_WORDS = 20
"""Below this only what holds an act of one's own and an outcome."""

_LATIN_SHARE = 0.5
_FOREIGN_SHARE = 0.12
_ENGLISH_SHARE = 0.22
_KNOWN_SHARE = 0.45
_TELEGRAPHIC_SHARE = 0.1
_ORDER_WORDS = 40
_STUFFED = 0.42
"""Real answers have at most a third of their words in cues; lists of keywords a half."""

_LONGEST_NO_ANSWER = 45
"""Who says more than this has answered something."""

_STUFFING = (
    "outcome", "decide", "charge", "measure", "praise", "spread", "lasting", "closing", "change",
    "how", "people", "belief", "boast",
)  # fmt: skip


@cache
def _no_answer() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:i|we) (?:really |honestly |just )*(?:don't|do not|dont) (?:really |honestly )*"
        r"(?:know|have (?:an?|any|one|such|that|much)|remember|recall|understand)\b"
        r"|\b(?:no|not an?) (?:idea|answer|example|examples|comment|clue)\b"
        r"|\b(?:can't|cannot|can not|cant|couldn't) (?:really |honestly )*"
        r"(?:think of|remember|recall|come up|answer|say)\b"
        r"|\bnothing (?:comes|came|to say|really)\b|\b(?:skip|pass)\b.{0,24}$|^(?:skip|pass|n a|none|idk)\b"
        r"|\b(?:not sure|unsure) (?:what|how|about|i)\b|\bnever (?:had|done|faced|been in) (?:that|this|such|a|an)\b"
        r"|\bmind is (?:a )?blank\b|\b(?:next|another) question\b|\bidk\b"
    )


@cache
def _question() -> re.Pattern[str]:
    return re.compile(
        r"^(?:please )?(?:tell (?:us|me)|describe|give (?:us|me|an)|share|talk about|walk (?:us|me)"
        r"|explain|suppose|imagine|provide)\b.*\b(?:you|your|time|example)\b"
        r"|^(?:what|how|why|when|where|who|which|have you|did you|would you|can you)\b.*\byou"
    )


def refusal(answer: MarkedAnswer, prompt_text: str) -> Reason | None:
    """Why the text is not scored; none if it is an answer, however poor."""
    if not any(c.isalnum() for c in answer.text):
        return Reason.EMPTY
    if english.latin_share(answer.text) < _LATIN_SHARE:
        return Reason.NOT_ENGLISH
    words = [
        w
        for s in answer.sentences
        if s.void is not Void.BEYOND
        for w in s.look.reading.words
    ]
    count = sum(not is_mark(w) for w in words)
    if not words or not count:
        return Reason.INCOHERENT
    foreign = english.foreign_share(words)
    small = english.function_share(words)
    if count >= 4 and foreign >= _FOREIGN_SHARE and small < max(_ENGLISH_SHARE, foreign):
        return Reason.NOT_ENGLISH
    own = _own_words(answer)
    if _has_no_answer(answer, words, count):
        return Reason.NO_ANSWER
    if count >= 4 and own < max(FEWEST_WORDS, 0.25 * count) and _copies(answer):
        return Reason.PROMPT_REPEATED
    if count >= 3 and _is_incoherent(answer, words, count):
        return Reason.INCOHERENT
    if _is_too_short(answer, own):
        return Reason.TOO_SHORT
    if _is_off_topic(words, count, prompt_text):
        return Reason.OFF_TOPIC
    return None


def is_stuffed(answer: MarkedAnswer) -> bool:
    """Whether cues crowd the text as they do in a list of keywords and in no real answer."""
    covered = total = 0
    for sentence in answer.sentences:
        if sentence.void is Void.BEYOND:
            continue
        hits = {
            place
            for family in _STUFFING
            for first, last in sentence.look.cues.get(family, ())
            for place in range(first, last + 1)
        }
        covered += len(hits)
        total += sum(not is_mark(w) for w in sentence.look.reading.words)
    return total >= FEWEST_WORDS and covered > _STUFFED * total


def _has_no_answer(answer: MarkedAnswer, words: list[str], count: int) -> bool:
    if count > _LONGEST_NO_ANSWER:
        return False
    if not _no_answer().search(" ".join(w for w in words if not is_mark(w))):
        return False
    # "I don't know who leaked it, but I called …" is an answer.
    deeds = sum(
        act.kind in {ActKind.OWNED, ActKind.SHARED}
        for s in answer.of(Part.ACTION, Part.RESULT)
        for act in s.look.acts
    )
    return deeds < 2


def _own_words(answer: MarkedAnswer) -> int:
    """Words that are neither repeated nor the question's own."""
    return sum(
        s.words
        for s in answer.sentences
        if s.void in {None, Void.BEYOND} and not _is_question(s.look.reading.words)
    )


def _copies(answer: MarkedAnswer) -> bool:
    return any(
        s.void is Void.FROM_PROMPT or _is_question(s.look.reading.words) for s in answer.sentences
    )


def _is_question(words: tuple[str, ...]) -> bool:
    return bool(_question().search(" ".join(w for w in words[:60] if not is_mark(w))))


def _is_incoherent(answer: MarkedAnswer, words: list[str], count: int) -> bool:
    known = english.known_share(words)
    if known < _KNOWN_SHARE:
        return True
    small = english.function_share(words)
    if count >= FEWEST_WORDS and small < _TELEGRAPHIC_SHARE:
        # Notes leave out small words too, but they have acts, numbers and full stops.
        return known < 0.6 or is_stuffed(answer) or len(answer.sentences) < count / 25
    return count >= _ORDER_WORDS and english.word_order(words) < 0.0


def _is_too_short(answer: MarkedAnswer, own: int) -> bool:
    if own < FEWEST_WORDS:
        return True
    if own >= FEW_WORDS:
        return False
    acts = any(act.kind is ActKind.OWNED for s in answer.of(Part.ACTION) for act in s.look.acts)
    return not (acts and answer.of(Part.RESULT))


def _is_off_topic(words: list[str], count: int, prompt_text: str) -> bool:
    if count < 40:
        return False
    few = 1 if count < 200 else 2
    if work_words(words) > few:
        return False
    return shared_words(words, read(fold(prompt_text)).words) <= 1

