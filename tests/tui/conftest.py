"""What holds for every test of the app."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """One app after another reads the same style sheets; a tenth of a short test's time."""
    read = Stylesheet._parse_rules
    known: dict[Any, Any] = {}

    def look_up(sheet: Stylesheet, *source: Any, **more: Any) -> Any:
        key = (source, *more.items(), *sheet._variables.items())
        if key not in known:
            known[key] = read(sheet, *source, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", look_up)
        yield
