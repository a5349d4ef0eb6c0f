"""Which story an answer told: guessed from the words it shares with a story and with few others.

Words are compared without their endings, the small ones and the question's own left out. A word
counts for more, the fewer documents have it; the documents are the stories themselves and what
the question bank says, so that the same stories, bank and answer always give the same guess.
`tests/practice/test_recognising_stories.py` measures how often it is right.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import Story
from mock_panel.scoring.english import FUNCTION_WORDS
from mock_panel.scoring.reading import fold, is_mark, read
from mock_panel.scoring.stems import stem

ALIKE = 0.16
"""A guess is offered from this similarity on, of 0 to 1; below it most are wrong."""
AHEAD = 1.3
"""How many times as similar as the runner-up it must be."""
MOST_TOLD = 3
"""So many of the last tellings of a story are compared beside its own words."""
SHOWN_WORDS = 5

_RARITY = 1.5
"""The power to which a word's rarity is raised, chosen on our development answers."""

Words = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class KnownStory:
    """A story with what was said at its last tellings."""

    story: Story
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryGuess:
    """The story that an answer probably told; only an offer, until the candidate says yes."""

    story: Story
    similarity: float
    """0 to 1."""
    shared: tuple[str, ...]
    """The words that speak for it most, as the answer has them."""

    @property
    def because(self) -> str:
        """The proof in words."""
        return f"both speak of {', '.join(self.shared)}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How many documents of the bank have each word."""

    documents: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, bank: QuestionBank) -> "Vocabulary":
        """The words of the bank's questions and exemplars; made once, in a fifth of a second."""
        texts = [
            " ".join((q.text, *q.supplementals, *q.anchors.values())) for q in bank.questions
        ] + [exemplar.text for exemplar in bank.exemplars]
        return cls.from_texts(texts)

    @classmethod
    def from_texts(cls, texts: Sequence[str]) -> "Vocabulary":
        """The words of these documents."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(_stems(text).keys())
        return cls(len(texts), counts)


def guess_story(
    answer: str, question: str, known: Sequence[KnownStory], vocabulary: Vocabulary
) -> StoryGuess | None:
    """The story that stands out as the one told; None where none does.

    Args:
        answer: what was said.
        question: what was asked; answers to one question share its words, whatever they tell.
        known: the stories there are.
        vocabulary: what words are common.
    """
    said, asked = _stems(answer), _stems(question)
    documents = [_stems("\n".join((k.story.words, *k.told[:MOST_TOLD]))) for k in known]
    rarity = _rarities(said, documents, asked, vocabulary)
    weights = _weights(said, rarity)
    told = [_weights(document, rarity) for document in documents]
    ranked = sorted(
        ((_cosine(weights, other), number) for number, other in enumerate(told)),
        key=lambda pair: (-pair[0], known[pair[1]].story.id),
    )
    if not ranked or ranked[0][0] < ALIKE:
        return None
    best, number = ranked[0]
    if len(ranked) > 1 and best < AHEAD * ranked[1][0]:
        return None
    return StoryGuess(known[number].story, round(best, 4), _speaking(answer, weights, told[number]))


def _stems(text: str) -> Counter[str]:
    return Counter(stem(word) for word in _content(text))


def _content(text: str) -> Iterable[str]:
    return (
        word
        for word in read(fold(text)).words
        if len(word) > 1 and not is_mark(word) and word[0].isalnum() and word not in FUNCTION_WORDS
    )


def _rarities(
    said: Counter[str],
    documents: Sequence[Counter[str]],
    asked: Counter[str],
    vocabulary: Vocabulary,
) -> Words:
    """The weight of each word; the question's own have none."""
    within: Counter[str] = Counter()
    for document in documents:
        within.update(document.keys())
    total = vocabulary.documents + len(documents) + 1
    words = (said.keys() | within.keys()) - asked.keys()
    return {
        word: log(total / (vocabulary.counts.get(word, 0) + within[word] + 0.5)) ** _RARITY
        for word in words
        if vocabulary.counts.get(word, 0) + within[word] + 0.5 < total
    }


def _weights(words: Counter[str], rarity: Words) -> Words:
    return {w: (1 + log(n)) * rarity[w] for w, n in words.items() if w in rarity}


def _cosine(one: Words, other: Words) -> float:
    # Sums are exact, so that the order of the words changes nothing.
    sizes = fsum(x * x for x in one.values()) * fsum(x * x for x in other.values())
    if not sizes:
        return 0.0
    return fsum(x * other[word] for word, x in one.items() if word in other) / sqrt(sizes)


def _speaking(answer: str, one: Words, other: Words) -> tuple[str, ...]:
    """The shared words that weigh most, each in the first form that the answer gives it."""
    forms: dict[str, str] = {}
    for word in _content(answer):
        forms.setdefault(stem(word), word)
    shared = sorted((-x * other[word], word) for word, x in one.items() if word in other)
    return tuple(forms[word] for _, word in shared[:SHOWN_WORDS])
