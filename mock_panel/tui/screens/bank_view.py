"""What the bank browser shows: gathered through the services, then put in words."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import PresetId
from mock_panel.domain.parts import STORY_PARTS, AnswerMode
from mock_panel.domain.questions import Question, QuestionBank, QuestionType
from mock_panel.domain.sessions import SessionSetup
from mock_panel.practice.question_statistics import question_statistics
from mock_panel.tui.lines import part_letter
from mock_panel.tui.screens.bank_narrowing import Catalogue, Narrowing
from mock_panel.tui.widgets.hanging import EMPTY, Hanging
from mock_panel.tui.widgets.question_list import Entry, Statistics

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

SHARED = 3
"""So many questions with the same opening, and it tells none of them from the others."""
OPENING = (3, 8)
"""In words, the shortest opening that may be left out and the longest that is looked for."""
LEFT = 3
"""So many words of a question are always left."""
LABEL = 14
"""Cells from the edge of the reading pane to its text."""

DIM = "$foreground 75%"
KEY = "$text-primary bold"
_TYPE_WORDS = {
    QuestionType.BEHAVIORAL: "behavioral: something you did",
    QuestionType.SITUATIONAL: "situational: what you would do",
    QuestionType.VIEWPOINT: "viewpoint: what you think, and why",
}


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
    return Hanging(Content(text), Content.styled(label, DIM), LABEL)


def _section(title: str, lines: Sequence[str]) -> list[Hanging]:
    if not lines:
        return []
    dash = Content.styled("–", DIM)
    return [*_head(title), *(Hanging(Content(line), dash, 3) for line in lines)]


def _head(title: str) -> list[Hanging]:
    return [Hanging(EMPTY), Hanging(Content.styled(title, DIM))]


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
        offer = Content.assemble(("a", KEY), ("  shows the anchors, as a mentor sees them", DIM))
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
    return Hanging(Content.styled(words, DIM), Content.styled(key, KEY), 7)
