"""Whether the candidate had misunderstood the question; of no attempt so far."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place, not by rebuilding the table: every other table refers to it.
    op.add_column(
        "attempt",
        sa.Column("misunderstood", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
