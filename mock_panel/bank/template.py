"""Drafts of questions that come with the program, filled in with a user's own words."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from mock_panel.bank.editor_line import editor_line, named_schema
from mock_panel.bank.layout import TEMPLATES
from mock_panel.bank.question_ids import plain_words
from mock_panel.bank.source import shipped_directory
from mock_panel.domain.ids import FrameworkId
from mock_panel.errors import InputError

TECHNICAL_QUALIFICATION = "technical-qualification"
LONGEST_FIELD = 90
_SHORT = 28
"""What fits the narrowest column of the app."""
_ID_WORDS = 5
_UNWANTED = re.compile(r"[\"\\{}]")
"""What the templates' YAML could not hold as it is."""
_COMMENT = re.compile(r"\A(#.*\n)+")
"""At the top of a template, for who edits it."""


def write_technical(field: str, directory: Path) -> list[Path]:
    """Write drafts of questions on a technical qualification, as `fill` does.

    Raises:
        InputError: there are some on it already, or they cannot be written.
    """
    try:
        return fill(TECHNICAL_QUALIFICATION, field, directory)
    except OSError as error:
        where = error.filename or directory
        raise InputError(f"{where}: cannot be written: {error.strerror}") from error


def technical_id(field: str) -> FrameworkId:
    """The framework that the questions on a technical qualification make up."""
    return FrameworkId(f"tq-{_slug(field)}")


def fill(template: str, field: str, directory: Path) -> list[Path]:
    """Write the files of a template with a user's field in them.

    Args:
        template: a folder of `question_bank/templates`.
        field: what the questions are to be about, such as "cybersecurity of power grids".
        directory: the bank to write to; a folder for the new framework is made in it.

    Raises:
        InputError: the field cannot be used, or the framework is there already.
        OSError: the files cannot be written.
    """
    words = " ".join(field.split()).rstrip(".")
    _refuse(words)
    blanks = {
        "{field}": words,
        "{Field}": words[0].upper() + words[1:],
        "{Short}": _shortened(words[0].upper() + words[1:]),
        "{id}": _slug(words),
    }
    folder = directory / technical_id(words)
    if folder.exists():
        raise InputError(f"{folder}: exists already", "Edit the files in it, or name it otherwise.")
    source = shipped_directory() / TEMPLATES / template
    texts = {file.name: _text_of(file) for file in sorted(source.iterdir())}
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=directory) as staging:
        staged = Path(staging) / "filled"
        staged.mkdir()
        for name, text in texts.items():
            for blank, word in blanks.items():
                text = text.replace(blank, word)  # noqa: PLW2901 - one blank after another
            (staged / name).write_text(text, encoding="utf-8")
        # All of it appears at once, or none.
        staged.rename(folder)
    return [folder / name for name in texts]


def _text_of(file: Path) -> str:
    """A template without its comment, but for the schema: where that is from anywhere."""
    text = file.read_text(encoding="utf-8")
    schema = named_schema(text, file.parent)
    return (editor_line(schema) if schema else "") + _COMMENT.sub("", text)


def _refuse(words: str) -> None:
    if not _slug(words):
        raise InputError("The qualification has no words.", "Give it as the announcement does.")
    if len(words) > LONGEST_FIELD:
        raise InputError(
            f"The qualification has {len(words)} characters, more than {LONGEST_FIELD}.",
            "Say in a few words what it is about; the questions are read aloud.",
        )
    if odd := next((c for c in words if not c.isprintable() or _UNWANTED.match(c)), ""):
        raise InputError(f"{odd!a} cannot stand in it.", "Write it without such signs.")


def _slug(words: str) -> str:
    """An id from the first words of a text."""
    return "-".join(word.partition("'")[0] for word in plain_words(words)[:_ID_WORDS])


def _shortened(words: str) -> str:
    if len(words) <= _SHORT:
        return words
    return words[: _SHORT - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
