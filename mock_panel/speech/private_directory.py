"""Directories that nobody but the user may look into."""

from pathlib import Path


def make_private(directory: Path) -> None:
    """Make a directory and its missing parents, each for the user alone (0700).

    Raises:
        OSError: it cannot be made.
    """
    for step in (*reversed(directory.parents), directory):
        if not step.exists():
            step.mkdir(mode=0o700, exist_ok=True)
