"""A file's bytes as text, or the reason why it is not a text we read."""

import codecs
import re
import stat
from pathlib import Path

from mock_panel.bank.problems import BankProblem

LARGEST_BYTES = 5_000_000
"""A file of 5,000 questions has 3.5 MB."""

_UTF16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_text(path: Path) -> str | BankProblem:
    """The text of a regular UTF-8 file of at most `LARGEST_BYTES`."""
    try:
        # A pipe would make us wait for ever and a device has no end.
        if not stat.S_ISREG(path.stat().st_mode):
            return BankProblem(path, 1, 1, "this is not a regular file")
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        return BankProblem(path, 1, 1, f"cannot be read: {error.strerror}")
    if len(raw) > LARGEST_BYTES:
        limit = f"{LARGEST_BYTES // 1_000_000} MB"
        return BankProblem(path, 1, 1, f"the file is larger than {limit}, split it")
    return _decoded(path, raw)


def _decoded(path: Path, raw: bytes) -> str | BankProblem:
    if raw.startswith(_UTF16_OR_32):
        return BankProblem(
            path, 1, 1, "the file is not UTF-8 but UTF-16 or UTF-32, save it as UTF-8"
        )
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if (zero := raw.find(b"\0")) >= 0:
        before = raw[:zero].decode("utf-8", errors="replace")
        return BankProblem(path, *_place_after(before), "a zero byte, this is not a text file")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8, save the file as UTF-8"
        return BankProblem(path, *_place_after(before), message)
    if found := _UNPRINTABLE.search(text):
        message = f"unprintable character U+{ord(found[0]):04X}, remove it"
        return BankProblem(path, *_place_after(text[: found.start()]), message)
    return text


def _place_after(text: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
