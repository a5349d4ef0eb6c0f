"""The texts of a bank, each with its place, on the plain values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mock_panel.bank.documents import Document, Steps, Value
from mock_panel.bank.layout import Kind
from mock_panel.bank.lint.patterns import blotted, lowered
from mock_panel.bank.problems import BankProblem
from mock_panel.bank.references import Documents


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place."""

    document: Document
    steps: Steps
    words: str
    """On one line, with straight apostrophes."""

    def warning(self, message: str) -> BankProblem:
        """A warning about it."""
        return warning_at(self.document, self.steps, message)

    @property
    def place(self) -> str:
        """As a message about another text names it."""
        line, column = self.document.place(self.steps)
        return f"{self.document.path}:{line}:{column}"

    def find(self, doubtful: re.Pattern[str], everyday: re.Pattern[str] | None = None) -> str:
        """The first doubtful words that are in no everyday phrase, or nothing."""
        lower = lowered(self.words)
        found = doubtful.search(lower)
        if found and everyday:
            found = doubtful.search(blotted(everyday, lower))
        return self.words[slice(*found.span())] if found else ""


@dataclass(frozen=True, slots=True)
class QuestionTexts:
    """The texts of a question."""

    text: tuple[Text, ...]
    """One; none if it is no text."""
    follow_ups: tuple[Text, ...]
    """Probes and supplementals."""
    anchors: tuple[Text, ...]
    asks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class BankTexts:
    """What the rules read."""

    documents: Documents
    questions: tuple[QuestionTexts, ...]

    @property
    def texts(self) -> Iterator[Text]:
        """The lead questions."""
        return (text for question in self.questions for text in question.text)

    @property
    def spoken(self) -> Iterator[Text]:
        """All that may be read out to a candidate."""
        return (text for q in self.questions for text in (*q.text, *q.follow_ups))

    @property
    def anchors(self) -> Iterator[Text]:
        """The anchors of all questions."""
        return (anchor for question in self.questions for anchor in question.anchors)


def bank_texts(documents: Documents) -> BankTexts:
    """Gather the texts of a bank's questions."""
    questions = (
        _question(document, ("questions", i))
        for document in documents[Kind.QUESTIONS]
        for i in document.indices(("questions",))
    )
    return BankTexts(documents, tuple(questions))


def _question(document: Document, here: Steps) -> QuestionTexts:
    value = document.at(here)
    entry = value if isinstance(value, dict) else {}

    def under(key: str) -> Iterator[Text]:
        return texts_in(document, (*here, key), entry.get(key))

    return QuestionTexts(
        text=tuple(under("text")),
        follow_ups=(*under("probes"), *under("supplementals")),
        anchors=tuple(under("anchors")),
        asks=tuple(under("asks")),
    )


def texts_in(document: Document, steps: Steps, value: Value) -> Iterator[Text]:
    """Every text in a value that stands at the end of some steps."""
    if isinstance(value, str):
        words = " ".join(value.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        yield Text(document, steps, words)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts_in(document, (*steps, i), inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(document, (*steps, key), inner)


def warning_at(document: Document, steps: Steps, message: str) -> BankProblem:
    """A warning about what stands at the end of some steps."""
    return document.problem(steps, f"warning: {message}")
