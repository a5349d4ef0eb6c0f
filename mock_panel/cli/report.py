"""The report of the practice that `mock-panel export --html` writes."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mock_panel.cli.nouns import counted
from mock_panel.cli.output import output

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

_PIECES_A_LINE = 100
"""So many pieces are written between two words on how far it is."""


def write_report(services: "Services", file: Path, *, with_words: bool) -> None:
    """Write the page piece by piece; a terminal is told how far it is.

    Raises:
        InputError: there is a file of this name.
        StorageError: it cannot be read or written.
    """
    from mock_panel.practice.history_report import (  # noqa: PLC0415 - with this form only
        Sources,
        gather,
        history_html,
    )

    sources = Sources(
        services.attempts, services.stories, services.bank.load(), services.measure_delivery,
        services.now(),
    )  # fmt: skip
    facts = gather(sources)
    count = len(facts.attempts)
    with output(file) as stream:
        for piece in _told(history_html(facts, sources, with_words=with_words), count):
            stream.write(piece)
    if str(file) != "-":
        click.echo(f"{file}: {counted(count, 'attempt')}", err=True)


def _told(pieces: Iterator[str], count: int) -> Iterator[str]:
    """The pieces, with a line on the terminal that says how far they are."""
    is_seen = sys.stderr.isatty() and count > _PIECES_A_LINE
    for number, piece in enumerate(pieces):
        yield piece
        if is_seen and number % _PIECES_A_LINE == 0:
            click.echo(f"\r{min(number, count):,} of {count:,} attempts", nl=False, err=True)
    if is_seen:
        click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
