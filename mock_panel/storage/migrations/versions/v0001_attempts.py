"""Attempts, their words, scores and continuations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("ecq", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("question_hash", sa.String(), nullable=False),
        sa.Column("question_text", sa.String(), nullable=False),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("competencies", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preparation_seconds", sa.Float(), nullable=False),
        sa.Column("answer_seconds", sa.Float(), nullable=False),
        sa.Column("first_word_seconds", sa.Float(), nullable=True),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.Column("band_low", sa.Integer(), nullable=False),
        sa.Column("band_high", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("level_exact", sa.Float(), nullable=True),
        sa.Column("situation_found", sa.String(), nullable=True),
        sa.Column("task_found", sa.String(), nullable=True),
        sa.Column("action_found", sa.String(), nullable=True),
        sa.Column("result_found", sa.String(), nullable=True),
        sa.Column("situation_share", sa.Float(), nullable=True),
        sa.Column("task_share", sa.Float(), nullable=True),
        sa.Column("action_share", sa.Float(), nullable=True),
        sa.Column("result_share", sa.Float(), nullable=True),
        sa.Column("ownership", sa.String(), nullable=True),
        sa.Column("quantified_result", sa.Boolean(), nullable=True),
        sa.Column("self_situation", sa.String(), nullable=True),
        sa.Column("self_action", sa.String(), nullable=True),
        sa.Column("self_result", sa.String(), nullable=True),
        sa.Column("self_level", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_started_at_id", "attempt", ["started_at", "id"])
    op.create_index(
        "ix_attempt_framework_ecq_started_at", "attempt", ["framework", "ecq", "started_at"]
    )
    op.create_index("ix_attempt_question_id_started_at", "attempt", ["question_id", "started_at"])
    op.create_index(
        "ix_attempt_framework_question_id_started_at",
        "attempt",
        ["framework", "question_id", "started_at"],
    )
    op.create_table(
        "answer",
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_answer_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_answer"),
    )
    op.create_table(
        "score",
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_score_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_score"),
    )
    op.create_table(
        "continuation",
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("probe", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_continuation_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_continuation"),
    )
