"""Lines of a real pipe and of a real terminal."""

import os
import pty
import tty
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.cli.plain.line_reader import LineReader, clean


@pytest.fixture
def pipe() -> Iterator[tuple[LineReader, int]]:
    reading, writing = os.pipe()
    yield LineReader(reading), writing
    for descriptor in (reading, writing):
        try:
            os.close(descriptor)
        except OSError:
            continue


@pytest.fixture
def terminal() -> Iterator[tuple[LineReader, int]]:
    ours, theirs = pty.openpty()
    tty.setcbreak(ours)
    yield LineReader(theirs), ours
    for descriptor in (ours, theirs):
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_lines_come_one_by_one_and_none_ends_them(pipe: tuple[LineReader, int]) -> None:
    reader, writing = pipe
    os.write(writing, b"one\r\ntwo\n\nlast")
    os.close(writing)
    assert [reader.read() for _ in range(6)] == ["one", "two", "", "last", None, None]
    assert not reader.is_terminal


def test_a_line_that_is_not_finished_is_waited_for(pipe: tuple[LineReader, int]) -> None:
    reader, writing = pipe
    os.write(writing, b"half a li")
    with pytest.raises(TimeoutError):
        reader.read(seconds=0)
    assert not reader.more_waits()
    os.write(writing, b"ne\nnext\n")
    assert reader.read(seconds=0) == "half a line"
    assert reader.more_waits()
    assert reader.read() == "next"
    assert not reader.more_waits()


def test_letters_cut_between_two_reads_are_put_together(pipe: tuple[LineReader, int]) -> None:
    reader, writing = pipe
    os.write(writing, "r\u00e9sum\u00e9".encode()[:-1])
    with pytest.raises(TimeoutError):
        reader.read(seconds=0)
    os.write(writing, "\u00e9".encode()[-1:] + b"\n\xff\xfe\n")
    assert reader.read() == "r\u00e9sum\u00e9"
    assert reader.read() == "\ufffd\ufffd"


def test_a_terminal_is_known_as_one_and_ends_when_it_is_closed(
    terminal: tuple[LineReader, int],
) -> None:
    reader, ours = terminal
    assert reader.is_terminal
    os.write(ours, b"typed\n")
    assert reader.read() == "typed"
    assert not reader.more_waits()
    os.close(ours)
    assert reader.read() is None


def test_a_line_at_the_terminals_limit_is_marked_as_cut() -> None:
    ours, theirs = pty.openpty()
    try:
        reader = LineReader(theirs)
        os.write(ours, b"x" * 4095 + b"lost\nshort\n")
        line = reader.read()
        assert line is not None
        assert len(line) == 4095
        assert reader.was_cut
        assert reader.read() == "short"
        assert not reader.was_cut
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_closed_descriptor_is_the_end_of_input() -> None:
    reading, writing = os.pipe()
    reader = LineReader(reading)
    os.close(reading)
    os.close(writing)
    assert reader.read() is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("I led \x1b[D\x1b[Athe team", "I led the team"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b[200~pasted\x1b[201~", "pasted"),
        ("\x1bOPkey", "key"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("a\tb", "a b"),
        ("r\u00e9sum\u00e9 \u2013 140 %", "r\u00e9sum\u00e9 \u2013 140 %"),
        ("\x1b", ""),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@given(st.text())
def test_no_control_character_is_left_and_nothing_is_cleaned_twice(typed: str) -> None:
    cleaned = clean(typed)
    assert all(c.isprintable() or ord(c) > 0x9F for c in cleaned)
    assert clean(cleaned) == cleaned


def test_it_never_blocks_where_a_signal_would_go_unnoticed(
    pipe: tuple[LineReader, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C just before a blocking read is noticed at the next line only, if ever."""
    reader, _ = pipe
    waits: list[float | None] = []

    def wait(*args: object) -> tuple[list[int], list[int], list[int]]:
        waits.append(args[3])  # type: ignore[arg-type]
        if len(waits) == 3:
            raise KeyboardInterrupt
        return [], [], []

    monkeypatch.setattr("select.select", wait)
    with pytest.raises(KeyboardInterrupt):
        reader.read()
    assert all(seconds is not None and seconds <= 1 for seconds in waits)


def test_a_time_limit_is_kept_in_moments(
    pipe: tuple[LineReader, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, _ = pipe
    waits: list[float] = []

    def wait(*args: object) -> tuple[list[int], list[int], list[int]]:
        waits.append(args[3])  # type: ignore[arg-type]
        return [], [], []

    monkeypatch.setattr("select.select", wait)
    with pytest.raises(TimeoutError):
        reader.read(seconds=30)
    assert sum(waits) == pytest.approx(30)
