"""The file that comes back from a rater: read with distrust."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.ids import ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_forms import FormChange
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import InputError
from mock_panel.panel.ratings_file import (
    ReturnedRatings,
    open_ratings,
    read_ratings_file,
)
from mock_panel.panel.ratings_shape import MOST_BYTES
from tests.panel.sample_panels import CONVENED, sample_panel

PANEL = sample_panel()
KEYS = {"a": "key of a", "b": "key of b", "c": "key of c", "d": "key of d"}
NAME = "ratings-b.json"
Body = dict[str, Any]
Way = tuple[str | int, ...]


def body_of_b() -> Body:
    """What rater b saved after locking, before it is sealed."""
    scores = {"q1": 4, "q2": 5, "q3": 4, "q4": 4, "q5": 4}
    return {
        "panel": PANEL.id,
        "form": PANEL.form.id,
        "rater": "b",
        "locked": True,
        "saved_at": "2026-03-02T15:10:00.123Z",
        "ratings": [
            {"item": item, "score": score, "evidence": [f"evidence for {item} 😀"]}
            for item, score in scores.items()
        ],
        "notes": [
            {
                "question": "de-stop-spending",
                "part": "result",
                "text": "not stated until probed",
                "second": 190.4,
                "at": "2026-03-02T14:13:10Z",
            }
        ],
    }


def sealed_file(body: Body | str, key: str = KEYS["b"], **changes: Any) -> bytes:
    """The file as the packet writes it."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    encoded = text.encode("utf-8", "surrogatepass")
    seal = hmac.new(key.encode(), encoded, hashlib.sha256).hexdigest()
    outer = {"schema": "mock-panel/ratings@1", "body": text, "seal": seal, **changes}
    return json.dumps(outer).encode()


def opened(data: bytes, panel: Panel = PANEL) -> ReturnedRatings:
    """As the import does it: the key is that of whoever the file claims to be from."""
    sealed = read_ratings_file(data, NAME)
    return open_ratings(sealed, panel, KEYS.get(sealed.rater, "no such key"))


GOOD = sealed_file(body_of_b())
RETURNED = opened(GOOD)


class TestTheRatersOwn:
    def test_opens_as_it_was_given(self) -> None:
        assert RETURNED.seat == "b"
        assert RETURNED.locked
        assert RETURNED.saved_at == datetime(2026, 3, 2, 15, 10, 0, 123_000, tzinfo=UTC)
        assert RETURNED.ratings[1] == (ItemId("q2"), 5, ("evidence for q2 😀",))
        assert [item for item, _, _ in RETURNED.ratings] == ["q1", "q2", "q3", "q4", "q5"]
        assert RETURNED.notes == (
            RaterNote(
                SeatId("b"),
                QuestionId("de-stop-spending"),
                Part.RESULT,
                "not stated until probed",
                190.4,
                datetime(2026, 3, 2, 14, 13, 10, tzinfo=UTC),
            ),
        )

    def test_says_whose_it_claims_to_be_before_it_is_opened(self) -> None:
        sealed = read_ratings_file(GOOD, NAME)
        assert (sealed.panel, sealed.rater) == (PANEL.id, "b")

    def test_a_byte_order_mark_does_no_harm(self) -> None:
        assert opened(b"\xef\xbb\xbf" + GOOD) == RETURNED

    def test_a_draft_may_be_incomplete(self) -> None:
        body = body_of_b() | {"locked": False}
        body["ratings"][0] |= {"score": None, "evidence": []}
        draft = opened(sealed_file(body))
        assert not draft.locked
        assert draft.ratings[0] == ("q1", None, ())

    def test_blanks_around_evidence_go_and_empty_lines_too(self) -> None:
        body = body_of_b()
        body["ratings"][0]["evidence"] = ["  met each head ", "", "   "]
        assert opened(sealed_file(body)).ratings[0][2] == ("met each head",)

    def test_an_item_taken_out_since_is_passed_over(self) -> None:
        change = FormChange(ItemId("q3"), "it was leaked", CONVENED)
        panel = replace(PANEL, form=replace(PANEL.form, changes=(change,)))
        assert [item for item, _, _ in opened(GOOD, panel).ratings] == ["q1", "q2", "q4", "q5"]


def refusal(data: bytes, panel: Panel = PANEL) -> InputError:
    """The error that the file is refused with: it says where, and how to mend it."""
    with pytest.raises(InputError) as caught:
        opened(data, panel)
    assert caught.value.message.startswith(NAME)
    assert caught.value.hint
    return caught.value


class TestNoRatingsFile:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", ":1:1: no JSON"),
            (b"\xff\xfe{", "no UTF-8 text at byte 0"),
            pytest.param(b" " * (MOST_BYTES + 1), "bytes are too many", id="large"),
            (b'{"schema": "mock-panel/ratings@1",\n "body": }', ":2:10: no JSON"),
            (b"[]", "not a ratings file"),
            (b"null", "not a ratings file"),
            (b'{"schema": "mock-panel/score@1"}', "not a ratings file"),
            (b'{"schema": "mock-panel/ratings@2", "all": "new"}', "made by a newer Mock Panel"),
            (b'{"schema": "mock-panel/ratings@0"}', "there is no version 0"),
            (b'{"schema": "mock-panel/ratings@1", "schema": 1}', "'schema' is there twice"),
            (b'{"schema": "mock-panel/ratings@1"}', "'body' is missing"),
            pytest.param(b"[" * 400_000, "nested too deeply", id="lists"),
            pytest.param(b'{"a": ' * 100_000, "nested too deeply", id="objects"),
            (b"NaN", "NaN is no number"),
            pytest.param(b"9" * 5_000, "a number of 5,000 digits", id="digits"),
        ],
    )
    def test_is_refused_with_the_reason(self, data: bytes, words: str) -> None:
        assert words in refusal(data).message

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"seal": "0" * 63}, "seal: not a seal"),
            ({"seal": "é" * 64}, "seal: not a seal"),
            ({"seal": None}, "seal: null is no text"),
            ({"body": 1}, "body: 1 is no text"),
            ({"body": "{,"}, "body, line 1:2: no JSON"),
            ({"body": '{"panel": "\ud800"}'}, "half a character"),
            ({"extra": 1}, "unknown key 'extra'"),
        ],
    )
    def test_names_the_part_that_is_wrong(self, changes: dict[str, Any], words: str) -> None:
        outer = json.loads(GOOD) | changes
        assert words in refusal(json.dumps(outer).encode()).message


class TestNotTheRaters:
    def test_sealed_with_another_raters_key(self) -> None:
        assert "the seal does not fit" in refusal(sealed_file(body_of_b(), KEYS["c"])).message

    def test_says_to_be_another_rater(self) -> None:
        body = body_of_b() | {"rater": "c"}
        assert "the seal does not fit" in refusal(sealed_file(body, KEYS["b"])).message

    def test_changed_after_it_was_sealed(self) -> None:
        raised = GOOD.replace(b'\\"score\\": 4', b'\\"score\\": 5', 1)
        assert raised != GOOD
        assert "the seal does not fit" in refusal(raised).message

    def test_of_another_panel(self) -> None:
        panel = replace(PANEL, id=PanelId("panel-other"))
        assert "for another panel, 'panel-2c91e0'" in refusal(GOOD, panel).message

    @pytest.mark.parametrize("seat", ["d", "e", "B", "a\x1b[31m"])
    def test_of_somebody_who_does_not_rate(self, seat: str) -> None:
        error = refusal(sealed_file(body_of_b() | {"rater": seat}, KEYS.get(seat, "")))
        assert "is no rater of this panel" in error.message
        assert "\x1b" not in error.message

    def test_of_another_form(self) -> None:
        body = body_of_b() | {"form": "form-old"}
        assert "for another set of questions" in refusal(sealed_file(body)).message


def at(*steps: str | int) -> Callable[[Body, Any], None]:
    """A change of the value at the end of some steps."""

    def change(body: Body, value: Any) -> None:
        here: Any = body
        for step in steps[:-1]:
            here = here[step]
        here[steps[-1]] = value

    return change


class TestSealedAndStillWrong:
    """Whoever has the key could write anything; only what the form asks is taken."""

    @pytest.mark.parametrize(
        ("change", "value", "words"),
        [
            (at("ratings", 2, "score"), 6, "body.ratings[2].score: 6 is not on the scale"),
            (at("ratings", 2, "score"), True, "ratings[2].score: true is neither a whole number"),
            (at("ratings", 2, "score"), 3.0, "3.0 is neither a whole number"),
            (at("ratings", 2, "score"), "3", "'3' is neither a whole number"),
            (at("ratings", 2, "score"), 10**30, "is not on the scale"),
            (at("ratings", 2, "item"), "q9", "the form has no item 'q9'"),
            (at("ratings", 2, "item"), "q1", "'q1' is rated twice"),
            (at("ratings", 2, "item"), ["q1"], "list is no text"),
            (at("ratings", 2, "evidence"), "words", "'words' is no list"),
            (at("ratings", 2, "evidence"), ["x"] * 21, "21 are too many; 20 are allowed"),
            (at("ratings", 2, "evidence"), ["x" * 2_001], "2,001 characters are too many"),
            (at("ratings", 2, "evidence"), ["a\nb"], "holds a control character"),
            (at("ratings", 2, "evidence"), ["\x1b[2J"], "holds a control character"),
            (at("ratings", 2, "evidence"), ["\u202egnitar"], "holds a control character"),
            (at("ratings", 2, "evidence"), ["\udfff"], "half a character"),
            (at("ratings", 2, "evidence"), [], "it is locked, yet Merit and Competence lacks"),
            (at("ratings", 2, "evidence"), ["  "], "lacks evidence"),
            (at("ratings", 2, "score"), None, "lacks a rating"),
            (at("ratings"), [], "q1, q2, q3, q4, q5: not in the file"),
            (at("ratings"), {}, "dict is no list"),
            (at("locked"), 1, "locked: 1 is neither true nor false"),
            (at("saved_at"), "2026-03-02T15:10:00", "no zone"),
            (at("saved_at"), "yesterday", "'yesterday' is no date and time"),
            (at("saved_at"), "0001-01-01T00:00:00+14:00", "is no date and time"),
            (at("saved_at"), 5, "5 is no text"),
            (at("panel"), "", "body.panel: not an id"),
            (at("notes", 0, "question"), "de-midyear-cut", "the form does not ask"),
            (at("notes", 0, "part"), "end", "'end' is no part; situation, task,"),
            (at("notes", 0, "text"), " ", "notes[0].text: empty"),
            (at("notes", 0, "second"), -1, "-1 seconds cannot be"),
            (at("notes", 0, "second"), True, "true is neither a number"),
            (at("notes", 0, "second"), "1", "neither a number nor null"),
            (at("notes", 0, "second"), 10**99, "seconds cannot be"),
            (at("notes"), [0] * 501, "501 are too many"),
            (at("notes", 0, "pin"), "1234", "unknown key 'pin'"),
            (at("engine"), 5, "unknown key 'engine'"),
        ],
    )
    def test_is_refused_at_its_place(
        self, change: Callable[[Body, Any], None], value: Any, words: str
    ) -> None:
        body = body_of_b()
        change(body, value)
        assert words in refusal(sealed_file(body)).message

    def test_a_number_beyond_all_numbers(self) -> None:
        text = json.dumps(body_of_b()).replace("190.4", "1e999")
        assert "seconds cannot be" in refusal(sealed_file(text)).message


# A thousand mutated files.

BYTES = st.binary(min_size=0, max_size=3)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["q1", "q5", "a", "b", "c", PANEL.id, PANEL.form.id, 3, 5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


def places(value: Any, way: Way = ()) -> list[Way]:
    """The way to every value below the top."""
    steps: list[Any] = []
    if isinstance(value, dict | list):
        steps = list(value) if isinstance(value, dict) else list(range(len(value)))
    below = [places(value[step], (*way, step)) for step in steps]
    return [(*way, step) for step in steps] + [found for each in below for found in each]


def without(body: Body, way: Way) -> None:
    """Take out what stands at the end of some steps."""
    here: Any = body
    for step in way[:-1]:
        here = here[step]
    here.pop(way[-1])


PLACES = places(body_of_b())


@given(st.integers(0, len(GOOD)), st.integers(0, 3), BYTES)
@settings(max_examples=300, deadline=None)
def test_damaged_bytes_open_as_they_were_or_not_at_all(start: int, length: int, put: bytes) -> None:
    damaged = GOOD[:start] + put + GOOD[start + length :]
    try:
        found = opened(damaged)
    except InputError:
        return
    # The damage was to a blank between the three texts, or none at all.
    assert found == RETURNED


@given(st.sampled_from(PLACES), VALUES, st.sampled_from(["unsealed", "a", "c", "d"]))
@settings(max_examples=300, deadline=None)
def test_changed_fields_never_open_without_the_raters_key(way: Way, value: Any, by: str) -> None:
    body = body_of_b()
    at(*way)(body, value)
    # Numbers that are equal, such as true and 1, need not be the same text.
    if json.dumps(body) == json.dumps(body_of_b()):
        return
    seal = {} if by != "unsealed" else {"seal": json.loads(GOOD)["seal"]}
    with pytest.raises(InputError):
        # Whoever seals with another key claims to be b, and b's key is what counts.
        open_ratings(
            read_ratings_file(sealed_file(body, KEYS.get(by, ""), **seal), NAME), PANEL, KEYS["b"]
        )


@given(st.sampled_from(PLACES), VALUES, st.none() | st.sampled_from(PLACES))
@settings(max_examples=300, deadline=None)
def test_whatever_the_rater_seals_is_within_the_form_or_refused(
    way: Way, value: Any, gone: Way | None
) -> None:
    body = body_of_b()
    at(*way)(body, value)
    if gone is not None and gone[: len(way)] != way:
        without(body, gone)
    try:
        found = opened(sealed_file(body))
    except InputError:
        return
    assert found.seat == "b"
    assert [item for item, _, _ in found.ratings] == [item.id for item in PANEL.form.rated]
    for _, score, evidence in found.ratings:
        assert score is None or (type(score) is int and 1 <= score <= 5)
        assert all(0 < len(line) <= 2_000 and line == line.strip() for line in evidence)
        assert not any(category(c) in {"Cc", "Cs"} for line in evidence for c in line)
        assert not found.locked or (score is not None and evidence)
