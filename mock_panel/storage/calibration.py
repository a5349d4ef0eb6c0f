"""The store of what raters gave the exemplars."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import ExemplarId
from mock_panel.storage.attempt_rows import storable
from mock_panel.storage.database import Database
from mock_panel.storage.panel_tables import CalibrationRow
from mock_panel.storage.statements import upsert


class SqlCalibrationStore:
    """Ratings of exemplars in the database; any call may raise StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, rating: CalibrationRating) -> None:
        """Store a rating; earlier ones of the same exemplar stay, so that learning shows."""
        values = {
            "rater": storable(rating.rater),
            "exemplar": rating.exemplar,
            "at": rating.at,
            "score": rating.score,
            "evidence": storable(rating.evidence),
        }
        with self._database.write() as connection:
            new = upsert(connection, CalibrationRow).values(**values)
            connection.execute(new.on_conflict_do_nothing())

    def ratings(self, rater: str | None = None) -> Sequence[CalibrationRating]:
        """What this person gave, or everybody; the oldest first."""
        statement = select(CalibrationRow).order_by(
            col(CalibrationRow.at), col(CalibrationRow.rater), col(CalibrationRow.exemplar)
        )
        if rater is not None:
            statement = statement.where(col(CalibrationRow.rater) == rater)
        with self._database.read() as connection, Session(connection) as session:
            return [
                CalibrationRating(
                    row.rater, ExemplarId(row.exemplar), row.score, row.at, row.evidence
                )
                for row in session.exec(statement)
            ]
