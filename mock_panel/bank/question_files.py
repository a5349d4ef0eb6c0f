"""Questions to files of the bank, in the form in which those that are shipped are written."""

import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from mock_panel.bank.editor_line import editor_line
from mock_panel.bank.layout import FRAMEWORK_FILE
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import Question
from mock_panel.errors import InputError

WIDTH = 100
LARGEST_BYTES = 1_000_000
"""Of a file; with a question more, it is well within what is read back."""

_ODD = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML would not read, or would take for the end of a line."""
_PLAIN = re.compile(r"[^\W\d_](?:[^:#]|:(?! |$)|(?<! )#)*")
"""Begins with a letter, so that it can be neither a number nor a mark of YAML."""
_NOT_IN_BRACKETS = re.compile(r"[][{},:#?]")
_WORD_OF_YAML = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)


def write_questions(
    directory: Path, framework: Framework, questions: Iterable[Question], schema: str
) -> list[Path]:
    """Write one file for each ECQ, or more where one would grow too large; give their paths.

    None is ever overwritten: where the name is taken, the next free one has a number. All are
    written, or none.

    Args:
        directory: a folder that adds to the bank, made if need be; the files go into the one in
            it that has the name of the framework.
        framework: that of the questions.
        questions: in any order.
        schema: the path or address of `questions.schema.json`, for editors.

    Raises:
        InputError: the files cannot be written.
        KeyError: the framework has no such ECQ as a question is on.
    """
    by_ecq = {ecq.id: list[Question]() for ecq in framework.ecqs}
    for question in questions:
        by_ecq[question.ecq].append(question)
    texts = [(ecq, text) for ecq, some in by_ecq.items() for text in _texts(some, schema)]
    if not texts:
        return []
    folder = directory / framework.id
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".import-", dir=folder) as staging:
            staged = Path(staging) / "questions.yaml"
            for stem, text in texts:
                _write(staged, text)
                written.append(_publish(staged, folder, stem))
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise InputError(
            f"{error.filename or folder}: cannot be written: {error.strerror}",
            "Nothing has been imported.",
        ) from error
    return written


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _publish(staged: Path, folder: Path, stem: str) -> Path:
    """Give a finished file the first name that is free; whoever takes it meanwhile keeps it."""
    for number in count(1):
        target = folder / (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml")
        if target.name == FRAMEWORK_FILE or target.exists():
            continue
        try:
            target.hardlink_to(staged)
        except FileExistsError:
            continue
        except OSError:
            # Memory sticks know no hard links.
            staged.replace(target)
        staged.unlink(missing_ok=True)
        break
    return target


def _texts(questions: Sequence[Question], schema: str) -> Iterator[str]:
    """What the files of one ECQ hold."""
    if not questions:
        return
    first = questions[0]
    head = (
        f"{editor_line(schema)}"
        f"framework: {_inline(first.framework)}\necq: {_inline(first.ecq)}\n\nquestions:\n"
    )
    entries: list[str] = []
    size = 0
    for question in questions:
        entry = "".join(f"{line}\n" for line in _entry(question))
        entry_size = len(entry.encode())
        if entries and size + entry_size > LARGEST_BYTES:
            yield head + "\n".join(entries)
            entries, size = [], 0
        entries.append(entry)
        size += entry_size
    yield head + "\n".join(entries)


# PyYAML breaks a line after the word that makes it too long, keeps one style for all lists and
# puts no blank line between questions; this little is easier to read than its emitter bent.
def _entry(question: Question) -> Iterator[str]:
    """The lines of one question."""
    yield f"  - id: {_inline(question.id)}"
    yield from _folded("    text: ", question.text)
    yield f"    type: {question.type}"
    yield from _bracketed("    competencies:", question.competencies)
    yield from _bracketed("    asks:", question.asks)
    if any(question.probes.values()):
        yield "    probes:"
        for part in STORY_PARTS:
            yield from _items(f"      {part}:", question.probes.get(part, ()))
    yield from _items("    supplementals:", question.supplementals)
    if question.anchors:
        yield "    anchors:"
        for level, anchor in sorted(question.anchors.items()):
            yield from _folded(f"      {level}: ", anchor)
    yield from _bracketed("    tags:", question.tags)


def _bracketed(key: str, texts: Sequence[str]) -> Iterator[str]:
    """A list of a few words each: in one line if it fits, otherwise one line each."""
    line = f"{key} [{', '.join(map(_inline_in_brackets, texts))}]"
    if texts and len(line) <= WIDTH:
        yield line
    else:
        yield from _items(key, texts)


def _items(key: str, texts: Sequence[str]) -> Iterator[str]:
    """A list of sentences; nothing if there is none."""
    if not texts:
        return
    yield key
    marker = f"{' ' * (len(key) - len(key.lstrip()) + 2)}- "
    for text in texts:
        line = f"{marker}{_inline(text)}"
        if len(line) <= WIDTH:
            yield line
        else:
            yield from _folded(marker, text)


def _folded(start: str, text: str) -> Iterator[str]:
    """A paragraph over as many lines as it needs.

    What folding would change, because of its spaces or odd characters, stays in one line.
    """
    if _ODD.search(text) or any(not word or word.isspace() for word in text.split(" ")):
        yield f"{start}{_inline(text)}"
        return
    yield f"{start}>-"
    indent = " " * (len(start) - len(start.lstrip()) + 2)
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _inline(text: str) -> str:
    """A text in one line, in quotes if it would be read as something else without."""
    if _PLAIN.fullmatch(text) and not _WORD_OF_YAML.fullmatch(text) and not _ODD.search(text):
        return text
    return _quoted(text)


def _inline_in_brackets(text: str) -> str:
    return _quoted(text) if _NOT_IN_BRACKETS.search(text) else _inline(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ODD.sub(_escaped, escaped)}"'


def _escaped(odd: re.Match[str]) -> str:
    return f"\\U{ord(odd[0]):08X}"
