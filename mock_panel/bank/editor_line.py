"""The comment by which an editor finds the schema of a file of the bank."""

import re
from pathlib import Path
from urllib.parse import quote

_HEAD = "# yaml-language-server: $schema="


def editor_line(schema: str | Path) -> str:
    """The first line of a file, with its end; no path can break out of it."""
    return _HEAD + re.sub(r"\s", lambda space: quote(space[0]), str(schema)) + "\n"


def named_schema(text: str, folder: Path) -> Path | None:
    """The schema that a text names in its first line; None if it names none.

    Args:
        text: of a file.
        folder: the file's, from which the line may lead on.
    """
    first, _, _ = text.partition("\n")
    return (folder / first.removeprefix(_HEAD)).resolve() if first.startswith(_HEAD) else None
