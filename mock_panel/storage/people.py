"""The store of a programme's people, and of what is counted of its panels."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, column, func, insert, null, select, update
from sqlmodel import col

from mock_panel.domain.ids import PanelId, PersonId, SeatId
from mock_panel.domain.panels import Panel, Role
from mock_panel.domain.people import Given, Person, PersonRole, ProgrammePanel, ProgrammeSeat
from mock_panel.errors import InputError
from mock_panel.storage.attempt_rows import Values, storable
from mock_panel.storage.database import Database
from mock_panel.storage.panel_tables import PanelRow, SeatRow
from mock_panel.storage.people_tables import PersonRow, ReportRow
from mock_panel.storage.row_rights import is_narrowed
from mock_panel.storage.statements import all_of, put
from mock_panel.storage.story_tables import StoryRow
from mock_panel.storage.tables import AttemptRow


class SqlPeopleStore:
    """People in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def me(self) -> Person | None:
        """Who is connected; None in a file, and where the list does not name them."""
        with self._database.read() as connection:
            if connection.dialect.name != "postgresql":
                return None
            login = connection.exec_driver_sql("SELECT session_user").scalar_one()
            mine = _every_person().where(col(PersonRow.login) == login, col(PersonRow.active))
            row = connection.execute(mine).first()
            return None if row is None else _person_of(row)

    def stranger(self) -> str | None:
        """The login of who is connected, where a list names others and not them."""
        with self._database.read() as connection:
            if not is_narrowed(connection):
                return None
            ask = connection.exec_driver_sql
            is_open, person = ask("SELECT mock_panel_shared(), mock_panel_person()").one()
            known = is_open or person is not None
            return None if known else str(ask("SELECT session_user").scalar_one())

    def all(self) -> Sequence[Person]:
        """Everybody whom one may know of, by name."""
        with self._database.read() as connection:
            return people_in(connection)

    def keep(self, people: Sequence[Person]) -> None:
        """Store new people and changed ones, or nothing.

        Raises:
            InputError: a name or a login is somebody else's.
        """
        with self._database.write() as connection:
            known = {person.id: person for person in people_in(connection)}
            _must_be_distinct({**known, **{person.id: person for person in people}})
            for person in people:
                values = _values(person)
                if person.id in known:
                    same = col(PersonRow.id) == person.id
                    connection.execute(update(PersonRow).where(same).values(values))
                else:
                    connection.execute(insert(PersonRow), [values])

    def link(
        self, panel: PanelId, candidate: PersonId | None, seats: Mapping[SeatId, PersonId]
    ) -> None:
        """Note who the candidate is, and who sits where; what is not said stays as it was."""
        with self._database.write() as connection:
            if candidate is not None:
                named = update(PanelRow).where(col(PanelRow.id) == panel)
                connection.execute(named.values(candidate_person=candidate))
            for seat, person in seats.items():
                sits = update(SeatRow).where(
                    col(SeatRow.panel_id) == panel, col(SeatRow.seat) == seat
                )
                connection.execute(sits.values(person=person))

    def give(self, person: Person) -> Given:
        """Let somebody own what nobody owns: panels a mentor, all else a candidate."""
        with self._database.write() as connection:

            def given(column: Any) -> int:
                nobodys = update(column.class_).where(column.is_(None))
                return connection.execute(nobodys.values({column.key: person.id})).rowcount

            if person.role is PersonRole.MENTOR:
                return Given(panels=given(PanelRow.mentor))
            return Given(given(AttemptRow.owner), given(StoryRow.owner))

    def panels(self) -> Sequence[ProgrammePanel]:
        """What may be counted of panels, the oldest first."""
        columns = (
            "id", "candidate", "cohort", "candidate_person", "mentor", "convened_at", "closed_at",
        )  # fmt: skip
        with self._database.read() as connection:
            source = _source(connection, "mock_panel_programme", PanelRow, columns)
            statement = source.order_by(column("convened_at"), column("id"))
            return [
                ProgrammePanel(
                    PanelId(row.id), row.candidate, row.cohort, row.candidate_person, row.mentor,
                    row.convened_at, row.closed_at,
                )
                for row in connection.execute(statement)
            ]  # fmt: skip

    def seats(self) -> Sequence[ProgrammeSeat]:
        """What may be counted of the places in panels."""
        columns = ("panel_id", "name", "role", "rates", "person", "locked")
        with self._database.read() as connection:
            source = _source(connection, "mock_panel_load", SeatRow, columns)
            return [
                ProgrammeSeat(
                    PanelId(row.panel_id), row.name, row.role == Role.CHAIR.value, row.rates,
                    row.person, None if row.locked is None else bool(row.locked),
                )
                for row in connection.execute(source)
            ]  # fmt: skip

    def hand_over(self, panel: PanelId, page: str, at: datetime) -> None:
        """Keep a closed panel's report for the candidate, in the place of the one before."""
        values = {"panel_id": panel, "page": storable(page), "at": at}
        with self._database.write() as connection:
            put(connection, ReportRow, values)

    def report(self, panel: PanelId) -> str | None:
        """A report that was handed over, in Markdown; None where there is none."""
        statement = select(col(ReportRow.page)).where(col(ReportRow.panel_id) == panel)
        with self._database.read() as connection:
            return connection.execute(statement).scalar()


def people_in(connection: Connection) -> list[Person]:
    """Everybody whom whoever is connected may know of, by name."""
    people = map(_person_of, connection.execute(_every_person()))
    return sorted(people, key=lambda person: (person.name.casefold(), person.id))


def recognised(
    connection: Connection, panel: Panel
) -> tuple[PersonId | None, dict[SeatId, PersonId]]:
    """Who of the list is the candidate, and who sits where.

    Whoever convenes a panel means those of the list whom they call by their whole name: it is
    noted then, and no later change of a name changes it.
    """
    active = [person for person in people_in(connection) if person.active]
    known = {
        (person.name.casefold(), person.role is PersonRole.CANDIDATE): person.id
        for person in active
    }
    seats = {
        seat.id: person
        for seat in panel.seats
        if (person := known.get((seat.name.casefold(), False))) is not None
    }
    return known.get((panel.candidate.casefold(), True)), seats


def _source(
    connection: Connection, function: str, table: Any, columns: Sequence[str]
) -> Select[Any]:
    """Rows of a table: through a function that tells no more than it may, where rules hold."""
    if is_narrowed(connection):
        return select(getattr(func, function)().table_valued(*columns))
    named: list[Any] = [table.__table__.c[name] for name in columns if name != "locked"]
    if "locked" in columns:
        masked = col(SeatRow.panel_id).in_(select(col(PanelRow.id)).where(col(PanelRow.masked)))
        locked = case((masked, null()), else_=col(SeatRow.locked_at).is_not(None))
        named.append(locked.label("locked"))
    return select(*named)


def _every_person() -> Select[Any]:
    return all_of(PersonRow)


def _person_of(row: Row[Any]) -> Person:
    return Person(
        PersonId(row.id), row.name, PersonRole(row.role), row.login, row.cohort, bool(row.active)
    )


def _values(person: Person) -> Values:
    return {
        "id": person.id,
        "name": storable(person.name),
        "role": person.role.value,
        "login": person.login,
        "cohort": storable(person.cohort),
        "active": person.active,
    }


def _must_be_distinct(people: Mapping[PersonId, Person]) -> None:
    names: set[str] = set()
    logins: set[str] = set()
    for person in people.values():
        if person.name.casefold() in names:
            raise InputError(
                f"{person.name} is on the list twice.",
                "Give each person a name of their own, such as with a middle initial.",
            )
        if person.login is not None and person.login in logins:
            raise InputError(
                f"The login {person.login!r} is somebody else's.", "Each person connects as one."
            )
        names.add(person.name.casefold())
        logins |= {person.login} if person.login is not None else set()
