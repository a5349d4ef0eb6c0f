"""Frames that nobody sees: a screen without a terminal is not painted bit by bit.

An eighth of the time of its tests went into changed regions whose paint was thrown away. Whole
frames are painted as ever, and so is all in the tests that drive a real terminal or a browser.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor

_paint = Compositor.render_update


@contextmanager
def skipping() -> Iterator[None]:
    """Meanwhile only whole frames are painted."""
    with patch.object(Compositor, "render_update", _whole_ones):
        yield


def _whole_ones(compositor: Compositor, full: bool = False, **more: Any) -> Any:
    if full:
        return _paint(compositor, full, **more)
    compositor._dirty_regions.clear()
    return None
