"""What each part gives, with the words that prove it.

A signal counts only in sentences of its own part: a number in the situation is scale, never
a result, and "we" in the result is no lack of ownership.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.acts import Act, ActKind
from mock_panel.scoring.grammar import is_number
from mock_panel.scoring.marked import Marked, MarkedAnswer, Void
from mock_panel.scoring.reading import is_mark

_CLAUSE_WORDS = 9
"""An act is quoted to the end of its clause, at most this many words after the verb."""

_MONTHS = frozenset(
    """january february march april may june july august september october november
    december""".split()
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
            signal_id = _act_signal(act, imagined=imagined)
            if signal_id:
                found.setdefault(signal_id, []).append((act.verb, _clause(sentence, act)))
    for sentence in answer.of(Part.RESULT):
        found.setdefault("result.measure", []).extend(measures(sentence))
    for sentence in answer.sentences:
        if sentence.void in _VOIDS:
            key = str(sentence.span.start)
            found.setdefault(_VOIDS[sentence.void], []).append((key, sentence.span))
    return Evidence(
        {
            signal_id: _signal(signal_id, things)
            for signal_id, things in found.items()
            if things
        }
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
        (" ".join(words[first : last + 1]), sentence.cover(first, last))
        for family in families
        for first, last in sentence.look.cues.get(family, ())
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


def _clause(sentence: Marked, act: Act) -> Span:
    """From the subject of an act to the end of its clause."""
    words = sentence.look.reading.words
    last = act.last
    while last + 1 < len(words) and last - act.last < _CLAUSE_WORDS:
        if is_mark(words[last + 1]) and words[last + 1] != "%":
            break
        last += 1
    return sentence.cover(act.first, last)


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
            last = min(index + 1, len(words) - 1)
            last = index if is_mark(words[last]) else last
            found.append((" ".join(words[first : index + 1]), sentence.cover(first, last)))
        index += 1
    return found


_TIMES = frozenset("year years month months week weeks day days season seasons summer".split())
_LATER = frozenset("later on after ago since into running before away".split())
_ORDINARY = frozenset("one both once half second third fourth fifth quarter dozen tenth".split())
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
