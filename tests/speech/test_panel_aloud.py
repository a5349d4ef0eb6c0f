"""A panel's interview with a real sound server: asked, answered aloud, recorded, written down."""

import json
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import jiwer
import pytest

from mock_panel.domain.ids import PanelId
from mock_panel.domain.panel_events import EventKind
from mock_panel.paths import Paths
from mock_panel.storage.database import open_database
from mock_panel.storage.panels import SqlPanelStore
from tests import warm
from tests.real_parts import require
from tests.speech.sound_loop import SoundLoop
from tests.speech.spoken_app import ENTER, SpokenApp, spoken_app, spoken_home

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("sound loop")]

SAID = (
    "I pulled the mileage of every car and met each director. We cancelled the lease on sixty cars "
    "and saved four hundred thousand dollars a year."
)
WORD_ERROR = 0.3
"""Seen: 0.19. Room for a short text, in which each word is a twenty-fifth."""


def test_what_the_candidate_says_to_a_panel_is_kept_where_they_agree(
    loop: SoundLoop, tmp_path: Path
) -> None:
    require("flite", "no flite to answer: sudo apt install flite")
    require(find_spec("pocketsphinx") is not None, "no pocketsphinx: uv sync installs it")
    home, sound = spoken_home(tmp_path / "home"), tmp_path / "said.wav"
    subprocess.run(["flite", "-voice", "rms", "-t", SAID, "-o", sound], check=True)
    panel = convened(home)
    store = SqlPanelStore(open_database(Paths(home)))
    with spoken_app(home, "panel", "run", panel) as app:
        shows(app, "Conduct the interview")
        app.keys(ENTER)
        shows(app, "May the answers be recorded and written down?")
        app.keys("y")
        shows(app, "records each answer")
        app.keys(ENTER)
        shows(app, "Enter starts the clock")
        app.keys(ENTER)
        shows(app, "listening:")
        app.hear(sound)
        app.watch(0.5)
        app.keys(ENTER)
        shows(app, "Answered.")
        app.watch(0.7)
        app.keys(ENTER)
        shows(app, "Question 2 of 5")
        app.wait_for_it(lambda: any(answer.text for answer in store.answers(panel)))
        app.quit()
    (answer,) = store.answers(panel)
    assert answer.spoken is not None
    # The clock starts with the key, the sound when the microphone is open: on a busy machine more
    # than a second later.
    assert answer.spoken.recording.seconds == pytest.approx(answer.seconds, abs=2)
    assert jiwer.wer(SAID.lower().replace(".", ""), answer.text) <= WORD_ERROR
    kinds = [event.kind for event in store.events(panel)]
    assert kinds[:4] == [
        EventKind.CONSENT, EventKind.ASKED, EventKind.ANSWER_BEGAN, EventKind.ANSWER_ENDED
    ]  # fmt: skip
    assert EventKind.FAULT not in kinds


def convened(home: Path) -> PanelId:
    arguments = ["panel", "new", "--json", "--candidate", "Dana",
                 "--chair", "Ann", "--rater", "Ben", "--seed", "4"]  # fmt: skip
    done = warm.run(arguments, {**os.environ, "MOCK_PANEL_HOME": str(home)})
    done.check_returncode()
    return PanelId(json.loads(done.stdout)["panel"])


def shows(app: SpokenApp, words: str) -> None:
    app.wait_for_it(lambda: words in " ".join(app.text.split()))
