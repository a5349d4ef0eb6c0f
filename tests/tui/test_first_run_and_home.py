"""The first minute: one choice, then Home with one next step."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import FrameworkId
from mock_panel.settings import Settings, load_settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.first_run import FirstRunScreen
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from tests.storage.sample_attempts import make_attempt
from tests.tui.practising import (
    EVENING,
    STORY,
    real_services,
    settled,
    shown,
    typed_drill,
    until,
    write,
)


async def test_first_run_suggests_2025_and_asks_nothing_else_than_the_date(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path, settings=Settings(voice=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, FirstRunScreen)
        await pilot.press("enter", "enter")
        await until(pilot, HomeScreen)
        assert "Rule of Law and the Founding" in shown(app)
    assert load_settings(tmp_path / "settings.toml").framework == "opm-2025"
    assert load_settings(tmp_path / "settings.toml").interview_date is None


async def test_the_classic_set_is_one_key_away_and_the_date_is_kept(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path, settings=Settings(voice=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, FirstRunScreen)
        await pilot.press("down", "enter", *"2026-03-25", "enter")
        await until(pilot, HomeScreen)
        assert "Building Coalitions" in shown(app)
        assert "board in 23 days" in shown(app)
    kept = load_settings(tmp_path / "settings.toml")
    assert (kept.framework, kept.interview_date) == ("opm-2006", date(2026, 3, 25))


async def test_a_date_as_people_write_it_is_kept_though_escape_goes_on(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path, settings=Settings(voice=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, FirstRunScreen)
        await pilot.press("enter", *"3/25/2026", "escape")
        await until(pilot, HomeScreen)
        assert "board in 23 days" in shown(app)


async def test_a_wrong_date_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path, settings=Settings(voice=False)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, FirstRunScreen)
        await pilot.press("enter", *"25 March", "enter")
        await pilot.pause()
        assert "is not a date" in shown(app)
    assert not (tmp_path / "settings.toml").exists()


async def test_home_without_answers_says_what_to_do_next(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        assert "One question on Rule of Law" in shown(app)
        assert "Your first answer gives the first line here" in shown(app)
        await pilot.press("enter")
        await until(pilot, QuestionScreen)


async def test_few_answers_are_counted_and_not_averaged(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    rehearsal = services.rehearsal
    for _ in range(2):
        session, _drawn = rehearsal.start(typed_drill(ecqs=("driving-efficiency",)))
        session.question_was_read()
        session.text = STORY
        session.end_answer()
        session.rate(None)
        rehearsal.submit(session)
        rehearsal.close(session)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        line = next(row for row in shown(app).splitlines() if "Driving Efficiency" in row)
        assert "2 answers" in line
        assert "▁" not in line


async def test_a_session_of_ones_own_is_drawn_as_it_was_set_up(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("p")
        await until(pilot, "SetupScreen")
        # the framework row, then the ECQ row: the classic set, its first ECQ
        await pilot.press("down", "right", "down", "right", "enter")
        await until(pilot, QuestionScreen)
        assert isinstance(app.screen, QuestionScreen)
        asked = app.screen.session.question
        assert asked.framework == FrameworkId("opm-2006")
        assert asked.ecq == "leading-change"


async def test_the_same_seed_draws_the_same_questions(tmp_path: Path) -> None:
    drawn = []
    for name in ("one", "two"):
        services = real_services(tmp_path / name)
        session, _ = services.rehearsal.start(typed_drill(seed=42, preset="phone"))
        drawn.append([q.id for q in session.questions])
    assert drawn[0] == drawn[1]


async def test_an_unfinished_answer_is_what_home_offers_first(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path), typed_drill())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, QuestionScreen)
        await write(pilot, "I closed the Denver office")
        await pilot.press("escape", "l")
        await until(pilot, HomeScreen)
        assert "Go on where you stopped" in shown(app)
        assert "5 words" in shown(app)
        await pilot.press("d")
        await until(pilot, "NoticeScreen")
        await pilot.press("d")
        await until(pilot, HomeScreen)
        await settled(pilot)
        assert "Go on where you stopped" not in shown(app)
    assert list((tmp_path / "drafts").glob("*.json")) == []


async def test_every_key_of_home_is_in_the_palette(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(100, 48)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("ctrl+p")
        await until(pilot, "Palette")
        await pilot.pause(0.3)
        text = shown(app)
        for title in ("Start", "Practise", "Board", "Vacancy", "Plan", "Settings", "Quit", "Help"):
            assert title in text


async def test_the_days_to_the_interview_follow_the_clock(tmp_path: Path) -> None:
    day = (EVENING + timedelta(days=1)).date()
    settings = Settings(framework=FrameworkId("opm-2025"), interview_date=day, voice=False)
    app = MockPanelApp(real_services(tmp_path, settings=settings))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        assert "board tomorrow" in shown(app)


async def test_home_says_what_the_evenings_to_the_interview_lean_towards(tmp_path: Path) -> None:
    day = (EVENING + timedelta(days=20)).date()
    settings = Settings(framework=FrameworkId("opm-2025"), interview_date=day, voice=False)
    services = real_services(tmp_path, settings=settings)
    asked = AskedQuestion.of(services.bank.load().questions_of(FrameworkId("opm-2025"))[0])
    services.attempts.save(replace(make_attempt(1), question=asked))
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await settled(pilot)
        words = " ".join(shown(app).split())
        assert "Plan 20 days left: of the next" in words
        assert "board rehearsal on" in words
