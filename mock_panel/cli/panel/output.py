"""What every verb of a panel prints: lines for people, or one JSON document."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

import click

from mock_panel.cli.attempt_records import data_output
from mock_panel.errors import MockPanelError, OutOfOrder

PANEL_SCHEMA = "mock-panel/panel@1"
T = TypeVar("T")


def json_option(command: Callable[..., T]) -> Callable[..., T]:
    """Add `--json`; with it a refusal is told on standard output as a document too."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> T:
        try:
            return command(*args, **kwargs)
        except MockPanelError as error:
            if kwargs["as_json"]:
                print_json({"refused": _refusal(error)})
            raise

    option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
    return option(told)


def tell(document: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the document, or the lines."""
    if as_json:
        print_json(document)
        return
    for line in lines:
        click.echo(line)


def print_json(document: dict[str, Any]) -> None:
    """One document on standard output, in UTF-8."""
    json.dump({"schema": PANEL_SCHEMA, **document}, data_output(), ensure_ascii=False, indent=2)
    click.echo()


def _refusal(error: MockPanelError) -> dict[str, str]:
    reason = error.reason if isinstance(error, OutOfOrder) else "input"
    return {"reason": reason, "message": error.message, "hint": error.hint}
