"""What each part gives, with the words that prove it.

A signal counts only in sentences of its own part: a number in the situation is scale, never
a result, and "we" in the result is no lack of ownership.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.acts import Act, ActKind
from mock_panel.scoring.arithmetic import sums
from mock_panel.scoring.dealings import people
from mock_panel.scoring.facts import Facts
from mock_panel.scoring.kinds import noun_kind, verb_kinds
from mock_panel.scoring.lasting import NEGATIONS, ceased, stands_now
from mock_panel.scoring.marked import LIKELY, PERHAPS, Marked, MarkedAnswer, Void
from mock_panel.scoring.measuring import measures, sizes
from mock_panel.scoring.misreadings import misread
from mock_panel.scoring.posts import posts
from mock_panel.scoring.quoting import clause, phrase
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.wordlist import phrase_set, word_set

_CLAUSE_WORDS = 9
"""An act is quoted to the end of its clause, at most this many words after the verb."""

_CUE_WORDS = 4
"""A cue is quoted with at most this many words after it, so that it can be recognised."""

_WHAT_FOLLOWS, _LONGER = frozenset({"reason", "charge"}), 7
"""A reason and a charge are what follows their cue, and take more words."""

_CUES: tuple[tuple[str, tuple[Part, ...], tuple[str, ...]], ...] = (
    ("situation.when", (Part.SITUATION, Part.TASK), ("when",)),
    ("situation.problem", (Part.SITUATION,), ("problem",)),
    ("situation.stakes", (Part.SITUATION, Part.TASK), ("stakes",)),
    ("task.charge", (Part.TASK, Part.SITUATION), ("charge",)),
    ("action.decision", (Part.ACTION,), ("decide",)),
    ("action.reason", (Part.ACTION,), ("reason",)),
    ("action.obstacle", (Part.ACTION,), ("obstacle",)),
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

_FROM_THE_START = word_set("problem stakes obstacle outcome change lasting spread served praise")
"""Families whose cues say little without what they are said of: "waits fell from 90 days"."""

_OUTCOMES = {"result.outcome", "result.change", "result.lasting", "result.spread", "result.said"}

_DENIABLE = frozenset({"outcome", "spread", "lasting", "praise"})
"""Families of which "never asked for it" is the contrary."""
_RESISTED = phrase_set(
    """
    objected; objection; objections; pushed back; pushback; push back; resisted; resistance;
    balked; opposed; opposition; walked out; over her dead body; over my dead body; hated it;
    was against; were against; dead against; not happy; weren't pleased; wasn't pleased;
    unhappy; grumbled; grumbling; argued; fought me; fought it; fought us; dug in; cold feet;
    thought i was; thought we were; said no; skeptical; reluctant; furious; sued;
    raised a concern; raised concerns; appealed; grieved; filed a grievance; doubted;
    laughed at; mocked; protested; muttering; vetoed; stonewalled; not convinced;
    unconvinced; wary; hesitant; dragged their feet; non-concurred; nonconcurred; criticized;
    unfair labor practice
    """
)
"""Obstacles that are somebody's will, and tell of a plan that he has met."""

_NOT = (("did", "not"), ("didn't",))
_NO_CHOICE = word_set(
    """have see hear get find understand know want like mind think care need feel believe realize
    remember expect mean trust matter notice love enjoy wish hope seem deserve sleep manage fit"""
)
"""What one does not do without having chosen so."""

_VOIDS = {
    Void.REPEATED: "answer.repeated",
    Void.FROM_PROMPT: "answer.from_prompt",
    Void.INSTRUCTION: "answer.instruction",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signals by id, each present only if something shows it; and what conditions look at."""

    signals: dict[str, Signal]
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something found at a place."""

    name: str
    """Found twice, it counts once."""
    span: Span
    sure: float
    """The probability that its sentence belongs to a part in which it counts."""


def gather(answer: MarkedAnswer) -> Evidence:
    """What the sentences prove of each part."""
    found: dict[str, list[_Thing]] = {}
    all_parts = {parts for _, parts, _ in (*_CUES, *_RULES)}
    proving = {parts: _proving(answer, parts) for parts in all_parts}
    for signal_id, parts, families in _CUES:
        for sentence, odds in proving[parts]:
            found.setdefault(signal_id, []).extend(
                _Thing(name, span, odds) for name, span in _cues(sentence, families)
            )
    for signal_id, parts, shown_by in _RULES:
        for sentence, odds in proving[parts]:
            found.setdefault(signal_id, []).extend(
                _Thing(name, span, odds) for name, span in shown_by(sentence)
            )
    for signal_id, thing in (*_acts(answer), *_voids(answer)):
        found.setdefault(signal_id, []).append(thing)
    likely = {
        name: [thing for thing in things if thing.sure >= LIKELY] for name, things in found.items()
    }
    signals = {name: _signal(name, things) for name, things in likely.items() if things}
    sure = {name: _how_sure(things) for name, things in found.items() if things}
    return Evidence(signals, _facts(answer, signals, sure, proving))


def _acts(answer: MarkedAnswer) -> Iterator[tuple[str, _Thing]]:
    """Who acts, act by act, in sentences that may be action."""
    for sentence, sure in _proving(answer, (Part.ACTION,)):
        for act in sentence.look.acts:
            shown = _act_signal(act.kind, answer)
            if shown and _has_more(sentence, act) and not _is_feeling(sentence, act):
                span = phrase(sentence, act.first, act.last, _CLAUSE_WORDS)
                yield shown, _Thing(act.verb, span, sure)


def _voids(answer: MarkedAnswer) -> Iterator[tuple[str, _Thing]]:
    """Sentences that count for nothing, each by what is wrong with it."""
    for sentence in answer.sentences:
        if sentence.void in _VOIDS:
            yield (
                _VOIDS[sentence.void],
                _Thing(str(sentence.span.start), sentence.span, 1.0),
            )


_Proving = list[tuple[Marked, float]]
"""Sentences and how sure each is to belong to a part in which something counts."""


def _proving(answer: MarkedAnswer, parts: tuple[Part, ...]) -> _Proving:
    """The sentences that may speak of these parts; of the result, too, what "I" brought about."""
    found = []
    for sentence in answer.sentences:
        odds = sentence.odds
        sure = odds[parts[0]] if len(parts) == 1 else fsum([odds[part] for part in parts])
        if Part.RESULT in parts and sure < LIKELY <= sure + odds[Part.ACTION]:
            sure = 1.0 if _moves_a_figure(sentence) else sure
        if sure > PERHAPS and sentence.counts_as(parts):
            found.append((sentence, sure))
    return found


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


def _facts(
    answer: MarkedAnswer,
    signals: Mapping[str, Signal],
    sure: Mapping[str, tuple[float, ...]],
    proving: Mapping[tuple[Part, ...], _Proving],
) -> Facts:
    setting, results = proving[Part.SITUATION, Part.TASK], proving[Part.RESULT,]
    beside = {
        "situation.sentences": _falling(sure for _, sure in setting),
        "result.sentences": _falling(sure for _, sure in results),
        "situation.figures": _figures(setting),
        "action.figures": _figures(proving[Part.ACTION,]),
        "result.measured_change": _falling(
            sure for sentence, sure in results if _measures_change(sentence)
        ),
    }
    mine = fsum(sure.get("action.owned_act", ()))
    others = fsum(fsum(sure.get(name, ())) for name in _NOT_MINE)
    counted = {name: float(sum(p >= LIKELY for p in each)) for name, each in beside.items()}
    # What was to be reached sounds like what was reached; a likely charge is no result.
    perhaps = [s for s in answer.perhaps(Part.RESULT) if s.odds[Part.TASK] < LIKELY]
    return Facts(
        {
            **{name: signal.value for name, signal in signals.items()},
            **counted,
            "task.sentences": float(len(answer.speaking_of(Part.TASK))),
            "result.perhaps": float(sum(map(_tells_an_outcome, perhaps))),
            "result.perhaps_measured": float(sum(bool(measures(s)) for s in perhaps)),
            "action.not_mine_share": _share(others, mine),
            **_shares(answer),
        },
        {**sure, **beside},
    )


_NOT_MINE = ("action.shared_act", "action.passive_act")


def _shares(answer: MarkedAnswer) -> dict[str, float]:
    """Of what is told, how much is talk and how much is background.

    Each against acts and outcomes alone, so that talk beside the story can only add to them.
    """
    counted = [s for s in answer.sentences if s.void is None]
    words = {part: fsum(s.words * s.odds[part] for s in counted) for part in Part}
    story = words[Part.ACTION] + words[Part.RESULT]
    return {
        "answer.other_share": _share(words[Part.OTHER], story),
        "answer.setting_share": _share(words[Part.SITUATION] + words[Part.TASK], story),
    }


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part else 0.0


def _falling(sure: Iterable[float]) -> tuple[float, ...]:
    return tuple(sorted(sure, reverse=True))


def _how_sure(things: Iterable[_Thing]) -> tuple[float, ...]:
    """How sure each name is, found where it is surest."""
    surest: dict[str, float] = {}
    for thing in things:
        surest[thing.name] = max(thing.sure, surest.get(thing.name, 0.0))
    return _falling(surest.values())


def _figures(proving: _Proving) -> tuple[float, ...]:
    """Quantities, but for a bare "one": "a story like this one" has no figure."""
    return _falling(
        sure
        for sentence, sure in proving
        for quantity in sentence.look.quantities
        if sentence.look.reading.words[quantity.first : quantity.last + 1] != ("one",)
    )


def _tells_an_outcome(sentence: Marked) -> bool:
    """Whether it has a measure, or words of an outcome that are not mere talk."""
    if measures(sentence):
        return True
    families = {family for name, _, of in _CUES if name in _OUTCOMES for family in of}
    return bool(families & sentence.look.cues.keys()) and sentence.odds[Part.OTHER] < LIKELY


def _measures_change(sentence: Marked) -> bool:
    changed = sentence.look.cues.keys() & {"change", "outcome"}
    return bool(changed and measures(sentence))


def _signal(signal_id: str, things: Iterable[_Thing]) -> Signal:
    """One signal from named places: counted by name, quoted once a place."""
    names: set[str] = set()
    spans: list[Span] = []
    for thing in sorted(things, key=lambda thing: thing.span):
        names.add(thing.name)
        if spans and thing.span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(thing.span.end, spans[-1].end))
        else:
            spans.append(thing.span)
    return Signal(signal_id, float(len(names)), tuple(spans))


def _cues(sentence: Marked, families: tuple[str, ...]) -> list[tuple[str, Span]]:
    words = sentence.look.reading.words
    return [
        (" ".join(words[first : last + 1]), _quote(sentence, family, first, last))
        for family in families
        for first, last in sentence.look.cues.get(family, ())
        if not (family in _DENIABLE and NEGATIONS.intersection(words[max(first - 2, 0) : first]))
        and not misread(sentence, family, first, last)
    ]


def _refrained(sentence: Marked) -> list[tuple[str, Span]]:
    """What the candidate chose not to do: "I did not send the sheriff"."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    found = []
    for place, word in enumerate(words):
        if word != "i":
            continue
        verb = next((place + 1 + len(no) for no in _NOT if _follows(words, place, no)), 0)
        if verb and shape[verb : verb + 1] in ("V", "o") and words[verb] not in _NO_CHOICE:
            found.append((f"not {words[verb]}", phrase(sentence, place, verb, _CUE_WORDS)))
    return found


def _follows(words: tuple[str, ...], place: int, run: tuple[str, ...]) -> bool:
    return words[place + 1 : place + 1 + len(run)] == run


def _resistance(sentence: Marked) -> list[tuple[str, Span]]:
    """Somebody's will against the plan, in whichever sentence of the story it is told."""
    words = sentence.look.reading.words
    return [
        (name, clause(sentence, first, last, _CUE_WORDS))
        for first, last in sentence.look.cues.get("obstacle", ())
        if (name := " ".join(words[first : last + 1])) in _RESISTED
        and not misread(sentence, "obstacle", first, last)
    ]


def _quote(sentence: Marked, family: str, first: int, last: int) -> Span:
    if family in _WHAT_FOLLOWS:
        # "so that I could see": whoever it is about.
        return phrase(sentence, first, last, _LONGER, whose=frozenset())
    quoted = clause if family in _FROM_THE_START else phrase
    return quoted(sentence, first, last, _CUE_WORDS)


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


def _wrong_sums(sentence: Marked) -> list[tuple[str, Span]]:
    words = sentence.look.reading.words
    return [
        (f"{wrong.start}-{wrong.end}", sentence.cover(wrong.first, wrong.last))
        for wrong in sums(words, sentence.look.quantities)
        if not wrong.agrees
    ]


_RULES: tuple[tuple[str, tuple[Part, ...], Callable[[Marked], list[tuple[str, Span]]]], ...] = (
    ("situation.where", (Part.SITUATION, Part.TASK), posts),
    ("situation.scale", (Part.SITUATION, Part.TASK), sizes),
    ("action.decision", (Part.ACTION,), _refrained),
    ("action.obstacle", (Part.SITUATION, Part.ACTION, Part.RESULT), _resistance),
    ("action.people", (Part.ACTION,), people),
    ("result.lasting", (Part.RESULT,), stands_now),
    ("result.ceased", (Part.RESULT,), ceased),
    ("result.measure", (Part.RESULT,), measures),
    ("result.wrong_sum", (Part.ACTION, Part.RESULT), _wrong_sums),
)
"""Signal, the parts in whose sentences it counts, and what finds it beside the cues."""
