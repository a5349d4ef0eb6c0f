"""The wheel in an empty environment far from the checkout: all that it needs is in it."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from mock_panel import __version__
from tests.real_parts import require
from tests.tui.practising import STORY

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parent.parent
DEVELOPMENT_ONLY = ("pytest", "hypothesis", "mypy", "ruff", "pyte")


def uv() -> str:
    """The uv that the README's command has installed, or the user's own."""
    own = ROOT / ".uv" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    require(found is not None, "no uv: python3 -m pip install --target .uv uv")
    assert found is not None
    return found


def outside(home: Path) -> dict[str, str]:
    """The environment of a user who has no checkout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "MOCK_PANEL_HOME": str(home / "data"), "TERM": "xterm-256color"}


def ran(command: list[str], cwd: Path) -> None:
    """Run a step of the installation; offline first, because the cache is the faster half."""
    for extra in (["--offline"], []):
        done = subprocess.run(
            [*command, *extra],
            cwd=cwd,
            env=outside(cwd),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return
    raise AssertionError(f"{' '.join(command)}\n{done.stderr}")


@dataclass(frozen=True)
class Installation:
    """The program as somebody else has it."""

    folder: Path
    wheel: Path
    bin: Path

    def run(self, *command: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, away from the checkout."""
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder, env=outside(self.folder), input=text,
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("elsewhere")
    tool = uv()
    ran([tool, "build", "--quiet", "--wheel", "--out-dir", str(folder / "dist"), str(ROOT)], folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    ran([tool, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], folder)
    ran([tool, "pip", "install", "--quiet", "--python", str(folder / "venv"), str(wheel)], folder)
    scripts = Path(sysconfig.get_path("scripts", vars={"base": str(folder / "venv")}))
    return Installation(folder, wheel, scripts)


def test_the_wheel_holds_the_program_and_the_bank_and_nothing_else(installed: Installation) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"mock_panel", f"mock_panel-{__version__}.dist-info"}
    for folder, inside in (
        (ROOT / "mock_panel", "mock_panel"),
        (ROOT / "question_bank", "mock_panel/_question_bank"),
    ):
        wanted = {
            f"{inside}/{path.relative_to(folder).as_posix()}"
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted <= set(names)


def test_it_is_the_installed_one_that_runs(installed: Installation) -> None:
    done = installed.run("python", "-c", "import mock_panel; print(mock_panel.__file__)")
    assert str(installed.folder) in done.stdout
    for module in DEVELOPMENT_ONLY:
        assert installed.run("python", "-c", f"import {module}").returncode != 0


def test_it_tells_its_version(installed: Installation) -> None:
    done = installed.run("mock-panel", "--version")
    assert (done.stdout, done.returncode) == (f"mock-panel {__version__}\n", 0)


def test_its_bank_is_whole(installed: Installation) -> None:
    done = installed.run("mock-panel", "bank", "check")
    assert done.returncode == 0, done.stderr
    where = installed.run("mock-panel", "bank", "path").stdout.strip()
    assert Path(where).is_relative_to(installed.folder)
    listed = installed.run("mock-panel", "bank", "list", "--json")
    questions = json.loads(listed.stdout)
    assert len(questions) >= 60


def test_it_scores(installed: Installation) -> None:
    done = installed.run("mock-panel", "score", "-", "--json", text=STORY)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "scored"


def test_it_practises_in_plain_lines_and_remembers(installed: Installation) -> None:
    done = installed.run(
        "mock-panel", "practice", "--plain", "--framework", "opm-2006",
        "--ecq", "leading-people", "--typed", "--seed", "1", text=f"{STORY}\n.\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    listed = installed.run("mock-panel", "history", "--json")
    (row,) = json.loads(listed.stdout)
    assert (row["text"], row["ecq"]) == (STORY, "leading-people")


OPEN_THE_APP = """
import asyncio
from mock_panel.bootstrap.services import build_services
from mock_panel.tui.app import MockPanelApp

async def look():
    app = MockPanelApp(build_services())
    async with app.run_test(size=(80, 24)) as pilot:
        for screen, key in (
            ("FirstRunScreen", "escape"), ("HomeScreen", "p"), ("SetupScreen", "enter"),
            ("QuestionScreen", None),
        ):
            for _ in range(1000):
                await pilot.pause(0.02)
                if type(app.screen).__name__ == screen and not any(
                    w._thread_worker and not w.is_finished for w in app.workers
                ):
                    break
            print(type(app.screen).__name__)
            if key:
                await pilot.press(key)

asyncio.run(look())
"""


def test_the_app_opens_with_its_styles(installed: Installation) -> None:
    (installed.folder / "data").mkdir(mode=0o700, exist_ok=True)
    (installed.folder / "data" / "settings.toml").write_text("voice = false\n")
    done = installed.run("python", "-c", OPEN_THE_APP)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["FirstRunScreen", "HomeScreen", "SetupScreen", "QuestionScreen"]


def test_pip_alone_installs_the_checkout(tmp_path: Path, installed: Installation) -> None:
    """`pip install .`: without uv's help, and without what this environment has already."""
    target = tmp_path / "site"
    copied = tmp_path / "checkout"
    shutil.copytree(
        ROOT, copied, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests"), symlinks=True
    )
    shutil.copy(ROOT / ".gitignore", copied)
    # uv's environments have no pip; the Python below them is the one that the README speaks of.
    pip = [sys._base_executable, "-m", "pip"]  # type: ignore[attr-defined]  # not in typeshed
    present = subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode == 0
    require(present, "no pip beside this Python: sudo apt install python3-pip")
    done = subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--target", str(target), str(copied)],
        env=outside(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (target / "mock_panel" / "_question_bank" / "presets.yaml").is_file()
    assert (target / "bin" / "mock-panel").is_file()
