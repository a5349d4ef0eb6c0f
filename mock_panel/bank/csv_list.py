"""Questions or people in a table: CSV with a line that names the columns."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from mock_panel.bank.lists import NAMES, Cell, Complaints, Listed, name_of
from mock_panel.bank.problems import did_you_mean, shown

LONGEST_HEADER = 2_000

_Row = tuple[int, list[str]]
"""The line that a row begins in, and its fields."""
_Columns = Sequence[str | None]
"""Their names; empty for one without a name, None for one that has been complained of."""


def read_csv(
    text: str, complaints: Complaints, required: Collection[str], names: Collection[str] = NAMES
) -> list[Listed]:
    """The rows of a table; a place is a line and the number of a column.

    Args:
        text: what the file holds.
        complaints: takes the problems.
        required: the columns that may not be missing.
        names: the columns that there are; those of a list of questions by default.
    """
    rows = _rows(text, complaints)
    line, header = next(rows, (1, []))
    columns = _columns(line, header, complaints, names)
    missing = [name for name in required if name not in columns]
    if not any(columns):
        message = f"the first line should name the columns, such as {','.join(required)}"
        complaints.add((line, 1), message)
        return []
    for name in missing:
        complaints.add((line, 1), f"missing column '{name}'")
    listed: list[Listed] = []
    for line, fields in () if missing else rows:
        listed.append(_listed(line, fields, columns, complaints))
        if complaints.are_enough:
            break
    return listed


def _rows(text: str, complaints: Complaints) -> Iterator[_Row]:
    """The rows that are not blank, up to the first that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        complaints.add((line, 1), _in_our_words(str(error)))


def _delimiter(text: str) -> str:
    # By the names of the columns alone: the commas and quotes of questions mislead the sniffer.
    header = re.split(r"[\r\n]", text.lstrip("\r\n")[:LONGEST_HEADER], maxsplit=1)[0]
    try:
        return csv.Sniffer().sniff(header, delimiters=",;\t").delimiter
    except csv.Error:
        return ","  # there is one column


def _in_our_words(error: str) -> str:
    if "end of data" in error:
        return "this row has a quote that is never closed"
    if "expected after" in error:
        return "this row has a quote inside a quoted field, write it twice"
    if "field limit" in error:
        return "this row has a field that is far too long, or a quote that is never closed"
    return f"not CSV: {error}"


def _columns(
    line: int, header: Sequence[str], complaints: Complaints, known: Collection[str]
) -> _Columns:
    names = [name_of(field) for field in header]
    if not set(names) & set(known):
        return ()
    first: dict[str, int] = {}
    columns: list[str | None] = []
    for number, name in enumerate(names, start=1):
        trouble = ""
        if name and name not in known:
            near = did_you_mean(name, known)
            trouble = f"unknown column {shown(header[number - 1].strip())}{near}"
        elif name in first:
            trouble = f"duplicate column '{name}', first is column {first[name]}"
        elif name:
            first[name] = number
        if trouble:
            complaints.add((line, number), trouble)
        columns.append(None if trouble else name)
        if complaints.are_enough:
            break
    return columns


def _listed(line: int, fields: Sequence[str], columns: _Columns, complaints: Complaints) -> Listed:
    cells: dict[str, list[Cell]] = {}
    for number, name in enumerate(columns, start=1):
        words = fields[number - 1].strip() if number <= len(fields) else ""
        place = (line, number)
        if name:
            cells[name] = [Cell([words], place)]
        elif name is not None and words:
            complaints.add(place, f"{shown(words)} stands in a column without a name")
    surplus = (n for n, field in enumerate(fields[len(columns) :]) if field.strip())
    if (beyond := next(surplus, None)) is not None:
        number = len(columns) + beyond + 1
        what = shown(fields[number - 1].strip())
        message = f"{what} stands beyond the last column, quote a text that has the delimiter in it"
        complaints.add((line, number), message)
    return Listed((line, 1), cells)
