"""Plausible stories, as many as wanted, the same ones each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mock_panel.domain.ids import AttemptId, CompetencyId, FrameworkId, StoryId
from mock_panel.domain.parts import Part
from mock_panel.domain.stories import (
    Executive,
    LinkedBy,
    Money,
    Reach,
    Scope,
    ShownCompetency,
    Story,
    StoryLink,
    When,
)

MADE = datetime(2026, 2, 1, 20, 0, 0, 250, tzinfo=UTC)
CURRENT, CLASSIC = FrameworkId("opm-2025"), FrameworkId("opm-2006")


def shown(*ids: str, framework: FrameworkId = CURRENT) -> tuple[ShownCompetency, ...]:
    return tuple(ShownCompetency(framework, CompetencyId(id_)) for id_ in ids)


def make_story(i: int = 0, source: AttemptId | None = None) -> Story:
    """Story number i, from 0; a later one was made later."""
    made = MADE + timedelta(hours=i)
    return Story(
        id=StoryId(f"{i * 40503 % 65536:04x}{i:028x}"),
        title=f"Idle fleet no. {i}",
        when=None if i % 4 == 3 else When(2019 + i % 6, 5 if i % 2 else None),
        grade="GS-15, fleet office" if i % 2 == 0 else "",
        executive=tuple(Executive)[i % 3],
        scope=Scope(
            people=None if i % 3 == 2 else 38 + i,
            money=None if i % 3 == 1 else Money(410_000.5, "USD" if i % 2 == 0 else "EUR"),
            reach=None if i % 5 == 4 else tuple(Reach)[i % 4],
        ),
        prompts={
            Part.SITUATION: ("140 vehicles idle four days in five", "leases renewed unread"),
            Part.TASK: (),
            Part.ACTION: ("pulled the mileage of every car", f"met each of {i + 6} heads"),
            Part.RESULT: ("410 k a year saved, held for two years",),
        },
        competencies=shown("fiscal-responsibility", "managing-resources")
        + shown("financial-management", framework=CLASSIC),
        source=source,
        created_at=made,
        changed_at=made + timedelta(minutes=i),
        retired=i % 7 == 6,
    )


def bare(i: int, title: str, *competencies: ShownCompetency) -> Story:
    """A story of which only the title and what it shows are known."""
    story = Story.blank(StoryId(f"bare-{i}"), title, MADE + timedelta(hours=i))
    return replace(story, competencies=competencies)


def link(attempt: AttemptId, story: Story, how: LinkedBy = LinkedBy.NAMED) -> StoryLink:
    return StoryLink(attempt, story.id, how, MADE + timedelta(days=1))
