"""miniaudio, as a child loads it."""

import sys
from typing import Any


def load_miniaudio() -> Any:
    """The library, without numpy, which it loads where there is one although we need none of it.

    That import takes longer than everything else before the first sound together.

    Raises:
        ImportError: it is not installed, or its library cannot be loaded.
    """
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # Python's own way to hide one
    import miniaudio  # noqa: PLC0415 - in children only, and after the line above

    return miniaudio
