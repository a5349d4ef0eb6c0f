"""What is imported when: nothing heavy before the first frame, no sound in the app's process."""

import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import mock_panel
from tests.tui.practising import STORY

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "yaml")
SOUND = ("pyttsx3", "miniaudio", "espeakng_loader", "comtypes", "objc")


def loaded_after(program: str, home: Path, stdin: str = "") -> set[str]:
    """The top-level modules that a program has in memory at its end."""
    tail = "\nimport sys, json\nsys.stderr.write('\\n@' + json.dumps(sorted(sys.modules)))\n"
    done = subprocess.run(
        [sys.executable, "-c", program + tail],
        env={**os.environ, "MOCK_PANEL_HOME": str(home)},
        input=stdin, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names: list[str] = json.loads(done.stderr.rpartition("\n@")[2])
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("arguments", [["--version"], ["score", "-"], ["score", "-", "--json"]])
def test_a_quick_command_loads_neither_the_app_nor_the_database(
    tmp_path: Path, arguments: list[str]
) -> None:
    program = f"import sys; sys.argv = ['mock-panel', *{arguments!r}]\n"
    program += "from mock_panel.__main__ import main\nassert main() == 0\n"
    assert loaded_after(program, tmp_path, STORY).isdisjoint(HEAVY)


FIRST_FRAME = """
import asyncio, sys
from mock_panel.bootstrap import build_services
from mock_panel.tui.app import MockPanelApp

async def main():
    app = MockPanelApp(build_services())
    seen = []
    show = app._display
    def display(screen, renderable):
        show(screen, renderable)
        if not seen:
            seen.append(sorted(sys.modules))
            app.exit()
    app._display = display
    await app.run_async(headless=True, size=(80, 24))
    return seen[0]

loaded = asyncio.run(main())
for name in list(sys.modules):
    if name not in loaded:
        del sys.modules[name]
"""


def test_the_first_frame_needs_no_database_no_yaml_and_no_sound(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
    loaded = loaded_after(FIRST_FRAME, tmp_path)
    assert "textual" in loaded
    assert loaded.isdisjoint({*HEAVY, *SOUND} - {"textual"})


SESSION = f"""
import asyncio
from pathlib import Path
from mock_panel.bootstrap import build_services
from mock_panel.tui.app import MockPanelApp
from tests.tui.practising import typed_drill, until, write

async def main():
    app = MockPanelApp(build_services(), typed_drill(voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "QuestionScreen")
        if app.screen.session.phase == "reading":
            await pilot.press("enter")
        await write(pilot, {STORY!r})
        await pilot.press("ctrl+s")
        await until(pilot, "RatingScreen")
        await pilot.press("escape")
        await until(pilot, "ReviewScreen")

asyncio.run(main())
"""


def test_no_sound_library_is_ever_loaded_in_the_apps_process(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('framework = "opm-2025"\nvoice = true\n')
    loaded = loaded_after(SESSION, tmp_path)
    assert "sqlmodel" in loaded
    assert loaded.isdisjoint(SOUND)


def test_importing_every_module_makes_no_file(tmp_path: Path) -> None:
    modules = [
        module.name
        for module in pkgutil.walk_packages(mock_panel.__path__, "mock_panel.")
        # Alembic's own scripts run only within an upgrade; workers take over stdin and stdout.
        if ".migrations" not in module.name and not module.name.endswith(("_worker", ".child"))
    ]
    assert len(modules) > 100
    home = tmp_path / "home"
    program = "import importlib\nfor name in " + repr(modules) + ": importlib.import_module(name)"
    subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "MOCK_PANEL_HOME": str(home), "HOME": str(home)},
        check=True, stdin=subprocess.DEVNULL, cwd=tmp_path,
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []
