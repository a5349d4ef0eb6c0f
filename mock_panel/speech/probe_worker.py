"""The probe's child: opens the sound device without a sound, and says which one it is.

Job: empty. Reports: `done` (backend, devices by name) or `error` (trouble, detail).
"""

from mock_panel.speech.child import begin
from mock_panel.speech.play_worker import NoDeviceError, open_device
from mock_panel.speech.trouble import Trouble


def main() -> None:
    """Do the job of standard input."""
    _, reports = begin()
    try:
        device = open_device(channels=1, rate=22050)
    except NoDeviceError as error:
        reports.finish("error", trouble=Trouble.NO_DEVICE, detail=str(error))
    reports.finish("done", backend=device.backend, devices=_names())


def _names() -> list[str]:
    import miniaudio  # noqa: PLC0415 - open_device has proved that it is there

    try:
        return [str(device["name"]) for device in miniaudio.Devices().get_playbacks()]
    except miniaudio.MiniaudioError:
        return []


if __name__ == "__main__":
    main()
