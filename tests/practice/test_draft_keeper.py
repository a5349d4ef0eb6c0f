"""When a draft is due, and which state of it reaches the disk."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import SessionId
from mock_panel.errors import StorageError
from mock_panel.practice.draft_keeper import AT_MOST, SETTLED, DraftKeeper
from mock_panel.practice.session import PracticeSession
from tests.practice.fakes import (
    SETUP,
    DraftDisk,
    FakeClock,
    MemoryDrafts,
    counting_ids,
    small_bank,
)


@dataclass
class Desk:
    """A session, its keeper and the disk below."""

    clock: FakeClock = field(default_factory=FakeClock)
    disk: DraftDisk = field(default_factory=DraftDisk)

    def __post_init__(self) -> None:
        drafts = MemoryDrafts(self.disk)
        bank = small_bank()
        self.session = PracticeSession(
            SessionId("one"), SETUP, bank.preset(SETUP.preset),
            (AskedQuestion.of(bank.questions[0]),),
            self.clock.monotonic, self.clock.now, counting_ids(),
        )  # fmt: skip
        self.keeper = DraftKeeper(lambda: drafts, self.clock.monotonic)

    def type(self, text: str) -> None:
        self.session.text = text
        self.keeper.touch()
        self.keeper.hand_over(self.session.draft())

    @property
    def kept(self) -> str | None:
        draft = self.disk.drafts.get(self.session.id)
        return draft.text if draft else None


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_draft_is_due_when_the_hands_rest_or_have_not_rested_for_long(desk: Desk) -> None:
    keeper = desk.keeper
    assert not keeper.is_due
    keeper.touch()
    desk.clock.pass_seconds(SETTLED - 0.1)
    assert not keeper.is_due
    desk.clock.pass_seconds(0.1)
    assert keeper.is_due
    keeper.hand_over(desk.session.draft())
    assert not keeper.is_due
    for _ in range(round(AT_MOST / 0.25)):
        keeper.touch()
        assert not keeper.is_due
        desk.clock.pass_seconds(0.25)
    assert keeper.is_due


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(0), timedelta(days=366)])
def test_the_last_state_wins_whatever_the_time_of_day_does(desk: Desk, jump: timedelta) -> None:
    desk.type("one")
    desk.keeper.write()
    desk.clock.set_day(desk.clock.day + jump)
    desk.type("one two")
    desk.keeper.write()
    assert desk.kept == "one two"


def test_threads_that_come_late_write_nothing_old(desk: Desk) -> None:
    desk.type("one")
    desk.type("one two")
    # Two threads were started; whichever is first writes the newest, and once.
    desk.keeper.write()
    desk.disk.drafts.clear()
    desk.keeper.write()
    assert desk.kept is None


def test_what_could_not_be_written_waits_and_is_due_again(desk: Desk) -> None:
    desk.type("one")
    desk.disk.broken.add("save")
    with pytest.raises(StorageError):
        desk.keeper.write()
    assert not desk.keeper.is_clean
    desk.clock.pass_seconds(SETTLED)
    assert desk.keeper.is_due
    desk.disk.broken.clear()
    desk.keeper.write()
    assert desk.kept == "one"


def test_a_failure_does_not_bring_an_old_state_back(desk: Desk) -> None:
    desk.type("one")
    desk.disk.broken.add("save")
    with pytest.raises(StorageError):
        desk.keeper.write()
    desk.type("one two")
    desk.disk.broken.clear()
    desk.keeper.write()
    assert desk.kept == "one two"


def test_a_finished_answer_is_no_draft_any_more(desk: Desk) -> None:
    desk.type("one")
    desk.keeper.finish(desk.session.attempt)
    desk.keeper.write()
    assert desk.kept is None
