"""One panel to test with: three raters and an observer, five questions of the shipped bank."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from mock_panel.bank.source import MergedBank
from mock_panel.domain.ids import FormId, FrameworkId, ItemId, PanelId, QuestionId, SeatId
from mock_panel.domain.panel_events import EventKind, PanelAnswer, PanelEvent
from mock_panel.domain.panel_forms import PanelForm, PanelItem, PanelQuestion, ProbeMode
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel, Role, Seat
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.ratings import Move, RaterNote, Rating, RatingSource, Settlement

CONVENED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LOCKED = CONVENED + timedelta(minutes=70)
REVEALED = CONVENED + timedelta(minutes=75)

FRAMEWORK = FrameworkId("opm-2025")
ASKED = (
    "rl-another-branch",
    "de-stop-spending",
    "mc-complex-problem",
    "lp-mistake-on-my-watch",
    "ar-new-way-of-working",
)
"""One question for each ECQ, in the framework's order; q1 to q5 of the form."""

SCORES: dict[str, tuple[int, int, int]] = {
    "q1": (4, 4, 4),
    "q2": (3, 5, 3),
    "q3": (3, 4, 3),
    "q4": (4, 4, 5),
    "q5": (2, 4, 3),
}
"""By item: what seats a, b and c locked. Agreed, two apart, one apart, one apart, two apart."""

SAID: dict[str, tuple[str, str, str]] = {
    "q1": (
        "stopped the rule until the committee had answered",
        "wrote to both staffs the same day",
        "named the statute, and what it left to the agency",
    ),
    "q2": (
        "saving only when probed: 410 thousand a year",
        "the saving was reinvested in inspectors and held for two years",
        "cut sixty leases after meeting each programme head",
    ),
    "q3": (
        "'we' in the second half: who chose the model?",
        "compared three causes before acting",
        "listed what was known and what was assumed",
    ),
    "q4": (
        "told the deputy before anyone asked",
        "took the blame in the meeting, by name of the decision",
        "the check introduced then is still in use",
    ),
    "q5": (
        "no result stated, although asked for it",
        "eleven of twelve offices had moved by June",
        "the pilot is clear; the roll-out is told as a plan",
    ),
}
"""By item: the line of evidence of seats a, b and c; each occurs nowhere else."""

ANSWER = (
    "When I took over the fleet office in 2023 we were paying for 140 vehicles that stood idle "
    "four days in five. I pulled the mileage of every car and met each programme head. "
    "We cancelled the lease on sixty."
)


@cache
def _bank() -> QuestionBank:
    return MergedBank().load()


def sample_form(**changes: Any) -> PanelForm:
    """Five items, one a question; probes as at the board unless changed."""
    bank = _bank()
    framework = bank.framework(FRAMEWORK)
    preset = next(preset for preset in bank.presets if preset.id == "board")
    questions = [bank.question(QuestionId(asked)) for asked in ASKED]
    form = PanelForm(
        id=FormId("form-7f3a"),
        framework=framework.id,
        framework_title=framework.title,
        preset=preset.id,
        preset_title=preset.title,
        total_seconds=preset.total_seconds,
        band=preset.band,
        items=tuple(
            PanelItem(
                ItemId(f"q{i}"),
                question.ecq,
                framework.ecq(question.ecq).title,
                (PanelQuestion.of(question),),
            )
            for i, question in enumerate(questions, 1)
        ),
        scale=next(scale for scale in bank.scales if scale.id == framework.scale),
        probe_mode=ProbeMode.PREDETERMINED,
        threshold=1,
    )
    return replace(form, **changes)


def sample_seats() -> tuple[Seat, ...]:
    """The chair, who rates, two raters and an observer; nobody has locked."""
    return (
        Seat(SeatId("a"), "Ruth Okafor", Role.CHAIR, rates=True),
        Seat(SeatId("b"), "Ben Castellano", Role.RATER, rates=True),
        Seat(SeatId("c"), "Carla Wójcik", Role.RATER, rates=True),
        Seat(SeatId("d"), "Dale Nguyen", Role.OBSERVER, rates=False),
    )


def sample_panel(**changes: Any) -> Panel:
    """Names shown, answers recorded with consent, nothing locked; unless changed."""
    panel = Panel(
        id=PanelId("panel-2c91e0"),
        form=sample_form(),
        candidate="Jordan Ellis",
        cohort="SES candidates 2026",
        masked=False,
        seats=sample_seats(),
        convened_at=CONVENED,
        agreed=True,
    )
    return replace(panel, **changes)


def sample_record(revealed: bool = True) -> PanelRecord:
    """All that a panel comes to: ratings, discussion, notes, conduct and one answer.

    Args:
        revealed: otherwise as just before the reveal: c has not locked, nothing is settled.
    """
    panel = sample_panel()
    locked = [
        replace(seat, locked_at=LOCKED) if seat.rates and (revealed or seat.id != "c") else seat
        for seat in panel.seats
    ]
    panel = replace(
        panel, seats=tuple(locked), revealed_at=REVEALED if revealed else None, closed_at=None
    )
    return PanelRecord(
        panel,
        ratings=_ratings(panel.raters),
        moves=_moves() if revealed else (),
        settlements=_settlements() if revealed else (),
        notes=_notes(),
        events=_events(),
        answers=sample_answers(),
    )


def sample_answers() -> tuple[PanelAnswer, ...]:
    """What the candidate said to the second question."""
    return (PanelAnswer(QuestionId("de-stop-spending"), ANSWER, AnswerMode.SPOKEN, 271.5),)


def _ratings(raters: Sequence[Seat]) -> tuple[Rating, ...]:
    sources = (RatingSource.SCREEN, RatingSource.PACKET, RatingSource.COMMAND)
    return tuple(
        Rating(
            seat=seat.id,
            item=ItemId(item),
            score=SCORES[item][place],
            evidence=(SAID[item][place],),
            source=sources[place],
            with_pin=sources[place] is RatingSource.SCREEN,
            at=CONVENED + timedelta(minutes=60, seconds=len(item) + place),
        )
        for place, seat in enumerate(raters)
        for item in SCORES
    )


def _moves() -> tuple[Move, ...]:
    after = REVEALED + timedelta(minutes=6)
    reason = "the money is in the answer once the probe is counted"
    return (Move(SeatId("a"), ItemId("q2"), 4, reason, after),)


def _settlements() -> tuple[Settlement, ...]:
    after = REVEALED + timedelta(minutes=8)
    return (
        Settlement(ItemId("q2"), 4, "the result counts although it came with the probe", after),
        Settlement(ItemId("q5"), None, "no meeting on whether a plan is a result", after + _MINUTE),
        Settlement(ItemId("q3"), 3, "the model was chosen by others", after + 2 * _MINUTE),
        Settlement(ItemId("q4"), 4, "scope of one office", after + 3 * _MINUTE),
        Settlement(ItemId("q1"), 4, "all agree", after + 4 * _MINUTE),
    )


def _notes() -> tuple[RaterNote, ...]:
    second = QuestionId("de-stop-spending")
    start = CONVENED + timedelta(minutes=10)
    return tuple(
        RaterNote(SeatId(seat), second, part, text, at, start + timedelta(seconds=at))
        for seat, part, text, at in (
            ("a", Part.SITUATION, "140 idle cars, 2023", 22.0),
            ("a", Part.ACTION, "mileage, met heads, cut 60 leases", 64.5),
            ("b", Part.RESULT, "not stated until probed: 410 k a year", 190.0),
            ("c", Part.OTHER, "calm; looks at the clock twice", 205.0),
        )
    )


def _events() -> tuple[PanelEvent, ...]:
    start = CONVENED + timedelta(minutes=5)
    return tuple(
        PanelEvent(kind, start + timedelta(seconds=after), QuestionId(asked), words, clock)
        for kind, after, asked, words, clock in (
            (EventKind.CONSENT, 0, ASKED[0], "agreed to be recorded", None),
            (EventKind.ASKED, 20, ASKED[0], "", None),
            (EventKind.ANSWER_BEGAN, 45, ASKED[0], "", 0.0),
            (EventKind.ANSWER_ENDED, 420, ASKED[0], "", 375.0),
            (EventKind.ASKED, 440, ASKED[1], "", None),
            (EventKind.ANSWER_BEGAN, 460, ASKED[1], "", 0.0),
            (EventKind.PAUSE, 560, ASKED[1], "a fire alarm was tested", 100.0),
            (EventKind.RESUMED, 680, ASKED[1], "", 100.0),
            (EventKind.PROBE, 790, ASKED[1], "How much was saved, and over what period?", 210.0),
            (EventKind.ANSWER_ENDED, 852, ASKED[1], "", 271.5),
            (EventKind.FAULT, 900, ASKED[1], "the microphone was unplugged", None),
            (EventKind.ENDED, 2900, ASKED[4], "", None),
        )
    )


_MINUTE = timedelta(minutes=1)
