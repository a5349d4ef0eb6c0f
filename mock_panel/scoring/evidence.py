"""What each part gives, with the words that prove it.

A signal counts only in sentences of its own part: a number in the situation is scale, never
a result, and "we" in the result is no lack of ownership.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.acts import Act, ActKind
from mock_panel.scoring.grammar import is_number, tag
from mock_panel.scoring.marked import Marked, MarkedAnswer, Void
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.wordlist import word_set

_CLAUSE_WORDS = 9
"""An act is quoted to the end of its clause, at most this many words after the verb."""

_CUE_WORDS = 4
"""A cue is quoted with at most this many words after it, so that it can be recognised."""

_LEADING_ON = "dpcTHIWbhmqn"
"""Kinds of words that no quotation should end on."""

_MONTHS = word_set(
    """january february march april may june july august september october november december"""
)

_CUES: tuple[tuple[str, tuple[Part, ...], tuple[str, ...]], ...] = (
    ("situation.when", (Part.SITUATION, Part.TASK), ("when",)),
    ("situation.where", (Part.SITUATION, Part.TASK), ("role",)),
    ("situation.scale", (Part.SITUATION, Part.TASK), ("scale",)),
    ("situation.problem", (Part.SITUATION,), ("problem",)),
    ("situation.stakes", (Part.SITUATION, Part.TASK), ("stakes",)),
    ("task.charge", (Part.TASK, Part.SITUATION), ("charge",)),
    ("action.decision", (Part.ACTION,), ("decide",)),
    ("action.reason", (Part.ACTION,), ("reason",)),
    ("action.obstacle", (Part.ACTION,), ("obstacle",)),
    ("action.people", (Part.ACTION,), ("people",)),
    ("result.outcome", (Part.RESULT,), ("outcome", "expect")),
    ("result.change", (Part.RESULT,), ("change",)),
    ("result.lasting", (Part.RESULT,), ("lasting",)),
    ("result.spread", (Part.RESULT,), ("spread",)),
    ("result.said", (Part.RESULT,), ("praise",)),
    ("answer.lesson", (Part.OTHER, Part.RESULT), ("lesson",)),
    ("answer.habit", (Part.OTHER,), ("habit", "boast")),
)
"""Signal, the parts in whose sentences it counts, and the families of cues that show it."""

_NEGATIONS = word_set(
    """not never hardly barely didn't don't doesn't wasn't weren't isn't aren't couldn't
    wouldn't can't hasn't haven't hadn't without"""
)
"""Words that take an outcome back: "was not happy", "never improved"."""

_VOIDS = {
    Void.REPEATED: "answer.repeated",
    Void.FROM_PROMPT: "answer.from_prompt",
    Void.INSTRUCTION: "answer.instruction",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals by id, each present only if something shows it."""

    signals: dict[str, Signal]

    def count(self, signal_id: str) -> int:
        """How many distinct things show a signal; zero if none."""
        signal = self.signals.get(signal_id)
        return int(signal.value) if signal else 0

    def has(self, *signal_ids: str) -> int:
        """How many of these signals are shown."""
        return sum(signal_id in self.signals for signal_id in signal_ids)


def gather(answer: MarkedAnswer, *, imagined: bool) -> Evidence:
    """All signals of an answer.

    Args:
        answer: the marked sentences.
        imagined: the question asks what one would do, so "I would" is an act.
    """
    found: dict[str, list[tuple[str, Span]]] = {}
    for signal_id, parts, families in _CUES:
        for sentence in answer.of(*parts):
            found.setdefault(signal_id, []).extend(_cues(sentence, families))
    for sentence in answer.of(Part.ACTION):
        for act in sentence.look.acts:
            shown = _act_signal(act, imagined=imagined)
            if shown and _has_more(sentence, act):
                found.setdefault(shown, []).append(
                    (act.verb, _phrase(sentence, act.first, act.last, _CLAUSE_WORDS))
                )
    for sentence in answer.of(Part.RESULT):
        found.setdefault("result.measure", []).extend(measures(sentence))
    for sentence in answer.sentences:
        if sentence.void in _VOIDS:
            thing = str(sentence.span.start), sentence.span
            found.setdefault(_VOIDS[sentence.void], []).append(thing)
    return Evidence(
        {signal_id: _signal(signal_id, things) for signal_id, things in found.items() if things}
    )


def _signal(signal_id: str, things: Iterable[tuple[str, Span]]) -> Signal:
    """One signal from named places: counted by name, quoted once a place."""
    names: set[str] = set()
    spans: list[Span] = []
    for name, span in sorted(things, key=lambda thing: thing[1]):
        names.add(name)
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    return Signal(signal_id, float(len(names)), tuple(spans))


def _cues(sentence: Marked, families: tuple[str, ...]) -> list[tuple[str, Span]]:
    words = sentence.look.reading.words
    return [
        (" ".join(words[first : last + 1]), _phrase(sentence, first, last, _CUE_WORDS))
        for family in families
        for first, last in sentence.look.cues.get(family, ())
        if not (family == "outcome" and _NEGATIONS.intersection(words[max(first - 2, 0) : first]))
    ]


def _act_signal(act: Act, *, imagined: bool) -> str | None:
    if act.kind is ActKind.OWNED:
        return "action.owned_act"
    if act.kind is ActKind.SHARED:
        return "action.shared_act"
    if act.kind is ActKind.PASSIVE:
        return "action.passive_act"
    if imagined and act.kind is ActKind.IMAGINED:
        return "action.owned_act"
    if imagined and act.kind is ActKind.IMAGINED_SHARED:
        return "action.shared_act"
    return None


def _has_more(sentence: Marked, act: Act) -> bool:
    """Whether anything follows the verb: "I decided." by itself tells no act."""
    words = sentence.look.reading.words
    return act.last + 1 < len(words) and not is_mark(words[act.last + 1])


def _phrase(sentence: Marked, first: int, last: int, most: int) -> Span:
    """From one word to the end of the clause, at most some words after another.

    Small words that lead on to something not quoted ("by the") are left out at the end.
    """
    words = sentence.look.reading.words
    end = last
    while end + 1 < len(words) and end - last < most:
        word = words[end + 1]
        if (is_mark(word) and word != "%") or word in {"i", "we"}:
            break
        end += 1
    while end > last and tag(words[end]) in _LEADING_ON:
        end -= 1
    return sentence.cover(first, end)


def measures(sentence: Marked) -> list[tuple[str, Span]]:
    """The numbers of a sentence that measure something, with the words they count.

    Not measures: dates and years, ordinals, "one" by itself, and small counts of time
    before anything has a value ("two years later").
    """
    words = sentence.look.reading.words
    found: list[tuple[str, Span]] = []
    index = 0
    while index < len(words):
        if not is_number(words[index]):
            index += 1
            continue
        first = index
        while index + 1 < len(words) and (is_number(words[index + 1]) or words[index + 1] == "%"):
            index += 1
        if _is_measure(words, first, index):
            span = _phrase(sentence, first, index, 1)
            found.append((" ".join(words[first : index + 1]), span))
        index += 1
    return found


_TIMES = word_set("year years month months week weeks day days season seasons summer")
_LATER = word_set("later on after ago since into running before away")
_ORDINARY = word_set("one both once half second third fourth fifth quarter dozen tenth")
_ORDINARY_UNITS = frozenset({"percent", "of", "per", "fewer", "more", "less", "out"})


def _is_measure(words: tuple[str, ...], first: int, last: int) -> bool:
    word = words[first]
    before = words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    beyond = words[last + 2] if last + 2 < len(words) else ""
    if before in _MONTHS or after in _MONTHS or word[-2:] in {"st", "nd", "rd", "th"}:
        return False
    if first == last:
        if word in _ORDINARY:
            return after in _ORDINARY_UNITS and word not in {"one", "both", "once"}
        if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"} and before != "to":
            return False
    if after in _TIMES:
        # "in 18 months" and "two years later" say when, "from nine days to two" says how much.
        return before in {"to", "from", "was", "under", "below", "by", "than", "at"} and (
            beyond not in _LATER
        )
    return True
