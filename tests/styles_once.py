"""Style sheets that one app after another reads: they are read once a process.

A tenth of a short test's time, and a third of what an app does before its first frame.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.css.stylesheet import Stylesheet

_read = Stylesheet._parse_rules
_known: dict[Any, Any] = {}


@contextmanager
def sharing() -> Iterator[None]:
    """Meanwhile a sheet with the same variables is read once."""
    with patch.object(Stylesheet, "_parse_rules", _look_up):
        yield


def _look_up(sheet: Stylesheet, *source: Any, **more: Any) -> Any:
    key = (source, *more.items(), *sheet._variables.items())
    if key not in _known:
        _known[key] = _read(sheet, *source, **more)
    return _known[key]


def read_those_of_a_question() -> None:
    """Open an app at a question and close it, so that forks of this process know its sheets."""
    from mock_panel.tui.app import MockPanelApp
    from tests.tui.practising import open_question, real_services, typed_drill

    async def look(home: Path) -> None:
        app = MockPanelApp(real_services(home), typed_drill())
        async with app.run_test() as pilot:
            await open_question(app, pilot)

    with sharing(), tempfile.TemporaryDirectory() as home:
        asyncio.run(look(Path(home)))
