"""Settings of spoken answers: who hears, who writes down, how long; and the microphone tried."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from mock_panel.domain.speech import ListeningMeans, Recording, Spoken
from mock_panel.errors import StorageError
from mock_panel.paths import Paths
from mock_panel.practice.microphone_watch import SILENT
from mock_panel.settings import Settings, load_settings
from mock_panel.tui.screens.listening_choice import MicrophonesScreen, RecognisersScreen
from mock_panel.tui.screens.listening_words import (
    BEST,
    SYSTEMS_CHOICE,
    microphone_words,
    recogniser_words,
    writer_sentence,
)
from mock_panel.tui.screens.microphone_trial import MicrophoneTrialScreen
from mock_panel.tui.screens.settings import SettingsScreen
from mock_panel.tui.screens.settings_rows import is_shorter, kept_choices, recordings_words
from tests.tui.histories import CURRENT
from tests.tui.looking import RECOGNISERS, HeldMeans, LookingApp, services
from tests.tui.practising import settled, shown, until
from tests.tui.speaking import ScriptedRecorder, SpeakingMachine, level

BOTH = HeldMeans().found
NOTHING = ListeningMeans(
    no_microphone="no microphone: connect one",
    recognisers=tuple(replace(r, to_type=("pip install it",)) for r in RECOGNISERS),
    no_recogniser="no recogniser: pip install it",
)
PATIENCE = 1000
"""Looks at the screen; a test that passes needs a few."""


@dataclass
class Desk:
    """The screen over a machine that does as a test says."""

    home: Path
    screen: SettingsScreen
    pilot: Pilot[int]
    means: HeldMeans
    machine: SpeakingMachine
    trials: list[ScriptedRecorder]
    tried: list[Settings]

    @property
    def saved(self) -> Settings:
        return load_settings(self.home / "settings.toml")

    @property
    def words(self) -> str:
        return " ".join(shown(self.pilot.app).split())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settled(self.pilot)

    async def see(self, text: str) -> None:
        """Wait until the screen shows something; recorder and player are threads."""
        for _ in range(PATIENCE):
            if text in self.words:
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{text!r} did not come:\n{shown(self.pilot.app)}")

    async def open(self, row: str, screen: type[object]) -> None:
        """Open the list of a row."""
        self.screen.query_one(f"#{row}").focus()
        await self.press("enter")
        await until(self.pilot, screen.__name__)

    async def back(self) -> None:
        await until(self.pilot, SettingsScreen)
        await settled(self.pilot)

    def erased(self) -> bool:
        """Whether the sound of every trial is."""
        names = [name for trial in self.trials for name in trial.names]
        return self.machine.recordings.erased == names

    async def until_erased(self) -> None:
        """The thread of a trial outlives its page for a moment."""
        for _ in range(PATIENCE):
            if self.erased():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"erased: {self.machine.recordings.erased}")


@asynccontextmanager
async def opened(
    home: Path,
    held: Settings | None = None,
    means: HeldMeans | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Desk]:
    """The screen, shown, with all that it looks for found."""
    told = services(home, settings=held)
    machine, means = SpeakingMachine(), means or HeldMeans()
    told._made.update(machine.parts, listening_means=means)
    trials: list[ScriptedRecorder] = []
    tried: list[Settings] = []

    def new_recorder(_: Paths, settings: Settings) -> ScriptedRecorder:
        tried.append(settings)
        trials.append(ScriptedRecorder(seconds=4.0))
        return trials[-1]

    told.new_recorder = new_recorder
    screen = SettingsScreen()
    app = LookingApp(told, screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await until(pilot, SettingsScreen)
        await settled(pilot)
        yield Desk(home, screen, pilot, means, machine, trials, tried)


# --- rows ------------------------------------------------------------------------------------


async def test_what_holds_stands_in_the_rows_and_fits_a_small_window(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        assert "Spoken answers ‹ record them ›" in desk.words
        assert "Microphone ‹ the system's choice › Desk microphone now" in desk.words
        assert "Written down by ‹ the best there is › Parakeet TDT 0.6b v2 now" in desk.words
        assert "Recordings kept ‹ 90 days › none yet" in desk.words
        assert "Theme ‹ mock-panel-dark ›" in desk.words


@dataclass
class SlowMeans(HeldMeans):
    """Looks until it is allowed to have found something."""

    go: Event = field(default_factory=Event)

    def find(self, microphone: str = "") -> ListeningMeans:
        assert self.go.wait(20)
        return super().find(microphone)


async def test_nothing_waits_while_microphones_are_looked_for(tmp_path: Path) -> None:
    means, told = SlowMeans(), services(tmp_path)
    told._made["listening_means"] = means
    app = LookingApp(told, SettingsScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(PATIENCE):
            if "‹ the system's choice › looking …" in " ".join(shown(app).split()):
                break
            await pilot.pause(0.01)
        await pilot.press("up", "up", "up")
        words, focused = " ".join(shown(app).split()), app.focused
        means.go.set()
        assert focused is not None
        assert focused.id == "recogniser"
        assert "‹ the best there is › looking …" in words


async def test_answers_may_be_timed_alone_and_recordings_kept_for_good(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        desk.screen.query_one("#record").focus()
        await desk.press("right")
        assert "‹ only time them ›" in desk.words
        desk.screen.query_one("#recording_days").focus()
        await desk.press("right", "right")
        assert "‹ until I erase them ›" in desk.words
        assert (desk.saved.record, desk.saved.recording_days) == (False, 0)


async def test_recordings_are_counted_and_the_command_that_erases_them_is_named(
    tmp_path: Path,
) -> None:
    held = Settings(framework=CURRENT, recording_days=45)
    async with opened(tmp_path, held) as desk:
        recordings = desk.machine.recordings
        recordings.found = {name: Recording(name, 9) for name in ("one", "two")}
        recordings.bytes = 2_500_000
        desk.screen.measure()
        await desk.see("‹ 45 days › 2 recordings, 2.5 MB")
        desk.screen.query_one("#theme").focus()
        await desk.see("mock-panel purge --recordings")
        assert "Theme" in desk.words
        assert "Not affiliated with" in desk.words
        desk.screen.query_one("#recording_days").focus()
        await desk.press("left")
        await desk.see("saved; recordings older than 30 days are erased when you leave Settings")
        await desk.press("right")
        await desk.see("‹ 45 days ›")
        assert "erased when you leave" not in desk.words


def test_days_of_ones_own_stay_on_offer() -> None:
    assert [choice.value for choice in kept_choices(90, "")] == [30, 90, 365, 0]
    assert [choice.value for choice in kept_choices(0, "")] == [30, 90, 365, 0]
    assert [choice.title for choice in kept_choices(1, "")][:2] == ["1 day", "30 days"]
    assert recordings_words(0, 0) == "none yet"
    assert recordings_words(1, 20_000) == "1 recording, 20 kB"
    assert [is_shorter(*days) for days in ((30, 90), (30, 0), (90, 30), (0, 30))] == [
        *(True, True), *(False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "means", "words"),
    [
        ("", None, (SYSTEMS_CHOICE, "looking …")),
        ("Headset", None, ("Headset", "looking …")),
        ("", BOTH, (SYSTEMS_CHOICE, "Desk microphone now")),
        ("Headset", BOTH, ("Headset", "connected")),
        ("Old one", BOTH, ("Old one", "not connected: Desk microphone records")),
        ("Old one", NOTHING, ("Old one", "not connected")),
        ("", NOTHING, (SYSTEMS_CHOICE, "there is none: m says what to do")),
    ],
)
def test_what_is_said_of_a_microphone(
    name: str, means: ListeningMeans | None, words: tuple[str, str]
) -> None:
    assert microphone_words(name, means) == words


@pytest.mark.parametrize(
    ("wanted", "means", "words"),
    [
        ("", None, (BEST, "looking …")),
        ("", BOTH, (BEST, "Parakeet TDT 0.6b v2 now")),
        ("pocketsphinx", BOTH, ("PocketSphinx", "ready")),
        ("onnx-asr", BOTH, ("onnx-asr", "Parakeet TDT 0.6b v2 now")),
        ("whisper-small.en", BOTH, ("Whisper small.en", "not ready, so Parakeet TDT 0.6b v2")),
        ("parrot", BOTH, ("parrot", "not ready, so Parakeet TDT 0.6b v2")),
        ("", NOTHING, (BEST, "not ready: enter lists what to type")),
        ("parakeet-v2", NOTHING, ("Parakeet TDT 0.6b v2", "not ready: enter lists what to type")),
    ],
)
def test_what_is_said_of_a_recogniser(
    wanted: str, means: ListeningMeans | None, words: tuple[str, str]
) -> None:
    assert recogniser_words(wanted, means) == words


@pytest.mark.parametrize(
    ("wanted", "means", "words"),
    [
        ("", BOTH, "Answers are written down by Parakeet TDT 0.6b v2."),
        ("onnx-asr", BOTH, "Answers are written down by Parakeet TDT 0.6b v2."),
        ("pocketsphinx", BOTH, "by PocketSphinx. It is a rough one: read its words"),
        ("whisper-small.en", BOTH, "Whisper small.en is not ready; until it is, Parakeet"),
        ("", NOTHING, "not written down: no recogniser: pip install it"),
    ],
)
def test_who_would_write_answers_down_is_said(
    wanted: str, means: ListeningMeans, words: str
) -> None:
    assert words in writer_sentence(wanted, means)


# --- lists -----------------------------------------------------------------------------------


async def test_a_microphone_is_chosen_from_the_list_and_made_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.open("microphone", MicrophonesScreen)
        assert "● The system's choice Desk microphone now" in desk.words
        await desk.press("end", "enter")
        await desk.back()
        assert "‹ Headset › connected" in desk.words
        assert desk.saved.microphone == "Headset"
        assert desk.machine.recorder.closed == 1
        made = desk.screen.services._made
        assert "recorder" not in made
        assert "speech_probe" not in made
        assert desk.screen.services.recorder is desk.trials[-1]
        assert desk.tried[-1].microphone == "Headset"


async def test_a_microphone_that_is_away_is_listed_and_escape_changes_nothing(
    tmp_path: Path,
) -> None:
    held = Settings(framework=CURRENT, microphone="Old one")
    async with opened(tmp_path, held) as desk:
        assert desk.means.asked == ["Old one"]
        assert "‹ Old one › not connected: Desk microphone records" in desk.words
        await desk.open("microphone", MicrophonesScreen)
        assert "● Old one not connected" in desk.words
        desk.means.found = replace(BOTH, microphones=("Desk microphone", "Old one"))
        await desk.press("escape")
        await desk.back()
        assert "‹ Old one › connected" in desk.words
        assert not (desk.home / "settings.toml").exists()


async def test_without_any_microphone_the_list_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path, means=HeldMeans(NOTHING)) as desk:
        assert "‹ the system's choice › there is none: m says what to do" in desk.words
        await desk.open("microphone", MicrophonesScreen)
        assert "No microphone: connect one." in desk.words


async def test_a_recogniser_is_chosen_with_what_to_type_below_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.open("recogniser", RecognisersScreen)
        assert "● The best there is Parakeet TDT 0.6b v2 now" in desk.words
        assert "Parakeet TDT 0.6b v2 ready" in desk.words
        assert (
            "Whisper small.en not ready; type: pip install faster-whisper "
            "mock-panel models fetch whisper-small.en" in desk.words
        )
        assert "PocketSphinx ready, but rough" in desk.words
        await desk.press("down", "down", "enter")
        await desk.back()
        assert "‹ Whisper small.en › not ready, so Parakeet TDT 0.6b v2" in desk.words
        assert desk.saved.recogniser == "whisper-small.en"
        assert desk.machine.transcriber.stops == 1
        assert "transcriber" not in desk.screen.services._made


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("onnx-asr", "● onnx-asr the best of this library"),
        ("parrot", "● parrot there is no such recogniser"),
    ],
)
async def test_a_recogniser_that_was_written_by_hand_is_listed(
    tmp_path: Path, wanted: str, words: str
) -> None:
    held = Settings(framework=CURRENT, recogniser=wanted)
    async with opened(tmp_path, held) as desk:
        await desk.open("recogniser", RecognisersScreen)
        assert words in desk.words
        await desk.press("home", "enter")
        await desk.back()
        assert desk.saved.recogniser == ""


async def test_where_no_recogniser_is_ready_the_list_says_what_that_means(tmp_path: Path) -> None:
    async with opened(tmp_path, means=HeldMeans(NOTHING)) as desk:
        assert "‹ the best there is › not ready: enter lists what to type" in desk.words
        await desk.open("recogniser", RecognisersScreen)
        assert "Until one is ready, answers are recorded but not written down." in desk.words


# --- trial -----------------------------------------------------------------------------------


async def test_a_trial_is_seen_heard_once_and_erased(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        assert "Say a sentence or two" in desk.words
        assert "Answers are written down by Parakeet TDT 0.6b v2." in desk.words
        assert "m Again" not in desk.words
        desk.trials[0].hear(level(), level())
        await desk.see("good")
        await desk.pilot.press("enter")
        await desk.see("This is what was heard.")
        assert not desk.erased()
        desk.machine.player.move(2.0)
        await desk.see("0:02 of 0:04")
        desk.machine.player.stop()
        await desk.see("That was you, and nothing of it is kept. Press m to try again.")
        (name,) = desk.trials[0].names
        assert name.startswith("trial-20260301T")
        assert desk.erased()
        assert desk.machine.player.started == [0.0]
        await desk.press("enter")
        await desk.back()
        assert len(desk.means.asked) == 3


async def test_a_second_trial_follows_on_m_and_enter_ends_the_playing(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        for number in (1, 2):
            await desk.pilot.press("m")
            await desk.see("listening: Desk microphone")
            await desk.pilot.press("enter")
            await desk.see("This is what was heard.")
            await desk.pilot.press("enter")
            await desk.see("That was you")
            assert len(desk.trials) == number
        assert desk.trials[0].closed == 1
        assert desk.erased()


async def test_what_is_wrong_is_said_while_it_listens_and_after(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        desk.trials[0].hear(*[level(-90, speaking=False)] * 40)
        await desk.see(SILENT)
        await desk.pilot.press("enter")
        await desk.see("This is what was heard.")
        desk.machine.player.stop()
        await desk.see(f"That was you, and nothing of it is kept. {SILENT} Press m")


async def test_without_a_microphone_one_line_says_what_to_do_and_m_looks_again(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, means=HeldMeans(NOTHING)) as desk:
        await desk.press("m")
        await desk.see("No microphone: connect one. Press m to try again.")
        assert "not written down: no recogniser: pip install it" in desk.words
        assert desk.trials == []
        desk.means.found = BOTH
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        await desk.press("escape")
        await desk.back()
        assert "Desk microphone now" in desk.words


@pytest.mark.parametrize("at", ["listening: Desk microphone", "This is what was heard."])
async def test_leaving_at_any_time_erases_and_is_silent(tmp_path: Path, at: str) -> None:
    async with opened(tmp_path) as desk:
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        if at not in desk.words:
            await desk.pilot.press("enter")
            await desk.see(at)
        await desk.pilot.press("escape")
        await until(desk.pilot, SettingsScreen)
        await desk.until_erased()
        assert len(desk.machine.player.started) == (at not in "listening: Desk microphone")


async def test_closing_the_app_erases_a_trial(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        desk.pilot.app.exit()
    await desk.until_erased()
    assert desk.trials[0].names


async def test_a_microphone_that_goes_away_and_speakers_that_are_none_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as desk:
        monkeypatch.setattr(
            desk.machine.player, "play", lambda *_: Spoken(False, "no sound device: connect one")
        )
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        desk.trials[0].lose("the microphone went away")
        await desk.see("It was recorded, but could not be played. No sound device: connect one.")
        await desk.see("The microphone went away. Press m to try again.")
        assert desk.erased()


async def test_a_trial_that_ends_before_a_sound_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as desk:
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        desk.trials[0].close()
        await desk.see("It ended before a sound was heard. Press m to try again.")


async def test_sound_that_stays_on_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise StorageError("trial.wav: the recording was not erased", "Mend the disk.")

    async with opened(tmp_path) as desk:
        monkeypatch.setattr(desk.machine.recordings, "erase", fail)
        await desk.pilot.press("m")
        await desk.see("listening: Desk microphone")
        await desk.pilot.press("enter")
        await desk.see("This is what was heard.")
        desk.machine.player.stop()
        await desk.see("the recording was not erased. Mend the disk.")
        assert "nothing of it is kept." not in desk.words


async def test_the_one_that_is_pointed_at_is_tried_though_it_is_not_chosen(tmp_path: Path) -> None:
    held = Settings(framework=CURRENT, microphone="Old one")
    async with opened(tmp_path, held) as desk:
        await desk.open("microphone", MicrophonesScreen)
        await desk.pilot.press("m")
        await desk.see("Old one is not connected: the system's choice listens.")
        await desk.see("listening:")
        await desk.press("escape")
        await until(desk.pilot, MicrophonesScreen)
        await desk.press("up", "m")
        await desk.see("listening:")
        assert [settings.microphone for settings in desk.tried] == ["Old one", "Headset"]
        await desk.press("escape")
        await until(desk.pilot, MicrophonesScreen)
        pointed = desk.pilot.app.screen.offered.highlighted_option  # type: ignore[attr-defined]  # the list
        assert pointed.id == "Headset"
        assert not (desk.home / "settings.toml").exists()


async def test_the_page_explains_itself(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(40, 10)) as desk:
        await desk.pilot.press("m")
        await until(desk.pilot, MicrophoneTrialScreen)
        await desk.press("f1")
        await desk.see("Help · Try the microphone")
