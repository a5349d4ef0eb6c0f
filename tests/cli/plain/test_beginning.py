"""What is asked before the first question."""

from dataclasses import replace

import pytest

from mock_panel.cli.plain.beginning import ask_framework, offer_draft
from mock_panel.domain.frameworks import FrameworkStatus
from mock_panel.domain.questions import QuestionBank
from tests.cli.plain.scripted import Evening
from tests.cli.plain.test_session_flow import STORY, interrupt
from tests.practice.fakes import small_bank


@pytest.fixture
def bank() -> QuestionBank:
    """One whose framework in force is the second."""
    bank = small_bank()
    classic, current = bank.frameworks
    return replace(bank, frameworks=(replace(classic, status=FrameworkStatus.CLASSIC), current))


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [("", "test-2006"), ("1", "test-2006"), ("2", "test-2025"), ("test-2025", "test-2025")],
)
def test_a_framework_is_chosen_by_number_or_id_and_the_one_in_force_by_enter(
    bank: QuestionBank, answer: str, wanted: str
) -> None:
    framework, by_user = ask_framework(Evening().lines(answer), bank)
    assert (framework.id, by_user) == (wanted, True)


def test_a_person_who_mistypes_is_asked_again(bank: QuestionBank) -> None:
    evening = Evening()
    framework, by_user = ask_framework(evening.lines("3", "opm", "2"), bank)
    assert (framework.id, by_user) == ("test-2025", True)
    assert evening.said.count("to choose here") == 2


def test_the_end_of_input_chooses_nothing_for_good(bank: QuestionBank) -> None:
    assert ask_framework(Evening().lines(), bank) == (bank.frameworks[1], False)


def test_a_piped_answer_goes_to_the_next_prompt(bank: QuestionBank) -> None:
    lines = Evening().lines("my answer", is_terminal=False)
    assert ask_framework(lines, bank) == (bank.frameworks[1], False)
    assert lines.next() == "my answer"


class TestDrafts:
    @pytest.fixture
    def evening(self) -> Evening:
        evening = Evening()
        with pytest.raises(KeyboardInterrupt):
            evening.practise(STORY[0], interrupt)
        return evening

    def test_none_are_offered_when_none_wait(self) -> None:
        evening = Evening()
        assert offer_draft(evening.lines("asked nothing"), evening.rehearsal) is None
        assert evening.out == []

    def test_enter_goes_on_with_the_newest(self, evening: Evening) -> None:
        evening.clock.pass_seconds(60)
        with pytest.raises(KeyboardInterrupt):
            evening.practise("newer", interrupt)
        draft = offer_draft(evening.lines(""), evening.rehearsal)
        assert draft is not None
        assert draft.text == "newer"
        assert "question 1 of 1, 1 word:" in " ".join(evening.out)

    @pytest.mark.parametrize("steps", [["n"], []], ids=["n", "end of input"])
    def test_it_is_left_for_later(self, evening: Evening, steps: list[str]) -> None:
        assert offer_draft(evening.lines(*steps), evening.rehearsal) is None
        assert len(evening.rehearsal.unfinished()) == 1

    def test_a_pipe_is_told_that_it_is_left_alone(self, evening: Evening) -> None:
        lines = evening.lines("my answer", is_terminal=False)
        assert offer_draft(lines, evening.rehearsal) is None
        assert "left alone" in " ".join(evening.err)
        assert lines.next() == "my answer"
