"""A panel that is being set up: kept as it is typed, so that leaving costs nothing."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from mock_panel.domain.panel_forms import ProbeMode, RatedBy
from mock_panel.panel.convening import DISCUSS_BEYOND
from mock_panel.panel.kept_file import forget, write_whole

FILE_NAME = "panel-setup.panel"
"""Among the drafts, so that whoever erases those erases the names in this one, too."""
_WHAT = "the set-up"


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """What was typed and chosen so far, right or wrong."""

    candidate: str = ""
    cohort: str = ""
    chair: str = ""
    chair_rates: bool = True
    raters: str = ""
    """Names, a comma between them."""
    observers: str = ""
    masked: bool | None = None
    """None: as the preset has it."""
    framework: str = ""
    """Empty: the one that the user practises, or the one in force."""
    preset: str = "board"
    rated_by: str = RatedBy.QUESTION.value
    scale: str = ""
    """Empty: the framework's own."""
    probes: str = ProbeMode.PREDETERMINED.value
    threshold: int = DISCUSS_BEYOND
    questions: tuple[str, ...] = ()
    """Ids, in the order of asking; empty: not drawn yet."""


def names_of(text: str) -> tuple[str, ...]:
    """The names in a line, in their order."""
    return tuple(name.strip() for name in text.replace(";", ",").split(",") if name.strip())


def read_setup(folder: Path) -> SetupDraft | None:
    """The draft in a folder; None where there is none that can be used."""
    try:
        kept = json.loads((folder / FILE_NAME).read_bytes())
        return _draft_of(kept)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_setup(folder: Path, draft: SetupDraft) -> None:
    """Put a draft in the place of the one before, whole or not at all.

    Raises:
        StorageError: it could not be written; the one before is still there.
    """
    write_whole(folder / FILE_NAME, json.dumps(asdict(draft)).encode(), _WHAT)


def forget_setup(folder: Path) -> None:
    """Remove the draft; no error if there is none.

    Raises:
        StorageError: the file is there and cannot be removed.
    """
    forget(folder / FILE_NAME, _WHAT)


def _draft_of(document: Any) -> SetupDraft:
    """The draft that a document holds.

    Raises:
        TypeError: it is none of ours.
    """
    if not isinstance(document, dict):
        raise TypeError(document)
    kept = {f.name: document[f.name] for f in fields(SetupDraft) if f.name in document}
    draft = SetupDraft(**kept)
    for field in fields(SetupDraft):
        value, usual = getattr(draft, field.name), field.default
        allowed = (bool, type(None)) if field.name == "masked" else (type(usual), list)
        if not isinstance(value, allowed):
            raise TypeError(field.name)
    return SetupDraft(**{**kept, "questions": tuple(map(str, draft.questions))})
