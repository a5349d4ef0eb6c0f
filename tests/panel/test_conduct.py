"""Conducting a panel: in order, on the clock, and the same again after a crash at any moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panels import Panel
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.ratings import RaterNote
from mock_panel.domain.speech import Recogniser, Recording, Transcribed, Transcript, Word
from mock_panel.errors import InputError, OutOfOrder, StorageError
from mock_panel.panel.answers import PanelAnswers, sound_name
from mock_panel.panel.conduct import Conduct
from mock_panel.panel.standing import Stage, standing
from tests.panel.sample_panels import ASKED, sample_panel, sample_record

BEGAN = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
PROBE = "What was your part?"
CALLS: dict[str, Callable[[Conduct], object]] = {
    "agree": lambda c: c.consent(True),
    "refuse": lambda c: c.consent(False),
    "ask": Conduct.ask,
    "begin": Conduct.begin_answer,
    "end answer": Conduct.end_answer,
    "pause": Conduct.pause,
    "go on": Conduct.go_on,
    "fault": lambda c: c.fault("not asked: the line went dead"),
    "skip": lambda c: c.skip("the candidate is not well"),
    "supplemental": lambda c: c.follow_up(c.question.supplementals[0]),
    "probe": lambda c: c.follow_up(PROBE),
    "note": lambda c: c.keep_note(c.new_note(Part.ACTION), "met each head"),
    "end": Conduct.end,
}


@dataclass
class Clocks:
    """A steady clock, and one that may be set."""

    seconds: float = 500.0
    day: datetime = BEGAN

    def move(self, seconds: float) -> None:
        self.seconds += seconds
        self.day += timedelta(seconds=seconds)


@dataclass
class HeldPanel:
    """What is on the disk of one panel."""

    agreed: bool | None = None
    happenings: list[PanelEvent] = field(default_factory=list)
    kept: dict[QuestionId, list[RaterNote]] = field(default_factory=dict)
    said: dict[QuestionId, PanelAnswer] = field(default_factory=dict)
    is_full: bool = False

    def get(self, _: PanelId) -> Panel:
        return replace(sample_panel(), agreed=self.agreed)

    def happened(
        self, _: PanelId, event: PanelEvent, after: int | None, agreed: bool | None
    ) -> None:
        if self.is_full:
            raise StorageError("The disk is full.")
        if after != len(self.happenings):
            raise OutOfOrder("gone_on", "It has gone on.")
        self.happenings.append(event)
        self.agreed = self.agreed if agreed is None else agreed

    def events(self, _: PanelId) -> Sequence[PanelEvent]:
        return tuple(self.happenings)

    def own_notes(self, _: PanelId, __: SeatId) -> Sequence[RaterNote]:
        return [note for notes in self.kept.values() for note in notes]

    def keep_notes(
        self, _: PanelId, __: SeatId, question: QuestionId, notes: Sequence[RaterNote]
    ) -> None:
        if self.is_full:
            raise StorageError("The disk is full.")
        self.kept[question] = list(notes)

    def keep_answer(self, _: PanelId, answer: PanelAnswer) -> None:
        if not self.agreed:
            raise OutOfOrder("not_agreed", "The candidate has not agreed.")
        self.said[answer.question] = answer

    def answers(self, _: PanelId) -> Sequence[PanelAnswer]:
        return tuple(self.said.values())


def opened(held: HeldPanel, clocks: Clocks, last: datetime | None = None) -> Conduct:
    panel = sample_panel(agreed=held.agreed)
    return Conduct.open(
        panel,
        held,  # type: ignore[arg-type]  # the part of a store that is needed here
        lambda: clocks.seconds,
        lambda: clocks.day,
        lambda _: last,
    )


def answering(held: HeldPanel, clocks: Clocks) -> Conduct:
    conduct = opened(held, clocks)
    conduct.consent(True)
    conduct.ask()
    clocks.move(20)
    conduct.begin_answer()
    return conduct


def test_a_panel_from_consent_to_its_end() -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    clocks.move(60)
    assert conduct.follow_up(conduct.question.supplementals[0])
    assert not conduct.follow_up(conduct.question.supplementals[0])
    conduct.pause()
    clocks.move(300)
    assert (conduct.elapsed, conduct.spent) == (60, 80)
    conduct.go_on()
    clocks.move(15)
    conduct.end_answer()
    conduct.follow_up(PROBE)
    clocks.move(5)
    conduct.end_answer()
    conduct.skip("it was asked yesterday")
    assert conduct.index == 2
    for _ in ASKED[2:]:
        conduct.ask()
        conduct.begin_answer()
        clocks.move(100)
        conduct.end_answer()
    conduct.end()
    conduct.write()
    told = [(e.kind.value, e.question, e.seconds) for e in held.happenings]
    first, second = ASKED[:2]
    assert told[:10] == [
        ("consent", None, None),
        ("asked", first, None),
        ("answer_began", first, 0.0),
        ("supplemental", first, 60.0),
        ("pause", first, 60.0),
        ("resumed", first, 60.0),
        ("answer_ended", first, 75.0),
        ("answer_began", first, 75.0),
        ("probe", first, 75.0),
        ("answer_ended", first, 80.0),
    ]
    assert held.happenings[10].words == "not asked: it was asked yesterday"
    assert held.happenings[10].question == second
    assert [e.question for e in held.happenings if e.kind is EventKind.ASKED] == [first, *ASKED[2:]]
    assert conduct.stage is Stage.ENDED
    assert held.agreed is True
    assert conduct.standing.answered == {first: 80.0, **dict.fromkeys(ASKED[2:], 100.0)}
    clocks.move(1000)
    assert opened(held, clocks).spent == conduct.spent == 400


@pytest.mark.parametrize("call", ["ask", "begin", "end answer", "pause", "skip", "probe", "end"])
def test_nothing_before_the_candidate_was_asked(call: str) -> None:
    conduct = opened(HeldPanel(), Clocks())
    with pytest.raises(OutOfOrder, match="has not been asked") as refused:
        CALLS[call](conduct)
    assert refused.value.reason == "no_consent"
    assert conduct.events == []


def test_no_reason_no_leaving_out_and_a_fault_never_leaves_out() -> None:
    conduct = answering(HeldPanel(agreed=False), Clocks())
    with pytest.raises(OutOfOrder):
        conduct.skip("too long")
    conduct.end_answer()
    for words in ("", " \n"):
        with pytest.raises(InputError, match="Nothing is written"):
            conduct.skip(words)
    conduct.fault("not asked: by mistake")
    assert conduct.stage is Stage.ANSWERED
    conduct.ask()
    conduct.skip("a question about the weather")
    assert conduct.events[-1].words == "not answered: a question about the weather"
    assert (conduct.stage, conduct.index) == (Stage.TO_ASK, 2)


def test_a_panel_whose_last_question_is_left_out_ends() -> None:
    conduct = opened(HeldPanel(agreed=False), Clocks())
    for _ in ASKED:
        conduct.skip("the candidate has left")
    assert conduct.upcoming is None
    assert conduct.standing.left_out == set(ASKED)
    with pytest.raises(OutOfOrder):
        conduct.begin_answer()
    conduct.end()
    assert conduct.stage is Stage.ENDED


@pytest.mark.parametrize(
    ("last", "told"),
    [(None, "for 1:10 at most"), (timedelta(seconds=60), "for 0:40"), (-timedelta(1), "for 1:10")],
)
def test_an_answer_that_ran_when_the_program_died_goes_on(
    last: timedelta | None, told: str
) -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    clocks.move(30)
    conduct.follow_up(PROBE)
    conduct.write()
    # Killed half a minute later, at 1:00; the machine starts again, and with it the steady clock.
    clocks.move(70)
    clocks.seconds = 3
    again = opened(held, clocks, None if last is None else BEGAN + timedelta(seconds=20) + last)
    assert again.elapsed == 100
    assert again.events[-1].kind is EventKind.FAULT
    assert again.events[-1].seconds == 100
    assert again.events[-1].words == f"the program was closed {told}; the clock went on"
    clocks.move(5)
    assert (again.elapsed, again.spent) == (105, 125)
    again.write()
    assert held.happenings[-1] == again.events[-1]


def test_a_clock_that_is_set_changes_no_answer() -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    clocks.day -= timedelta(hours=2)
    clocks.seconds += 90
    assert conduct.elapsed == 90
    conduct.fault("the clock was set")
    clocks.day += timedelta(hours=5)
    clocks.seconds += 10
    conduct.end_answer()
    assert conduct.standing.answered == {ASKED[0]: 100.0}
    assert conduct.spent == 120
    conduct.write()
    assert opened(held, clocks).standing.answered == {ASKED[0]: 100.0}


def test_a_program_that_opens_in_the_past_says_so_without_a_number() -> None:
    held, clocks = HeldPanel(), Clocks()
    answering(held, clocks).write()
    clocks.day -= timedelta(hours=1)
    again = opened(held, clocks)
    assert again.elapsed == 0
    assert again.events[-1].words == "the program was closed for a while; the clock went on"


def test_what_a_full_disk_refuses_comes_later_in_order() -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    conduct.keep_note(conduct.new_note(Part.RESULT), "none")
    held.is_full = True
    with pytest.raises(StorageError):
        conduct.write()
    conduct.end_answer()
    assert not conduct.is_written
    held.is_full = False
    conduct.write()
    assert held.happenings == conduct.events
    assert [note.text for note in held.kept[QuestionId(ASKED[0])]] == ["none"]
    assert conduct.is_written


def test_notes_are_kept_as_they_are_typed_under_the_time_they_began() -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    clocks.move(12.34)
    note = conduct.new_note(Part.SITUATION)
    for text in ("1", "140", "140 idle\ncars"):
        clocks.move(1)
        note = conduct.keep_note(note, text)
    other = conduct.keep_note(conduct.new_note(Part.OTHER), "calm")
    conduct.keep_note(other, " ")
    conduct.write()
    assert held.own_notes(conduct.panel.id, SeatId("a")) == [note]
    assert (note.text, note.second) == ("140 idle cars", 12.3)
    again = opened(held, clocks)
    again.keep_note(again.new_note(Part.ACTION), "cut sixty")
    again.write()
    assert [n.text for n in held.kept[note.question]] == ["140 idle cars", "cut sixty"]


@pytest.mark.parametrize(
    ("changes", "reason"), [({"locked_at": BEGAN}, "locked"), ({"rates": False}, "not_a_rater")]
)
def test_a_chair_who_does_not_rate_or_has_locked_takes_no_notes(
    changes: dict[str, object], reason: str
) -> None:
    conduct = answering(HeldPanel(), Clocks())
    chair, *others = conduct.panel.seats
    changed = replace(chair, **changes)  # type: ignore[arg-type]  # names are checked by replace
    conduct.panel = replace(conduct.panel, seats=(changed, *others))
    with pytest.raises(OutOfOrder) as refused:
        conduct.new_note(Part.ACTION)
    assert refused.value.reason == reason


steps = st.lists(
    st.tuples(st.sampled_from([*CALLS, "killed"]), st.integers(0, 200)), min_size=1, max_size=40
)


@given(steps)
def test_any_calls_and_crashes_come_back_to_the_same_place(
    calls: list[tuple[str, int]],
) -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = opened(held, clocks)
    conduct.consent(True)
    for call, seconds in calls:
        clocks.move(seconds)
        if call == "killed":
            clocks.seconds = 0.0
            conduct = opened(held, clocks)
        else:
            before = (conduct.standing, len(conduct.events))
            try:
                CALLS[call](conduct)
            except OutOfOrder:
                assert (conduct.standing, len(conduct.events)) == before
        conduct.write()
        again = opened(held, clocks)
        added = len(again.events) - len(conduct.events)
        assert added == conduct.is_answering
        assert again.events[: len(conduct.events)] == conduct.events == held.happenings
        assert again.stage is conduct.stage
        assert (again.index, again.is_paused) == (conduct.index, conduct.is_paused)
        assert again.standing.answered == conduct.standing.answered
        assert again.standing.left_out == conduct.standing.left_out
        assert again.elapsed == pytest.approx(conduct.elapsed)
        assert again.spent == pytest.approx(conduct.spent)
        assert again.agreed == conduct.agreed
        assert again.notes == conduct.notes
    asked = [e.question for e in held.happenings if e.kind is EventKind.ASKED]
    left_out = [e.question for e in held.happenings if e.words.startswith("not asked")]
    met = sorted([*asked, *left_out], key=ASKED.index)
    assert met == list(ASKED[: len(met)])


events = st.builds(
    PanelEvent,
    st.sampled_from(EventKind),
    st.datetimes(timezones=st.just(UTC)),
    st.none() | st.sampled_from([QuestionId(asked) for asked in (*ASKED, "unknown")]),
    st.sampled_from(["", "not asked: x", "not answered: x"]),
    st.none() | st.floats(0, 1e5),
)


@given(st.sampled_from([None, True, False]), st.lists(events, max_size=12))
def test_whatever_is_on_record_there_is_a_place_to_go_on(
    agreed: bool | None, happened: list[PanelEvent]
) -> None:
    panel: Panel = sample_panel(agreed=agreed)
    now = standing(panel, happened)
    assert 0 <= now.index < len(ASKED)
    assert now.clock >= 0
    assert now.spent >= 0
    conduct = opened(HeldPanel(agreed, happened), Clocks())
    assert conduct.question in panel.form.questions


def test_the_sample_record_reads_as_it_was() -> None:
    record = sample_record()
    now = standing(record.panel, record.events)
    assert now.stage is Stage.ENDED
    assert now.answered == {ASKED[0]: 375.0, ASKED[1]: 271.5}


# --- two screens of one chair ------------------------------------------------------------------


def seen(conduct: Conduct) -> tuple[PanelEvent, ...]:
    """What a screen takes over from the others, as each does when the database has changed."""
    found = conduct.look()
    assert found is not None
    return conduct.follow(found)


def test_two_screens_go_on_from_each_other_and_a_stale_step_is_refused() -> None:
    held, clocks = HeldPanel(), Clocks()
    table = answering(held, clocks)
    table.write()
    browser = Conduct.open(
        sample_panel(agreed=True), held, lambda: clocks.seconds, lambda: clocks.day,  # type: ignore[arg-type]  # as above
        is_alone=False,
    )  # fmt: skip
    assert browser.events == held.happenings, "nobody had closed it: no fault is noted"
    assert not browser.is_mine
    clocks.move(40)
    browser.end_answer()
    browser.write()
    assert [event.kind for event in seen(table)] == [EventKind.ANSWER_ENDED]
    assert (table.stage, table.elapsed, table.is_mine) == (Stage.ANSWERED, 40, False)
    assert seen(table) == ()

    # Both press a key before either has seen the other's.
    table.ask()
    browser.pause("a fire alarm")
    browser.write()
    with pytest.raises(OutOfOrder) as refused:
        table.write()
    assert refused.value.reason == "gone_on"
    table.fault("pressed once more, before the screen was shown anew")
    with pytest.raises(OutOfOrder):
        table.write()
    assert [event.kind for event in seen(table)] == [EventKind.PAUSE]
    assert table.events == browser.events == held.happenings
    assert (table.stage, table.is_paused) == (Stage.ANSWERED, True)
    table.go_on()
    table.write()
    assert held.happenings[-1].kind is EventKind.RESUMED


def test_what_is_read_while_a_step_is_on_its_way_takes_nothing_back() -> None:
    held, clocks = HeldPanel(), Clocks()
    conduct = answering(held, clocks)
    conduct.write()
    before = conduct.look()
    conduct.end_answer()
    assert before is not None
    assert conduct.follow(before) == ()
    conduct.write()
    assert conduct.follow(before) == ()
    assert conduct.stage is Stage.ANSWERED


def test_notes_from_two_screens_are_all_kept() -> None:
    held, clocks = HeldPanel(), Clocks()
    table = answering(held, clocks)
    table.write()
    browser = opened(held, clocks)
    for conduct, words in ((table, "met each head"), (browser, "calm"), (table, "sixty leases")):
        clocks.move(1)
        conduct.keep_note(conduct.new_note(Part.ACTION), words)
        conduct.write()
    assert sorted(note.text for note in held.own_notes(table.panel.id, SeatId("a"))) == [
        "calm", "met each head", "sixty leases",
    ]  # fmt: skip
    older = table.look()
    note = table.keep_note(table.new_note(Part.RESULT), "saved 410 thousand")
    table.write()
    assert older is not None
    table.follow(older)
    assert note in table.notes, "what was read before it was written"
    seen(table)
    assert len(table.notes) == 4


# --- what was said ---------------------------------------------------------------------------

HEARD = Transcript(
    Recogniser("p", "P", rough=False, keeps_hesitations=True), (Word("sixty", 1, 2),)
)


@dataclass
class Sounds:
    """Files by name, and a recogniser."""

    files: dict[str, Recording] = field(default_factory=dict)
    answer: Transcribed = field(default_factory=lambda: Transcribed(HEARD))
    asked: int = 0
    meanwhile: Callable[[], object] = lambda: None

    def path(self, name: str) -> Path | None:
        return Path(name) if name in self.files else None

    def recover(self, name: str) -> Recording | None:
        return self.files.get(name)

    def erase(self, name: str) -> None:
        self.files.pop(name, None)

    def transcribe(self, path: Path, on_progress: Callable[[float], object]) -> Transcribed:
        del path
        on_progress(0.5)
        self.asked += 1
        self.meanwhile()
        return self.answer


def kept_by(held: HeldPanel, sounds: Sounds) -> PanelAnswers:
    return PanelAnswers(sample_panel(), held, lambda: sounds, lambda: sounds)  # type: ignore[arg-type]  # as above


def test_sound_is_kept_first_and_words_that_somebody_typed_stay() -> None:
    held, name = HeldPanel(agreed=True), sound_name(sample_panel().id, 2)
    recording = Recording(name, 90.0)
    sounds = Sounds({name: recording})
    answers = kept_by(held, sounds)
    second = QuestionId(ASKED[1])
    assert answers.unwritten(range(1, 6)) == (2,)
    sounds.meanwhile = lambda: answers.keep_words(2, 90.0, "sixty leases")
    assert answers.write_down(2, 90.0, recording, recognises=True) == ""
    kept = held.said[second]
    assert (kept.text, kept.mode, kept.seconds) == ("sixty leases", AnswerMode.SPOKEN, 90.0)
    assert kept.spoken
    assert kept.spoken.transcript == HEARD
    assert answers.unwritten(range(1, 6)) == ()
    assert answers.write_down(2, 90.0, recognises=True) == ""
    assert sounds.asked == 1
    assert answers.write_down(3, 10.0, recognises=True) == ""
    assert answers.kept(QuestionId(ASKED[2])) is None


def test_sound_without_a_recogniser_waits_for_one() -> None:
    held, name = HeldPanel(agreed=True), sound_name(sample_panel().id, 1)
    sounds = Sounds({name: Recording(name, 5.0)}, Transcribed(None, "no model"))
    answers = kept_by(held, sounds)
    assert answers.write_down(1, 5.0, recognises=False) == ""
    assert answers.write_down(1, 5.0, recognises=True) == "no model"
    assert answers.unwritten([1]) == (1,)
    sounds.answer = Transcribed(HEARD)
    answers.write_down(1, 5.0, recognises=True)
    assert held.said[QuestionId(ASKED[0])].text == "sixty"


def test_what_was_kept_goes_with_the_consent_even_while_it_is_written_down() -> None:
    held, name = HeldPanel(agreed=True), sound_name(sample_panel().id, 1)
    sounds = Sounds({name: Recording(name, 5.0)})
    answers = kept_by(held, sounds)
    sounds.meanwhile = answers.withdraw
    answers.write_down(1, 5.0, recognises=True)
    assert sounds.files == {}
    assert [(said.text, said.spoken) for said in held.said.values()] == [("", None)]
