"""What is not stored yet: kept whole in a file, and never put over what is newer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mock_panel.domain.ids import SeatId
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote, Rating, RatingSource
from mock_panel.errors import StorageError
from mock_panel.panel.rating_keeper import RatingKeeper
from mock_panel.panel.rating_sheet import OwnRating
from mock_panel.panel.unsent import Unsent, UnsentFile, newer_than_stored
from tests.panel.sample_panels import LOCKED, sample_panel

A = SeatId("a")


class Server:
    """Panels whose server answers or not."""

    def __init__(self) -> None:
        self.answers = False
        self.stored: list[object] = []
        self.store = self

    def _take(self, *given: object, **_: object) -> None:
        if not self.answers:
            raise StorageError("The team's database cannot be reached.")
        self.stored.append(given)

    rate = keep_notes = _take


def test_what_waits_is_in_the_file_until_the_server_has_it(tmp_path: Path) -> None:
    server, panel = Server(), sample_panel()
    file = UnsentFile(tmp_path, panel.id, A)
    panels: Any = server

    def sit_down() -> RatingKeeper:
        return RatingKeeper(
            lambda: panels, panel.seat(A), lambda: 0.0, lambda: LOCKED, with_pin=True, unsent=file
        )

    item, question = panel.form.items[0], panel.form.items[0].questions[0].id
    note = RaterNote(A, question, Part.ACTION, "led it — all", 12.5, LOCKED)
    keeper = sit_down()
    keeper.rated(panel, item, OwnRating(2, ("“seen”", "twice")), at_once=True)
    keeper.noted(panel, question, [note, replace(note, second=None)])
    with pytest.raises(StorageError):
        keeper.write()
    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o077 == 0
    unsent = file.read()
    assert unsent.ratings[item.id].rating == OwnRating(2, ("“seen”", "twice"))
    assert unsent.notes[question].notes == (note, replace(note, second=None))
    server.answers = True
    keeper.write()
    assert len(server.stored) == 2
    assert list(tmp_path.iterdir()) == []
    assert file.read() == Unsent()
    left.write_bytes(b'{"ratings": [{"item": "q1", "score": "x"}], "notes": []}')
    assert file.read() == Unsent(), "damaged"


def test_what_was_changed_elsewhere_since_stays(tmp_path: Path) -> None:
    panel, server = sample_panel(), Server()
    file, panels = UnsentFile(tmp_path, panel.id, A), server
    first, second = panel.form.items[:2]
    as_panels: Any = panels
    keeper = RatingKeeper(
        lambda: as_panels, panel.seat(A), lambda: 0.0, lambda: LOCKED, with_pin=True, unsent=file
    )
    for item in (first, second):
        keeper.rated(panel, item, OwnRating(4, ("here",)), at_once=True)
    with pytest.raises(StorageError):
        keeper.write()

    class Store:
        def own_ratings(self, *_: object) -> list[Rating]:
            source = RatingSource.SCREEN
            minute = timedelta(minutes=1)
            return [
                Rating(A, first.id, 1, ("elsewhere",), source, True, LOCKED + minute),
                Rating(A, second.id, 1, ("before",), source, True, LOCKED - minute),
            ]

        def own_notes(self, *_: object) -> list[RaterNote]:
            return []

    store: Any = Store()
    assert set(newer_than_stored(file.read(), store, panel.id, A).ratings) == {second.id}
