"""What the candidate needs is drawn, and the reason is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.frameworks import Competency
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError
from mock_panel.practice.drawing import DrawnQuestion, draw_by_need
from mock_panel.practice.need import ECQ_KINDS, Kind
from mock_panel.practice.standing import LittleTold
from tests.practice.fakes import (
    BOARD,
    DRILL,
    ECQS,
    FRAMEWORK,
    NOON,
    OTHER_FRAMEWORK,
    PHONE,
    SETUP,
    small_bank,
)
from tests.practice.practised import attempt_at, shipped_bank, standing, timed

BANK = small_bank()
QUESTIONS = BANK.questions_of(FRAMEWORK)
MONEY, PEOPLE, DONE = ECQS
DAY = timedelta(days=1)
NONE_COUNTED = "none of your answers on Saving money skill has counted yet"


def of(ecq: EcqId, number: int = 1) -> Question:
    return BANK.question(QuestionId(f"{FRAMEWORK}.{ecq}.{number}"))


def drawn_after(
    attempts: Sequence[AttemptSummary],
    setup: SessionSetup = SETUP,
    bank: QuestionBank = BANK,
    interview: date | None = None,
) -> DrawnQuestion:
    return draw_by_need(bank, setup, standing(bank, attempts, NOON, interview))[0]


def often(ecq: EcqId, level: int, newest: datetime = NOON - 2 * DAY) -> list[AttemptSummary]:
    """Six answers at one ECQ, all its questions among them."""
    return [
        attempt_at(of(ecq, n % 3 + 1), newest - n * timedelta(hours=1), level) for n in range(6)
    ]


def everywhere(levels: tuple[int, int, int]) -> list[AttemptSummary]:
    return [a for ecq, level in zip(ECQS, levels, strict=True) for a in often(ecq, level)]


class TestReasons:
    def test_an_ecq_never_practised_comes_first(self) -> None:
        drawn = drawn_after([*often(MONEY, 1), *often(DONE, 1)])
        assert drawn.question.ecq == PEOPLE
        assert drawn.because == "you have not practised Leading people yet"

    def test_a_competency_never_practised_comes_before_the_weakest_ecq(self) -> None:
        framework = BANK.framework(FRAMEWORK)
        skill = Competency(CompetencyId("thrift"), "Thrift", None)
        ecqs = (
            *framework.ecqs[:2],
            replace(framework.ecqs[2], competencies=(*framework.ecqs[2].competencies, skill)),
        )
        new = replace(of(DONE), id=QuestionId("new"), competencies=(skill.id,))
        bank = replace(
            BANK,
            frameworks=(replace(framework, ecqs=ecqs),),
            questions=(*QUESTIONS, new),
        )
        drawn = drawn_after(everywhere((1, 1, 5)), bank=bank)
        assert drawn.question == new
        assert drawn.because == "no question has asked you for Thrift yet"
        refused = attempt_at(new, NOON - 3 * DAY, None)
        new_to_it = replace(of(DONE), competencies=(skill.id,))
        reworded = replace(BANK, frameworks=bank.frameworks, questions=(new_to_it, *QUESTIONS[:6]))
        other = drawn_after(everywhere((3, 3, 5)), replace(SETUP, ecqs=(DONE,)), reworded)
        assert other.because == "no question has asked you for Thrift yet"
        again = drawn_after([*everywhere((3, 3, 3)), refused], bank=bank)
        assert again.question == new
        assert [reason.kind for reason in again.told] == [Kind.DUE, Kind.COMPETENCY_UNSHOWN]
        assert "none of your answers on Thrift has counted yet" in again.because

    def test_the_weakest_ecq_is_named_with_its_level_and_count(self) -> None:
        drawn = drawn_after(everywhere((4, 2, 4)))
        assert drawn.question.ecq == PEOPLE
        assert "Leading people is your weakest, at level 2.0 over the last 5" in drawn.because

    def test_few_answers_are_told_as_a_count(self) -> None:
        attempts = [*often(MONEY, 4), *often(DONE, 4), attempt_at(of(PEOPLE), NOON - 2 * DAY, 3)]
        drawn = drawn_after(attempts)
        assert drawn.question.ecq == PEOPLE
        assert drawn.because.startswith("Leading people has only 1 answer with a level so far")

    def test_timed_answers_are_answers_though_they_have_no_level(self) -> None:
        attempts = [timed(of(PEOPLE, n), NOON - 2 * DAY) for n in (1, 2)]
        drawn = drawn_after([*often(MONEY, 4), *often(DONE, 4), *attempts])
        assert drawn.question.ecq == PEOPLE
        assert drawn.because.startswith("Leading people has 2 answers and no level yet")

    @pytest.mark.parametrize(
        ("attempt", "because"),
        [
            (attempt_at(of(MONEY), NOON - 3 * DAY, 1), "you answered it 3 days ago at level 1"),
            (
                attempt_at(of(MONEY), NOON - 3 * DAY, None),
                f"your answer to it 3 days ago could not be scored and {NONE_COUNTED}",
            ),
            (
                attempt_at(of(MONEY), NOON - 3 * DAY, 5, misunderstood=True),
                f"you misunderstood it 3 days ago and {NONE_COUNTED}",
            ),
            (timed(of(MONEY), NOON - 3 * DAY, 2), "you last answered it 3 days ago"),
        ],
    )
    def test_what_went_badly_comes_back_before_a_new_question(
        self, attempt: AttemptSummary, because: str
    ) -> None:
        drawn = drawn_after([attempt], replace(SETUP, ecqs=(MONEY,)))
        assert drawn.question == of(MONEY)
        assert drawn.because in (because, f"{because} and this question is new to you")

    def test_a_new_question_comes_before_one_that_went_well(self) -> None:
        drawn = drawn_after(
            [attempt_at(of(MONEY), NOON - 9 * DAY, 4)], replace(SETUP, ecqs=(MONEY,))
        )
        assert drawn.question != of(MONEY)
        assert drawn.because == "this question is new to you"

    def test_the_ecq_is_no_reason_where_the_candidate_chose_it(self) -> None:
        drawn = drawn_after(everywhere((1, 4, 4)), replace(SETUP, ecqs=(MONEY,)))
        assert "weakest" not in drawn.because
        assert Kind.ECQ_WEAK in [reason.kind for reason in drawn.reasons]

    def test_what_is_not_due_is_said_to_be_the_best_there_is(self) -> None:
        attempts = [attempt_at(of(MONEY, n), NOON - 2 * DAY, 5) for n in (1, 2, 3)]
        drawn = drawn_after(attempts, replace(SETUP, ecqs=(MONEY,)))
        assert drawn.because == "nothing else at Saving money is new to you or due"

    def test_a_story_seldom_told_decides_between_equals(self) -> None:
        story = LittleTold("[b]Denver[/b]", 1, frozenset({CompetencyId(f"{DONE}-skill")}))
        where = standing(BANK, everywhere((3, 3, 3)), stories=[story])
        (drawn,) = draw_by_need(BANK, SETUP, where)
        assert drawn.question.ecq == DONE
        (reason,) = (reason for reason in drawn.reasons if reason.kind is Kind.STORY)
        assert reason.words == "your story “[b]Denver[/b]” could serve and has been told only once"


class TestWithinADay:
    def test_what_was_answered_within_a_day_waits_for_everything_else(self) -> None:
        fresh = [attempt_at(of(PEOPLE, n), NOON - timedelta(hours=23), 1) for n in (1, 2)]
        old = attempt_at(of(PEOPLE, 3), NOON - timedelta(hours=25), 5)
        assert drawn_after([*fresh, old], replace(SETUP, ecqs=(PEOPLE,))).question == of(PEOPLE, 3)

    def test_where_nothing_else_is_left_the_oldest_comes_and_it_is_said(self) -> None:
        attempts = [attempt_at(of(MONEY, n), NOON - timedelta(hours=n), 1) for n in (1, 3, 2)]
        drawn = drawn_after(attempts, replace(SETUP, ecqs=(MONEY,)))
        assert drawn.question == of(MONEY, 3)
        assert drawn.because == "you answered everything else at Saving money within the last day"

    def test_a_clock_set_back_makes_no_question_come_twice(self) -> None:
        attempt = attempt_at(of(MONEY), NOON + 3 * DAY, 1)
        assert drawn_after([attempt], replace(SETUP, ecqs=(MONEY,))).question != of(MONEY)


class TestTaper:
    @pytest.mark.parametrize("days", [0, 1, 2])
    def test_the_last_days_bring_what_went_best(self, days: int) -> None:
        attempts = everywhere((2, 4, 3))
        drawn = drawn_after(attempts, interview=NOON.date() + days * DAY)
        assert drawn.question.ecq == PEOPLE
        when = ("the board is today", "the board is tomorrow", "2 days left")[days]
        assert drawn.because == f"{when}, and it is among what went best: level 4 the last time"

    def test_three_days_before_the_weakest_still_counts(self) -> None:
        drawn = drawn_after(everywhere((2, 4, 3)), interview=NOON.date() + 3 * DAY)
        assert drawn.question.ecq == MONEY

    @pytest.mark.parametrize("interview", [None, NOON.date() - DAY])
    def test_without_a_date_ahead_there_is_no_taper(self, interview: date | None) -> None:
        assert drawn_after(everywhere((2, 4, 3)), interview=interview).question.ecq == MONEY

    def test_a_timed_answer_is_a_strength_by_the_candidates_own_word(self) -> None:
        attempts = [timed(of(DONE), NOON - 2 * DAY, 4), attempt_at(of(MONEY), NOON - 2 * DAY, 2)]
        drawn = drawn_after(attempts, interview=NOON.date() + DAY)
        assert drawn.question == of(DONE)
        assert drawn.because.endswith("level 4 by your own rating")

    def test_who_has_no_strength_yet_is_not_told_of_one(self) -> None:
        drawn = drawn_after([attempt_at(of(MONEY), NOON - 2 * DAY, 2)], interview=NOON.date() + DAY)
        assert Kind.BEST not in [reason.kind for reason in drawn.reasons]

    def test_the_wait_never_goes_beyond_the_taper(self) -> None:
        attempts = [attempt_at(of(MONEY, n), NOON - (3 + n) * DAY, 5) for n in (1, 2, 3)]
        setup = replace(SETUP, ecqs=(MONEY,))
        far = drawn_after(attempts, setup)
        near = drawn_after(attempts, setup, interview=NOON.date() + 5 * DAY)
        assert [reason.kind for reason in far.told] == [Kind.NOT_DUE]
        assert [reason.kind for reason in near.told] == [Kind.DUE]


setups = st.builds(
    replace,
    st.just(SETUP),
    framework=st.sampled_from([FRAMEWORK, OTHER_FRAMEWORK]),
    preset=st.sampled_from([DRILL, PHONE, BOARD]),
    ecqs=st.lists(st.sampled_from(ECQS), unique=True).map(tuple),
    seed=st.integers(0, 10**6),
)
histories = st.lists(
    st.builds(
        lambda question, hours, level, is_timed, misunderstood: (
            timed(question, NOON - timedelta(hours=hours), level)
            if is_timed
            else attempt_at(
                question, NOON - timedelta(hours=hours), level, misunderstood=misunderstood
            )
        ),
        st.sampled_from(BANK.questions),
        st.integers(-50, 2000),
        st.none() | st.integers(1, 5),
        st.booleans(),
        st.booleans(),
    ),
    max_size=25,
    unique_by=lambda attempt: attempt.id,
)
interviews = st.none() | st.integers(-3, 90).map(lambda days: NOON.date() + days * DAY)


@given(setups, histories, interviews)
def test_any_history_gives_a_draw_that_fits_and_repeats_nothing_within_a_day(
    setup: SessionSetup, history: list[AttemptSummary], interview: date | None
) -> None:
    framework = BANK.framework(setup.framework)
    where = standing(BANK, history, NOON, interview, framework=framework)
    drawn = draw_by_need(BANK, setup, where)
    assert drawn == draw_by_need(BANK, setup, where), "the same seed"
    ids = [each.question.id for each in drawn]
    available = (len(setup.ecqs) or len(ECQS)) * 3
    assert len(ids) == min(BANK.preset(setup.preset).questions, available)
    assert len(set(ids)) == len(ids)
    assert {each.question.framework for each in drawn} == {setup.framework}
    assert {each.question.ecq for each in drawn} <= set(setup.ecqs or ECQS)
    assert all(each.because and each.because[-1] != "." for each in drawn)
    resting = {a.question_id for a in history if NOON - a.started_at < DAY}
    wanted = setup.ecqs or ECQS
    rested = [
        q.id for q in BANK.questions_of(setup.framework) if q.ecq in wanted and q.id not in resting
    ]
    if setup.preset != BOARD:
        assert sum(i in resting for i in ids) == max(0, len(ids) - len(rested))


@given(st.sampled_from(ECQS), histories, interviews)
def test_what_is_told_is_true(
    ecq: EcqId, history: list[AttemptSummary], interview: date | None
) -> None:
    where = standing(BANK, history, NOON, interview)
    levels = {row.ecq.id: row.level for row in where.rows}
    for setup in (SETUP, replace(SETUP, ecqs=(ecq,))):
        (drawn,) = draw_by_need(BANK, setup, where)
        past = where.past.get(drawn.question.id)
        others = [
            q for q in BANK.questions_of(FRAMEWORK, drawn.question.ecq) if q != drawn.question
        ]
        told = {reason.kind for reason in drawn.told}
        known = [where.past.get(q.id) for q in others]
        rests = [p is not None and NOON - p.last.started_at < DAY for p in known]
        if Kind.QUESTION_NEW in told:
            assert past is None
        if Kind.NOT_DUE in told:
            assert all(
                p is not None and (p.due > NOON or r) for p, r in zip(known, rests, strict=True)
            )
        if Kind.NOTHING_ELSE in told:
            assert all(rests)
        if Kind.BEST in told:
            assert past is not None
            assert (past.last.level or past.last.self_level or 0) >= 3
        if "is your weakest" in drawn.because:
            here = levels[drawn.question.ecq]
            assert here is not None
            assert all(level is None or level >= here for level in levels.values())
        if setup.ecqs:
            assert not told & ECQ_KINDS


@given(st.integers(0, 10**6), histories, interviews)
def test_a_board_asks_about_every_ecq_in_the_frameworks_order(
    seed: int, history: list[AttemptSummary], interview: date | None
) -> None:
    setup = replace(SETUP, preset=BOARD, seed=seed)
    drawn = draw_by_need(BANK, setup, standing(BANK, history, NOON, interview))
    assert tuple(each.question.ecq for each in drawn) == ECQS
    assert not any("weakest" in each.because for each in drawn)


@pytest.mark.parametrize("seed", range(5))
def test_one_session_aims_at_another_competency_with_each_question(seed: int) -> None:
    bank = shipped_bank()
    framework = bank.framework(FrameworkId("opm-2025"))
    where = standing(bank, framework=framework)
    for ecq in framework.ecqs:
        setup = replace(
            SETUP, framework=framework.id, preset=PresetId("agency"), ecqs=(ecq.id,), seed=seed
        )
        drawn = draw_by_need(bank, setup, where)
        aimed_at = {c for each in drawn[:3] for c in each.question.competencies}
        assert {competency.id for competency in ecq.competencies} <= aimed_at


def test_the_seed_decides_between_equal_questions() -> None:
    where = standing(BANK)
    first = {
        draw_by_need(BANK, replace(SETUP, seed=seed), where)[0].question.id for seed in range(30)
    }
    assert first == {q.id for q in BANK.questions_of(FRAMEWORK, MONEY)}


def test_what_left_the_bank_or_belongs_to_another_framework_does_no_harm() -> None:
    gone = replace(of(MONEY), id=QuestionId("gone"), competencies=(CompetencyId("gone"),))
    elsewhere = BANK.questions_of(OTHER_FRAMEWORK)[0]
    attempts = [attempt_at(gone, NOON - DAY), attempt_at(elsewhere, NOON - DAY)]
    assert drawn_after(attempts).question.ecq == PEOPLE


def test_a_bank_without_questions_is_said_to_have_none() -> None:
    empty = replace(BANK, questions=())
    with pytest.raises(InputError, match="no question to draw for Set 2025"):
        draw_by_need(empty, SETUP, standing(empty))
