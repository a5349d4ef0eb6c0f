"""Ratings from a table of any origin: CSV with the columns rater, item and score."""

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mock_panel.domain.english import how_many
from mock_panel.errors import InputError
from mock_panel.panel.ratings_table import LARGEST_SCORE, RatingTriple, ScaleEnds

COLUMNS = ("rater", "item", "score")
MOST_PROBLEMS = 10
LONGEST_SHOWN = 40

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_DELIMITERS = ",;\t"
_EXAMPLE = "Begin with the line rater,item,score and write one rating a line: Ann,panel-1/q1,4"

_Row = tuple[int, list[str]]
"""The line that a row begins in, and its fields."""


def read_ratings_csv(
    text: str, name: str, scale: ScaleEnds | None = None
) -> tuple[RatingTriple, ...]:
    """The ratings of a table, in its order.

    The first line names the columns, in any order and case; others beside the three are left
    alone. Fields are parted by commas, semicolons or tabs. A score is a number, whole or with a
    decimal point; without one the rating is missing. Blank lines do not count.

    Args:
        text: what the file holds, with or without a byte order mark.
        name: of the file, for messages.
        scale: its ends, where a score beyond them is a mistake.

    Raises:
        InputError: says each of the first mistakes with its line and the number of its column.
    """
    problems = _Problems(name)
    rows = _rows(text.removeprefix("\ufeff"), problems)
    line, header = next(rows, (1, []))
    places = _places(line, header, problems)
    ratings = _ratings(rows, len(header), places, scale, problems) if places else []
    problems.raise_any()
    if not ratings:
        problems.add((line + 1, 1), "there is no rating", _EXAMPLE)
    problems.raise_any()
    return tuple(ratings)


@dataclass(slots=True)
class _Problems:
    """What is wrong with a table, and how to mend the first of it."""

    name: str
    found: list[str] = field(default_factory=list)
    hint: str = ""

    def add(self, place: tuple[int, int], message: str, hint: str) -> None:
        self.hint = self.hint or hint
        self.found.append(f"{self.name}:{place[0]}:{place[1]}: {message}")

    def raise_any(self) -> None:
        if not self.found:
            return
        more = len(self.found) - MOST_PROBLEMS
        told = self.found[:MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        raise InputError("\n".join(told), self.hint)


def _rows(text: str, problems: _Problems) -> Iterator[_Row]:
    """The rows that are not blank, up to the first that cannot be read."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for fields in reader:
            if any(cell.strip() for cell in fields):
                yield line, [cell.strip() for cell in fields]
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(
            (line, 1), f"not CSV: {error}", "Close each quote, and write an inner one twice."
        )


def _places(line: int, header: Sequence[str], problems: _Problems) -> Sequence[int]:
    """Where the three columns are; nothing where the header does not tell."""
    if not header:
        if not problems.found:
            problems.add((1, 1), "the file is empty", _EXAMPLE)
        return ()
    names = [name.casefold() for name in header]
    before = len(problems.found)
    missing = [f"'{column}'" for column in COLUMNS if column not in names]
    if missing:
        columns = f"column{'s' if len(missing) > 1 else ''} {' and '.join(missing)}"
        problems.add((line, 1), f"missing {columns} in the first line", _EXAMPLE)
    for number, column in enumerate(names, start=1):
        if column in COLUMNS and column in names[: number - 1]:
            problems.add((line, number), f"second column '{column}'", "Keep one of them.")
    return [] if len(problems.found) > before else [names.index(column) for column in COLUMNS]


def _ratings(
    rows: Iterator[_Row],
    width: int,
    places: Sequence[int],
    scale: ScaleEnds | None,
    problems: _Problems,
) -> list[RatingTriple]:
    ratings: list[RatingTriple] = []
    lines: dict[tuple[str, str], int] = {}
    for line, fields in rows:
        if len(fields) != width:
            message = f"{how_many(len(fields), 'field')} where the first line has {width}"
            problems.add((line, 1), message, "Quote a field that has the delimiter in it.")
            continue
        rater, item, score = (fields[place] for place in places)
        for column, place in zip(COLUMNS[:2], places, strict=False):
            if not fields[place]:
                problems.add((line, place + 1), f"no {column}", f"Write the {column}'s name.")
        if rater and item and (first := lines.setdefault((rater, item), line)) != line:
            message = f"{_shown(rater)} rated {_shown(item)} already in line {first}"
            problems.add((line, places[1] + 1), message, "Keep one of the two ratings.")
        value = _score(score, scale)
        if isinstance(value, str):
            hint = "Write a number such as 4 or 3.5, or nothing for a rating that is missing."
            problems.add((line, places[2] + 1), value, hint)
        else:
            ratings.append((rater, item, value))
    return ratings


def _score(written: str, scale: ScaleEnds | None) -> float | str | None:
    """The score, None for a missing one, or what is wrong with it."""
    if not written:
        return None
    if not _NUMBER.fullmatch(written):
        return f"{_shown(written)} is not a number"
    value = float(written)
    if not math.isfinite(value) or abs(value) > LARGEST_SCORE:
        return f"{_shown(written)} is too large for a score"
    if scale and not scale.low <= value <= scale.high:
        return f"{_shown(written)} is not on the scale from {scale.low} to {scale.high}"
    return int(value) if value.is_integer() else value


def _shown(written: str) -> str:
    """In quotes, short, on one line."""
    return repr(written if len(written) <= LONGEST_SHOWN else f"{written[: LONGEST_SHOWN - 3]}...")
