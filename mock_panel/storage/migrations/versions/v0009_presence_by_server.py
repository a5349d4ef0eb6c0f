"""Who is connected is kept for each server: a second one forgot who was connected to the first."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody stays connected over an upgrade.
    op.drop_table("panel_presence")
    op.create_table(
        "panel_presence",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("connections", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["panel_session.id"],
            name="fk_panel_presence_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "server", name="pk_panel_presence"),
    )
