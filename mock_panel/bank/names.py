"""What people call an ECQ or a competency: its id or its title, in any case."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from mock_panel.bank.problems import did_you_mean, shown

_Named = TypeVar("_Named")


class Names(Generic[_Named]):
    """Finds one of several things by any of its names.

    Args:
        what: they are, in the singular.
        where: they are declared.
        named: each with its names; where a name is that of two, the first has it.
    """

    def __init__(
        self, what: str, where: str, named: Iterable[tuple[_Named, tuple[str, ...]]]
    ) -> None:
        self._what = what
        self._where = where
        self._by_name: dict[str, _Named] = {}
        self._known: list[str] = []
        for thing, names in named:
            for name in names:
                self._by_name.setdefault(_alike(name), thing)
                self._known.append(name)

    def get(self, name: str) -> _Named | None:
        """The one with this name; None if there is none."""
        return self._by_name.get(_alike(name))

    def unknown(self, name: str) -> str:
        """What to say of a name that none has."""
        near = did_you_mean(name, self._known)
        return f"unknown {self._what} {shown(name)} in {self._where}{near}"

    def in_list(self, text: str) -> Iterator[str]:
        """The single names in a text that has one or several.

        They stand apart by semicolons, or by commas if no title has one.
        """
        if self.get(text) is not None:
            yield text
            return
        mark = next((mark for mark in (";", "\n") if mark in text), ",")
        yield from filter(None, map(str.strip, text.split(mark)))


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()
