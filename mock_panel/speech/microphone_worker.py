"""The microphone probe's child: names the microphones without opening one.

Opening one would show on the desktop as recording, and switch a Bluetooth headset to its telephone
sound.

Job: `microphone` (the name of the one that is wanted, or null). Reports: `done` (backend, devices
by name, the chosen one first, and `system`, the one that is chosen if none is wanted), or `error`
(trouble, detail).
"""

from mock_panel.speech.child import begin
from mock_panel.speech.microphones import Microphones, NoMicrophoneError, find_microphones
from mock_panel.speech.trouble import Trouble


def main() -> None:
    """Do the job of standard input."""
    job, reports = begin()
    try:
        microphones = find_microphones()
        chosen = microphones.choose(job["microphone"])
    except NoMicrophoneError as error:
        reports.finish("error", trouble=Trouble.NO_MICROPHONE, detail=str(error))
    others = [each.name for each in microphones.found if not each.is_monitor and each is not chosen]
    reports.finish(
        "done",
        backend=microphones.backend,
        devices=[chosen.name, *others],
        system=_systems_choice(microphones),
    )


def _systems_choice(microphones: Microphones) -> str | None:
    try:
        return microphones.choose(None).name
    except NoMicrophoneError:
        # What is wanted by its name is all there is.
        return None


if __name__ == "__main__":
    main()
