"""Text into marked sentences."""

from collections import Counter
from collections.abc import Sequence

from mock_panel.domain.parts import Part
from mock_panel.domain.questions import QuestionType
from mock_panel.domain.scores import Span
from mock_panel.scoring import sentences as splitting
from mock_panel.scoring.acts import ActKind
from mock_panel.scoring.chain import link
from mock_panel.scoring.copies import prompt_grams, voids
from mock_panel.scoring.features import Look, as_asked, look
from mock_panel.scoring.marked import Marked, MarkedAnswer, Void
from mock_panel.scoring.marking import (
    PARTS,
    decode,
    emission,
    familiarity,
    hints,
    known_share,
    odds,
    shipped_weights,
)
from mock_panel.scoring.prompt import Prompt
from mock_panel.scoring.reading import fold
from mock_panel.scoring.wordlist import word_set

MARKED_IN_PLACE = {None, Void.BEYOND}
"""What is decoded; the rest is marked as if it were not there, so that nothing said twice, and
no answer said five times, changes another mark."""


def mark(text: str, prompt: Prompt | None, given: Sequence[str] | None = None) -> MarkedAnswer:
    """Split a text and mark every sentence.

    Args:
        text: the answer.
        prompt: what was asked, to recognise copies of it, and to know if "I would" is an act;
            where it is not known, the answer itself must show it.
        given: sentences that the caller has split already.

    Raises:
        ValueError: the given sentences, joined by one space, are not the text.
    """
    spans = splitting.split(text) if given is None else splitting.given(text, list(given))
    folded = fold(text)
    looks = [look(folded, start, end) for start, end in spans]
    imagined = is_imagined(looks, prompt)
    why_not = voids(looks, prompt_grams(prompt.text if prompt else ""))
    weights = shipped_weights()
    present = is_present(looks)
    asked = [as_asked(seen.features, imagined=imagined, present=present) for seen in looks]
    rows = [emission(features, weights) for features in asked]
    counted = [i for i, void in enumerate(why_not) if void in MARKED_IN_PLACE]
    told = [hints(looks[i].features, weights) for i in counted]
    heard = [rows[i] for i in counted]
    links = [link(asked[i], weights.chain) for i in counted]
    decoded = decode(heard, weights, familiarity(heard, told) if told else 1.0, told, links)
    marks = dict(zip(counted, zip(decoded.parts, decoded.confidences, strict=True), strict=True))
    sentences: list[Marked] = []
    said: dict[tuple[str, ...], tuple[Part, float]] = {}
    for index, (span, seen, row, void) in enumerate(zip(spans, looks, rows, why_not, strict=True)):
        words = seen.reading.words
        part, confidence = marks.get(index) or said.get(words, (Part.OTHER, 1.0))
        said.setdefault(words, (part, confidence))
        alone = dict(zip(PARTS, odds(row), strict=True))
        sentences.append(Marked(Span(*span), seen, part, confidence, alone, void))
    return MarkedAnswer(
        text,
        tuple(sentences),
        imagined=imagined,
        present=present,
        order=decoded.order,
        known=known_share(told),
    )


def is_imagined(looks: Sequence[Look], prompt: Prompt | None) -> bool:
    """Whether "I would" is an act: the question asks so, or none is known and most acts are.

    Not where a real case is told to such a question.
    """
    kinds = Counter(act.kind for seen in looks for act in seen.acts if act.verb not in _MUSINGS)
    done = kinds[ActKind.OWNED] + kinds[ActKind.SHARED]
    imagined = kinds[ActKind.IMAGINED] + kinds[ActKind.IMAGINED_SHARED]
    if prompt is not None:
        # "I think" is neither done nor imagined.
        real = done >= _REAL_ACTS and done >= _REAL_ACTS * (imagined + kinds[ActKind.HABITUAL])
        return prompt.type is QuestionType.SITUATIONAL and not real
    return kinds[ActKind.IMAGINED] > done


_REAL_ACTS = 4
"""So many acts that were done, and so many for each that was not, make it a real case."""
_HABITS = word_set(
    "usually typically generally often whenever normally tend regularly consistently believe"
)
_MUSINGS = word_set("think believe hope wish want feel find know mean guess suppose like love")
"""Verbs of the present tense in which anybody talks about a story, whatever its own tense."""
_FEWEST_ACTS = 3
_FEWEST_FIGURES = 2


def is_present(looks: Sequence[Look]) -> bool:
    """Whether one event is told in the present tense, as some people tell stories.

    A pseudo-story is in the present tense too; it says how often, and it has no figures.
    """
    told = {ActKind.OWNED, ActKind.SHARED, ActKind.HABITUAL}
    once = {seen.reading.words: seen for seen in looks}.values()
    forms = [
        seen.shape[act.last]
        for seen in once
        for act in seen.acts
        if act.kind in told and act.verb not in _MUSINGS
    ]
    now = forms.count("V")
    past = len(forms) - now
    figures = sum(len(seen.quantities) for seen in once)
    if now < _FEWEST_ACTS or now <= past or figures < _FEWEST_FIGURES:
        return False
    return not any(_HABITS.intersection(seen.reading.words) for seen in once)
