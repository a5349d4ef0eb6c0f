"""Machines with and without the parts that a voice needs."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_parts import require
from tests.speech.household import Household
from tests.speech.sound_loop import SoundLoop, sound_loop


@pytest.fixture(scope="package")
def _loop() -> Iterator[SoundLoop]:
    require("pulseaudio", "no pulseaudio: sudo apt install pulseaudio pulseaudio-utils")
    require("parec", "no parec: sudo apt install pulseaudio-utils")
    with sound_loop() as loop:
        yield loop


@pytest.fixture
def loop(_loop: SoundLoop, monkeypatch: pytest.MonkeyPatch) -> SoundLoop:
    """A sound server that plays into our ear, and no other."""
    monkeypatch.setenv("PULSE_SERVER", _loop.server)
    _loop.ear.wait_until_quiet()
    return _loop


@pytest.fixture
def household(monkeypatch: pytest.MonkeyPatch) -> Household:
    """Every process that this test starts."""
    return Household(monkeypatch)


@pytest.fixture
def no_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No sound server answers, and ALSA knows no card."""
    nothing = tmp_path / "no-cards.conf"
    nothing.write_text("")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(nothing))


class Hiding:
    """Takes libraries away from children, by means that the linker and Python really obey."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self._modules = tmp_path / "hidden-modules"
        self._libraries = tmp_path / "hidden-libraries"
        self._modules.mkdir()
        self._libraries.mkdir()
        monkeypatch.setenv("PYTHONPATH", str(self._modules))
        monkeypatch.setenv("LD_LIBRARY_PATH", str(self._libraries))

    def module(self, name: str) -> None:
        """A module found before the installed one, which cannot be imported."""
        (self._modules / f"{name}.py").write_text(f"raise ImportError('{name} is hidden')\n")

    def system_library(self, name: str) -> None:
        """A file found before the system's library, which is none."""
        (self._libraries / name).write_bytes(b"")


@pytest.fixture
def hiding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hiding:
    """Takes libraries away from children."""
    return Hiding(monkeypatch, tmp_path)


@pytest.fixture
def no_voice(hiding: Hiding) -> None:
    """Neither a system espeak nor the wheel's."""
    for library in ("libespeak-ng.so.1", "libespeak.so.1"):
        hiding.system_library(library)
    hiding.module("espeakng_loader")


@pytest.fixture
def system_voice() -> None:
    """The system has a voice."""
    require("espeak-ng", "no espeak-ng: sudo apt install espeak-ng")


@pytest.fixture
def silent_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A sound server that never answers."""
    require("parec", "no parec, and so perhaps no libpulse: sudo apt install pulseaudio-utils")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("s")
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/s")
        yield
