"""The plan to the interview day, and what Home says of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.ids import FrameworkId
from mock_panel.practice.countdown import LONGEST_WAIT, Countdown
from mock_panel.practice.drawing import draw_by_need
from mock_panel.practice.plan import (
    OUTLOOK,
    QUESTIONS_AN_EVENING,
    EveningKind,
    Plan,
    next_step,
    plan,
    questions_by_ecq,
)
from mock_panel.practice.plan_words import evening_words, headline, plan_lines
from tests.practice.fakes import BOARD, ECQS, FRAMEWORK, NOON, SETUP, small_bank
from tests.practice.practised import attempt_at, shipped_bank, standing
from tests.practice.test_drawing_by_need import everywhere, histories, often
from tests.tui import histories as looked_at

BANK = small_bank()
QUESTIONS = BANK.questions_of(FRAMEWORK)
TODAY = NOON.date()
DAY = timedelta(days=1)


def planned(
    attempts: list[AttemptSummary] | None = None, days: int | None = 23, framework: str = ""
) -> Plan:
    """With a framework, from the shipped bank."""
    interview = None if days is None else TODAY + days * DAY
    bank = shipped_bank() if framework else BANK
    chosen = bank.framework(FrameworkId(framework)) if framework else None
    return plan(bank, standing(bank, attempts or [], NOON, interview, framework=chosen))


def test_the_countdown_knows_its_days() -> None:
    days = [Countdown(TODAY, TODAY + n * DAY) for n in (-1, 0, 1, 2, 3, 23, 400)]
    assert [c.days_left for c in days] == [None, 0, 1, 2, 3, 23, 400]
    assert [c.is_taper for c in days] == [False, True, True, True, False, False, False]
    assert [c.longest_wait for c in days] == [LONGEST_WAIT, 1, 1, 1, 1, 21, LONGEST_WAIT]
    assert [c.words for c in days[:4]] == [
        "the interview date has passed", "the board is today", "the board is tomorrow",
        "2 days left",
    ]  # fmt: skip
    unknown = Countdown(TODAY, None)
    assert (unknown.days_left, unknown.is_taper, unknown.longest_wait) == (None, False, 30)


@pytest.mark.parametrize("days", [None, 0, 1, 2, 3, 4, 10, 23, 60])
def test_the_evenings_reach_from_tonight_to_the_eve_and_end_in_a_taper(days: int | None) -> None:
    made = planned(everywhere((2, 3, 4)), days)
    expected = OUTLOOK if days is None else days
    assert [evening.day for evening in made.evenings] == [TODAY + n * DAY for n in range(expected)]
    kinds = {
        expected - n: evening.kind for n, evening in enumerate(made.evenings) if days is not None
    }
    assert [kinds.get(n) for n in (1, 2, 3) if n in kinds] == [
        EveningKind.BEST, EveningKind.BEST, EveningKind.BOARD
    ][: len(kinds)]  # fmt: skip
    for evening in made.evenings:
        assert (evening.kind is EveningKind.QUESTIONS) == bool(evening.slots)
        assert len(evening.slots) in (0, QUESTIONS_AN_EVENING)
        assert evening.minutes == {"questions": 20, "best": 10, "board": 15}[evening.kind.value]


@pytest.mark.parametrize("framework", ["opm-2025", "opm-2006"])
def test_every_competency_is_dealt_out_once_or_named_as_left_over(framework: str) -> None:
    for days in (None, 4, 23):
        made = planned([], days, framework)
        dealt = [s.competency.id for e in made.evenings for s in e.slots if s.competency]
        assert len(set(dealt)) == len(dealt)
        left = [competency.id for competency in made.left_over]
        assert not set(left) & set(dealt)
        everything = {c.id for c in made.standing.framework.competencies}
        # Tonight's questions are known already, with the second competencies they aim at.
        assert len(everything - set(dealt) - set(left)) <= 2 * QUESTIONS_AN_EVENING
        assert made.without_questions == ()
        if days == 23:
            assert left == []


def test_the_weakest_ecq_gets_the_most_questions_and_none_is_left_out() -> None:
    made = planned(everywhere((2, 4, 5)), 23)
    shares = questions_by_ecq(made.evenings)
    assert list(shares) == list(ECQS)
    assert all(count > 0 for count in shares.values())


def test_tonight_begins_with_the_question_that_is_drawn() -> None:
    where = standing(BANK, everywhere((4, 2, 4)), NOON, TODAY + 23 * DAY)
    made = plan(BANK, where)
    step = made.next_step
    assert made.tonight is not None
    assert made.tonight.slots[0].ecq == step.ecq
    setup = replace(SETUP, preset=step.preset, seed=step.seed)
    assert draw_by_need(BANK, setup, where)[0] == step.drawn


def test_the_evening_is_done_when_its_questions_are_answered() -> None:
    soon = [attempt_at(q, NOON - timedelta(minutes=9 * n)) for n, q in enumerate(QUESTIONS[:3], 1)]
    assert not planned(soon[:2]).is_done_for_today
    assert planned(soon).is_done_for_today
    assert planned(soon[:2], days=2).is_done_for_today
    board = [replace(attempt, preset=BOARD) for attempt in soon]
    assert not planned(soon, days=3).is_done_for_today
    assert planned(board, days=3).is_done_for_today
    assert planned(days=0).is_done_for_today


class TestNextStep:
    def test_an_ecq_never_practised_then_few_answers_then_the_weakest(self) -> None:
        few = [attempt_at(QUESTIONS[3], NOON - 3 * DAY, 3)]
        one = next_step(BANK, standing(BANK, [*often(ECQS[0], 4), *few]))
        assert (one.ecq.id, one.because) == (ECQS[2], "not practised yet")
        two = next_step(BANK, standing(BANK, [*often(ECQS[0], 4), *often(ECQS[2], 4), *few]))
        assert (two.ecq.id, two.because) == (
            ECQS[1],
            "1 answer so far · last practised 3 days ago",
        )
        three = next_step(BANK, standing(BANK, everywhere((4, 2, 4))))
        assert three.ecq.id == ECQS[1]
        assert three.because == "your weakest at level 2.0 · last practised 2 days ago"

    def test_a_bank_without_questions_still_has_an_ecq_to_name(self) -> None:
        bank = looked_at.bank()
        framework = bank.framework(looked_at.CURRENT)
        attempts = [looked_at.summary(n, ecq) for n, ecq in enumerate(looked_at.ECQS[:4])]
        step = next_step(bank, standing(bank, attempts, looked_at.NOW, framework=framework))
        assert (step.ecq.id, step.because, step.drawn) == (
            looked_at.ECQS[4],
            "not practised yet",
            None,
        )

    @given(histories, st.none() | st.integers(0, 40))
    def test_any_history_gives_a_plan_in_words(
        self, history: list[AttemptSummary], days: int | None
    ) -> None:
        made = planned(history, days)
        assert made == planned(history, days)
        lines = list(plan_lines(made))
        assert all("None" not in line and ".." not in line for line in lines)
        assert len(headline(made)) < 140


class TestWords:
    def test_the_headline_says_what_the_week_leans_towards(self) -> None:
        told = headline(planned(everywhere((1, 4, 5)), 23))
        assert told == (
            "23 days left: of the next 18 questions 12 on Saving money, 4 on Leading people; "
            "board rehearsal on Sat 7 Mar"
        )
        assert headline(planned(everywhere((1, 4, 5)), 3)) == "3 days left: board rehearsal tonight"
        assert headline(planned([], 2)) == "2 days left: nothing new now, only what went best"
        assert headline(planned([], None)).startswith("no interview date set: of the next 18 ")
        assert headline(planned([], None)).endswith("; board rehearsal on Sat 7 Mar")

    def test_each_kind_of_evening_has_its_words(self) -> None:
        made = planned([], 4, "opm-2025")
        assert [evening_words(evening) for evening in made.evenings[1:]] == [
            "the board, rehearsed whole: 45 minutes",
            "what you tell best, once more; short, and nothing new",
            "what you tell best, once more; short, and nothing new",
        ]
        assert "Rule of Law and the Founding (" in evening_words(made.evenings[0])

    def test_on_the_day_itself_there_is_no_practice(self) -> None:
        lines = list(plan_lines(planned(everywhere((3, 3, 3)), 0)))
        assert lines[:3] == [
            "Set 2025: the board is today",
            "",
            "Today: no practice. Take the outline with you, and answer what is asked.",
        ]

    def test_what_finds_no_room_is_named(self) -> None:
        told = "\n".join(plan_lines(planned([], 4, "opm-2006")))
        assert "Never practised, and without room in these evenings: " in told

    def test_a_date_that_has_passed_is_said_to_have(self) -> None:
        (first, *_) = plan_lines(planned([], -1))
        assert first == "Set 2025: the interview date has passed"

    def test_nothing_is_promised(self) -> None:
        told = "\n".join(plan_lines(planned(everywhere((4, 4, 4)), 23))).lower()
        assert "unofficial" in told
        for promise in ("will pass", "you will", "ready for", "guarantee"):
            assert promise not in told


def test_a_day_is_a_day_where_the_candidate_lives() -> None:
    assert (
        Countdown.at(NOON, date(2026, 3, 3)).days_left
        == (date(2026, 3, 3) - NOON.astimezone().date()).days
    )
