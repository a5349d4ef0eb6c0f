"""The wheel in an empty environment, far from the checkout and without development tools."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real_parts import require
from tests.tui.practising import STORY

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("wheel")]


def uv() -> str:
    """uv as the README installs it, or from the path."""
    local = ROOT / ".uv" / "bin" / "uv"
    found = str(local) if local.exists() else (os.environ.get("UV") or shutil.which("uv") or "")
    require(bool(found), "uv is missing: python3 -m pip install uv")
    return found


def run_uv(*arguments: str) -> None:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [uv(), *arguments], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of an environment that holds the wheel and what it needs."""
    place = tmp_path_factory.mktemp("wheel")
    # A copy, so that nothing is built into the checkout.
    source = place / "source"
    for name in ("mock_panel", "question_bank"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, source / name)
    run_uv("build", "--wheel", "-o", str(place), str(source))
    shutil.rmtree(source)
    (wheel,) = place.glob("*.whl")
    environment = place / "environment"
    run_uv("venv", "-q", "--python", sys.executable, str(environment))
    python = str(environment / "bin" / "python")
    run_uv("pip", "install", "-q", "--no-compile-bytecode", "--python", python, str(wheel))
    return environment


def run_installed(installed: Path, program: str, *arguments: str, stdin: str = "") -> str:
    environ = {
        "PATH": "/usr/bin:/bin",
        "MOCK_PANEL_HOME": str(installed / "home"),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [installed / "bin" / program, *arguments],
        cwd=installed, env=environ, input=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_knows_its_version(installed: Path) -> None:
    assert run_installed(installed, "mock-panel", "--version").startswith("mock-panel 0.")


def test_the_bank_came_with_it(installed: Path) -> None:
    assert "site-packages" in run_installed(installed, "mock-panel", "bank", "path")
    run_installed(installed, "mock-panel", "bank", "check")
    questions = json.loads(run_installed(installed, "mock-panel", "bank", "list", "--json"))
    assert len(questions) >= 50


def test_it_scores(installed: Path) -> None:
    report = json.loads(run_installed(installed, "mock-panel", "score", "-", "--json", stdin=STORY))
    assert report["status"] == "scored"


def test_it_practises_through_a_pipe_and_remembers(installed: Path) -> None:
    said = ("practice", "--plain", "--framework", "opm-2006", "--ecq", "leading-people", "--typed")
    run_installed(installed, "mock-panel", *said, "--seed", "1", stdin=f"{STORY}\n.\n")
    (row,) = json.loads(run_installed(installed, "mock-panel", "history", "--json"))
    assert row["text"] == STORY


def test_the_app_opens_with_its_styles_and_no_development_tool_is_there(installed: Path) -> None:
    program = (
        "import asyncio\n"
        "from mock_panel.bootstrap import build_services\n"
        "from mock_panel.tui.app import MockPanelApp\n"
        "async def main():\n"
        "    app = MockPanelApp(build_services())\n"
        "    async with app.run_test() as pilot:\n"
        "        await pilot.pause(0.5)\n"
        "        print(type(app.screen).__name__)\n"
        "asyncio.run(main())\n"
        "import importlib.util\n"
        "print(importlib.util.find_spec('pytest'))\n"
    )
    lines = run_installed(installed, "python", "-c", program).split()
    assert lines[0] in ("HomeScreen", "FirstRunScreen")
    assert lines[1] == "None"
