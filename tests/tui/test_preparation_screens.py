"""What Home has beside practice: the self-check, hours, what is known of boards."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.preparation import HandHours, Preparation, SelfCheck, Vacancy
from mock_panel.practice.self_check import ABOUT, checks_of, likely_gaps
from mock_panel.settings import Settings
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.question import QuestionScreen
from tests.tui.practising import EVENING, real_services, settled, shown, still, until

CURRENT = FrameworkId("opm-2025")


async def test_a_no_is_a_gap_on_home_and_is_there_the_next_time(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        assert "a self-check of two minutes" in shown(app)
        await pilot.press("g")
        await until(pilot, "SelfCheckScreen")
        await pilot.press("y", "y", "n", "n")
        await settled(pilot)
        assert "Likely gaps: " in shown(app)
        await pilot.press("enter")
        await until(pilot, HomeScreen)
        await pilot.pause(0.05)
        await settled(pilot)
        assert "Likely gap   Rule of Law" in shown(app)
        assert "and 1 more" in shown(app)
        await pilot.press("g")
        await until(pilot, "SelfCheckScreen")
        await pilot.press("down", "down", "backspace", "enter")
        await until(pilot, HomeScreen)
        await pilot.pause(0.05)
        await settled(pilot)
        assert "and 1 more" not in shown(app)
    check = services.preparation.load().checks[CURRENT]
    framework = services.bank.load().framework(CURRENT)
    first, second = framework.ecqs[:2]
    assert list(check.answers[first.id].values()) == [True, True]
    assert check.answers[second.id] == {"budget": False}


async def test_the_self_check_opens_at_its_beginning_and_names_its_keys(tmp_path: Path) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("g")
        await until(pilot, "SelfCheckScreen")
        await still(pilot)
        lines = shown(app).splitlines()
        assert ABOUT[:40] in shown(app)
        assert "y Yes" in lines[-1]
        assert "n No" in lines[-1]
        assert "space Turn round" in lines[-1]
        assert "⏎ Done" in lines[-1]
        assert "Nothing answered yet." in shown(app)
        await pilot.press("y")
        await settled(pilot)
        assert "No likely gap so far." in shown(app)


def test_every_ecq_in_use_has_a_question_of_its_own_and_no_two_share_an_id(tmp_path: Path) -> None:
    for framework in real_services(tmp_path).bank.load().qualifications:
        for ecq in framework.ecqs:
            ids = [check.id for check in checks_of(ecq.id)]
            assert len(ids) > 2
            assert len(set(ids)) == len(ids)


def test_without_a_recent_example_its_level_is_no_second_gap(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    framework = services.bank.load().framework(CURRENT)
    ecq = framework.ecqs[0]

    def gaps(**answers: bool) -> list[str]:
        check = SelfCheck(date(2026, 3, 2), {ecq.id: answers})
        return [gap.check.id for gap in likely_gaps(framework, check)]

    assert gaps(recent=False, executive=False) == ["recent"]
    assert gaps(recent=True, executive=False) == ["executive"]
    assert likely_gaps(framework, None) == ()


def test_all_of_the_preparation_comes_back_from_the_disk(tmp_path: Path) -> None:
    store = real_services(tmp_path).preparation
    ecq = EcqId("leading-people")
    before = store.load()
    assert before == Preparation()
    full = replace(
        before,
        hours=(HandHours(date(2026, 3, 1), 1.5, 'read "the guide"'),),
        vacancy=Vacancy("Director, Fleet", date(2026, 4, 1)),
        checks={CURRENT: SelfCheck(date(2026, 3, 2), {ecq: {"supervised": False}})},
    )  # fmt: skip
    store.change(lambda _: full)
    assert store.load() == full


async def test_what_is_known_of_boards_is_a_key_away_from_home_and_from_help(
    tmp_path: Path,
) -> None:
    app = MockPanelApp(real_services(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("f1")
        await until(pilot, "HelpScreen")
        await pilot.press("r")
        await until(pilot, "RemindersScreen")
        assert "Reading a script" in shown(app)
        assert "a federal HR coach" in shown(app)
        await pilot.press("escape", "escape")
        await until(pilot, HomeScreen)
        await pilot.press("r")
        await until(pilot, "RemindersScreen")


async def test_hours_done_elsewhere_are_added_and_taken_back(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("t")
        await until(pilot, "HoursScreen")
        await pilot.press(*"outline", "enter")
        assert "Write the hours first" in shown(app)
        await pilot.press("ctrl+u", *"1.5 outline", "enter")
        await settled(pilot)
        assert "Hours 1.5 of 40" in shown(app)
        await pilot.press(*"2 27 Feb 2026 guide", "enter")
        await settled(pilot)
        assert "     2  27 Feb 2026  guide" in shown(app)
        await pilot.press("up", "ctrl+b")
        await settled(pilot)
        assert services.preparation.load().hours == (HandHours(EVENING.date(), 1.5, "outline"),)
        await pilot.press("ctrl+b")
        await settled(pilot)
        assert "Hours 0 of 40" in shown(app)
    assert services.preparation.load().hours == ()


async def test_a_vacancy_is_kept_counted_to_practised_for_and_forgotten(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    technical = FrameworkId("tq-fleet")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("v")
        await until(pilot, "VacancyScreen")
        assert "Nothing is set." in shown(app)
        assert "None yet." in shown(app)
        await pilot.press("tab", "tab", *"fleet", "enter")
        await settled(pilot)
        assert "has no title" in shown(app)
        await pilot.press("shift+tab", "shift+tab", *"Director", "enter", *"2026-03-3")
        await pilot.press("enter")
        assert "'2026-03-3' is not a date" in " ".join(shown(app).split())
        await pilot.press("0", "enter", "enter")
        await settled(pilot)
        assert "Monday; vacancy closes in 28 days" in shown(app)
        assert "fleet   5 questions" in shown(app)
        kept = Vacancy("Director", date(2026, 3, 30), (technical,))
        assert services.preparation.load().vacancy == kept
        await pilot.press("shift+tab", "enter")
        await until(pilot, QuestionScreen)
        question = app.screen
        assert isinstance(question, QuestionScreen)
        assert question.session.question.framework == technical
        await pilot.press("escape", "l")
        await until(pilot, HomeScreen)
        assert "vacancy closes in 28 days" in shown(app)
        await pilot.press("v")
        await until(pilot, "VacancyScreen")
        await pilot.press("f7")
        await settled(pilot)
        assert "Nothing is set." in shown(app)
    assert services.preparation.load() == Preparation()
    assert services.write_technical("Fleet") == technical


async def test_the_whole_plan_stands_on_a_page_of_its_own(tmp_path: Path) -> None:
    settings = Settings(
        framework=CURRENT, voice=False, interview_date=EVENING.date() + timedelta(days=4)
    )
    app = MockPanelApp(real_services(tmp_path, settings=settings))
    async with app.run_test(size=(80, 50)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("e")
        await until(pilot, "PlanScreen")
        assert "Qualifications, 2025: 4 days left" in shown(app)
        assert "The first question:" in shown(app)
        assert "  Wed 4 Mar   what you tell best, once more" in shown(app)
        assert "Board outcome, unofficial" in shown(app)


async def test_what_was_typed_of_a_vacancy_is_kept_when_it_is_left_at_once(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    async with MockPanelApp(services).run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("v")
        await until(pilot, "VacancyScreen")
        await pilot.press(*"Chief", "escape")
        await until(pilot, HomeScreen)
    assert services.preparation.load().vacancy == Vacancy("Chief", None)
