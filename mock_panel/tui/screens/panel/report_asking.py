"""Asks where a panel's report goes, and writes it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.errors import InputError
from mock_panel.tui.screens.panel.asking import Ask, path_of
from mock_panel.tui.widgets.choice_row import Choice

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.panels import Panel


def stem_of(words: str, otherwise: str) -> str:
    """What a file that is about these words may be called."""
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-_")[:60] or otherwise


def given_path(words: str) -> Path:
    """The file that was typed.

    Raises:
        InputError: nothing was.
    """
    if not words.strip():
        raise InputError("There is no file name.", "Name the file to write.")
    return path_of(words)


def report_ask(services: "Services", panel: "Panel", unsettled: int) -> Ask:
    """What is asked for the report of a revealed panel.

    Args:
        services: what writes it.
        panel: whose.
        unsettled: items that are not settled yet.
    """
    stem = stem_of(panel.candidate, panel.id[:8])

    def suggest(ending: str, words: str) -> str:
        path = path_of(words) if words.strip() else Path.cwd() / f"report-{stem}"
        return str(path.with_suffix(ending) if path.name else path)

    def write(_: str, words: str) -> str:
        path = given_path(words)
        services.reports.write(panel, path)
        return f"The report: {path}"

    left = f"{unsettled} not settled yet: the report says so. " if unsettled else ""
    return Ask(
        f"The report for {panel.candidate}",
        f"{left}Ratings and consensus with their evidence, strengths, three things to do next "
        "and an unofficial outcome. "
        + ("Raters are letters in it." if panel.masked else "Raters are named in it."),
        "File",
        "write it",
        write,
        suggest,
        [
            Choice(".html", "HTML", "one page, for any browser"),
            Choice(".md", "Markdown", "for mail"),
            Choice(".pdf", "PDF", "for paper"),
        ],
        "Form",
    )
