"""A candidate shows their practice to a mentor, and takes it back; the server keeps it so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.clocks import WallClock
from mock_panel.domain.people import Person, PersonRole, Showing
from mock_panel.errors import InputError
from mock_panel.panel.people import found_in
from mock_panel.panel.ports import PeopleStore, ShowingStore


def seen_words(mentor: str, *, stories: bool | None) -> str:
    """What a mentor would see, told before anything is shown.

    Args:
        mentor: their name.
        stories: whether they would see the stories; None while that is to be said.
    """
    about_stories = {
        True: "Your stories would be read, too, with who was told which.",
        False: "Your stories would not be seen.",
        None: "Your stories would be seen only if you say so.",
    }[stories]
    return (
        f"{mentor} would read every answer of yours, those given and those to come: the question,"
        " your words and notes, the probes, your own ratings, marks and levels, and how you"
        " spoke. They could change nothing, and recordings stay on your machine. "
        f"{about_stories}"
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody at the other end of a showing."""

    person: Person
    stories: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class PracticeShowing:
    """Who shows their practice to whom; each call may raise StorageError."""

    people: PeopleStore
    store: ShowingStore
    now: WallClock

    def choices(self) -> Sequence[tuple[Person, Shown | None]]:
        """The mentors whom one may show one's practice, by name, and what each is shown.

        Raises:
            InputError: whoever asks is no candidate of a team.
        """
        me = self._me_as(PersonRole.CANDIDATE)
        shown = {showing.mentor: showing for showing in self.store.all() if showing.person == me.id}
        return [
            (person, _shown(person, shown.get(person.id)))
            for person in self.people.all()
            # Who is no mentor any more reads nothing, and can still be taken off.
            if (person.role is PersonRole.MENTOR and person.active) or person.id in shown
        ]

    def mentor(self, wanted: str) -> Person:
        """The mentor who is called so, or whose name alone begins so.

        Raises:
            InputError: there is none, or whoever asks is no candidate of a team.
        """
        mentors = [person for person, _ in self.choices() if person.role is PersonRole.MENTOR]
        return found_in(mentors, wanted)

    def mine(self) -> Sequence[Shown]:
        """Who reads the practice of whoever asks, by name."""
        me = self.people.me()
        if me is None or me.role is not PersonRole.CANDIDATE:
            return []
        return [shown for _, shown in self.choices() if shown is not None]

    def show(self, wanted: str, *, stories: bool = False) -> Shown:
        """Let a mentor read one's practice from now on.

        Args:
            wanted: the mentor's name, or how it alone begins.
            stories: whether they read the stories, too; a second call changes that alone.

        Raises:
            InputError: there is no such mentor, or whoever asks is no candidate of a team.
        """
        mentor = self.mentor(wanted)
        before = next((shown for shown in self.mine() if shown.person.id == mentor.id), None)
        since = before.since if before else self.now()
        self.store.keep(Showing(self._me().id, mentor.id, stories, since))
        return Shown(mentor, stories, since)

    def take_back(self, wanted: str) -> Person:
        """Let a mentor read nothing any more.

        Raises:
            InputError: they were shown nothing, or whoever asks is no candidate of a team.
        """
        self._me_as(PersonRole.CANDIDATE)
        shown = [shown.person for shown in self.mine()]
        if not shown:
            raise InputError("You show your practice to nobody.", "There is nothing to take back.")
        mentor = found_in(shown, wanted)
        self.store.take_back(self._me().id, mentor.id)
        return mentor

    def to_me(self) -> Sequence[Shown]:
        """The candidates who show their practice to whoever asks, by name."""
        me = self.people.me()
        if me is None or me.role is not PersonRole.MENTOR:
            return []
        shown = {showing.person: showing for showing in self.store.all() if showing.mentor == me.id}
        return [
            Shown(person, shown[person.id].stories, shown[person.id].since)
            for person in self.people.all()
            if person.id in shown and person.active and person.role is PersonRole.CANDIDATE
        ]

    def by(self, wanted: str, *, stories: bool = False) -> Shown:
        """Whose practice, or whose stories, a mentor may read; by name, or how it alone begins.

        Raises:
            InputError: nobody who is called so shows it, or whoever asks is no mentor of a team.
        """
        me = self._me_as(PersonRole.MENTOR)
        shown = self.to_me()
        who = found_in(self.people.all(), wanted)
        found = next((each for each in shown if each.person.id == who.id), None)
        if found is None or (stories and not found.stories):
            what = "stories" if found else "practice"
            option = " --stories" if found else ""
            raise InputError(
                f"{who.name} does not show you their {what}.",
                f"They can: `mock-panel team show {me.name!r}{option}`, or m in Progress.",
            )
        return found

    def _me_as(self, role: PersonRole) -> Person:
        me = self._me()
        if me.role is not role:
            does = "shows" if role is PersonRole.CANDIDATE else "is shown"
            raise InputError(
                f"You are on the list as {me.role.value}; a {role.value} {does} practice.",
                "`mock-panel team list` shows who is what.",
            )
        return me

    def _me(self) -> Person:
        me = self.people.me()
        if me is None:
            raise InputError(
                "Practice is shown among the people of a team's database.",
                "Set MOCK_PANEL_DATABASE_URL to it, as somebody on its list; or hand over a page:"
                " `mock-panel export practice.html`.",
            )
        return me


def _shown(person: Person, showing: Showing | None) -> Shown | None:
    return None if showing is None else Shown(person, showing.stories, showing.since)
