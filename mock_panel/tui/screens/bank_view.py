"""What the bank browser shows: gathered through the services, then narrowed and put in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.parts import STORY_PARTS, AnswerMode
from mock_panel.domain.questions import Question, QuestionBank, QuestionType
from mock_panel.domain.sessions import SessionSetup
from mock_panel.practice.question_statistics import QuestionStatistics, question_statistics
from mock_panel.tui.lines import part_letter
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap import Services

Statistics = Mapping[QuestionId, QuestionStatistics]
EcqKey = tuple[FrameworkId, EcqId]
T = TypeVar("T")

SHARED = 3
"""So many questions with the same opening, and it tells none of them from the others."""
OPENING = (3, 8)
"""In words, the shortest opening that may be left out and the longest that is looked for."""
LEFT = 3
"""So many words of a question are always left."""
LABEL = 14
"""Cells from the edge of the reading pane to its text."""

_DIM = "$foreground 75%"
_KEY = "$text-primary bold"
_TYPE_WORDS = {
    QuestionType.BEHAVIORAL: "behavioral: something you did",
    QuestionType.SITUATIONAL: "situational: what you would do",
    QuestionType.VIEWPOINT: "viewpoint: what you think, and why",
}
_ASKED_WORDS = {False: "never asked", True: "asked before"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the list has it."""

    question: Question
    gist: str
    """Its words, without an opening that it has in common with others."""
    ecq: str
    """The ECQ's short title."""
    folded: str
    """What a search looks through."""

    @property
    def ecq_key(self) -> EcqKey:
        """The ECQ; its id alone is unique within a framework only."""
        return self.question.framework, self.question.ecq


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All questions of the bank, made ready to be narrowed at every key."""

    bank: QuestionBank
    entries: tuple[Entry, ...]
    frameworks: tuple[FrameworkId, ...]
    """Those with questions, in the bank's order."""

    def ecqs(self, framework: FrameworkId | None) -> list[EcqKey]:
        """The ECQs with questions, of a framework or of all."""
        keys = dict.fromkeys(entry.ecq_key for entry in self.entries)
        return [key for key in keys if framework in (None, key[0])]

    def competencies(self, narrowing: "Narrowing") -> list[CompetencyId]:
        """Those that questions of the framework and the ECQ aim at."""
        placed = Narrowing(framework=narrowing.framework, ecq=narrowing.ecq)
        aimed_at = {
            (entry.question.framework, competency)
            for entry in placed.keep(self.entries, {})
            for competency in entry.question.competencies
        }
        ordered = ((f.id, c.id) for f in self.bank.frameworks for c in f.competencies)
        return list(dict.fromkeys(key[1] for key in ordered if key in aimed_at))

    @property
    def types(self) -> list[QuestionType]:
        """Those that occur."""
        occurring = {entry.question.type for entry in self.entries}
        return [kind for kind in QuestionType if kind in occurring]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which questions are listed, and in which order; a new value for each change."""

    framework: FrameworkId | None = None
    ecq: EcqKey | None = None
    competency: CompetencyId | None = None
    type: QuestionType | None = None
    is_asked: bool | None = None
    words: str = ""
    """All of these are to be found in the question or its id, in any order and case."""
    is_weakest_first: bool = False

    def keep(self, entries: Sequence[Entry], statistics: Statistics) -> list[Entry]:
        """The entries that pass, in the bank's order or the weakest first."""
        words = self.words.casefold().split()
        kept = [
            entry
            for entry in entries
            if self.framework in (None, entry.question.framework)
            and self.ecq in (None, entry.ecq_key)
            and (self.competency is None or self.competency in entry.question.competencies)
            and self.type in (None, entry.question.type)
            and self.is_asked in (None, entry.question.id in statistics)
            and all(word in entry.folded for word in words)
        ]
        return _weakest_first(kept, statistics) if self.is_weakest_first else kept

    def next_framework(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same under another framework, which has ECQs and competencies of its own."""
        framework = stepped(catalogue.frameworks, self.framework, by)
        return replace(self, framework=framework, ecq=None, competency=None)

    def next_ecq(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same for another ECQ; a competency stays if questions of the ECQ aim at it."""
        ecq = stepped(catalogue.ecqs(self.framework), self.ecq, by)
        moved = replace(self, ecq=ecq)
        if self.competency in catalogue.competencies(moved):
            return moved
        return replace(moved, competency=None)

    def next_competency(self, catalogue: Catalogue, by: int) -> "Narrowing":
        """The same for another competency."""
        offered = catalogue.competencies(self)
        return replace(self, competency=stepped(offered, self.competency, by))

    def next_type(self, catalogue: Catalogue) -> "Narrowing":
        """The same for another type of question."""
        return replace(self, type=stepped(catalogue.types, self.type))

    def next_asked(self) -> "Narrowing":
        """Never asked, then asked before, then both."""
        return replace(self, is_asked=stepped(list(_ASKED_WORDS), self.is_asked))


def _weakest_first(entries: Sequence[Entry], statistics: Statistics) -> list[Entry]:
    """What was never asked needs no sorting, and is most of a large bank."""
    never = [entry for entry in entries if entry.question.id not in statistics]
    asked = [entry for entry in entries if entry.question.id in statistics]
    return never + sorted(asked, key=lambda entry: statistics[entry.question.id].need)


def stepped(choices: Sequence[T], chosen: T | None, by: int = 1) -> T | None:
    """The choice after the chosen one, or before it; None, for any, has its turn as well."""
    turns = [None, *choices]
    at = turns.index(chosen) if chosen in turns else 0
    return turns[(at + by) % len(turns)]


def gather_catalogue(services: "Services") -> Catalogue:
    """Read the bank; call it in a worker.

    Raises:
        MockPanelError: the bank cannot be read.
    """
    bank = services.bank.load()
    titles = {(f.id, ecq.id): ecq.short_title for f in bank.frameworks for ecq in f.ecqs}
    gists = _gists([question.text for question in bank.questions])
    return Catalogue(
        bank,
        tuple(
            Entry(q, gist, titles[q.framework, q.ecq], f"{q.text} {q.id}".casefold())
            for q, gist in zip(bank.questions, gists, strict=True)
        ),
        tuple(framework.id for framework in bank.practicable),
    )


def gather_statistics(services: "Services") -> Statistics:
    """Read all attempts; call it in a worker.

    Raises:
        MockPanelError: the database cannot be read.
    """
    return question_statistics(services.attempts.summaries(HistoryQuery()))


def _gists(texts: Sequence[str]) -> list[str]:
    """Each text from the word on that tells it from those that begin alike.

    A text stays whole if what is left of it is left of another one, too.
    """
    shortest, longest = OPENING
    split = [text.split() for text in texts]
    openings = Counter(
        tuple(words[:length])
        for words in split
        for length in range(shortest, min(longest, len(words) - LEFT) + 1)
    )

    def shared(words: list[str]) -> int:
        lengths = range(min(longest, len(words) - LEFT), shortest - 1, -1)
        return next((n for n in lengths if openings[tuple(words[:n])] >= SHARED), 0)

    cuts = [shared(words) for words in split]
    left = [" ".join(words[cut:]) for words, cut in zip(split, cuts, strict=True)]
    met = Counter(left)
    return [
        f"… {rest}" if cut and met[rest] == 1 else " ".join(words)
        for words, cut, rest in zip(split, cuts, left, strict=True)
    ]


def setup_of(services: "Services", question: Question) -> SessionSetup:
    """A drill of one given question, answered as the user usually does."""
    drill = services.bank.load().preset(PresetId("drill"))
    return SessionSetup(
        framework=question.framework,
        preset=drill.id,
        ecqs=(question.ecq,),
        mode=AnswerMode(services.settings.answer_mode),
        voice=services.settings.voice,
        preparation_seconds=drill.preparation_seconds,
        seed=services.new_seed(),
    )


# --- the line of filters ----------------------------------------------------------


def filters_line(
    catalogue: Catalogue, narrowing: Narrowing, shown: int, width: int, *, has_keys: bool
) -> Content:
    """How many questions are listed, and every filter that is on, in one line.

    Args:
        catalogue: all questions.
        narrowing: what is on.
        shown: how many questions pass.
        width: the cells there are.
        has_keys: whether the keys that change it are told where there is room.
    """
    told = _told(catalogue, narrowing)
    total = len(catalogue.entries)
    count = f"{shown:,} of {total:,}" if told else f"all {total:,}"
    line = " · ".join([count, *_fitted(told, width - cell_len(count) - 3)])
    hints = [*([("x", "all")] if told else []), *_HINTS] if has_keys else []
    while hints and cell_len(line) + 3 + _hints_width(hints) > width:
        hints.pop()
    gap = width - cell_len(line) - _hints_width(hints)
    pieces = [Content.assemble((key, _KEY), (f" {name}", _DIM)) for key, name in hints]
    return Content(line + " " * gap) + Content("  ").join(pieces)


_HINTS = (
    ("e", "ECQ"), ("c", "competency"), ("t", "type"), ("u", "asked"), ("w", "weakest"),
)  # fmt: skip


def _hints_width(hints: Sequence[tuple[str, str]]) -> int:
    return sum(len(key) + 1 + len(name) for key, name in hints) + 2 * max(0, len(hints) - 1)


def _told(catalogue: Catalogue, narrowing: Narrowing) -> list[str]:
    """Every filter that is on, in words."""
    bank, told = catalogue.bank, []
    if narrowing.framework is not None:
        told.append(str(narrowing.framework))
    if narrowing.ecq is not None:
        framework, ecq = narrowing.ecq
        title = bank.framework(framework).ecq(ecq).short_title
        told.append(title if narrowing.framework else f"{title} ({framework})")
    if narrowing.competency is not None:
        told.append(_competency_title(bank, narrowing, narrowing.competency))
    if narrowing.type is not None:
        told.append(narrowing.type.value)
    if narrowing.is_asked is not None:
        told.append(_ASKED_WORDS[narrowing.is_asked])
    if narrowing.is_weakest_first:
        told.append("weakest first")
    if narrowing.words:
        told.append(f"“{narrowing.words}”")
    return told


def _competency_title(bank: QuestionBank, narrowing: Narrowing, wanted: CompetencyId) -> str:
    """Frameworks may share the id; the one that is listed names it."""
    framework = narrowing.ecq[0] if narrowing.ecq else narrowing.framework
    listed = (f for f in bank.frameworks if framework in (None, f.id))
    titles = {c.id: c.title for f in listed for c in f.competencies}
    return titles.get(wanted, wanted)


def _fitted(pieces: list[str], width: int) -> list[str]:
    """The pieces with the longest shortened until all of them fit, if that is possible."""
    pieces = list(pieces)
    while cell_len(" · ".join(pieces)) > width:
        longest = max(range(len(pieces)), key=lambda n: cell_len(pieces[n]))
        cells = cell_len(pieces[longest])
        if cells < 5:
            break
        pieces[longest] = clipped(pieces[longest], cells - 1)
    return pieces


def clipped(text: str, cells: int) -> str:
    """The text in so many cells; what is left out at its end is told by an ellipsis."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - 1)).rstrip() + "…"


# --- the reading pane -------------------------------------------------------------


def reading(
    catalogue: Catalogue, question: Question, past: str, *, is_mentor: bool
) -> list[Hanging]:
    """A question in full; past attempts in the words given; anchors for a mentor only.

    The anchors, or the line that offers them, come last.
    """
    framework = catalogue.bank.framework(question.framework)
    return [
        Hanging(Content.styled(question.text, "bold")),
        Hanging(EMPTY),
        _labelled("past", past),
        *_placed(framework, question),
        *_section("Asks", question.asks),
        *_probes(question),
        *_section("Supplementals", question.supplementals),
        *_anchors(catalogue.bank, framework, question, is_mentor=is_mentor),
    ]


def _placed(framework: Framework, question: Question) -> list[Hanging]:
    """What the question asks for, and where it belongs."""
    ecq = framework.ecq(question.ecq)
    titles = ", ".join(framework.competency(c).title for c in question.competencies)
    aimed_at = [_labelled("competencies", titles)] if titles else []
    return [
        _labelled("type", _TYPE_WORDS[question.type]),
        _labelled("ECQ", f"{ecq.title} ({framework.id})"),
        *aimed_at,
    ]


def _labelled(label: str, text: str) -> Hanging:
    return Hanging(Content(text), Content.styled(label, _DIM), LABEL)


def _section(title: str, lines: Sequence[str]) -> list[Hanging]:
    if not lines:
        return []
    dash = Content.styled("–", _DIM)
    return [*_head(title), *(Hanging(Content(line), dash, 3) for line in lines)]


def _head(title: str) -> list[Hanging]:
    return [Hanging(EMPTY), Hanging(Content.styled(title, _DIM))]


def _probes(question: Question) -> list[Hanging]:
    """Each part's letter once, beside its first probe."""
    lines = [
        Hanging(Content(probe), part_letter(part) if number == 0 else EMPTY, 3)
        for part in STORY_PARTS
        for number, probe in enumerate(question.probes.get(part, ()))
    ]
    return [*_head("Probes, by the part that an answer lacks"), *lines] if lines else []


def _anchors(
    bank: QuestionBank, framework: Framework, question: Question, *, is_mentor: bool
) -> list[Hanging]:
    if not question.anchors:
        return []
    if not is_mentor:
        offer = Content.assemble(("a", _KEY), ("  shows the anchors, as a mentor sees them", _DIM))
        return [Hanging(EMPTY), Hanging(offer)]
    title = next((scale.title for scale in bank.scales if scale.id == framework.scale), "")
    return [
        *_head(f"Anchors · {title}" if title else "Anchors"),
        *(
            Hanging(Content(anchor), Content.styled(f"{level}", "bold"), 3)
            for level, anchor in question.anchors.items()
        ),
    ]


def nothing_found(narrowing: Narrowing, *, is_searching: bool) -> list[Hanging]:
    """What to do where no question passes; a letter is none of the keys while one is typing."""
    lines = [Hanging(Content("No question fits all of this.")), Hanging(EMPTY)]
    if narrowing.words:
        lines.append(_way_on("esc", "clear the search"))
    then = ", after that" if is_searching else ""
    return [*lines, _way_on("x", f"clear all filters{then}")]


def no_questions() -> list[Hanging]:
    """What to do where the bank has none."""
    return [
        Hanging(Content("The bank has no questions yet.")),
        Hanging(EMPTY),
        Hanging(Content("`mock-panel bank add` adds questions of your own.")),
    ]


def unreadable() -> list[Hanging]:
    """What to do when the bank could not be read."""
    return [
        Hanging(Content("The questions could not be read.")),
        Hanging(EMPTY),
        _way_on("enter", "try again"),
    ]


def _way_on(key: str, words: str) -> Hanging:
    return Hanging(Content.styled(words, _DIM), Content.styled(key, _KEY), 7)
