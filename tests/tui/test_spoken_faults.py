"""What a spoken answer keeps and says when something of the machine is missing."""

from pathlib import Path

from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Rung, SpeechReach, Spoken
from mock_panel.tui.app import MockPanelApp
from tests.tui.looking import NotedSpeaker
from tests.tui.practising import TestClock, open_question, shown, typed_drill
from tests.tui.speaking import SpeakingMachine
from tests.tui.test_spoken_answer import SPOKEN, speaking, words

NO_VOICE, NO_MICROPHONE = "no voice: install one", "no microphone: connect one"


async def test_the_draft_knows_each_second_of_an_answer_in_which_no_key_is_pressed(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    services = speaking(tmp_path, SpeakingMachine(), clock)
    app = MockPanelApp(services, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, "listening")
        await saved_at(pilot, services.paths.drafts, 0.0)
        for seconds in (1, 2):
            clock.pass_seconds(1)
            await words(pilot, app, f"0:0{seconds}")
            await words(pilot, app, "draft saved")
            await saved_at(pilot, services.paths.drafts, seconds)


async def saved_at(pilot: object, folder: Path, seconds: float) -> None:
    for _ in range(1000):
        if any(
            f'"answer_seconds": {seconds}' in path.read_text() for path in folder.glob("*.json")
        ):
            return
        await pilot.pause(0.02)  # type: ignore[attr-defined]  # a Pilot
    raise AssertionError([path.read_text() for path in folder.glob("*.json")])


async def test_voice_and_microphone_are_missed_one_beside_the_other(tmp_path: Path) -> None:
    machine = SpeakingMachine(SpeechReach(Rung.TIMED, reason=NO_MICROPHONE))
    services = speaking(tmp_path, machine)
    services._made["speaker"] = NotedSpeaker(Spoken(False, NO_VOICE))
    app = MockPanelApp(services, typed_drill(mode=AnswerMode.SPOKEN, voice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_question(app, pilot)
        await words(pilot, app, f"{NO_MICROPHONE} {NO_VOICE}")
        machine.reach = SpeakingMachine().reach
        await pilot.press("f6")
        await words(pilot, app, "listening: Desk microphone")
        assert NO_MICROPHONE not in shown(app)
        assert NO_VOICE in shown(app)
        machine.recorder.stop()
