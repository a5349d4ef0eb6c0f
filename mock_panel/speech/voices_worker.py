"""The child that lists the voices of the platform's engine.

Job: empty, or `driver` (of pyttsx3). Reports: `done` (voices: id, name and language of each, in
the engine's order) or `error` (trouble, detail).
"""

from typing import Any

from mock_panel.speech.child import begin
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.tts_worker import LoadedEngine


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    loaded = LoadedEngine()
    loaded.load(job.get("driver"))
    if loaded.engine is None:
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=loaded.failure)
    try:
        voices = [_told(voice) for voice in loaded.engine.getProperty("voices")]
    except Exception as error:  # noqa: BLE001 - a top-level boundary: the process ends here
        reports.finish("error", trouble=Trouble.NO_VOICE, detail=repr(error))
    reports.finish("done", voices=voices)


def _told(voice: Any) -> dict[str, str]:
    language = next(iter(voice.languages or ()), "")
    return {"id": str(voice.id), "name": str(voice.name or voice.id), "language": str(language)}


if __name__ == "__main__":
    main()
