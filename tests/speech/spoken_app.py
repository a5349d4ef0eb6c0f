"""The real app at a spoken question, in a terminal of its own, and what it leaves on the disk."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mock_panel.domain.speech import SpokenAnswer
from mock_panel.domain.speech_document import from_document
from tests import warm
from tests.speech.sound_loop import playing
from tests.tui.terminal import AppTerminal, not_ours

QUESTION = ("practice", "--spoken", "--preparation", "0", "--ecq", "leading-people")
ENTER, ESCAPE, SPACE = "\r", "\x1b", " "
DONE, QUIT = "\x13", "\x11"
NO_WORDS, LISTEN, LOOK_AGAIN = "\x1bOS", "\x1b[15~", "\x1b[17~"


def spoken_home(folder: Path, *, voice: bool = False, **settings: str | int) -> Path:
    """A data directory of somebody who answers aloud."""
    folder.mkdir(mode=0o700)
    chosen: dict[str, str | int] = {"recogniser": "pocketsphinx", "answer_mode": "spoken"}
    chosen |= settings
    lines = ['framework = "opm-2025"', f"voice = {str(voice).lower()}"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in chosen.items()]
    (folder / "settings.toml").write_text("\n".join(lines) + "\n")
    return folder


class SpokenApp(AppTerminal):
    """The app, read on while a test waits for something else."""

    def __init__(self, home: Path, *arguments: str) -> None:
        super().__init__(home, *arguments, rows=60)
        self.seconds_to_quit = 0.0

    def watch(self, seconds: float) -> None:
        """Let time pass; a terminal that nobody reads would stop the app."""
        self.feed_for(seconds)

    def hear(self, sound: Path) -> None:
        """Somebody says something, to the end."""
        speaker = playing(sound)
        self.wait_for_it(lambda: speaker.poll() is not None)
        assert speaker.returncode == 0

    def wait_for_it(self, condition: Callable[[], bool]) -> None:
        """Read on until something is so."""
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline, self.text
            self.feed_for(0.02)

    def quit(self) -> None:
        """Close the app, which says that all went well, and nothing else."""
        began = time.monotonic()
        self.keys(QUIT)
        assert self.finish() == 0, self.text
        self.seconds_to_quit = time.monotonic() - began
        self.check_terminal()

    def check_terminal(self) -> None:
        """Nobody but the app has written on the terminal."""
        assert not_ours(self.raw) == []
        assert b"Traceback" not in self.raw


@contextmanager
def spoken_app(home: Path, *arguments: str) -> Iterator[SpokenApp]:
    """The app, ended at the latest with the block."""
    app = SpokenApp(home, *arguments)
    try:
        yield app
    finally:
        app.close()


def stored_attempts(home: Path) -> list[dict[str, Any]]:
    """What `mock-panel export` gives."""
    done = warm.run(["export"], {**os.environ, "MOCK_PANEL_HOME": str(home)})
    done.check_returncode()
    attempts: list[dict[str, Any]] = json.loads(done.stdout)["attempts"]
    return attempts


def speech_of(attempt: dict[str, Any]) -> SpokenAnswer:
    """What is kept of a stored attempt's sound."""
    speech = from_document(attempt["speech"])
    assert isinstance(speech, SpokenAnswer)
    return speech


def drafts(home: Path) -> list[dict[str, Any]]:
    """The drafts on the disk."""
    return [json.loads(path.read_text()) for path in (home / "drafts").glob("*.json")]


def sound_files(home: Path) -> list[Path]:
    """The recordings on the disk, finished or not."""
    return sorted((home / "recordings").glob("*.*"))
