"""Which recognisers there are, which of them work here, and what the others lack.

Asked without loading any of their libraries, so that the app may ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mock_panel.domain.speech import Recogniser
from mock_panel.speech.models import MODELS, EngineId, Model


@dataclass(frozen=True, slots=True)
class Entry:
    """A recogniser: a library, and the model that it loads."""

    recogniser: Recogniser
    engine: EngineId
    model: Model | None = None
    """None where the library brings its own."""

    @property
    def id(self) -> str:
        """The recogniser's, and its model's."""
        return self.recogniser.id

    @property
    def to_install(self) -> str:
        """What to type for its library, which may be there already."""
        return f"pip install {_PACKAGES[self.engine]}"

    def installed(self) -> bool:
        """Whether Python would find the library; it is not imported, and may yet be broken."""
        return all(_found(name) for name in _LIBRARIES[self.engine])

    def folder(self, models: Path) -> Path | None:
        """The folder of its model, which may not be there; None if it needs none.

        Args:
            models: the directory of all models.
        """
        return self.model.folder(models) if self.model else None

    def fetched(self, models: Path) -> bool:
        """Whether its model's files are there."""
        return self.model is None or not any(self.model.missing(self.model.folder(models)))

    def to_type(self, models: Path) -> tuple[str, ...]:
        """The commands that are missing before it works here; none, if it would work."""
        install = () if self.installed() else (self.to_install,)
        fetch = () if self.fetched(models) else (f"mock-panel models fetch {self.id}",)
        return (*install, *fetch)

    def lacks(self, models: Path) -> str:
        """What it needs before it works here, as what to type; empty if it would work."""
        return ", then ".join(self.to_type(models))


@dataclass(frozen=True, slots=True)
class Choice:
    """The recogniser that would be used."""

    recogniser: Recogniser | None
    reason: str = ""
    """Why there is none, or why it is not the wanted one, and what to do; one line."""


_PACKAGES = {
    EngineId.ONNX_ASR: "'onnx-asr[cpu]'",
    EngineId.FASTER_WHISPER: "faster-whisper",
    EngineId.POCKETSPHINX: "pocketsphinx",
}
_LIBRARIES = {
    EngineId.ONNX_ASR: ("onnx_asr", "onnxruntime"),
    EngineId.FASTER_WHISPER: ("faster_whisper",),
    EngineId.POCKETSPHINX: ("pocketsphinx",),
}
_KEEPS_HESITATIONS = {EngineId.ONNX_ASR}

ENTRIES = (
    *(
        Entry(
            Recogniser(
                model.id,
                model.name,
                rough=False,
                keeps_hesitations=model.engine in _KEEPS_HESITATIONS,
            ),
            model.engine,
            model,
        )
        for model in MODELS
    ),
    Entry(
        Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False),
        EngineId.POCKETSPHINX,
    ),
)
"""All of them, in the order in which they are preferred."""


def entry(identity: str) -> Entry:
    """The recogniser of an id.

    Raises:
        KeyError: there is none.
    """
    for each in ENTRIES:
        if each.id == identity:
            return each
    raise KeyError(identity)


def best_recogniser(models: Path, wanted: str = "") -> Choice:
    """The wanted recogniser if it works here, or else the best that does; never raises.

    Args:
        models: the directory of all models; it need not exist.
        wanted: the id of a recogniser, or of an engine for the best of that; empty for any.
    """
    named = [each for each in ENTRIES if wanted in (each.id, each.engine)]
    usable = [each for each in ENTRIES if not each.lacks(models)]
    best = next((each for each in usable if each in named), usable[0] if usable else None)
    if best is not None and (not wanted or best in named):
        return Choice(best.recogniser)
    return Choice(best.recogniser if best else None, _reason(models, wanted, named))


def _reason(models: Path, wanted: str, named: Sequence[Entry]) -> str:
    if wanted and not named:
        known = ", ".join(each.id for each in ENTRIES)
        return f"there is no recogniser {wanted!r}: known are {known}"
    # Whoever has a library is told to fetch its model, and not to install another library.
    candidates = named or [each for each in ENTRIES if each.installed()] or ENTRIES
    missing = candidates[0]
    what = missing.recogniser.name if named else "no recogniser"
    return f"{what}{' is not ready' if named else ''}: {missing.lacks(models)}"


def _found(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except (ImportError, ValueError):
        return False
