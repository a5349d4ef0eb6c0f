"""Mock panels, and what raters gave the exemplars."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calibration",
        sa.Column("rater", sa.String(), nullable=False),
        sa.Column("exemplar", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("rater", "exemplar", "at", name="pk_calibration"),
    )
    op.create_table(
        "panel_form",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_panel_form"),
    )
    op.create_table(
        "panel",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("candidate", sa.String(), nullable=False),
        sa.Column("cohort", sa.String(), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("convened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["panel_form.id"], name="fk_panel_form_id"),
        sa.PrimaryKeyConstraint("id", name="pk_panel"),
    )
    op.create_index("ix_panel_convened_at", "panel", ["convened_at"])
    op.create_index("ix_panel_form_id", "panel", ["form_id"])

    op.create_table(
        "panel_form_change",
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["panel_form.id"], name="fk_panel_form_change_form_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("form_id", "item", name="pk_panel_form_change"),
    )
    op.create_table(
        "panel_answer",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("speech", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_answer_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "question", name="pk_panel_answer"),
    )
    op.create_table(
        "panel_event",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_event_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "number", name="pk_panel_event"),
    )
    op.create_table(
        "panel_move",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_move_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "number", name="pk_panel_move"),
    )
    op.create_table(
        "panel_note",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("second", sa.Float(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_note_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "seat", "question", "number", name="pk_panel_note"),
    )
    op.create_table(
        "panel_rating",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("with_pin", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_rating_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "seat", "item", name="pk_panel_rating"),
    )
    op.create_table(
        "panel_seat",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("rates", sa.Boolean(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pin", sa.String(), nullable=False),
        sa.Column("wrong_pins", sa.Integer(), nullable=False),
        sa.Column("barred_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("packet_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_seat_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "seat", name="pk_panel_seat"),
    )
    op.create_table(
        "panel_settlement",
        sa.Column("panel_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name="fk_panel_settlement_panel_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("panel_id", "number", name="pk_panel_settlement"),
    )
