"""The tables of stories, and of which attempt told which."""

from datetime import datetime

from sqlmodel import Field

from mock_panel.storage.tables import Row, owner_field


class StoryRow(Row, table=True):
    """One story without its competencies."""

    __tablename__ = "story"

    id: str = Field(primary_key=True)
    title: str
    year: int | None
    month: int | None
    grade: str
    executive: str
    people: int | None
    money: float | None
    money_unit: str | None
    reach: str | None
    prompts: str
    """A JSON object: for each part an array of headlines."""
    source: str | None = Field(foreign_key="attempt.id", ondelete="SET NULL", index=True)
    created_at: datetime
    changed_at: datetime
    retired: bool
    owner: str | None = owner_field()


class StoryCompetencyRow(Row, table=True):
    """A competency that a story shows."""

    __tablename__ = "story_competency"

    story_id: str = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    framework: str = Field(primary_key=True)
    competency: str = Field(primary_key=True)
    position: int
    """From 1, the best shown first."""


class AttemptStoryRow(Row, table=True):
    """That an attempt told a story, on the candidate's word."""

    __tablename__ = "attempt_story"

    attempt_id: str = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    story_id: str = Field(
        primary_key=True, foreign_key="story.id", ondelete="CASCADE", index=True
    )  # fmt: skip
    how: str
    at: datetime
