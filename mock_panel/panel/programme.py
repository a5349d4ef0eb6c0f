"""A programme in figures: who had panels, who ran them, and who rates how many. No scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.ids import PanelId, PersonId
from mock_panel.domain.people import Person, PersonRole, ProgrammePanel, ProgrammeSeat


@dataclass(frozen=True, slots=True)
class CandidateCount:
    """A candidate and the panels they had."""

    name: str
    cohort: str
    listed: bool
    """False for a name that a panel has and the list has not."""
    active: bool
    convened: int
    closed: int
    last: datetime | None
    """When the newest was convened."""
    last_panel: PanelId | None
    mentor: str
    """Of the newest."""


@dataclass(frozen=True, slots=True)
class MentorCount:
    """Somebody who runs panels, or rates in them."""

    name: str
    listed: bool
    active: bool
    ran: int
    """Panels convened, or chaired where nobody is known to have convened them."""
    rated: int
    """Panels with a rater's seat of theirs."""
    waiting: int
    """Of these, how many still wait for their lock; those of masked panels are not counted."""


@dataclass(frozen=True, slots=True)
class CohortCount:
    """A cohort and its panels."""

    name: str
    """Empty for those without one."""
    candidates: int
    without: int
    """Candidates who had no panel yet."""
    convened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Programme:
    """All that is counted, each by name."""

    candidates: tuple[CandidateCount, ...]
    mentors: tuple[MentorCount, ...]
    cohorts: tuple[CohortCount, ...]
    has_list: bool = False
    """Whether anybody is listed, in this cohort or another."""
    masked: int = 0
    """Panels that are not closed, and in which nobody is said to be waited for."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not (self.candidates or self.mentors)


def programme_of(
    people: Sequence[Person],
    panels: Sequence[ProgrammePanel],
    seats: Sequence[ProgrammeSeat],
    cohort: str | None = None,
    *,
    is_whole: bool = True,
) -> Programme:
    """The figures of a programme.

    Args:
        people: of the list, as far as they may be known.
        panels: as far as they may be counted, in any order.
        seats: of these panels.
        cohort: count only its candidates and their panels; in any case of letters. None for all.
        is_whole: whether these are all panels there are. Where they are not, who is in none of
            them is left out, because nobody knows that they had none.
    """
    wanted = None if cohort is None else cohort.casefold()
    known = {person.id: person for person in people}

    def cohort_of(panel: ProgrammePanel) -> str:
        person = known.get(panel.person) if panel.person else None
        return person.cohort if person is not None and person.cohort else panel.cohort

    def is_wanted(name: str) -> bool:
        return wanted is None or name.casefold() == wanted

    panels = [panel for panel in panels if is_wanted(cohort_of(panel))]
    ids = {panel.id for panel in panels}
    seats = [seat for seat in seats if seat.panel in ids]
    candidates = [c for c in _candidates(known, panels, seats) if is_wanted(c.cohort)]
    mentors = _mentors(known, panels, seats)
    if not is_whole:
        candidates = [candidate for candidate in candidates if candidate.convened]
    if not is_whole or wanted is not None:
        mentors = [mentor for mentor in mentors if mentor.ran or mentor.rated]
    closed = {panel.id for panel in panels if panel.closed_at is not None}
    masked = {seat.panel for seat in seats if seat.rates and seat.locked is None}
    return Programme(
        tuple(candidates), tuple(mentors), tuple(_cohorts(candidates)), bool(known),
        len(masked - closed),
    )  # fmt: skip


_Key = tuple[bool, str]
"""Somebody: by id, where the list names them, or else by folded name."""


def _key(person: PersonId | None, name: str, known: Mapping[PersonId, Person]) -> _Key:
    if person is not None and person in known:
        return True, person
    return False, name.casefold()


def _candidates(
    known: Mapping[PersonId, Person],
    panels: Sequence[ProgrammePanel],
    seats: Sequence[ProgrammeSeat],
) -> list[CandidateCount]:
    chairs = {
        seat.panel: known[PersonId(key)].name if listed else seat.name
        for seat in seats
        if seat.chairs
        for listed, key in [_key(seat.person, seat.name, known)]
    }
    had: dict[_Key, list[ProgrammePanel]] = {
        (True, person.id): [] for person in known.values() if person.role is PersonRole.CANDIDATE
    }
    for panel in panels:
        had.setdefault(_key(panel.person, panel.candidate, known), []).append(panel)
    rows = []
    for (listed, key), theirs in had.items():
        person = known[PersonId(key)] if listed else None
        newest = max(theirs, key=lambda panel: (panel.convened_at, panel.id), default=None)
        mentor = known.get(newest.mentor) if newest is not None and newest.mentor else None
        chair = chairs.get(newest.id, "") if newest is not None else ""
        rows.append(
            CandidateCount(
                name=person.name if person else theirs[-1].candidate,
                cohort=(person.cohort if person else "") or (newest.cohort if newest else ""),
                listed=listed,
                active=person is None or person.active,
                convened=len(theirs),
                closed=sum(panel.closed_at is not None for panel in theirs),
                last=newest.convened_at if newest else None,
                last_panel=newest.id if newest else None,
                mentor=mentor.name if mentor else chair,
            )
        )
    return sorted(rows, key=lambda row: (row.name.casefold(), not row.listed))


def _mentors(
    known: Mapping[PersonId, Person],
    panels: Sequence[ProgrammePanel],
    seats: Sequence[ProgrammeSeat],
) -> list[MentorCount]:
    names: dict[_Key, str] = {
        (True, person.id): person.name
        for person in known.values()
        if person.role is PersonRole.MENTOR
    }
    ran: dict[PanelId, _Key] = {}
    for panel in panels:
        if panel.mentor is not None and panel.mentor in known:
            ran[panel.id] = (True, panel.mentor)
            names.setdefault(ran[panel.id], known[panel.mentor].name)
    closed = {panel.id for panel in panels if panel.closed_at is not None}
    rates: dict[_Key, int] = {}
    waits: dict[_Key, int] = {}
    for seat in seats:
        key = _key(seat.person, seat.name, known)
        if seat.chairs:
            ran.setdefault(seat.panel, key)
        if seat.rates or seat.chairs:
            names.setdefault(key, known[PersonId(key[1])].name if key[0] else seat.name)
        if seat.rates:
            rates[key] = rates.get(key, 0) + 1
            waits[key] = waits.get(key, 0) + (seat.locked is False and seat.panel not in closed)
    running = list(ran.values())
    rows = [
        MentorCount(
            name=name,
            listed=key[0],
            active=not key[0] or known[PersonId(key[1])].active,
            ran=running.count(key),
            rated=rates.get(key, 0),
            waiting=waits.get(key, 0),
        )
        for key, name in names.items()
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), not row.listed))


def _cohorts(candidates: Iterable[CandidateCount]) -> list[CohortCount]:
    grouped: dict[str, list[CandidateCount]] = {}
    for candidate in candidates:
        grouped.setdefault(candidate.cohort.casefold(), []).append(candidate)
    return [
        CohortCount(
            name=group[0].cohort,
            candidates=len(group),
            without=sum(not candidate.convened for candidate in group),
            convened=sum(candidate.convened for candidate in group),
            closed=sum(candidate.closed for candidate in group),
        )
        # Those without a cohort stand last.
        for _, group in sorted(grouped.items(), key=lambda pair: (not pair[0], pair[0]))
    ]
