"""Questions as a Markdown list: a heading for each ECQ, an item for each question."""

import re

from mock_panel.bank.documents import Place
from mock_panel.bank.lists import NAMES, SEVERAL, Cell, Complaints, Listed, name_of
from mock_panel.bank.problems import did_you_mean, shown

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?=\S)")
_NAME = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*")
_ECQ = "##"
_DETAILS = tuple(name for name in NAMES if name not in ("text", "ecq"))
_NESTED = 2
"""How much deeper than its question an item stands that tells more of it."""


def read_markdown(text: str, complaints: Complaints) -> list[Listed]:
    """The questions of a list; a place is a line and a column in characters.

    Whatever stands before the first item and the first heading of an ECQ is an introduction.
    """
    reader = _Reader(complaints)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            reader.take(number, line.rstrip())
        if complaints.are_enough:
            break
    return reader.listed


class _Reader:
    """Takes one line after the other."""

    def __init__(self, complaints: Complaints) -> None:
        self.listed: list[Listed] = []
        self._complaints = complaints
        self._has_begun = False
        self._ecq: Cell | None = None
        self._depth = 0
        """Where the marker of the last question stands."""
        self._cells: dict[str, list[Cell]] | None = None
        """Those of the last question; None between questions."""
        self._last: Cell | None = None
        """What a line that goes on belongs to; None after an item that was refused."""

    def take(self, number: int, line: str) -> None:
        """Take a line that is not blank."""
        if heading := _HEADING.match(line):
            self._heading(heading, number)
        elif item := _ITEM.match(line):
            depth = len(item[1].expandtabs(4))
            words, place = line[item.end() :], (number, item.end() + 1)
            if self._cells is None or depth < self._depth + _NESTED:
                self._depth = depth
                self._question(words, place)
            else:
                self._last = self._detail(words, place, self._cells)
        elif line[0] in " \t" and self._cells is not None:
            if self._last is not None:
                self._last.lines.append(line.strip())
        elif self._has_begun:
            message = "this belongs to no question, begin one with '- ' or indent what goes on"
            self._complaints.add((number, 1), message)

    def _heading(self, heading: re.Match[str], number: int) -> None:
        marks, title = heading[1], _without_closing(heading.string[heading.end() :])
        self._cells = None
        self._ecq = None
        if marks == _ECQ:
            self._has_begun = True
            self._ecq = Cell([title], (number, heading.end() + 1 if title else 1))
        elif len(marks) > len(_ECQ):
            self._complaints.add((number, 1), f"the heading of an ECQ should begin with '{_ECQ} '")

    def _question(self, words: str, place: Place) -> None:
        if (said := _NAME.match(words)) and name_of(said[1]) in _DETAILS:
            message = f"{shown(said[1])} tells more of a question, indent it by two spaces or more"
            self._complaints.add(place, message)
        self._has_begun = True
        self._last = Cell([words], place)
        self._cells = {"text": [self._last]}
        if self._ecq:
            self._cells["ecq"] = [self._ecq]
        self.listed.append(Listed(place, self._cells))

    def _detail(self, words: str, place: Place, cells: dict[str, list[Cell]]) -> Cell | None:
        """More of the last question, such as its type; None if it cannot be told what."""
        said = _NAME.match(words)
        if not said:
            wanted = "should have a name before it, as in 'probe action: What did you do?'"
            self._complaints.add(place, f"{shown(words)} {wanted}")
            return None
        name = name_of(said[1])
        if name not in _DETAILS:
            near = did_you_mean(said[1], map(_as_written, _DETAILS))
            self._complaints.add(place, f"unknown name {shown(said[1])}{near}")
            return None
        before = cells.setdefault(name, [])
        if before and name not in SEVERAL:
            first = before[0].place[0]
            self._complaints.add(place, f"duplicate {shown(said[1])}, first in line {first}")
            return None
        line, column = place
        before.append(Cell([words[said.end() :]], (line, column + said.end())))
        return before[-1]


def _as_written(name: str) -> str:
    return (
        name.replace("probes_", "probe_").replace("supplementals", "supplemental").replace("_", " ")
    )


def _without_closing(title: str) -> str:
    """The title of a heading, which may end in as many marks as it likes."""
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:] in ("", " ", "\t") else title
