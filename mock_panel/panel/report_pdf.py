"""A panel's report as PDF, set by Typst: offline, from memory, the same bytes every time."""

import json
import re
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from mock_panel.errors import InputError
from mock_panel.panel.report import PanelReport

_LONG_RUN = re.compile(r"(\w{24})(?=\w)")
"""Words that may not fit a line; Typst breaks only where a break is allowed."""
_BREAK = "\u200b"
_BUILT_IN = re.compile(r"[\x20-\u058f\u1e00-\u26ff]*")
"""What the fonts inside Typst can draw, roughly: Latin, Greek, Cyrillic and signs."""
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def to_pdf(report: PanelReport) -> bytes:
    """The report on US Letter paper.

    Raises:
        InputError: Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra, and 30 MB that nothing else needs
    except ImportError as missing:
        raise InputError(
            "A PDF needs Typst, which is not installed.",
            "Install it with: pip install 'mock-panel[pdf]', or ask for .html or .md.",
        ) from missing
    data = json.dumps(_settable(asdict(report)), ensure_ascii=False)
    made = typst.compile(
        files("mock_panel.panel").joinpath("report_page/report.typ").read_bytes(),
        format="pdf",
        sys_inputs={"report": data},
        # The machine's own fonts are looked at only for scripts that Typst brings none for.
        ignore_system_fonts=bool(_BUILT_IN.fullmatch(data)),
    )
    return _single(made)


def settable(text: str) -> str:
    """Words that fit a line and turn nothing around them.

    A run of letters longer than any word gets places to break; text that runs from right to
    left is kept to itself.
    """
    broken = _LONG_RUN.sub(rf"\1{_BREAK}", text)
    return f"{_ISOLATE}{broken}{_END_OF_ISOLATE}" if _RIGHT_TO_LEFT.search(broken) else broken


def _settable(value: Any) -> Any:
    match value:
        case str():
            return settable(value)
        case dict():
            return {key: _settable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_settable(inner) for inner in value]
        case _:
            return value


def _single(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"Typst returned {type(made).__name__} for a PDF")
    return made
