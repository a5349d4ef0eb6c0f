"""Questions that are in the bank already."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from mock_panel.bank.lint.likeness import Similar, content_words, folded
from mock_panel.bank.lint.texts import BankTexts, Text
from mock_panel.bank.problems import BankProblem


def repeated(bank: BankTexts) -> Iterator[BankProblem]:
    """A question that is in the bank already, in the same words or nearly so."""
    texts = [(text, folded(text.words)) for text in bank.texts]
    similar: Similar[Text] = Similar(Counter(chain.from_iterable(words for _, words in texts)))
    seen: dict[tuple[str, ...], Text] = {}
    for text, words in texts:
        if first := seen.get(words):
            yield text.warning(f"the same words as at {first.place}, one is wasted; drop one")
            continue
        seen[words] = text
        content = content_words(words)
        # One word says too little of what a question is about.
        if len(content) > 1:
            if first := similar.find(content):
                yield text.warning(
                    f"nearly the same words as at {first.place}, one is wasted; reword or drop one"
                )
            similar.add(content, text)
