"""What a browser may say, to the letter."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.web.messages import (
    MOST_ELSE,
    MOST_TYPED,
    Focused,
    Message,
    Pinged,
    Resized,
    Typed,
    Unreadable,
    read_message,
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["stdin", "é\\u001b[A"]', Typed("é\x1b[A".encode())),
        ('["stdin", "\\ud83d"]', Typed(b"?")),
        ('["resize", {"width": 120, "height": 40}]', Resized(120, 40)),
        ('["resize", {"width": 1, "height": 99999999999}]', Resized(20, 200)),
        ('["ping", "1795895523000"]', Pinged("1795895523000")),
        ('["focus"]', Focused(True)),
        ('["blur"]', Focused(False)),
    ],
)
def test_what_the_page_says_is_understood(text: str, message: Message) -> None:
    assert read_message(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "", "stdin", "{}", '"stdin"', "[]", "[[]]", "null", '["quit"]', '["deliver_chunk_request"]',
        '["stdin"]', '["stdin", 5]', '["stdin", ["a"]]', '["stdin", "a", "b"]',
        '["resize", {"width": "80", "height": 24}]', '["resize", {"width": 80}]',
        '["resize", {"width": true, "height": 24}]', '["resize", {"width": NaN, "height": 24}]',
        '["resize", {"width": 1e9, "height": 24}]', '["resize", [80, 24]]',
        '["ping", 5]', json.dumps(["ping", "x" * 65]), '["focus", 1]', '["meta", {"type": "quit"}]',
        "[" * 60_000, "9" * 60_000, json.dumps(["stdin", "x" * (MOST_TYPED + 1)]),
        json.dumps(["focus"]) + " " * MOST_ELSE,
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_anything_else_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_message(text)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["width", "height"]), inner),
).map(json.dumps)))  # fmt: skip
def test_nothing_that_is_sent_is_an_error_of_ours(text: str) -> None:
    try:
        message = read_message(text)
    except Unreadable:
        return
    if isinstance(message, Resized):
        assert 20 <= message.width <= 400
        assert 5 <= message.height <= 200
