"""An answer to a probe that was left half written."""

import pytest

from mock_panel.cli.plain.beginning import offer_draft
from mock_panel.cli.plain.probe_flow import run_probe
from mock_panel.domain.sessions import Draft
from mock_panel.errors import StorageError
from tests.cli.plain.scripted import Evening, Step
from tests.cli.plain.test_session_flow import OUTCOME, STORY, interrupt, only
from tests.practice.fakes import MemoryDrafts


@pytest.fixture
def evening() -> Evening:
    """One whose probe was left with one line written."""
    evening = Evening()
    with pytest.raises(KeyboardInterrupt):
        evening.practise(60, *STORY, ".", "", "y", 5, OUTCOME, 4, interrupt)
    evening.out.clear()
    evening.err.clear()
    return evening


def go_on(evening: Evening, *steps: Step) -> bool:
    lines = evening.lines("", *steps)
    draft = offer_draft(lines, evening.rehearsal)
    assert draft is not None
    return run_probe(lines, evening.rehearsal, draft, "It waits.")


def waiting(evening: Evening) -> list[Draft]:
    return list(evening.rehearsal.unfinished())


def test_it_is_offered_with_its_words_and_goes_on_counting(evening: Evening) -> None:
    assert go_on(evening, 3, "It has stayed there.", ".", "n")
    assert "An unfinished answer to a probe waits" in evening.said
    assert "Your words so far:" in evening.said
    [told] = only(evening).continuations
    assert (told.text, told.seconds) == (f"{OUTCOME}\nIt has stayed there.", 12)
    assert evening.out[-1].startswith("Saved: the answer to the probe, level ")
    assert waiting(evening) == []
    assert evening.disk.owners == {}


def test_input_that_ends_at_once_leaves_it_waiting(evening: Evening) -> None:
    assert go_on(evening)
    assert only(evening).continuations == ()
    [draft] = waiting(evening)
    assert draft.text == OUTCOME
    assert "Nothing was added" in evening.said


def test_input_that_ends_after_words_saves_them(evening: Evening) -> None:
    go_on(evening, "It has stayed there.")
    assert only(evening).continuations[0].text == f"{OUTCOME}\nIt has stayed there."


def test_ctrl_c_keeps_the_words_once_more(evening: Evening) -> None:
    with pytest.raises(KeyboardInterrupt):
        go_on(evening, "It has stayed there.", interrupt)
    [draft] = waiting(evening)
    assert draft.text == f"{OUTCOME}\nIt has stayed there."
    assert "goes on with it" in " ".join(evening.err)


def test_another_window_may_have_taken_it(evening: Evening) -> None:
    lines = evening.lines("")
    draft = offer_draft(lines, evening.rehearsal)
    assert draft is not None
    assert MemoryDrafts(evening.disk, "other").claim(draft.session)
    assert not run_probe(lines, evening.rehearsal, draft, "It waits.")


def test_words_that_cannot_be_stored_stay_in_the_draft(evening: Evening) -> None:
    evening.attempts.broken.add("save")
    with pytest.raises(StorageError) as caught:
        go_on(evening, "It has stayed there.", ".", "n")
    assert caught.value.hint == "It waits."
    MemoryDrafts(evening.disk).die()
    assert waiting(evening)[0].text == f"{OUTCOME}\nIt has stayed there."


def test_a_crash_after_storing_does_not_offer_the_probe_again(evening: Evening) -> None:
    """The continuation is in the database; only the draft was not yet forgotten."""
    evening.disk.broken.add("delete")
    with pytest.raises(StorageError):
        go_on(evening, "It has stayed there.", ".", "n")
    evening.disk.broken.clear()
    MemoryDrafts(evening.disk).die()
    assert waiting(evening) == []
    assert len(only(evening).continuations) == 1


def test_it_can_be_deleted(evening: Evening) -> None:
    assert offer_draft(evening.lines("d"), evening.rehearsal) is None
    assert waiting(evening) == []
