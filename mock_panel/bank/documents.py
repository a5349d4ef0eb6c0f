"""One YAML file as plain values, with the place of every key and value.

Built from the parser's events in one pass and without recursion: the composer of libyaml is
recursive and takes the whole process down on some tens of thousands of nested brackets, and
only the events still show aliases, duplicate keys and depth.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count as count_up
from pathlib import Path
from typing import Any, NoReturn

import yaml

from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.scalars import Scalar, resolved
from mock_panel.bank.text_file import read_text

DEEPEST = 50
MOST_VALUES = 500_000
"""Twice what fits into the largest file of sensible questions."""
MOST_PROBLEMS = 100
"""In one file; the rest would scroll away unread."""

Place = tuple[int, int]
"""Line and column, from 1."""
Step = str | int
"""A key of a mapping or an index of a list."""
Steps = tuple[Step, ...]
"""The way from the top of a file to a value."""
Value = Scalar | list["Value"] | dict[Step, "Value"]
Mark = Any
"""The parser's own place, from 0; a large bank has half a million, and few are asked for."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class _Places:
    """Where a container and its items stand."""

    own: Mark
    values: dict[Step, Mark] = field(default_factory=dict)
    keys: dict[Step, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one file; `places` is kept by the identity of each container."""

    path: Path
    value: Value
    places: dict[int, _Places]

    def place(self, steps: Steps, *, of_key: bool = False) -> Place:
        """Where the value at the end of some steps stands, or its key.

        Where a step leads nowhere, the place of the last value that exists.
        """
        here: Value = self.value
        found: Mark = self.places[id(here)].own if id(here) in self.places else None
        for step in steps:
            places = self.places.get(id(here))
            if places is None or step not in places.values:
                break
            last = places.keys if of_key and step in places.keys else places.values
            found = last[step]
            here = here[step]  # type: ignore[index] # a container, since it has places
        return _place_at(found) if found is not None else (1, 1)

    def at(self, steps: Steps) -> Value:
        """The value at the end of some steps, or None where they lead nowhere."""
        here: Value = self.value
        for step in steps:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def indices(self, steps: Steps) -> range:
        """The indices of the list at the end of some steps; none where there is no list."""
        value = self.at(steps)
        return range(len(value)) if isinstance(value, list) else range(0)

    def problem(self, steps: Steps, message: str, *, of_key: bool = False) -> BankProblem:
        """A problem at the value at the end of some steps, or at its key."""
        return BankProblem(self.path, *self.place(steps, of_key=of_key), message)


def read_document(path: Path) -> tuple[Document | None, list[BankProblem]]:
    """The document in a file, or all that keeps it from being one."""
    text = read_text(path)
    if isinstance(text, BankProblem):
        return None, [text]
    builder = _Builder(path)
    try:
        _build(builder, text)
    except _EnoughError:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(path, text, error))
    if builder.problems:
        return None, builder.problems
    return Document(path, builder.root, builder.places), []


def _build(builder: "_Builder", text: str) -> None:
    """Hand the parser's events to the builder, until it has had enough."""
    loader = _LOADER(text)
    next_event, taker_of = loader.get_event, builder.takers().get
    try:
        # The last event is that of the end; to ask before each whether there is one more
        # takes a third of the time.
        for count in count_up():
            event = next_event()
            if count == MOST_VALUES:
                builder.give_up(event, f"more than {MOST_VALUES} values, split the file")
            taker = taker_of(type(event))
            if taker is not None:
                taker(event)
            elif type(event) is yaml.StreamEndEvent:
                return
    finally:
        loader.dispose()


class _EnoughError(Exception):
    """There is no sense in reading on."""


@dataclass(slots=True)
class _Open:
    """A container that is being filled; `key` is the key that waits for its value."""

    container: list[Value] | dict[Step, Value]
    places: _Places
    key: Step | None = None
    key_mark: Mark = None
    duplicate: bool = False


class _Builder:
    """Takes one event after the other; `root` is the value when they have ended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Value = None
        self.places: dict[int, _Places] = {}
        self.problems: list[BankProblem] = []
        self._stack: list[_Open] = []
        self._documents = 0

    def takers(self) -> dict[type[yaml.Event], Callable[[Any], None]]:
        """What takes each kind of event; the others are nothing."""
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _close(self, event: yaml.Event) -> None:  # noqa: ARG002 - as all that take an event
        self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        self.complain(event, f"alias {shown(f'*{event.anchor}')}, write the value out instead")
        self._put(None, event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self.give_up(event, "a second document, keep one to a file")

    def give_up(self, event: yaml.Event, message: str) -> NoReturn:
        """Take down the problem after which nothing more is read.

        Raises:
            _EnoughError: always.
        """
        self.complain(event, message)
        raise _EnoughError

    def complain(self, event: yaml.Event, message: str) -> None:
        """Take down a problem at an event.

        Raises:
            _EnoughError: there are too many.
        """
        self.problems.append(BankProblem(self.path, *_place_at(event.start_mark), message))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _EnoughError

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        self._put(resolved(event.value) if event.implicit[0] else event.value, event)

    def _open(self, event: yaml.CollectionStartEvent, container: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        if len(self._stack) >= DEEPEST:
            self.give_up(event, f"more than {DEEPEST} levels deep")
        places = _Places(event.start_mark)
        # Whatever is in no other container comes with a problem, so that no document is made
        # in which the identity of a lost container has been used again.
        self.places[id(container)] = places
        self._put(container, event)
        self._stack.append(_Open(container, places))

    def _put(self, value: Value, event: yaml.Event) -> None:
        """Give a value to the container that is open."""
        if not self._stack:
            self.root = value
            return
        top = self._stack[-1]
        container, key = top.container, top.key
        if isinstance(container, list):
            top.places.values[len(container)] = event.start_mark
            container.append(value)
        elif key is None:
            self._key(top, value, event)
        else:
            if not top.duplicate:
                container[key] = value
                places = top.places
                places.values[key] = event.start_mark
                places.keys[key] = top.key_mark
            top.key = None

    def _key(self, top: _Open, value: Value, event: yaml.Event) -> None:
        top.key_mark = event.start_mark
        if not isinstance(event, yaml.ScalarEvent):
            self.complain(event, f"a key should be one word, not {shown(value)}")
            key: Step = shown(value)
        else:
            key = value if type(value) is int else event.value
        first = top.places.keys.get(key)
        if first is not None:
            self.complain(event, f"duplicate key {shown(key)}, first in line {_place_at(first)[0]}")
        top.duplicate = first is not None
        top.key = key

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self.complain(
                event, f"anchor {shown(f'&{event.anchor}')}, write it out where it is used"
            )
        if event.tag is not None:
            self.complain(event, f"tag {shown(event.tag)}, remove it")


def _place_at(mark: Mark) -> Place:
    return mark.line + 1, mark.column + 1


_ADVICE = {
    "mapping values are not allowed in this context": ", quote a text that has ': ' in it",
    "found character that cannot start any token": ", quote a text that begins like this",
}


def _syntax_problem(path: Path, text: str, error: yaml.YAMLError) -> BankProblem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    context = getattr(error, "context_mark", None)
    if context is not None and what == "found unexpected end of stream":
        # The quote that was never closed, not the end of the file where that came to light.
        mark, what = context, f"{what} {getattr(error, 'context', '')}"
    if mark is None:
        return BankProblem(path, 1, 1, f"not YAML: {what}")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[mark.column : mark.column + 1] == "\t":
        return BankProblem(path, mark.line + 1, line.index("\t") + 1, "a tab, indent with spaces")
    message = f"not YAML: {what}{_ADVICE.get(what, '')}"
    return BankProblem(path, mark.line + 1, mark.column + 1, message)
