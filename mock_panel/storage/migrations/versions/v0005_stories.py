"""Stories, and which attempt told which."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("executive", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("money", sa.Float(), nullable=True),
        sa.Column("money_unit", sa.String(), nullable=True),
        sa.Column("reach", sa.String(), nullable=True),
        sa.Column("prompts", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["attempt.id"], name="fk_story_source", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_source", "story", ["source"])

    op.create_table(
        "attempt_story",
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_attempt_story_attempt_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_attempt_story_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", "story_id", name="pk_attempt_story"),
    )
    op.create_index("ix_attempt_story_story_id", "attempt_story", ["story_id"])

    op.create_table(
        "story_competency",
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("competency", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_story_competency_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "framework", "competency", name="pk_story_competency"),
    )
