"""The use cases around a programme's people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from mock_panel.domain.clocks import IdFactory
from mock_panel.domain.ids import PersonId
from mock_panel.domain.panels import Panel
from mock_panel.domain.people import Given, Person, PersonRole
from mock_panel.errors import InputError
from mock_panel.panel.convening import LONGEST_NAME, clean_name
from mock_panel.panel.ports import PeopleStore
from mock_panel.panel.programme import Programme, programme_of
from mock_panel.panel.protocol import find_seat
from mock_panel.panel.unseen import Unseen, unseen

LONGEST_LOGIN = 63
"""PostgreSQL cuts longer names of roles."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is said of somebody new."""

    name: str
    role: PersonRole
    login: str = ""
    cohort: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """The people of a programme; each call may raise StorageError."""

    store: PeopleStore
    new_id: IdFactory

    def find(self, wanted: str) -> Person:
        """The person who is called so, or whose name alone begins so.

        Raises:
            InputError: there is none, or more than one.
        """
        return found_in(self.store.all(), wanted)

    def add(self, newcomers: Sequence[Newcomer]) -> Sequence[Person]:
        """Put people on the list, or nobody.

        Raises:
            InputError: a name or a login will not do, or is somebody else's.
        """
        people = [
            Person(
                PersonId(self.new_id()), clean_name(new.name, "a person"), new.role,
                clean_login(new.login), clean_cohort(new.cohort),
            )
            for new in newcomers
        ]  # fmt: skip
        self.store.keep(people)
        return people

    def change(
        self,
        wanted: str,
        *,
        name: str | None = None,
        role: PersonRole | None = None,
        login: str | None = None,
        cohort: str | None = None,
        active: bool | None = None,
    ) -> Person:
        """Change what is said of a person; what is None stays, and an empty login is none.

        Raises:
            InputError: there is no such person, or the new name or login will not do.
        """
        before = self.find(wanted)
        after = replace(
            before,
            name=before.name if name is None else clean_name(name, "a person"),
            role=role or before.role,
            login=before.login if login is None else clean_login(login),
            cohort=before.cohort if cohort is None else clean_cohort(cohort),
            active=before.active if active is None else active,
        )
        self.store.keep([after])
        return after

    def give(self, wanted: str) -> tuple[Person, Given]:
        """Let a person own what nobody owns.

        Raises:
            InputError: there is no such person, or it is an administrator.
        """
        person = self.find(wanted)
        if person.role is PersonRole.ADMINISTRATOR:
            raise InputError(
                f"{person.name} is an administrator, who owns neither answers nor panels.",
                "Name a candidate for attempts and stories, a mentor for panels.",
            )
        return person, self.store.give(person)

    def link(self, panel: Panel, candidate: str | None, seats: Mapping[str, str]) -> None:
        """Say which people of the list a panel's candidate and raters are.

        Args:
            panel: the panel.
            candidate: as `find` takes it; None leaves it as it is.
            seats: by a seat's letter, mask or name.

        Raises:
            InputError: there is no such person or seat, or the candidate is no candidate.
        """
        people = self.store.all()
        who = None if candidate is None else found_in(people, candidate)
        if who is not None and who.role is not PersonRole.CANDIDATE:
            raise InputError(
                f"{who.name} is on the list as {who.role.value}, not as a candidate.",
                "`mock-panel team list` shows who is what.",
            )
        sitting = {
            find_seat(panel, seat).id: found_in(people, name).id for seat, name in seats.items()
        }
        self.store.link(panel.id, None if who is None else who.id, sitting)

    def unseen(self) -> Unseen | None:
        """Why whoever is connected sees no panels; None where there are none yet."""
        return unseen(self.store.me(), self.store.stranger())

    def programme(self, cohort: str | None = None) -> Programme:
        """What whoever is connected may count, of all or of one cohort.

        A mentor counts the panels that they ran or sat on, a candidate their own closed ones.
        """
        store = self.store
        me = store.me()
        is_whole = me is None or me.role is PersonRole.ADMINISTRATOR
        counted = programme_of(
            store.all(), store.panels(), store.seats(), cohort, is_whole=is_whole
        )
        is_candidate = me is not None and me.role is PersonRole.CANDIDATE
        # Who rated a candidate, and how many others, is not theirs to count.
        return replace(counted, mentors=(), cohorts=()) if is_candidate else counted


def found_in(people: Sequence[Person], wanted: str) -> Person:
    """The person who is called so, or whose name alone begins so.

    Raises:
        InputError: there is none, or more than one.
    """
    name = " ".join(wanted.split()).casefold()
    beginning = [person for person in people if name and person.name.casefold().startswith(name)]
    exact = [person for person in beginning if person.name.casefold() == name]
    if len(found := exact or beginning) == 1:
        return found[0]
    if found:
        names = ", ".join(person.name for person in found[:5])
        raise InputError(f"{wanted!r}: {len(found)} people are called so.", f"Which one: {names}?")
    near = get_close_matches(wanted, [person.name for person in people], n=1)
    hint = f"Did you mean {near[0]!r}?" if near else "`mock-panel team add` puts people on it."
    raise InputError(f"Nobody on the list is called {wanted!r}.", hint)


def clean_login(login: str) -> str | None:
    """The role that a person connects as; None where it is empty.

    Raises:
        InputError: no role of PostgreSQL is called so.
    """
    login = login.strip()
    if len(login.encode()) > LONGEST_LOGIN or not login.isprintable() or " " in login:
        raise InputError(
            f"A login cannot be {login[:20]!r}.",
            f"Use letters, figures and underscores, {LONGEST_LOGIN} at most.",
        )
    return login or None


def clean_cohort(cohort: str) -> str:
    """The cohort in one line; may be empty.

    Raises:
        InputError: it is too long.
    """
    cohort = " ".join("".join(c if c.isprintable() else " " for c in cohort).split())
    if len(cohort) > LONGEST_NAME:
        raise InputError(f"{cohort[:20]}…: is too long for a cohort", f"Keep to {LONGEST_NAME}.")
    return cohort
