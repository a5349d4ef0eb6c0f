"""What each part gives, with the words that prove it.

A signal counts only in sentences of its own part: a number in the situation is scale, never
a result, and "we" in the result is no lack of ownership.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.acts import Act, ActKind
from mock_panel.scoring.arithmetic import sums
from mock_panel.scoring.grammar import tag
from mock_panel.scoring.kinds import noun_kind, verb_kinds
from mock_panel.scoring.marked import LIKELY, Marked, MarkedAnswer, Void
from mock_panel.scoring.quantities import Quantity
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
    ("result.who", (Part.RESULT,), ("served",)),
    ("result.said", (Part.RESULT,), ("praise",)),
    ("action.vague", (Part.ACTION,), ("vague",)),
    ("result.vague", (Part.RESULT,), ("vague",)),
    ("answer.hedge", tuple(Part), ("hedge",)),
    ("answer.lesson", (Part.OTHER, Part.RESULT), ("lesson",)),
    ("answer.habit", (Part.OTHER,), ("habit", "boast")),
)
"""Signal, the parts in whose sentences it counts, and the families of cues that show it."""

_OUTCOMES = {"result.outcome", "result.change", "result.lasting", "result.spread", "result.said"}

_DENIABLE = frozenset({"outcome", "spread", "lasting", "praise"})
"""Families of which "never asked for it" is the contrary."""
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
    """Signals by id, each present only if something shows it; and counts beside them."""

    signals: dict[str, Signal]
    facts: dict[str, float]
    """Sentences, figures and shares that conditions look at; a missing one is zero."""

    def count(self, signal_id: str) -> int:
        """How many distinct things show a signal; zero if none."""
        signal = self.signals.get(signal_id)
        return int(signal.value) if signal else 0

    def has(self, *signal_ids: str) -> int:
        """How many of these signals are shown."""
        return sum(signal_id in self.signals for signal_id in signal_ids)


def gather(answer: MarkedAnswer) -> Evidence:
    """What the sentences prove of each part."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for signal_id, parts, families in _CUES:
        for sentence in _proving(answer, parts):
            found.setdefault(signal_id, []).extend(_cues(sentence, families))
    for sentence in answer.speaking_of(Part.ACTION):
        for act in sentence.look.acts:
            shown = _act_signal(act.kind, answer)
            if shown and _has_more(sentence, act) and not _is_feeling(sentence, act):
                found.setdefault(shown, []).append(
                    (act.verb, _phrase(sentence, act.first, act.last, _CLAUSE_WORDS))
                )
    for sentence in _proving(answer, (Part.RESULT,)):
        found.setdefault("result.measure", []).extend(measures(sentence))
    for sentence in answer.speaking_of(Part.ACTION, Part.RESULT):
        found.setdefault("result.wrong_sum", []).extend(_wrong_sums(sentence))
    for sentence in answer.sentences:
        if sentence.void in _VOIDS:
            thing = str(sentence.span.start), sentence.span
            found.setdefault(_VOIDS[sentence.void], []).append(thing)
    signals = {name: _signal(name, things) for name, things in found.items() if things}
    return Evidence(signals, _facts(answer, signals))


def _proving(answer: MarkedAnswer, parts: tuple[Part, ...]) -> list[Marked]:
    """The sentences that speak of these parts; of the result, too, what "I" brought down or up."""
    found = answer.speaking_of(*parts)
    if Part.RESULT not in parts:
        return found
    own = [s for s in answer.speaking_of(Part.ACTION) if s not in found and _moves_a_figure(s)]
    return [*found, *own]


def _moves_a_figure(sentence: Marked) -> bool:
    """Whether it tells an outcome as an act: "I cut the backlog from 3,200 to 900"."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    for act in sentence.look.acts:
        after = range(act.last + 1, len(words))
        measured = {words[place - 1] for place in after if shape[place] == "N"}
        if (
            act.kind is ActKind.OWNED
            and "rise" in verb_kinds(words[act.last])
            and any(noun_kind(words[place]) == "figure" for place in after)
            and ("by" in measured or {"from", "to"} <= measured)
        ):
            return True
    return False


def _facts(answer: MarkedAnswer, signals: dict[str, Signal]) -> dict[str, float]:
    words = {part: sum(s.words for s in answer.speaking_of(part)) for part in Part}
    story = words[Part.ACTION] + words[Part.RESULT]
    setting = words[Part.SITUATION] + words[Part.TASK]
    others = sum(
        signals[name].value
        for name in ("action.shared_act", "action.passive_act")
        if name in signals
    )
    mine = signals["action.owned_act"].value if "action.owned_act" in signals else 0.0
    results = _proving(answer, (Part.RESULT,))
    return {
        "situation.sentences": float(len(answer.speaking_of(Part.SITUATION, Part.TASK))),
        "task.sentences": float(len(answer.speaking_of(Part.TASK))),
        "action.sentences": float(len(answer.speaking_of(Part.ACTION))),
        "result.sentences": float(len(results)),
        "result.perhaps": float(sum(map(_tells_an_outcome, answer.perhaps(Part.RESULT)))),
        "result.perhaps_measured": float(
            sum(bool(measures(s)) for s in answer.perhaps(Part.RESULT))
        ),
        "situation.figures": _figures(answer, Part.SITUATION, Part.TASK),
        "action.figures": _figures(answer, Part.ACTION),
        "result.measured_change": float(sum(_measures_change(s) for s in results)),
        "action.not_mine_share": others / (mine + others) if others else 0.0,
        # Shares of what is told, so that talk beside the story can only add to them.
        "answer.other_share": _share(words[Part.OTHER], story),
        "answer.setting_share": _share(setting, story),
    }


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part else 0.0


def _figures(answer: MarkedAnswer, *parts: Part) -> float:
    return float(sum(len(s.look.quantities) for s in answer.speaking_of(*parts)))


def _tells_an_outcome(sentence: Marked) -> bool:
    """Whether it has a measure, or words of an outcome that are not mere talk."""
    if measures(sentence):
        return True
    families = {family for name, _, of in _CUES if name in _OUTCOMES for family in of}
    return bool(families & sentence.look.cues.keys()) and sentence.odds[Part.OTHER] < LIKELY


def _measures_change(sentence: Marked) -> bool:
    changed = sentence.look.cues.keys() & {"change", "outcome"}
    return bool(changed and measures(sentence))


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
        if not (family in _DENIABLE and _NEGATIONS.intersection(words[max(first - 2, 0) : first]))
    ]


def _act_signal(kind: ActKind, answer: MarkedAnswer) -> str | None:
    owned = {ActKind.OWNED}
    shared = {ActKind.SHARED}
    if answer.imagined:
        owned.add(ActKind.IMAGINED)
        shared.add(ActKind.IMAGINED_SHARED)
    if answer.present or answer.imagined:
        owned.add(ActKind.HABITUAL)
    if kind in owned:
        return "action.owned_act"
    if kind in shared:
        return "action.shared_act"
    return "action.passive_act" if kind is ActKind.PASSIVE else None


def _is_feeling(sentence: Marked, act: Act) -> bool:
    """Whether "I find" or "I think" tells a view, not an act that is told in the present."""
    talk = sentence.look.cues.keys() & {"belief", "pride"}
    return act.kind is ActKind.HABITUAL and bool(talk)


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
    """The quantities of a sentence that measure something, with the words they count.

    Not measures: dates and years, ordinals, "one" and "two" by themselves, and counts of time
    that only say when ("two years later").
    """
    words = sentence.look.reading.words
    return [
        (
            " ".join(words[quantity.first : quantity.last + 1]),
            _phrase(sentence, quantity.first, quantity.last, 1),
        )
        for quantity in sentence.look.quantities
        if _is_measure(words, quantity)
    ]


def _wrong_sums(sentence: Marked) -> list[tuple[str, Span]]:
    words = sentence.look.reading.words
    return [
        (f"{wrong.start}-{wrong.end}", sentence.cover(wrong.first, wrong.last))
        for wrong in sums(words, sentence.look.quantities)
        if not wrong.agrees
    ]


_TIMES = word_set("year years yr yrs month months week weeks day days season seasons quarter")
_LATER = word_set("later on after ago since into running before away straight in")
_SOONER = word_set("early late ahead faster sooner")
_LEVELLED = word_set("""to from was under below by than at over within about inside only just is now
    takes took averages averaged :""")
_DECADES = word_set("twenties thirties forties fifties sixties seventies eighties nineties")
_AGED = word_set("turning turned aged age")
_CLOCK = word_set("am pm a.m p.m o'clock")
_LAST_HOUR = 24
_ORDINALS = word_set("st nd rd th")
_OF_A_SHARE = word_set("by in to a cut than")
_OF_MANY = word_set("in per out")
_A_FEW = 2


def _is_hour(words: Sequence[str], quantity: Quantity, before: str) -> bool:
    """Whether it says what o'clock it was: "opened at nine", "by 0600"."""
    first, last = quantity.first, quantity.last
    if first != last:
        return False
    word = words[first]
    if len(word) == 4 and word.isdigit() and word[0] == "0":
        return True
    counts = bool(quantity.kind)
    return before == "at" and not counts and 0 < quantity.value <= _LAST_HOUR and "." not in word


def _is_measure(words: Sequence[str], quantity: Quantity) -> bool:
    if quantity.kind in {"%", "$", "x"}:
        return True
    first, last = quantity.first, quantity.last
    before = words[first - 1] if first else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    beyond = words[last + 2] if last + 2 < len(words) else ""
    word = words[first]
    is_date = (
        before in _MONTHS
        or bool({after, quantity.kind} & (_MONTHS | _CLOCK | _ORDINALS | _DECADES))
        or (first == last and len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"})
    )
    if is_date or before in _AGED or _is_hour(words, quantity, before):
        return False
    if quantity.kind == "share":
        # "third" and "quarter" by themselves are a place in a row and a season.
        return after == "of" or first < last or before in _OF_A_SHARE
    if quantity.value == 1 and first == last:
        return after in {*_OF_MANY, "of"} and before in {"to", "from", "only", "than"}
    if {after, quantity.kind} & _TIMES:
        # "two years later" says when, "from nine days to two" and "two weeks early" how much.
        return beyond in _SOONER or (before in _LEVELLED and beyond not in _LATER)
    # "two of them stayed" says who, "down to two errors" says how much.
    return quantity.value > _A_FEW or before in _LEVELLED or after in _OF_MANY
