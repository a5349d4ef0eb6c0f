"""What is not an answer, and why; soft where real people write notes or speak in fragments."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Reason
from mock_panel.scoring import english
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.grammar import is_number
from mock_panel.scoring.marked import MarkedAnswer, Void
from mock_panel.scoring.reading import fold, is_mark, read
from mock_panel.scoring.topic import private_words, shared_stems, work_words

if TYPE_CHECKING:
    from collections.abc import Callable

FEWEST_WORDS = 12
"""Below this nothing is scored."""
FEW_WORDS = 20
"""Below this only what holds an act of one's own and an outcome."""

_LATIN_SHARE = 0.5
"""Letters; below this the text is in another script."""
_FOREIGN_SHARE = 0.12
"""Small words of another language; real answers stay below 0.05."""
_FOREIGN_WORDS = 8
_HARDLY_ENGLISH = 0.1
_HARDLY_KNOWN = 0.8
_SPOKEN_SHARE = 0.9
"""Words with a vowel in them."""
_ENGLISH_SHARE = 0.22
"""Small English words; real answers have 0.38 and more, notes fewer."""
_KNOWN_SHARE = 0.45
"""Words of the lexicon; real answers have 0.7 and more."""
_KNOWN_NOTES_SHARE = 0.6
_TELEGRAPHIC_SHARE = 0.1
"""Small English words; below this, lists and the barest of notes."""
_LONG_NOTE_WORDS = 25
_TELEGRAPHIC_ORDER = -0.08
"""Barest notes drop the small words that carry the order; real ones lie above this."""
_LEAST_COHERENCE = {"sentences": 0.05, "notes": -0.05}
"""Real answers in whole sentences have a `_coherence` above 0.1, the same words shuffled at most
0.03; notes have less. Measured on development answers, their authors left out of the fit."""
_LEAST_WITH_STOPS = {"sentences": -0.03, "notes": -0.17}
"""The same where somebody has put the full stops, who may leave small words out: shuffled words
have them not in their places."""
_WORDS_TO_A_STOP = {"sentences": 18, "notes": 20}
"""At most so many; of shuffled words some keep a full stop by chance."""
_PAIRS_WORTH, _SHUFFLED_PAIRS = 0.5, 0.4
"""What the share of known pairs of words counts for beside their order, and what shuffled words
reach at most."""
_WHOLE_SHARE = 0.4
"""Small English words; notes have fewer than whole sentences."""
_ORDER_WORDS = 40
"""From here on, the order of words tells sentences from shuffled words."""
_TWICE = 0.07
"""Words that stand twice running; who stammers has half of it, sorted words have more."""
_SELF = frozenset({"i", "we", "my", "our"})
_PRIVATE = 3
"""Words of private life that make a story a private one."""
_OWN_SHARE = 0.25
"""An answer of which less than this is the candidate's own words is a copy."""
_STUFFED = 0.42
"""Real answers have at most a third of their words in cues; lists of keywords a half."""
_STUFFED_CLIPPED = 0.25
"""The same where sentences are of four or five words all through: "I led. Costs fell 30%." """
_FEW_WORDS = 60
_GRAMMAR_SHARE, _GRAMMAR_SHARE_OF_MANY = 0.3, 0.36
"""Small English words, in so few words and in more; whole sentences have more, lists of keywords
hardly any: where there is grammar, cues may stand as close as they like."""
_MANY_SENTENCES = 6
_CLIPPED_WORDS = 5

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
        r"|\bnothing (?:comes|came|to say|really)\b|^(?:skip|pass|n a|none|idk)\b"
        r"|\b(?:skip|pass)(?: on)?(?: this| that)?(?: one| question)?$"
        r"|\b(?:not sure|unsure) (?:what|how|about|i)\b"
        r"|\bnever (?:had|done|faced|been in) (?:that|this|such|an?|to)\b"
        r"|\b(?:rather|prefer) not(?: to)? (?:talk|say|answer|discuss|go into)\b"
        r"|\b(?:could|can|would) you (?:please )?repeat\b"
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
    unread = {Void.BEYOND, Void.REPEATED}
    words = [w for s in answer.sentences if s.void not in unread for w in s.look.reading.words]
    count = sum(not is_mark(w) for w in words)
    tests: tuple[tuple[Reason, Callable[[], bool]], ...] = (
        (Reason.NOT_ENGLISH, lambda: _is_foreign(answer.text, words, count)),
        (Reason.NO_ANSWER, lambda: _has_no_answer(answer, words, count)),
        (Reason.PROMPT_REPEATED, lambda: _is_copy(answer, count)),
        (Reason.INCOHERENT, lambda: _is_incoherent(answer, words, count)),
        (Reason.TOO_SHORT, lambda: _is_too_short(answer)),
        (Reason.OFF_TOPIC, lambda: _is_off_topic(answer, words, count, prompt_text)),
    )
    return next((reason for reason, holds in tests if holds()), None)


def _is_foreign(text: str, words: list[str], count: int) -> bool:
    if english.latin_share(text) < _LATIN_SHARE:
        return True
    foreign = english.foreign_share(words)
    small = english.function_share(words)
    unknown = 1 - english.known_share(words)
    if count >= _FOREIGN_WORDS and small < _HARDLY_ENGLISH and unknown > _HARDLY_KNOWN:
        # A language without a list here; mashed keys have no vowels to speak of.
        return english.spoken_share(words) >= _SPOKEN_SHARE
    return count >= 4 and foreign >= _FOREIGN_SHARE and small < max(_ENGLISH_SHARE, foreign)


def _is_copy(answer: MarkedAnswer, count: int) -> bool:
    few = max(FEWEST_WORDS, _OWN_SHARE * count)
    return count >= 4 and _own_words(answer) < few and _copies(answer)


def is_stuffed(answer: MarkedAnswer) -> bool:
    """Whether cues crowd the text as they do in a list of keywords and in no real answer."""
    covered = total = 0
    sentences = [s for s in answer.sentences if s.void is not Void.BEYOND]
    for sentence in sentences:
        words = sentence.look.reading.words
        # Figures are what a list of keywords lacks: they count on neither side.
        plain = {
            place for place, word in enumerate(words) if not (is_mark(word) or is_number(word))
        }
        hits = {
            place
            for family in _STUFFING
            for first, last in sentence.look.cues.get(family, ())
            for place in range(first, last + 1)
        }
        covered += len(hits & plain)
        total += len(plain)
    clipped = len(sentences) >= _MANY_SENTENCES and total < _CLIPPED_WORDS * len(sentences)
    if total < FEWEST_WORDS or (not clipped and _has_grammar(answer, total)):
        return False
    return covered > (_STUFFED_CLIPPED if clipped else _STUFFED) * total


def _has_grammar(answer: MarkedAnswer, count: int) -> bool:
    words = [
        w for sentence in answer.sentences for w in sentence.look.reading.words if not is_mark(w)
    ]
    least = _GRAMMAR_SHARE if count < _FEW_WORDS else _GRAMMAR_SHARE_OF_MANY
    return english.function_share(words) >= least


def _has_no_answer(answer: MarkedAnswer, words: list[str], count: int) -> bool:
    if count > _LONGEST_NO_ANSWER:
        return False
    if not _no_answer().search(" ".join(w for w in words if not is_mark(w))):
        return False
    # "I don't know who leaked it, but I called …" is an answer.
    deeds = sum(
        act.kind in {ActKind.OWNED, ActKind.SHARED}
        for s in answer.speaking_of(Part.ACTION, Part.RESULT)
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
    if count < 3:
        return not count
    known = english.known_share(words)
    if known < _KNOWN_SHARE:
        return True
    small = english.function_share(words)
    if count >= FEWEST_WORDS and small < _TELEGRAPHIC_SHARE:
        # Notes leave out small words too, but they have acts, numbers and full stops.
        return (
            known < _KNOWN_NOTES_SHARE
            or is_stuffed(answer)
            or len(answer.sentences) < count / _LONG_NOTE_WORDS
            or english.word_order(words) < _TELEGRAPHIC_ORDER
        )
    if count < _ORDER_WORDS:
        return False
    twice = sum(a == b for a, b in pairwise(w for w in words if w[0].isalnum()))
    manner = "sentences" if small >= _WHOLE_SHARE else "notes"
    has_stops = _ended(answer) >= count / _WORDS_TO_A_STOP[manner]
    least = (_LEAST_WITH_STOPS if has_stops else _LEAST_COHERENCE)[manner]
    return twice > count * _TWICE or _coherence(answer, words) < least


def _coherence(answer: MarkedAnswer, words: list[str]) -> float:
    """How far the words hang together: by the order of their kinds, and by how many pairs are met.

    Second-language English goes strange ways in the order and has the pairs; words sorted by the
    alphabet have an order of kinds now and then and no pairs.
    """
    return english.word_order(words) + _PAIRS_WORTH * (answer.known - _SHUFFLED_PAIRS)


def _ended(answer: MarkedAnswer) -> int:
    """How many sentences end with a mark or a line; where one runs on, the cuts are ours."""
    last = len(answer.text)
    return sum(
        answer.text[s.span.end - 1] in ".!?\u2026\"'\u201d\u2019)"
        or "\n" in answer.text[s.span.end : after]
        for s, after in zip(
            answer.sentences, [*(n.span.start for n in answer.sentences[1:]), last], strict=True
        )
    )


def _is_too_short(answer: MarkedAnswer) -> bool:
    own = _own_words(answer)
    if own < FEWEST_WORDS:
        return True
    if own >= FEW_WORDS:
        return False
    acts = any(
        act.kind is ActKind.OWNED for s in answer.speaking_of(Part.ACTION) for act in s.look.acts
    )
    return not (acts and answer.speaking_of(Part.RESULT))


def _is_off_topic(answer: MarkedAnswer, words: list[str], count: int, prompt_text: str) -> bool:
    if count < 40:
        return False
    few = 0 if count < 200 else 1
    if work_words(words) > few:
        return False
    if shared_stems(words, read(fold(prompt_text)).words) > 1:
        return False
    # A trade we have no words for is still a trade: somebody acted in it, and not at home.
    acted = any(
        act.kind in {ActKind.OWNED, ActKind.SHARED, ActKind.PASSIVE}
        for s in answer.sentences
        for act in s.look.acts
    )
    return private_words(words) >= _PRIVATE or not (acted or _SELF & set(words))
