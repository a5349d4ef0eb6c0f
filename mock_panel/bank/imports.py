"""A list of questions that a user has, as questions of the bank, or all that is wrong with it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mock_panel.bank.csv_list import read_csv
from mock_panel.bank.lists import ANCHORS, PROBES, Cell, Complaints, Listed
from mock_panel.bank.markdown_list import read_markdown
from mock_panel.bank.names import Names
from mock_panel.bank.problems import BankProblem, did_you_mean, shown
from mock_panel.bank.question_files import write_questions
from mock_panel.bank.question_ids import QuestionIds, plain_words
from mock_panel.bank.schema import SLUG
from mock_panel.bank.text_file import read_text
from mock_panel.domain.frameworks import Ecq, Framework
from mock_panel.domain.ids import CompetencyId, EcqId, QuestionId
from mock_panel.domain.questions import Question, QuestionType, Scale

__all__ = ["Imported", "read_list", "write_questions"]

TABLES = (".csv", ".tsv")
MARKDOWN = (".md", ".markdown")
LONGEST_TEXT = 2_000
"""Several times the longest of the shipped bank."""
LONGEST_SLUG = 100
MOST_ITEMS = 50
"""Of one list of one question."""

_WHAT_ONE_WOULD_DO = re.compile(r"\b(what would you do|how would you)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list came to."""

    questions: tuple[Question, ...]
    """As the framework orders its ECQs, then as the list does; none if there is a problem."""
    problems: tuple[BankProblem, ...]
    notes: tuple[BankProblem, ...]
    """What was filled in and is worth a look; there is nothing to mend."""


def read_list(
    path: Path,
    framework: Framework,
    taken: Collection[str],
    default_ecq: EcqId | None = None,
    scale: Scale | None = None,
) -> Imported:
    """The questions of a CSV file or a Markdown list.

    Args:
        path: a file whose name ends in `.csv`, `.tsv`, `.md` or `.markdown`.
        framework: what the questions belong to.
        taken: the ids of all questions that they will stand beside.
        default_ecq: where a question goes that names no ECQ.
        scale: that of the framework; the levels of anchors are not looked at without it.

    Raises:
        KeyError: the framework has no such ECQ as the default.

    Never raises for what stands in the file.
    """
    complaints = Complaints(path)
    default = None if default_ecq is None else framework.ecq(default_ecq)
    listed = _listed(path, complaints, needs_ecq=default is None)
    reader = _Reader(framework, default, scale, complaints)
    questions = reader.questions(listed, taken)
    if not questions and not complaints.all():
        complaints.add((1, 1), "there is no question in it")
    if problems := complaints.all():
        return Imported((), problems, ())
    return Imported(questions, (), tuple(reader.notes))


def _listed(path: Path, complaints: Complaints, *, needs_ecq: bool) -> list[Listed]:
    kind = path.suffix.casefold()
    if kind not in (*TABLES, *MARKDOWN):
        known = ", ".join((*TABLES, *MARKDOWN))
        complaints.add((1, 1), f"the name should end in one of {known}")
        return []
    text = read_text(path)
    if isinstance(text, BankProblem):
        complaints.add((text.line, text.column), text.message)
        return []
    if kind in MARKDOWN:
        return read_markdown(text, complaints)
    return read_csv(text, complaints, ("text", *(["ecq"] if needs_ecq else []), "competencies"))


class _Reader:
    """Makes questions of what was listed.

    After a complaint it goes on with whatever is at hand, so that one reading tells all.
    """

    def __init__(
        self, framework: Framework, default: Ecq | None, scale: Scale | None, complaints: Complaints
    ) -> None:
        self.notes: list[BankProblem] = []
        self._framework = framework
        self._default = default
        self._scale = scale
        self._complaints = complaints
        where = framework.id
        self._ecqs = Names(
            "ECQ", where, ((e, (e.id, e.title, e.short_title)) for e in framework.ecqs)
        )
        self._competencies = Names(
            "competency", where, ((c.id, (c.id, c.title)) for c in framework.competencies)
        )

    def questions(self, listed: Sequence[Listed], taken: Collection[str]) -> tuple[Question, ...]:
        """The questions; of no use if there are complaints."""
        given = list(self._given_ids(listed, taken))
        ids = QuestionIds([*taken, *given])
        made: list[Question] = []
        for one, own_id in zip(listed, given, strict=True):
            if self._complaints.are_enough:
                break
            if ecq := self._ecq(one):
                made.append(self._question(one, ecq, own_id, ids))
        order = {ecq.id: n for n, ecq in enumerate(self._framework.ecqs)}
        return tuple(sorted(made, key=lambda question: order[question.ecq]))

    def _given_ids(self, listed: Iterable[Listed], taken: Collection[str]) -> Iterator[str]:
        """The id of each question; empty where one is to be made."""
        first: dict[str, Cell] = {}
        taken = frozenset(taken)
        for one in listed:
            cell = one.cell("id")
            if cell is None or not cell.words:
                yield ""
                continue
            name = cell.words
            if not _is_slug(name):
                self._complain(cell, f"'id' should be {_SLUG_IN_WORDS}, not {shown(name)}")
            elif name in taken:
                self._complain(cell, f"the id {shown(name)} is that of another question")
            elif name in first:
                line = first[name].place[0]
                self._complain(cell, f"duplicate id {shown(name)}, first in line {line}")
            first.setdefault(name, cell)
            yield name

    def _question(self, one: Listed, ecq: Ecq, own_id: str, ids: QuestionIds) -> Question:
        text = self._paragraph("text", one)
        probes = {part: self._items(name, one) for name, part in PROBES.items()}
        return Question(
            id=QuestionId(own_id) if own_id else ids.new(ecq, text),
            framework=self._framework.id,
            ecq=ecq.id,
            text=text,
            type=self._type(one, text),
            competencies=self._targets(one, ecq),
            asks=self._asks(one),
            probes={part: items for part, items in probes.items() if items},
            supplementals=self._items("supplementals", one),
            anchors=dict(self._anchors(one)),
            tags=self._tags(one),
        )

    def _ecq(self, one: Listed) -> Ecq | None:
        cell = one.cell("ecq")
        if cell is None or not cell.words:
            if self._default is None:
                self._complaints.add(cell.place if cell else one.place, "the question has no ECQ")
            return self._default
        ecq = self._ecqs.get(cell.words)
        if ecq is None:
            self._complain(cell, self._ecqs.unknown(cell.words))
        return ecq

    def _type(self, one: Listed, text: str) -> QuestionType:
        cell = one.cell("type")
        if cell is None or not cell.words:
            would = _WHAT_ONE_WOULD_DO.search(text)
            return QuestionType.SITUATIONAL if would else QuestionType.BEHAVIORAL
        try:
            return QuestionType(cell.words.casefold())
        except ValueError:
            known = "'behavioral', 'situational' or 'viewpoint'"
            near = did_you_mean(cell.words, QuestionType)
            self._complain(cell, f"'type' should be {known}, not {shown(cell.words)}{near}")
            return QuestionType.BEHAVIORAL

    def _targets(self, one: Listed, ecq: Ecq) -> tuple[CompetencyId, ...]:
        """The competencies that are named; the first of the ECQ where the list has no place."""
        cell = one.cell("competencies")
        if cell is None:
            first = ecq.competencies[0]
            message = f"no competency is named, '{first.id}' was taken as the first of its ECQ"
            self.notes.append(BankProblem(self._complaints.path, *one.place, message))
            return (first.id,)
        targets: dict[CompetencyId, None] = {}
        names = list(self._competencies.in_list(cell.words))
        self._look_at_number("competencies", names, cell)
        for name in names[:MOST_ITEMS]:
            target = self._competencies.get(name)
            if target is None:
                self._complain(cell, self._competencies.unknown(name))
            elif target in targets:
                self._complain(cell, f"duplicate competency {shown(name)}")
            else:
                targets[target] = None
        if not cell.words.strip(";, "):
            self._complain(cell, "the question has no competency")
        return tuple(targets)

    def _asks(self, one: Listed) -> tuple[str, ...]:
        asks = self._items("asks", one)
        if len(asks) == 1:
            self._complain(one.cells["asks"][0], "'asks' should have two or more parts, or none")
        return asks

    def _anchors(self, one: Listed) -> Iterator[tuple[int, str]]:
        for name, level in ANCHORS.items():
            cell = one.cell(name)
            if cell is None or not cell.words:
                continue
            if self._scale and all(level != known.value for known in self._scale.levels):
                self._complain(cell, f"{level} is not a level of the scale '{self._scale.id}'")
            yield level, self._paragraph(name, one)

    def _tags(self, one: Listed) -> tuple[str, ...]:
        tags: dict[str, None] = {}
        for cell, written in self._apart("tags", one, r"[|,;\r\n]"):
            tag = "-".join(plain_words(written)).replace("'", "")
            if not _is_slug(tag):
                self._complain(cell, f"a tag should be {_SLUG_IN_WORDS}, not {shown(written)}")
            tags[tag] = None
        return tuple(tags)

    def _items(self, name: str, one: Listed) -> tuple[str, ...]:
        items = list(self._apart(name, one, r"[|\r\n]"))
        for cell, words in items:
            self._look_at_length(name, cell, words)
        return tuple(words for _, words in items)

    def _apart(self, name: str, one: Listed, marks: str) -> list[tuple[Cell, str]]:
        """The items of a list, each with the cell that it stands in."""
        items = [
            (cell, item)
            for cell in one.cells.get(name, ())
            for words in re.split(marks, cell.words)
            if (item := _one_line(words))
        ]
        if items:
            self._look_at_number(name, items, items[-1][0])
        return items[:MOST_ITEMS]

    def _paragraph(self, name: str, one: Listed) -> str:
        cell = one.cell(name)
        words = _one_line(cell.words) if cell else ""
        if cell and not words:
            self._complain(cell, f"'{name}' should have words in it")
        elif cell:
            self._look_at_length(name, cell, words)
        return words

    def _look_at_number(self, name: str, items: Sequence[object], cell: Cell) -> None:
        if len(items) > MOST_ITEMS:
            message = f"'{name}' should have at most {MOST_ITEMS} items"
            self._complain(cell, f"{message}, not {len(items)}")

    def _look_at_length(self, name: str, cell: Cell, words: str) -> None:
        if len(words) > LONGEST_TEXT:
            message = f"'{name}' should be at most {LONGEST_TEXT} characters long"
            self._complain(cell, f"{message}, not {len(words)}")

    def _complain(self, cell: Cell, message: str) -> None:
        self._complaints.add(cell.place, message)


_SLUG_IN_WORDS = f"lower-case words and figures joined by hyphens, at most {LONGEST_SLUG} long"


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and re.fullmatch(SLUG, text) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())
