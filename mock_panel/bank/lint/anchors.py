"""Anchors that would do for any question."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from mock_panel.bank.layout import Kind
from mock_panel.bank.lint.likeness import Similar, content_words, folded
from mock_panel.bank.lint.patterns import word_set
from mock_panel.bank.lint.texts import BankTexts, Text
from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.references import Documents

_GENERAL = word_set(
    """
    acceptable action actions adequate again also answer answers appropriate average bad basic
    behavior behaviour candidate clear clearly competency complete convincing credible demonstrated
    demonstrates describes detail detailed details effective effectively evidence evident excellent
    exceptional executive expected expert extensive fair few full fully gives good great high
    highly impact inadequate incomplete insufficient irrelevant lack lacking lacks large level
    limited little low many measurable measure measured measures minimal missing moderate much
    names none not nothing only outcome outcomes outstanding part partial partially parts poor
    present question relevant response result results satisfactory scope several shown shows
    situation situations small solid somewhat sound specific specifics story strong sufficient
    superior task tasks unclear understanding unsatisfactory vague very weak well wide without
    """
)
"""Words that an anchor of any question might have."""


def generic_anchors(bank: BankTexts) -> Iterator[BankProblem]:
    """Anchors that do not tell a rater what the answers to this question show."""
    scales = _scale_texts(bank.documents)
    similar: Similar[str] = Similar(Counter(chain.from_iterable(scales)))
    for words, level in scales.items():
        similar.add(content_words(words), level)
    seen: dict[tuple[str, ...], Text] = {}
    for anchor in bank.anchors:
        words = folded(anchor.words)
        content = content_words(words)
        if repeated := scales.get(words) or similar.find(content):
            yield anchor.warning(
                f"repeats {repeated}, which raters see anyway; write what answers to this show"
            )
        elif first := seen.get(words):
            yield anchor.warning(
                f"the same anchor as at {first.place}, it fits neither well; write one for each"
            )
        elif content <= _GENERAL:
            yield anchor.warning(
                f"{shown(anchor.words)} fits any question, it tells nothing; "
                "write what answers to this show"
            )
        seen.setdefault(words, anchor)


def _scale_texts(documents: Documents) -> dict[tuple[str, ...], str]:
    """The words of labels and meanings, alone and together, each with the name of its level."""
    texts: dict[tuple[str, ...], str] = {}
    for document in documents[Kind.SCALES]:
        for i in document.indices(("scales",)):
            scale = shown(document.at(("scales", i, "id")))
            for j in document.indices(("scales", i, "levels")):
                level = ("scales", i, "levels", j)
                name = f"level {shown(document.at((*level, 'value')))} of the scale {scale}"
                both = [document.at((*level, key)) for key in ("label", "meaning")]
                words = [folded(value) for value in both if isinstance(value, str)]
                for text in (*words, tuple(chain.from_iterable(words))):
                    texts.setdefault(text, name)
    return texts
