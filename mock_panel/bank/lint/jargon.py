"""Words of the office that may mean anything."""

from collections.abc import Iterator

from mock_panel.bank.lint.patterns import phrases
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

JARGON = phrases(
    "actionable", "bandwidth", "best[- ]in[- ]class", "best practices?", "boil the ocean",
    "buy-in", "circle back", "cutting[- ]edge", "deep dives?", "deliverables?", "ftes?",
    "game[- ]chang(?:er|ers|ing)", "going forward", r"holistic\w*", r"impactful\w*",
    r"incentivi[sz]\w+", "kpis?", "learnings", r"leverag\w+", "low[- ]hanging fruit", "metrics",
    "move the needle", r"operationali[sz]\w+", r"optimi[sz]\w+", "outside the box", "pain points?",
    r"paradigm\w*", "push the envelope", r"right-siz\w+", r"robust\w*", "stakeholders?",
    r"synerg\w+", "thought leader(?:s|ship)?", "touch base", r"utili[sz]\w+", "value[- ]adds?",
    "win-win", "world-class",
)  # fmt: skip
"""Words that every listener fills with a sense of their own."""


def jargon_words(bank: BankTexts) -> Iterator[BankProblem]:
    """A word of the office that may mean anything."""
    for text in bank.spoken:
        if word := text.find(JARGON):
            yield text.warning(
                f"{shown(word)} is jargon, each candidate hears another thing; use plain words"
            )
