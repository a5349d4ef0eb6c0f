"""Who shows their practice to which mentor."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_showing",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("mentor", sa.String(), nullable=False),
        sa.Column("stories", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=f"fk_practice_showing_{column}", ondelete="CASCADE"
            )
            for column in ("person", "mentor")
        ),
        sa.PrimaryKeyConstraint("person", "mentor", name="pk_practice_showing"),
    )
