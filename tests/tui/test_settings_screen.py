"""Settings: every change is on disk at once, and a change that cannot be kept is taken back."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.speech import Spoken, VoicesFound
from mock_panel.errors import InputError
from mock_panel.settings import Settings, load_settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.settings import SettingsScreen
from mock_panel.tui.screens.settings_rows import (
    directory_size,
    interview_date,
    rate_choices,
    size_words,
    volume_choices,
)
from mock_panel.tui.screens.voice_trial import VOICE_SAMPLE
from mock_panel.tui.screens.voices import VoicesScreen
from tests.tui.histories import CLASSIC, CURRENT
from tests.tui.looking import HeldVoices, LookingApp, NotedSpeaker, services
from tests.tui.practising import press, settled, shown, still, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Days are counted in local time.
pytestmark = pytest.mark.usefixtures("utc")


@asynccontextmanager
async def opened(
    home: Path,
    held: Settings | None = None,
    speaker: NotedSpeaker | None = None,
    size: tuple[int, int] = (80, 24),
) -> "AsyncIterator[tuple[SettingsScreen, Pilot[int]]]":
    """The screen, shown, with the bank read."""
    screen = SettingsScreen()
    app = LookingApp(services(home, settings=held, speaker=speaker), screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await until(pilot, SettingsScreen)
        yield screen, pilot


class SlowSpeaker(NotedSpeaker):
    """Speaks until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.closed = Event(), Event()

    def speak(self, text: str) -> Spoken:
        self.begun.set()
        assert self.closed.wait(10)
        return super().speak(text)

    def close(self) -> None:
        super().close()
        self.closed.set()


def saved(home: Path) -> Settings:
    return load_settings(home / "settings.toml")


async def test_every_row_saves_what_is_chosen_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, pilot):
        await press(pilot, "right")
        assert saved(tmp_path).framework == CLASSIC
        await press(pilot, "down", *"2027-03-31", "enter")
        assert saved(tmp_path).interview_date == date(2027, 3, 31)
        assert "Wednesday, board in 395 days" in shown(pilot.app)
        await press(pilot, "down", "right", "down", "right", "down", "right")
        await press(pilot, "down", "down", "right", "down", "left")
        await press(pilot, "down", "right", "down", "down", "down", "right")
        await settled(pilot)
        kept = saved(tmp_path)
        assert (kept.answer_mode, kept.answer_model) == ("spoken", "ccar")
        assert (kept.voice, kept.voice_rate, kept.voice_volume) == (False, 150, 80)
        assert (kept.record, kept.recording_days) == (False, 365)
        app = pilot.app
        assert isinstance(app, MockPanelApp)
        assert app.services.settings == kept
        assert "saved" in shown(app).splitlines()[-2]


async def test_a_theme_shows_itself_while_it_is_chosen_and_ours_come_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as (screen, pilot):
        row = screen.query_one("#theme")
        row.focus()
        await press(pilot, "right")
        assert pilot.app.theme == "mock-panel-light"
        await press(pilot, "right")
        assert pilot.app.theme not in {"mock-panel-dark", "mock-panel-light"}
        assert saved(tmp_path).theme == pilot.app.theme
        await press(pilot, "f9")
        assert saved(tmp_path).theme == pilot.app.theme == "mock-panel-light"
        assert "mock-panel-light" in shown(pilot.app)


async def test_every_theme_can_be_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path) as (screen, pilot):
        names = [choice.value for choice in screen.query_one("#theme").choices]  # type: ignore[attr-defined]  # a ChoiceRow
        assert sorted(names) == sorted(pilot.app.available_themes)
        assert names[:2] == ["mock-panel-dark", "mock-panel-light"]


async def test_a_wrong_date_is_explained_and_not_saved(tmp_path: Path) -> None:
    held = Settings(framework=CURRENT, interview_date=date(2026, 4, 1))
    async with opened(tmp_path, held) as (screen, pilot):
        app = pilot.app
        assert isinstance(app, MockPanelApp)
        for wrong in ("31.3.2027", "2027-02-30", "soon"):
            screen.rows.date_box.focus()
            screen.rows.date_box.value = wrong
            await press(pilot, "enter")
            words = shown(app)
            assert f"'{wrong}' is not a date." in words
            assert "2027-03-31" in words, wrong
            assert not (tmp_path / "settings.toml").exists(), wrong
            assert app.services.settings.interview_date == date(2026, 4, 1), wrong


async def test_an_empty_date_means_none_and_the_message_goes(tmp_path: Path) -> None:
    held = Settings(framework=CURRENT, interview_date=date(2026, 4, 1))
    async with opened(tmp_path, held) as (screen, pilot):
        assert "Wednesday, board in 31 days" in shown(pilot.app)
        screen.rows.date_box.focus()
        screen.rows.date_box.value = "soon"
        await press(pilot, "enter")
        screen.rows.date_box.value = ""
        await press(pilot, "enter")
        assert "no date set" in shown(pilot.app)
        assert "not a date" not in shown(pilot.app)
        assert saved(tmp_path).interview_date is None


async def test_a_date_that_was_not_confirmed_is_kept_on_leaving(tmp_path: Path) -> None:
    async with opened(tmp_path) as (screen, pilot):
        screen.rows.date_box.focus()
        screen.rows.date_box.value = "2026-03-24"
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
        assert saved(tmp_path).interview_date == date(2026, 3, 24)


async def test_what_cannot_be_saved_is_said_and_taken_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the directory should be")
    async with opened(home) as (screen, pilot):
        screen.query_one("#theme").focus()
        await press(pilot, "right")
        await until(pilot, NoticeScreen)
        assert "settings not saved" in shown(pilot.app)
        await press(pilot, "enter")
        assert pilot.app.theme == "mock-panel-dark"
        assert "‹ mock-panel-dark ›" in shown(pilot.app)
        assert "not saved; the earlier value holds" in shown(pilot.app)


async def test_a_change_that_fails_after_leaving_is_still_said(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the directory should be")
    async with opened(home) as (screen, pilot):
        screen.rows.date_box.value = "2026-03-24"
        await press(pilot, "escape")
        await until(pilot, NoticeScreen)
        assert "settings not saved" in shown(pilot.app)


async def test_quick_changes_end_with_the_last_one_on_disk(tmp_path: Path) -> None:
    async with opened(tmp_path) as (screen, pilot):
        row = screen.query_one("#voice_rate")
        for _ in range(9):
            row.action_step(1)  # type: ignore[attr-defined]  # a ChoiceRow
        await settled(pilot)
        await settled(pilot)
        chosen = row.value  # type: ignore[attr-defined]  # a ChoiceRow
        assert saved(tmp_path).voice_rate == chosen
        assert chosen != Settings().voice_rate


async def test_v_reads_a_sentence_and_says_why_when_nothing_was_heard(tmp_path: Path) -> None:
    speaker = NotedSpeaker()
    async with opened(tmp_path, speaker=speaker) as (_, pilot):
        await press(pilot, "v")
        assert speaker.said == [VOICE_SAMPLE]
        assert "That was the voice." in shown(pilot.app)
        speaker.answer = Spoken(ok=False, reason="no sound device: connect speakers")
        await press(pilot, "v")
        assert "Nothing was heard. No sound device: connect speakers." in shown(pilot.app)
        speaker.answer = Spoken(ok=True, reason="no voice x here: the default one reads")
        await press(pilot, "v")
        assert "No voice x here: the default one reads." in shown(pilot.app)


async def test_what_is_tried_is_what_is_shown_though_it_cannot_be_saved(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the directory should be")
    speaker = NotedSpeaker()
    held = Settings(framework=CURRENT, voice_id="gmw/de", voice_volume=40)
    async with opened(home, held, speaker) as (screen, pilot):
        screen._shown = replace(held, voice_rate=200)
        await press(pilot, "v")
        assert speaker.tried == [replace(held, voice_rate=200)]


async def test_leaving_silences_a_trial(tmp_path: Path) -> None:
    speaker = SlowSpeaker()
    async with opened(tmp_path, speaker=speaker) as (_, pilot):
        await pilot.press("v")
        assert speaker.begun.wait(10)
        await pilot.press("escape")
        for _ in range(500):
            if speaker.closes:
                break
            await pilot.pause(0.02)
        assert speaker.closes == 1


async def test_a_voice_is_searched_heard_and_chosen_from_the_list(tmp_path: Path) -> None:
    speaker = NotedSpeaker()
    async with opened(tmp_path, speaker=speaker) as (screen, pilot):
        assert "‹ the default voice ›" in shown(pilot.app)
        screen.rows.spoken_by.focus()
        await press(pilot, "enter")
        await until(pilot, VoicesScreen)
        await settled(pilot)
        words = shown(pilot.app)
        assert words.index("English (America)") < words.index("English (Scotland)")
        assert words.index("English (Scotland)") < words.index("Other languages")
        assert words.index("Other languages") < words.index("German")
        await press(pilot, *"/scot")
        assert "German" not in shown(pilot.app)
        assert "1 of 3 voices" in shown(pilot.app)
        await press(pilot, "enter", "v")
        assert [s.voice_id for s in speaker.tried] == ["gmw/en-gb-scotland"]
        assert speaker.said == [VOICE_SAMPLE]
        assert not (tmp_path / "settings.toml").exists()
        await press(pilot, "enter")
        await until(pilot, SettingsScreen)
        await settled(pilot)
        assert "‹ English (Scotland) ›" in shown(pilot.app)
        assert saved(tmp_path).voice_id == "gmw/en-gb-scotland"


async def test_the_default_voice_comes_first_and_escape_changes_nothing(tmp_path: Path) -> None:
    held = Settings(framework=CURRENT, voice_id="gmw/de")
    async with opened(tmp_path, held) as (screen, pilot):
        await settled(pilot)
        assert "‹ German ›" in shown(pilot.app)
        screen.rows.spoken_by.focus()
        await press(pilot, "enter", "slash", "x", "escape")
        await until(pilot, VoicesScreen)
        await settled(pilot)
        assert "German" in shown(pilot.app)
        await press(pilot, "escape")
        await until(pilot, SettingsScreen)
        assert not (tmp_path / "settings.toml").exists()
        await press(pilot, "enter")
        await until(pilot, VoicesScreen)
        await press(pilot, "home", "enter")
        await until(pilot, SettingsScreen)
        await settled(pilot)
        assert saved(tmp_path).voice_id == ""
        assert "‹ the default voice ›" in shown(pilot.app)


async def test_a_voice_that_is_not_there_is_named_and_no_engine_is_told(tmp_path: Path) -> None:
    held = Settings(framework=CURRENT, voice_id="nsss/alex")
    async with opened(tmp_path, held) as (screen, pilot):
        await settled(pilot)
        assert "‹ nsss/alex ›  is not here: the default voice reads" in shown(pilot.app)
        screen.services._made["voices"] = HeldVoices(VoicesFound(reason="no voice: install it"))
        screen.rows.spoken_by.focus()
        await press(pilot, "enter")
        await until(pilot, VoicesScreen)
        await settled(pilot)
        assert "No voice: install it." in shown(pilot.app)
        await press(pilot, "down", "enter")


async def test_where_the_data_lives_and_whose_program_this_is(tmp_path: Path) -> None:
    (tmp_path / "mock-panel.db").write_bytes(b"x" * 2_500_000)
    async with opened(tmp_path, size=(200, 30)) as (_, pilot):
        words = shown(pilot.app)
        assert str(tmp_path) in words
        assert "2.5 MB" in words
        assert "mock-panel backup" in words
        assert "mock-panel purge" in words
        assert "(opm-2025), in effect from 1 Oct 2025" in words
        assert "Not affiliated with" in words


@pytest.mark.parametrize("size", [(40, 10), (20, 5)])
async def test_a_small_window_scrolls_to_every_row(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size=size) as (screen, pilot):
        screen.query_one("#theme").focus()
        await settled(pilot)
        assert "Theme" in shown(pilot.app)


async def test_a_click_changes_a_row(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, pilot):
        await pilot.click("#answer_mode", offset=(20, 0))
        await settled(pilot)
        assert saved(tmp_path).answer_mode == "spoken"


@pytest.mark.parametrize("text", ["2026-03-24", " 2026-03-24 ", "20260324"])
def test_dates_are_read_as_written(text: str) -> None:
    assert interview_date(text) == date(2026, 3, 24)
    assert interview_date("  ") is None
    with pytest.raises(InputError):
        interview_date("2026-3-24.")


def test_another_voice_speaks_as_soon_as_it_is_chosen(tmp_path: Path) -> None:
    speaker = NotedSpeaker()
    told = services(tmp_path, speaker=speaker)
    german = replace(told.settings, voice_id="gmw/de")
    quiet = replace(german, voice_volume=60)
    for number, wanted in enumerate((german, quiet, replace(quiet, voice_rate=150)), start=1):
        assert told.speaker is speaker
        told.change_settings(wanted)
        assert speaker.closes == number
        assert told.speaker is speaker
        assert speaker.tried[-1] == wanted


@pytest.mark.parametrize("line", ["voice_volume = 9", "voice_volume = 101", "voice_id = 7"])
def test_a_wrong_voice_in_the_file_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(line)
    with pytest.raises(InputError, match=line.partition(" ")[0]) as caught:
        saved(tmp_path)
    assert "percent, 10 to 100" in caught.value.hint or "id of a voice" in caught.value.hint


def test_a_speed_of_ones_own_stays_on_offer() -> None:
    assert [choice.value for choice in rate_choices(137)] == [100, 115, 130, 137, 150, 175, 200]


def test_a_volume_of_ones_own_stays_on_offer() -> None:
    assert [choice.value for choice in volume_choices(35)] == [20, 35, 40, 60, 80, 100]


def test_the_size_counts_what_lies_deeper_and_a_missing_directory_is_empty(tmp_path: Path) -> None:
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "one.wav").write_bytes(b"x" * 900)
    (tmp_path / "settings.toml").write_bytes(b"x" * 600)
    assert directory_size(tmp_path) == 1500
    assert size_words(directory_size(tmp_path / "nowhere")) == "nothing yet"
    assert [size_words(n) for n in (1, 1500, 2_500_000)] == ["1 kB", "2 kB", "2.5 MB"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
def test_how_settings_look(size: tuple[int, int], snap_compare: Any) -> None:
    """One choice a row, what holds in the accent, no box."""
    home = Path("/home/candidate/.local/share/mock-panel")
    held = Settings(framework=FrameworkId("opm-2025"), interview_date=date(2026, 3, 24))
    app = LookingApp(services(home, settings=held), SettingsScreen())

    async def ready(pilot: Pilot[int]) -> None:
        app.animation_level = "none"
        await until(pilot, SettingsScreen)
        while "SAR" not in shown(app) or "Desk microphone now" not in shown(app):
            await settled(pilot)
        await still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=ready)
