"""What a rater wrote and the team's database has not got: in a file here until it has."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mock_panel.domain.ids import ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_files import unsent_names
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.panel.kept_file import forget, write_whole
from mock_panel.panel.ports import PanelStore
from mock_panel.panel.rating_sheet import OwnRating

_WHAT = "what is not stored yet"


@dataclass(frozen=True, slots=True)
class UnsentRating:
    """What an item was given."""

    item: ItemId
    rating: OwnRating
    at: datetime


@dataclass(frozen=True, slots=True)
class UnsentNotes:
    """All notes on a question."""

    question: QuestionId
    notes: tuple[RaterNote, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Unsent:
    """Of one rater in one panel."""

    ratings: Mapping[ItemId, UnsentRating] = field(default_factory=dict)
    notes: Mapping[QuestionId, UnsentNotes] = field(default_factory=dict)


class UnsentFile:
    """One file for a rater and a panel, among the drafts: whoever erases those erases it.

    Args:
        folder: of the drafts.
        panel: the panel.
        seat: the rater's.
    """

    def __init__(self, folder: Path, panel: PanelId, seat: SeatId) -> None:
        self._path = folder / f"{unsent_names(panel)}{seat}.panel"
        self._seat = seat

    def read(self) -> Unsent:
        """What is in the file; nothing where there is none that can be used."""
        try:
            document = json.loads(self._path.read_bytes())
            ratings = [_rating_of(entry) for entry in document["ratings"]]
            notes = [_notes_of(entry, self._seat) for entry in document["notes"]]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return Unsent()
        return Unsent({r.item: r for r in ratings}, {n.question: n for n in notes})

    def write(self, waiting: Sequence[UnsentRating | UnsentNotes]) -> None:
        """Put what waits in the place of what was in the file.

        Raises:
            StorageError: it could not be written; what was there still is.
        """
        document = {
            "ratings": [_of_rating(w) for w in waiting if isinstance(w, UnsentRating)],
            "notes": [_of_notes(w) for w in waiting if isinstance(w, UnsentNotes)],
        }
        write_whole(self._path, json.dumps(document).encode(), _WHAT)

    def forget(self) -> None:
        """Remove the file: everything is stored.

        Raises:
            StorageError: it is there and cannot be removed.
        """
        forget(self._path, _WHAT)


def newer_than_stored(unsent: Unsent, store: PanelStore, panel: PanelId, seat: SeatId) -> Unsent:
    """Without what the rater has changed since, perhaps on another machine.

    Raises:
        StorageError: the database cannot be read.
    """
    if not (unsent.ratings or unsent.notes):
        return unsent
    rated = {rating.item: rating.at for rating in store.own_ratings(panel, seat)}
    noted: dict[QuestionId, datetime] = {}
    for note in store.own_notes(panel, seat):
        noted[note.question] = max(note.at, noted.get(note.question, note.at))
    return Unsent(
        {i: r for i, r in unsent.ratings.items() if i not in rated or rated[i] < r.at},
        {q: n for q, n in unsent.notes.items() if q not in noted or noted[q] <= n.at},
    )


def _of_rating(unsent: UnsentRating) -> dict[str, Any]:
    return {
        "item": unsent.item,
        "score": unsent.rating.score,
        "evidence": unsent.rating.evidence,
        "at": unsent.at.isoformat(),
    }


def _rating_of(entry: Any) -> UnsentRating:
    score, evidence = entry["score"], entry["evidence"]
    if not (score is None or type(score) is int) or not isinstance(evidence, list):
        raise TypeError(entry)
    own = OwnRating(score, tuple(map(str, evidence)))
    return UnsentRating(ItemId(entry["item"]), own, datetime.fromisoformat(entry["at"]))


def _of_notes(unsent: UnsentNotes) -> dict[str, Any]:
    notes = [
        {"part": n.part.value, "text": n.text, "second": n.second, "at": n.at.isoformat()}
        for n in unsent.notes
    ]
    return {"question": unsent.question, "notes": notes, "at": unsent.at.isoformat()}


def _notes_of(entry: Any, seat: SeatId) -> UnsentNotes:
    question = QuestionId(entry["question"])
    notes = tuple(
        RaterNote(
            seat, question, Part(n["part"]), str(n["text"]), n["second"],
            datetime.fromisoformat(n["at"]),
        )
        for n in entry["notes"]
    )  # fmt: skip
    return UnsentNotes(question, notes, datetime.fromisoformat(entry["at"]))
