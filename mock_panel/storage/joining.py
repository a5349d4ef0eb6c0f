"""The store of who joins a panel from elsewhere.

A code is used up in the transaction that opens its session: two who type it at once get one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection
from sqlmodel import col, delete, func, insert, or_, select, update

from mock_panel.domain.ids import PanelId, SeatId
from mock_panel.domain.joining import Invited, KeptCode, KeptSession, Presence, Refusal
from mock_panel.errors import OutOfOrder
from mock_panel.storage.database import Database
from mock_panel.storage.joining_tables import InvitationRow, PresenceRow, RefusalRow, SessionRow
from mock_panel.storage.statements import all_of

MOST_REFUSALS = 100
"""Of one panel that are kept."""


class SqlJoiningStore:
    """Invitations, sessions and presence in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, panel: PanelId, place: SeatId, code: KeptCode) -> bool:
        """Keep a code in the place of the one before; false where another begins like it."""
        same = select(InvitationRow.panel_id, InvitationRow.place).where(
            col(InvitationRow.locator) == code.locator
        )
        with self._database.write(panel) as connection:
            found = connection.execute(same).first()
            if found is not None and tuple(found) != (panel, place):
                return False
            connection.execute(_at_place(delete(InvitationRow), InvitationRow, panel, place))
            values = {
                "panel_id": panel,
                "place": place,
                "locator": code.locator,
                "salt": code.salt,
                "digest": code.digest,
                "made_at": code.made_at,
                "expires_at": code.expires_at,
                "wrong": 0,
                "used_at": None,
            }
            connection.execute(insert(InvitationRow), [values])
        return True

    def invitations(self, panel: PanelId) -> Sequence[Invited]:
        """The invitations of a panel."""
        statement = all_of(InvitationRow).where(col(InvitationRow.panel_id) == panel)
        with self._database.read() as connection:
            return [
                Invited(SeatId(row.place), row.made_at, row.expires_at, row.wrong, row.used_at)
                for row in connection.execute(statement)
            ]

    def revoke(self, panel: PanelId, place: SeatId, at: datetime) -> bool:
        """Erase an invitation and end the sessions of its place; whether there was any."""
        with self._database.write(panel) as connection:
            gone = connection.execute(
                _at_place(delete(InvitationRow), InvitationRow, panel, place)
            ).rowcount
            return bool(_end_sessions(connection, panel, place, at) + gone)

    def admit(
        self,
        locator: str,
        fits: Callable[[str, str], bool],
        now: datetime,
        opening: tuple[str, str],
        most_wrong: int,
    ) -> KeptSession:
        """Use an invitation up and open a session, in one transaction.

        Raises:
            OutOfOrder: `unknown_code`, also where it is used up or dead, or `expired`.
        """
        begins_so = col(InvitationRow.locator) == locator
        with self._database.write() as connection:
            found = connection.execute(all_of(InvitationRow).where(begins_so)).first()
            # Compared in any case, so that the time tells nothing.
            is_right = fits(found.salt if found else "00", found.digest if found else "")
            if found is not None and found.used_at is None and found.wrong < most_wrong:
                if is_right and now < found.expires_at:
                    used = {"used_at": now, "wrong": 0}
                    connection.execute(update(InvitationRow).where(begins_so).values(**used))
                    return _opened(connection, found, now, *opening)
                if is_right:
                    raise OutOfOrder(
                        "expired", "This code is no longer good.", "Ask the chair for another."
                    )
                wrong = found.wrong + 1
                connection.execute(update(InvitationRow).where(begins_so).values(wrong=wrong))
        raise OutOfOrder(
            "unknown_code",
            "This code does not open anything.",
            "A code works once. Look at it again, or ask the chair for another.",
        )

    def session(self, token_digest: str) -> KeptSession | None:
        """The session of a token; None where there is none."""
        statement = all_of(SessionRow).where(col(SessionRow.token_digest) == token_digest)
        with self._database.read() as connection:
            row = connection.execute(statement).first()
        return None if row is None else _session_of(row)

    def end(self, session: str, at: datetime) -> None:
        """End a session, if it has not ended."""
        running = update(SessionRow).where(
            col(SessionRow.id) == session, col(SessionRow.ended_at).is_(None)
        )
        with self._database.write() as connection:
            connection.execute(running.values(ended_at=at))

    def is_ended(self, session: str) -> bool:
        """Whether a session was ended, or is gone with its panel."""
        statement = select(SessionRow.ended_at).where(col(SessionRow.id) == session)
        with self._database.read() as connection:
            row = connection.execute(statement).first()
        return row is None or row.ended_at is not None

    def arrived(self, session: str, server: str, at: datetime) -> None:
        """One more connection of a session to a server."""
        with self._database.write() as connection:
            there = connection.execute(
                update(PresenceRow)
                .where(*_connected(session, server))
                .values(connections=PresenceRow.connections + 1)
            )
            known = select(SessionRow.id).where(col(SessionRow.id) == session)
            if not there.rowcount and connection.execute(known).first() is not None:
                values = {"session_id": session, "server": server, "connections": 1, "since": at}
                connection.execute(insert(PresenceRow), [values])

    def left(self, session: str, server: str) -> None:
        """One connection less."""
        here = _connected(session, server)
        with self._database.write() as connection:
            connection.execute(
                update(PresenceRow).where(*here).values(connections=PresenceRow.connections - 1)
            )
            connection.execute(delete(PresenceRow).where(*here, col(PresenceRow.connections) <= 0))

    def clear_presence(self, server: str, now: datetime) -> None:
        """Nobody is connected to a server, nor to any with a session that has expired."""
        expired = select(SessionRow.id).where(col(SessionRow.expires_at) <= now)
        gone = or_(col(PresenceRow.server) == server, col(PresenceRow.session_id).in_(expired))
        with self._database.write() as connection:
            connection.execute(delete(PresenceRow).where(gone))

    def present(self, panel: PanelId) -> Sequence[Presence]:
        """Who is connected; whose session was ended will be connected no more in a moment."""
        statement = (
            select(SessionRow.place, func.min(PresenceRow.since))
            .join(PresenceRow, col(PresenceRow.session_id) == col(SessionRow.id))
            .where(col(SessionRow.panel_id) == panel, col(SessionRow.ended_at).is_(None))
            .group_by(SessionRow.place)
            .order_by(SessionRow.place)
        )
        with self._database.read() as connection:
            return [
                Presence(panel, SeatId(place), since)
                for place, since in connection.execute(statement)
            ]

    def refuse(self, panel: PanelId, refusal: Refusal) -> None:
        """Keep a refusal; of many, the last hundred."""
        here = col(RefusalRow.panel_id) == panel
        last = select(func.coalesce(func.max(RefusalRow.number), 0)).where(here)
        with self._database.write(panel) as connection:
            number = connection.execute(last).scalar_one() + 1
            values = {
                "panel_id": panel,
                "number": number,
                "place": refusal.place,
                "action": refusal.action,
                "at": refusal.at,
            }
            connection.execute(insert(RefusalRow), [values])
            connection.execute(
                delete(RefusalRow).where(here, col(RefusalRow.number) <= number - MOST_REFUSALS)
            )

    def refusals(self, panel: PanelId) -> Sequence[Refusal]:
        """What was refused, the newest first."""
        statement = all_of(RefusalRow).where(col(RefusalRow.panel_id) == panel)
        with self._database.read() as connection:
            return [
                Refusal(SeatId(row.place), row.action, row.at)
                for row in connection.execute(statement.order_by(col(RefusalRow.number).desc()))
            ]


def _at_place(statement: Any, table: Any, panel: PanelId, place: SeatId) -> Any:
    return statement.where(col(table.panel_id) == panel, col(table.place) == place)


def _end_sessions(connection: Connection, panel: PanelId, place: SeatId, at: datetime) -> int:
    statement = _at_place(update(SessionRow), SessionRow, panel, place)
    ended = statement.where(col(SessionRow.ended_at).is_(None)).values(ended_at=at)
    count: int = connection.execute(ended).rowcount
    return count


def _connected(session: str, server: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(PresenceRow.session_id) == session, col(PresenceRow.server) == server


def _opened(
    connection: Connection, invitation: Any, now: datetime, id_: str, token_digest: str
) -> KeptSession:
    panel, place = PanelId(invitation.panel_id), SeatId(invitation.place)
    _end_sessions(connection, panel, place, now)
    values = {
        "id": id_,
        "panel_id": panel,
        "place": place,
        "token_digest": token_digest,
        "began_at": now,
        "expires_at": invitation.expires_at,
        "ended_at": None,
    }
    connection.execute(insert(SessionRow), [values])
    return KeptSession(id_, panel, place, invitation.expires_at)


def _session_of(row: Any) -> KeptSession:
    panel, place = PanelId(row.panel_id), SeatId(row.place)
    return KeptSession(row.id, panel, place, row.expires_at, row.ended_at is not None)
