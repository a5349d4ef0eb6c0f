"""The one place that knows whether an answer is to be recorded."""

from dataclasses import replace
from pathlib import Path

import pytest

from mock_panel.bootstrap.services import Services
from mock_panel.domain.speech import Rung
from mock_panel.paths import Paths
from mock_panel.settings import Settings
from mock_panel.speech import reach as reach_module
from mock_panel.speech.reach import MachineProbe


def test_who_does_not_want_to_be_recorded_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach_module, "probe_microphone", pytest.fail)
    found = MachineProbe(tmp_path, microphone=None, recogniser="", records=False).probe()
    assert found.rung is Rung.TIMED
    assert found.is_turned_off
    assert found.reason == "Recording is turned off in Settings: the answer is timed."


@pytest.mark.usefixtures("no_device")
def test_a_machine_without_a_microphone_is_not_turned_off(tmp_path: Path) -> None:
    found = MachineProbe(tmp_path, microphone=None, recogniser="").probe()
    assert found.rung is Rung.TIMED
    assert not found.is_turned_off


@pytest.mark.usefixtures("no_device")
def test_the_wish_holds_from_the_moment_it_is_changed(tmp_path: Path) -> None:
    services = Services(Paths(tmp_path), Settings())
    assert not services.speech_probe.probe().is_turned_off
    services.change_settings(replace(services.settings, record=False))
    assert services.speech_probe.probe().is_turned_off
