"""The people of a programme, and whose a row is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_WHOSE = (
    ("attempt", "owner"),
    ("story", "owner"),
    ("calibration", "owner"),
    ("panel", "mentor"),
    ("panel", "candidate_person"),
    ("panel_seat", "person"),
)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=True),
        sa.Column("cohort", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("login", name="uq_person_login"),
    )
    op.create_table(
        "panel_report",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_report_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", name="pk_panel_report"),
    )
    for table, column in _WHOSE:
        op.add_column(table, sa.Column(column, sa.String(), nullable=True))
    op.create_index("ix_attempt_owner", "attempt", ["owner"])
