"""What the doctor found: one line a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mock_panel.errors import MockPanelError


class Status(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    NOTE = "note"
    """Something is missing or unusual; practice is possible all the same."""
    PROBLEM = "problem"
    """Practice is not possible until this is mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report."""

    check: str
    status: Status
    detail: str
    hint: str = ""
    """What to do about it; empty where there is nothing to do."""


def found(check: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What a check finds; a check that fails is a finding itself.

    Args:
        check: its name, for that case.
        look: yields its findings, one or more.
    """
    findings: list[Finding] = []
    try:
        findings.extend(look())
    except MockPanelError as error:
        findings.append(Finding(check, Status.PROBLEM, error.message, error.hint))
    except OSError as error:
        words = f"{error.filename or check}: {error.strerror or error}"
        hint = "Check the disk and its permissions, or name another directory with MOCK_PANEL_HOME."
        findings.append(Finding(check, Status.PROBLEM, words, hint))
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
        words = f"the check itself failed: {type(error).__name__}: {error}"
        findings.append(Finding(check, Status.PROBLEM, words, "Please report this."))
    return findings
