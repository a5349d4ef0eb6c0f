"""Tests of real parts: skipped aloud where the part is missing, failed where CI promised it."""

import os
import shutil

import pytest


def require(part: str | bool, reason: str) -> None:
    """Go on only if a part of the machine is there.

    Args:
        part: the name of a command, or a condition already found out.
        reason: what is missing and how to get it; shown in the summary of skipped tests.
    """
    present = shutil.which(part) is not None if isinstance(part, str) else part
    if present:
        return
    # Where CI is set the part has been installed, and a skip would hide that it is broken.
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}", pytrace=False)
    pytest.skip(reason)
