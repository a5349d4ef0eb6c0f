"""How the talk is said and asked."""

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.cli.plain.collecting import collect
from mock_panel.cli.plain.lines import COLUMNS, wrapped
from mock_panel.cli.plain.rating import ask_self_rating
from mock_panel.domain.attempts import SelfRating
from mock_panel.domain.parts import Found
from tests.cli.plain.scripted import Evening


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_no_line_is_wider_than_72_columns_and_no_word_is_lost(text: str) -> None:
    lines = wrapped(text)
    assert all(len(line) <= COLUMNS for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_letters_of_two_columns_are_counted_as_two() -> None:
    assert all(len(line) * 2 <= COLUMNS for line in wrapped("\u7b54" * 100))


def test_a_path_in_a_warning_can_be_copied_in_one_piece() -> None:
    evening = Evening()
    path = "/home/somebody" + "/far-down" * 12 + "/mock-panel.db"
    evening.lines().warn(f"Something is wrong with {path}: it is full.")
    assert f"{path}:" in evening.err


def test_a_prompt_takes_the_line_without_its_blanks_and_nothing_at_the_end() -> None:
    evening = Evening()
    lines = evening.lines("  y  ")
    assert lines.agrees("Enter for no?")
    assert not lines.has_ended
    assert not lines.agrees("Enter for no?")
    assert lines.has_ended
    assert evening.out == ["Enter for no?"] * 2


def test_a_line_that_is_put_back_is_the_next_one() -> None:
    lines = Evening().lines("second")
    lines.put_back("first")
    assert lines.more_waits()
    assert [lines.next(), lines.next(), lines.next()] == ["first", "second", None]


def test_a_terminal_that_is_gone_ends_the_input() -> None:
    evening = Evening(listening=False)
    lines = evening.lines("never read")
    lines.say("Anybody there?")
    assert lines.next() is None


def test_a_pipe_is_read_to_its_end_though_nobody_listens() -> None:
    evening = Evening(listening=False)
    lines = evening.lines("my answer", is_terminal=False)
    lines.say("Anybody there?")
    assert lines.next() == "my answer"


def test_a_line_that_the_terminal_has_cut_is_told() -> None:
    evening = Evening()
    lines = evening.lines("xxxx")
    lines.source.was_cut = True
    assert lines.next() == "xxxx"
    assert "its end is missing" in " ".join(evening.err)


class TestCollect:
    def test_commands_are_obeyed_and_are_no_part_of_the_text(self) -> None:
        did: list[str] = []
        lines = Evening().lines("", "One.", " TIME? ", "", "Two.", " . ", "not mine")
        text = collect(
            lines, {"time?": lambda: did.append("time")}, did.append, lambda: did.append("saved")
        )
        assert text == "One.\n\nTwo."
        assert did == [
            "One.", "saved", "time", "One.\n", "saved", "One.\n\nTwo.", "saved",
        ]  # fmt: skip
        assert lines.next() == "not mine"

    def test_a_paste_is_saved_once_it_is_in(self) -> None:
        assert pasted("One.", "Two.", "", "Three.") == ["saved", "waits"]

    def test_a_command_is_answered_when_the_words_before_it_are_saved(self) -> None:
        assert pasted("One.", "Two.", "time?") == ["saved", "time", "waits"]

    def test_it_goes_on_from_what_there_is(self) -> None:
        assert nothing_saved("more", text="Some") == "Some\nmore"

    def test_a_blank_line_may_mean_none(self) -> None:
        lines = Evening().lines("", "not mine")
        assert collect(lines, {}, lambda _: None, lambda: None, blank_is_none=True) == ""
        assert lines.next() == "not mine"

    def test_a_blank_line_before_a_paste_does_not(self) -> None:
        lines = Evening().lines("", "pasted", ".", pasting=True)
        assert collect(lines, {}, lambda _: None, lambda: None, blank_is_none=True) == "pasted"


def nothing_saved(*steps: str, text: str) -> str:
    return collect(Evening().lines(*steps), {}, lambda _: None, lambda: None, text=text)


def pasted(*steps: str) -> list[str]:
    """What is done with lines that are there at once, up to the wait after them."""
    did: list[str] = []
    lines = Evening().lines(*steps, lambda: did.append("waits"), pasting=True)
    commands = {"time?": lambda: did.append("time")}
    collect(lines, commands, lambda _: None, lambda: did.append("saved"))
    return did


class TestSelfRating:
    def test_numbers_words_and_first_letters_are_understood(self) -> None:
        lines = Evening().lines("2", "Partial", "a", "4")
        assert ask_self_rating(lines) == SelfRating(Found.CLEAR, Found.PARTIAL, Found.ABSENT, 4)

    def test_what_is_not_offered_is_asked_again(self) -> None:
        evening = Evening()
        lines = evening.lines("3", "2", "9", "1", "0", "0", "6", "5")
        assert ask_self_rating(lines) == SelfRating(Found.CLEAR, Found.PARTIAL, Found.ABSENT, 5)
        assert evening.said.count("to choose here") == 4

    def test_enter_skips_it_as_a_whole(self) -> None:
        for given_before in (0, 1, 2, 3):
            lines = Evening().lines(*["1"] * given_before, "", "next")
            assert ask_self_rating(lines) is None
            assert lines.next() == "next"
