"""A rater whose server goes away: nothing of what was given is lost, not even with the window."""

import gc
import warnings
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import SeatId
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from tests.panel.sample_panels import sample_panel
from tests.team_server import running_server
from tests.tui.test_panel_rating import covered, enter, kept, press

pytestmark = pytest.mark.xdist_group("team")
C = SeatId("c")


async def test_a_lost_server_and_a_closed_window_lose_no_rating(tmp_path: Path) -> None:
    with running_server() as server:
        server.sql("CREATE DATABASE rating")
        paths = Paths(tmp_path, server.address("rating"))

        def services() -> Services:
            return Services(paths, Settings())

        first = services()
        first.panels.store.convene(sample_panel(), {})
        async with covered(first) as pilot:
            await enter(pilot, "c", pin="")
            await press(pilot, "3")
            assert kept(first, C)["q1"].score == 3
            server.stop()
            await press(pilot, "4")
            seen = await press(pilot, "r", *"cut", "enter")
            assert "Kept here, and stored when it answers. The team's database" in seen
        assert len(list(paths.drafts.iterdir())) == 1
        server.start()
        again = services()
        assert kept(again, C)["q1"].score == 3, "the window closed before the server answered"
        async with covered(again) as pilot:
            await enter(pilot, "c", pin="")
            while list(paths.drafts.iterdir()):
                await pilot.pause(0.05)
            assert "cut" in await press(pilot)
        assert kept(again, C)["q1"].score == 4
        assert [n.text for n in again.panels.store.own_notes(sample_panel().id, C)] == ["cut"]
        for each in (first, again):
            each._database.close()
    # A worker of the closed window may have connected once more: what it held goes here and now,
    # and not in the middle of another test.
    del first, again, each
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
