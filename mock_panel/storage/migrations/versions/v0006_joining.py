"""Who joins a panel from another machine."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panel_invitation",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _goes_with("panel", "panel_invitation"),
        sa.PrimaryKeyConstraint("panel_id", "place", name="pk_panel_invitation"),
        sa.UniqueConstraint("locator", name="uq_panel_invitation_locator"),
    )
    op.create_table(
        "panel_refusal",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goes_with("panel", "panel_refusal"),
        sa.PrimaryKeyConstraint("panel_id", "number", name="pk_panel_refusal"),
    )
    op.create_table(
        "panel_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _goes_with("panel", "panel_session"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_session"),
        sa.UniqueConstraint("token_digest", name="uq_panel_session_token_digest"),
    )
    op.create_index("ix_panel_session_panel_id", "panel_session", ["panel_id"])
    op.create_table(
        "panel_presence",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("connections", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _goes_with("panel_session", "panel_presence", "session_id"),
        sa.PrimaryKeyConstraint("session_id", name="pk_panel_presence"),
    )


def _goes_with(parent: str, table: str, column: str = "panel_id") -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete="CASCADE")
