"""The chair's screen: consent, questions in order, the clock, follow-ups, notes, sound, faults."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from mock_panel.bootstrap.services import Services
from mock_panel.domain.ids import PanelId, SeatId, SessionId
from mock_panel.domain.panel_forms import ProbeMode
from mock_panel.domain.panels import Panel
from mock_panel.domain.speech import Rung, SpeechReach, Spoken, Transcribed
from mock_panel.errors import StorageError
from mock_panel.panel.answers import sound_name
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.panel.conduct import ConductScreen
from mock_panel.tui.screens.panel.conduct_said import SaidScreen
from tests.panel.sample_panels import ASKED, sample_form, sample_panel
from tests.tui.looking import LookingApp, NotedSpeaker
from tests.tui.practising import TestClock, real_services, settled, shown, until
from tests.tui.speaking import SpeakingMachine, heard

CHAIR = SeatId("a")


def convened(services: Services, **changes: Any) -> Panel:
    panel = sample_panel(**{"agreed": None, **changes})
    services.panels.store.convene(panel, {})
    return panel


@asynccontextmanager
async def conducting(
    services: Services, panel: PanelId, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ConductScreen, Pilot[int]]]:
    screen = ConductScreen(panel)
    app = LookingApp(services, screen)
    async with app.run_test(size=size) as pilot:
        await until(pilot, ConductScreen)
        yield screen, pilot


async def words(pilot: Pilot[int], text: str) -> None:
    """Wait until the screen shows something."""
    for _ in range(500):
        told = " ".join(n.message for n in pilot.app._notifications)
        if text in " ".join(f"{shown(pilot.app)} {told}".split()):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{text!r} did not come:\n{shown(pilot.app)}")


def kinds(services: Services, panel: PanelId) -> list[str]:
    return [event.kind.value for event in services.panels.store.events(panel)]


async def consented(screen: ConductScreen, pilot: Pilot[int], clock: TestClock) -> None:
    await words(pilot, "May the answers be recorded and written down?")
    await pilot.press("enter", "y")
    await words(pilot, "No microphone: connect one")
    await words(pilot, "Enter asks this question: then read it aloud.")
    await pilot.press("enter")
    await words(pilot, "Read the question aloud")
    clock.pass_seconds(20)
    await pilot.press("enter")
    clock.pass_seconds(65)
    await words(pilot, "6:00 to 8:00 is the band")


async def noted(screen: ConductScreen, pilot: Pilot[int], clock: TestClock) -> None:
    """A note with the time at which it began, a follow-up that is asked once, and both hidden."""
    await pilot.press("a")
    clock.pass_seconds(4)
    await pilot.press(*"rule", "enter")
    await words(pilot, "rule 1:05")
    await words(pilot, "S 0 A 1 R 0 other 0")
    await pilot.press("3", "3")
    await words(pilot, "asked at 1:09")
    await words(pilot, "It was asked at 1:09 already.")
    await pilot.press("h")
    await words(pilot, "hidden: h shows")
    assert "rule 1:05" not in shown(pilot.app)
    assert "asked at 1:09" in shown(pilot.app)
    assert "your notes" not in shown(pilot.app)
    assert screen.at_hand.question.supplementals[0][:20] not in shown(pilot.app)
    await pilot.press("h")


async def paused_and_ended(screen: ConductScreen, pilot: Pilot[int], clock: TestClock) -> None:
    await pilot.press("p")
    await words(pilot, "Paused. Enter goes on; f notes why.")
    clock.pass_seconds(100)
    await pilot.press("f", *"fi", "escape")
    await pilot.press("f", *"re")
    await words(pilot, "Leave the line")
    assert screen.line.text == "fire", "what was left with esc comes back"
    await pilot.press("enter")
    await words(pilot, "Noted, with the time.")
    await pilot.press("enter")
    clock.pass_seconds(11)
    # The second Enter is an echo of the first and asks no question.
    await pilot.press("enter", "enter")
    await words(pilot, "Answered. Enter asks question 2 of 5.")


async def written_by_hand_and_left_out(
    screen: ConductScreen, pilot: Pilot[int], clock: TestClock
) -> None:
    await pilot.press("w")
    await until(pilot, SaidScreen)
    await pilot.press(*"did", "ctrl+s")
    await until(pilot, ConductScreen)
    clock.pass_seconds(2)
    # Left out for a reason alone; escape closes the line and leaves nothing out.
    await pilot.press("x", *"to", "escape")
    assert screen.at_hand.upcoming == screen.at_hand.form.questions[1]
    await pilot.press("x", *"ld", "enter")
    await words(pilot, "Question 3 of 5")
    await pilot.press("escape")
    await settled(pilot)
    assert pilot.app.screen is not screen


async def gone_on_to_the_end(screen: ConductScreen, pilot: Pilot[int], clock: TestClock) -> None:
    await words(pilot, "Paused.")
    await words(pilot, "Question 3 of 5")
    await pilot.press("enter")
    await words(pilot, "Enter asks this question")
    for _ in range(3 * len(ASKED[2:])):
        await pilot.press("enter")
        clock.pass_seconds(30)
    await words(pilot, "Enter ends the interview")
    await pilot.press("enter")
    await words(pilot, "Jordan Ellis waits. Now each rates alone.")
    await words(pilot, "1:20 Commitment")
    await words(pilot, "left out Driving")
    clock.pass_seconds(1)
    await pilot.press("enter")
    await settled(pilot)
    assert pilot.app.screen is not screen


async def test_an_interview_is_conducted_without_a_microphone(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    probe = SpeechReach(Rung.TIMED, reason="no microphone: connect one")
    services._made["speech_probe"] = SpeakingMachine(probe)
    panel = convened(services, form=sample_form(probe_mode=ProbeMode.NEUTRAL))
    store = services.panels.store
    async with conducting(services, panel.id) as (screen, pilot):
        for step in (consented, noted, paused_and_ended, written_by_hand_and_left_out):
            await step(screen, pilot, clock)
    (note,) = store.own_notes(panel.id, CHAIR)
    assert (note.text, note.second, note.question) == ("rule", 65, ASKED[0])
    (answer,) = store.answers(panel.id)
    assert (answer.text, answer.seconds, answer.spoken) == ("did", 80, None)
    assert kinds(services, panel.id) == [
        "consent", "asked", "answer_began", "probe", "pause", "fault", "resumed", "answer_ended",
        "fault", "pause",
    ]  # fmt: skip
    told = [event.words for event in store.events(panel.id)]
    assert [told[5], *told[8:]] == ["fire", "not asked: told", "the chair left this screen"]
    async with conducting(services, panel.id) as (screen, pilot):
        await gone_on_to_the_end(screen, pilot, clock)
    assert kinds(services, panel.id)[-1] == "ended"


async def recorded_through_pauses(
    machine: SpeakingMachine, pilot: Pilot[int], clock: TestClock
) -> None:
    """The voice reads, and the clock starts when it has finished."""
    await pilot.press("y")
    await words(pilot, "records each answer")
    await pilot.press("enter")
    await words(pilot, "listening: Desk microphone")
    clock.pass_seconds(90)
    await pilot.press("p", "enter", "enter")
    await words(pilot, "Answered. Enter")
    assert machine.recorder.pauses == ["pause", "resume", "pause"]
    await pilot.press("b")
    await settled(pilot)
    assert machine.recorder.pauses[-1] == "resume"
    clock.pass_seconds(10)
    await pilot.press("enter")
    clock.pass_seconds(5)
    await pilot.press("enter")
    await words(pilot, "Question 2 of 5")
    await words(pilot, "listening: Desk microphone")
    await settled(pilot)


async def lost_and_withdrawn(machine: SpeakingMachine, pilot: Pilot[int], clock: TestClock) -> None:
    """A device that fails stops no clock; escape asks; the candidate may think otherwise."""
    clock.pass_seconds(40)
    machine.recorder.lose("The microphone was unplugged.")
    await words(pilot, "The clock goes on; f6 looks again.")
    await pilot.press("f6")
    await words(pilot, "listening: Desk microphone")
    await pilot.press("escape")
    await until(pilot, NoticeScreen)
    await pilot.press("enter", "k", "n")
    await until(pilot, ConductScreen)
    await words(pilot, "not recorded, as the candidate wishes")
    await settled(pilot)


async def test_answers_are_recorded_and_written_down_while_the_panel_goes_on(
    tmp_path: Path,
) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    machine.transcriber.answer = Transcribed(heard("We cut sixty leases"))
    services = real_services(tmp_path, clock)
    speaker = NotedSpeaker()
    services.settings = replace(services.settings, voice=True)
    services._made.update({**machine.parts, "speaker": speaker})
    panel = convened(services)
    store = services.panels.store
    texts = [question.asked.text for question in panel.form.questions]
    names = [sound_name(panel.id, number) for number in (1, 2)]
    async with conducting(services, panel.id, (120, 40)) as (screen, pilot):
        await recorded_through_pauses(machine, pilot, clock)
        assert speaker.said == texts[:2]
        assert speaker.warmed == texts[1:3]
        (answer,) = store.answers(panel.id)
        assert (answer.text, answer.seconds) == ("We cut sixty leases", 100)
        assert answer.spoken
        assert answer.spoken.recording.name == names[0]
        await lost_and_withdrawn(machine, pilot, clock)
        assert screen.at_hand.is_answering
        assert not screen.sound.is_listening
    assert machine.recorder.names == [*names, names[1]]
    assert names[0] in machine.recordings.erased
    assert [(gone.text, gone.spoken) for gone in store.answers(panel.id)] == [("", None)]
    kept = store.get(panel.id)
    assert kept
    assert kept.agreed is False
    assert kinds(services, panel.id)[-2:] == ["fault", "consent"]


async def test_after_a_crash_the_answer_is_recorded_on_and_missing_words_are_written_down(
    tmp_path: Path,
) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    machine.transcriber.answer = Transcribed(None, "no model: fetch one")
    services = real_services(tmp_path, clock)
    services._made.update(machine.parts)
    panel = convened(services, agreed=True)
    names = [sound_name(panel.id, number) for number in (1, 2)]
    async with conducting(services, panel.id) as (screen, pilot):
        for _ in range(5):
            await pilot.press("enter")
            clock.pass_seconds(30)
            await settled(pilot)
        await words(pilot, "Answer 1: no model: fetch one")
        await words(pilot, "listening")
        await pilot.press("s", *"cars", "escape")
        await words(pilot, "cars 0:30")
    # The recorder was let go of with the screen.
    services._made.update(machine.parts)
    machine.transcriber.answer, machine.transcriber.stops = Transcribed(heard("I led it")), 0
    # Only what was recorded has a file.
    machine.recordings.erased = [sound_name(panel.id, number) for number in (3, 4, 5)]
    clock.pass_seconds(10)
    async with conducting(services, panel.id) as (screen, pilot):
        await words(pilot, "listening")
        await words(pilot, "The program was closed for 0:40 at most; the clock went on.")
        assert (screen.at_hand.index, screen.at_hand.elapsed) == (1, 40)
        # The note is the chair's, and whoever opens this screen is not asked for a PIN.
        await words(pilot, "your notes S 1 A 0")
        assert "cars" not in shown(pilot.app)
        for _ in range(100):
            await settled(pilot)
            (answer,) = services.panels.store.answers(panel.id)
            if answer.text:
                break
        assert (answer.question, answer.text, answer.seconds) == (ASKED[0], "I led it", 30)
    assert machine.recorder.names == [*names, names[1]]
    fault = services.panels.store.events(panel.id)[-1]
    assert fault.words == "the program was closed for 0:40 at most; the clock went on"


async def test_what_the_chair_does_in_a_browser_moves_the_microphone_at_the_table(
    tmp_path: Path,
) -> None:
    machine, clock = SpeakingMachine(), TestClock()
    machine.transcriber.answer = Transcribed(heard("We cut sixty leases"))
    services = real_services(tmp_path, clock)
    services._made.update(machine.parts)
    panel = convened(services, agreed=True)
    names = [sound_name(panel.id, number) for number in (1, 2)]
    store = services.panels.store
    browser = Conduct.open(panel, store, services.monotonic, services.now, is_alone=False)

    def browser_does(*steps: Callable[[Conduct], object]) -> None:
        for step in steps:
            clock.pass_seconds(30)
            step(browser)
        browser.write()

    async with conducting(services, panel.id) as (screen, pilot):
        browser_does(Conduct.ask, Conduct.begin_answer)
        await words(pilot, "At the chair's other screen: the clock was started.")
        await words(pilot, "listening: Desk microphone")
        browser_does(Conduct.end_answer, Conduct.ask, Conduct.begin_answer)
        await words(pilot, "Question 2 of 5")
        for _ in range(100):
            await settled(pilot)
            if machine.recorder.names == names and any(a.text for a in store.answers(panel.id)):
                break
        (answer,) = store.answers(panel.id)
        assert (answer.text, answer.seconds) == ("We cut sixty leases", 30)
        browser_does(lambda conduct: conduct.consent(False))
        await words(pilot, "not recorded, as the candidate wishes")
        for _ in range(100):
            if names[1] in machine.recordings.erased:
                break
            await settled(pilot)
        assert set(names) <= set(machine.recordings.erased)
        assert screen.at_hand.agreed is False
        assert not screen.sound.is_listening
        browser_does(Conduct.end_answer)
        await words(pilot, "At the chair's other screen: the answer was ended.")
    assert kinds(services, panel.id)[-1] == "answer_ended", "who only looked on pauses nothing"


async def test_a_voice_that_fails_and_a_full_disk_are_told_and_stop_nothing(
    tmp_path: Path,
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    services.settings = replace(services.settings, voice=True)
    services._made["speaker"] = NotedSpeaker(Spoken(ok=False, reason="no voice: install one"))
    panel = convened(services, agreed=False)
    async with conducting(services, panel.id, (60, 24)) as (screen, pilot):
        await pilot.press("enter")
        await words(pilot, "No voice: install one. v tries the voice again.")
        await words(pilot, "Read the question aloud. Enter starts the clock.")
        assert screen.at_hand.stage is Stage.ASKED

        def full(*_: object) -> None:
            raise StorageError("The disk is full.")

        store = services.panels.store
        screen.at_hand.store = _Full(store, full)  # type: ignore[assignment]  # enough of a store
        await pilot.press("enter")
        await words(pilot, "The disk is full.")
        assert "NOT on the disk" in shown(pilot.app)
        assert screen.at_hand.is_answering
        screen.at_hand.store = store
        clock.pass_seconds(4)
        await words(pilot, "all noted")
        assert "The disk is full." not in shown(pilot.app)
    assert kinds(services, panel.id) == ["asked", "answer_began"]


class _Full:
    """A disk that takes nothing, and is read as ever."""

    def __init__(self, store: object, full: object) -> None:
        self._store = store
        self.happened = full
        self.keep_notes = full

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


@dataclass
class _Taken:
    """Another window conducts."""

    released: int = 0

    def claim(self, _: SessionId) -> bool:
        return False

    def release(self, _: SessionId) -> None:
        self.released += 1


async def test_a_panel_is_conducted_in_one_window_at_a_time(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    services._made["drafts"] = taken = _Taken()
    screen = ConductScreen(convened(services).id)
    app = LookingApp(services, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, NoticeScreen)
        await words(pilot, "This panel is being conducted in another window.")
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is app.below
    assert taken.released == 0
