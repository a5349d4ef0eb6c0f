"""The review: marks with proofs, probes, comparison, and the way on."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mock_panel.bootstrap.services import Services
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.parts import Found, Part
from mock_panel.practice.comparing import compare
from mock_panel.practice.ports.stores import AttemptStore
from mock_panel.tui.app import MockPanelApp
from mock_panel.tui.lines import part_letter
from mock_panel.tui.screens.bank import BankScreen
from mock_panel.tui.screens.compare import CompareScreen
from mock_panel.tui.screens.compare_view import compare_drawing
from mock_panel.tui.screens.home import HomeScreen
from mock_panel.tui.screens.notice import NoticeScreen
from mock_panel.tui.screens.probe import ProbeScreen
from mock_panel.tui.screens.question import QuestionScreen
from mock_panel.tui.screens.review import ReviewScreen
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.sentences import SentenceList
from tests.tui.practising import (
    STORY,
    TestClock,
    real_services,
    settled,
    shown,
    still,
    typed_drill,
    until,
    write,
)

MISUNDERSTOOD = "Say that you had misunderstood the question; counted with the question"
NO_MEASURE = (
    "In 2021 I was chief of a permit office of 40 people, and applicants waited far too long. "
    "I sat with six examiners for a week and timed every step. I asked the union to design the "
    "new queue with me. I cut two of the five signatures because nobody read them. When the "
    "lawyers objected, I took them to the counter. As a result people were content."
)
NO_RESULT = STORY[: STORY.index("As a result")]


def answered(services: Services, text: str, **setup: object) -> Attempt:
    """An attempt that is stored already."""
    session, _ = services.rehearsal.start(typed_drill(**setup))
    session.question_was_read()
    session.text = text
    session.end_answer()
    session.rate(None)
    attempt = services.rehearsal.submit(session)
    services.rehearsal.close(session)
    return attempt


class SlowSaving:
    """An attempt store whose saving takes until it is let go."""

    def __init__(self, store: AttemptStore) -> None:
        self._store = store
        self.began = Event()
        self.may_end = Event()

    def save(self, attempt: Attempt) -> None:
        self.began.set()
        self.may_end.wait(20)
        self._store.save(attempt)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


async def open_review(app: MockPanelApp, pilot: Pilot[int], attempt: Attempt) -> ReviewScreen:
    await until(pilot, HomeScreen)
    screen = ReviewScreen.of_stored(attempt)
    await app.push_screen(screen)
    await until(pilot, ReviewScreen)
    return screen


def words_of(screen: ReviewScreen, widget_id: str) -> str:
    widget = screen.query_one(widget_id)
    assert isinstance(widget, HangingText | Static)
    return str(widget.render())


async def test_every_sentence_has_its_letter_and_every_part_its_proof(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    app = MockPanelApp(services)
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await open_review(app, pilot, attempt)
        text = shown(app)
        assert "S  When I took over the fleet office" in text
        assert "A  I pulled the mileage" in text
        assert "R  As a result the yearly cost fell" in text
        proofs = words_of(screen, "#parts")
        assert "result" in proofs
        assert attempt.report is not None
        assert f"level {attempt.report.level} of 5 (practice)" in text


async def test_moving_through_the_sentences_lights_their_proofs(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    attempt = answered(services, STORY)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        assert "▌" not in words_of(screen, "#parts")
        for _ in range(3):
            await pilot.press("j")
        assert screen.query_one("#answer", SentenceList).selected == 2
        assert "▌" in words_of(screen, "#parts")
        await pilot.press("J")
        assert screen.query_one("#answer", SentenceList).selected == 1


async def test_the_selected_sentence_is_brought_into_view(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    app = MockPanelApp(services)
    attempt = answered(services, " ".join([STORY] * 4))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        await pilot.press("pagedown", "pagedown", "pagedown")
        await still(pilot)
        assert screen.answer.sentences[0].text[:40] not in shown(app)
        for sentence in screen.answer.sentences:
            await pilot.press("j")
            await settled(pilot)
            assert f"▌{part_letter(sentence.part).plain}" in shown(app)
            assert sentence.text[:40] in shown(app)


async def test_a_probe_is_answered_and_both_are_scored_together(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    before = answered(services, NO_RESULT)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(app, pilot, before)
        await pilot.press("a")
        await until(pilot, ProbeScreen)
        await write(pilot, STORY[STORY.index("As a result") :])
        clock.pass_seconds(20)
        await pilot.press("ctrl+s")
        await until(pilot, ReviewScreen)
        await settled(pilot)
    after = services.attempts.get(before.id)
    assert after is not None
    assert before.report is not None
    assert after.report is not None
    assert len(after.continuations) == 1
    assert after.continuations[0].seconds == 20
    assert before.report.parts[Part.RESULT].found is not Found.CLEAR
    assert after.report.parts[Part.RESULT].found is Found.CLEAR
    assert (after.report.level_exact or 0) > (before.report.level_exact or 0)
    assert list((tmp_path / "drafts").glob("*.json")) == []


async def test_what_held_the_level_stands_above_the_answer_until_a_probe_mends_it(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, NO_MEASURE)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        held = "Held at 3: the result has no measure, and no before and after."
        assert words_of(screen, "#held") == held
        await pilot.press("a")
        await until(pilot, ProbeScreen)
        await write(pilot, "As a result the wait fell from 90 days to 22 days.")
        await pilot.press("ctrl+s")
        await until(pilot, ReviewScreen)
        await still(pilot)
        assert "Held" not in words_of(screen, "#held")


async def test_a_level_that_is_rounded_up_says_from_what(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    assert attempt.report is not None
    near = replace(attempt, report=replace(attempt.report, level=3, level_exact=2.87))
    services.attempts.save(near)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, near)
        told = "Rounded up from 2.87; the board here and progress count that."
        assert words_of(screen, "#held") == told


async def test_a_probe_half_answered_waits_on_home(tmp_path: Path) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    attempt = answered(services, NO_RESULT)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(app, pilot, attempt)
        await pilot.press("a")
        await until(pilot, ProbeScreen)
        await write(pilot, "The cost fell by half")
        clock.pass_seconds(1)
        await pilot.pause(0.2)
        await settled(pilot)
        assert "draft saved" in shown(app)
    (draft,) = (tmp_path / "drafts").glob("*.json")
    assert json.loads(draft.read_text())["text"] == "The cost fell by half"

    again = MockPanelApp(real_services(tmp_path, clock))
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, HomeScreen)
        assert "Go on where you stopped" in shown(again)
        await pilot.press("enter")
        await until(pilot, ProbeScreen)
        assert "The cost fell by half" in shown(again)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["narrow", "wide"])
async def test_what_changed_since_the_previous_answer_is_one_key_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    clock = TestClock()
    services = real_services(tmp_path, clock)
    first = answered(services, NO_RESULT, seed=1)
    clock.pass_seconds(3 * 24 * 3600)
    rehearsal = services.rehearsal
    session = rehearsal.start_with(typed_drill(), first.question)
    session.question_was_read()
    session.text = STORY
    session.end_answer()
    session.rate(None)
    second = rehearsal.submit(session)
    app = MockPanelApp(services)
    async with app.run_test(size=size) as pilot:
        screen = await open_review(app, pilot, second)
        assert "last time 3 days ago" in words_of(screen, "#ratings")
        assert "▲" in shown(app)
        await pilot.press("c")
        await until(pilot, CompareScreen)
        await pilot.pause()
        assert "level 2 of 5 (practice), now level" in shown(app)
        drawn = compare_drawing(compare(first, second), app.size.width - 3).plain
        assert ("was:" in drawn) is False
        assert drawn.count("I pulled the mileage") == (2 if size[0] > 100 else 1)
        for width in (40, 60, 71, 72, 99, 100, 160):
            lines = compare_drawing(compare(first, second), width).plain.splitlines()
            assert max(map(len, lines)) <= width
        assert drawn.splitlines()[0] in shown(app)
        await pilot.press("escape")
        assert app.screen is screen


async def test_again_asks_the_same_question_as_a_new_attempt(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(app, pilot, attempt)
        await pilot.press("t")
        await until(pilot, QuestionScreen)
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.session.question == attempt.question
        assert app.screen.session.attempt != attempt.id


async def test_what_is_not_scored_says_why_and_what_would_be(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, "I don't know, sorry.")
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        assert "not scored" in shown(app)
        refused = words_of(screen, "#refused").splitlines()
        assert len(refused) >= 2
        assert all(refused)


async def test_m_says_that_the_question_had_been_misunderstood_and_takes_it_back(
    tmp_path: Path,
) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_review(app, pilot, attempt)
        assert "misunderstood" not in words_of(screen, "#ratings")
        await pilot.press("m")
        await settled(pilot)
        assert services.attempts.get(attempt.id) == replace(attempt, misunderstood=True)
        assert words_of(screen, "#ratings").endswith("you had misunderstood the question")
        await still(pilot)
        assert "Stored: you had misunderstood" in shown(app)
        await pilot.press("m")
        await settled(pilot)
        assert services.attempts.get(attempt.id) == attempt
        assert "misunderstood" not in words_of(screen, "#ratings")


async def test_what_is_marked_is_shown_when_the_attempt_is_opened_again(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    services.attempts.mark_misunderstood(attempt.id, True)
    stored = services.attempts.get(attempt.id)
    assert stored is not None
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, stored)
        assert "you had misunderstood the question" in words_of(screen, "#ratings")


async def test_a_probe_and_a_mark_do_not_undo_each_other(tmp_path: Path) -> None:
    """The mark comes while the answer and the probe are still being scored."""
    services = real_services(tmp_path)
    slow = services._made["attempts"] = SlowSaving(services.attempts)
    slow.may_end.set()
    attempt = answered(services, NO_RESULT)
    slow.began.clear()
    slow.may_end.clear()
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        screen.continue_with("What came of it?", "The cost fell by half.", 20)
        assert await asyncio.to_thread(slow.began.wait, 20)
        await pilot.press("m")
        await pilot.pause(0.2)
        slow.may_end.set()
        await settled(pilot)
        await pilot.press("m", "m")
        await settled(pilot)
        assert "you had misunderstood the question" in words_of(screen, "#ratings")
        stored = services.attempts.get(attempt.id)
        assert stored == screen.attempt
    assert stored is not None
    assert (stored.misunderstood, len(stored.continuations)) == (True, 1)


async def test_a_mark_that_cannot_be_stored_is_told_and_not_shown(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    app = MockPanelApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_review(app, pilot, attempt)
        services.maintenance.erase_attempts([attempt.id])
        await pilot.press("m")
        await until(pilot, NoticeScreen)
        told = " ".join(str(static.render()) for static in app.screen.query(Static))
        assert "no longer in the database" in told
        await pilot.press("enter")
        await until(pilot, ReviewScreen)
        assert "misunderstood" not in words_of(screen, "#ratings")


async def test_m_is_explained_in_help_and_palette(tmp_path: Path) -> None:
    """The footer has no room for it."""
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    app = MockPanelApp(services)
    async with app.run_test(size=(100, 60)) as pilot:
        await open_review(app, pilot, attempt)
        await pilot.press("f1")
        await until(pilot, "HelpScreen")
        assert MISUNDERSTOOD in " ".join(shown(app).split())
        await pilot.press("escape")
        await until(pilot, ReviewScreen)
        await pilot.press("ctrl+p")
        await pilot.press(*"misund")
        await still(pilot)
        assert MISUNDERSTOOD in " ".join(shown(app).split())


async def test_the_count_stands_with_the_question_in_the_browser(tmp_path: Path) -> None:
    services = real_services(tmp_path)
    attempt = answered(services, STORY)
    services.attempts.mark_misunderstood(attempt.id, True)
    app = MockPanelApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, HomeScreen)
        await pilot.press("q")
        await until(pilot, BankScreen)
        # Only what was asked.
        await pilot.press("u", "u")
        await still(pilot)
        assert "misunderstood once" in " ".join(shown(app).split())
