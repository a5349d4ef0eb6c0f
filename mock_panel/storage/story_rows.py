"""Stories as rows, and rows as stories."""

import json
from typing import Any

from mock_panel.domain.ids import AttemptId, StoryId
from mock_panel.domain.parts import STORY_PARTS
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
from mock_panel.storage.attempt_rows import Values, storable


def story_values(story: Story) -> Values:
    """The row of a story without its competencies."""
    when, money = story.when, story.scope.money
    prompts = {part.value: list(story.prompts[part]) for part in STORY_PARTS}
    return {
        "id": story.id,
        "title": storable(story.title),
        "year": None if when is None else when.year,
        "month": None if when is None else when.month,
        "grade": storable(story.grade),
        "executive": story.executive.value,
        "people": story.scope.people,
        "money": None if money is None else money.amount,
        "money_unit": None if money is None else storable(money.unit),
        "reach": None if story.scope.reach is None else story.scope.reach.value,
        "prompts": json.dumps(prompts),
        "source": story.source,
        "created_at": story.created_at,
        "changed_at": story.changed_at,
        "retired": story.retired,
    }


def competency_values(story: Story) -> list[Values]:
    """The rows of what a story shows."""
    return [
        {
            "story_id": story.id,
            "framework": shown.framework,
            "competency": shown.competency,
            "position": position,
        }
        for position, shown in enumerate(story.competencies, 1)
    ]


def story_of(row: Any, shown: tuple[ShownCompetency, ...]) -> Story:
    """The story of a row with every column of `StoryRow`."""
    prompts = json.loads(row.prompts)
    return Story(
        id=StoryId(row.id),
        title=row.title,
        when=None if row.year is None else When(row.year, row.month),
        grade=row.grade,
        executive=Executive(row.executive),
        scope=Scope(
            people=row.people,
            money=None if row.money is None else Money(row.money, row.money_unit),
            reach=None if row.reach is None else Reach(row.reach),
        ),
        prompts={part: tuple(prompts[part.value]) for part in STORY_PARTS},
        competencies=shown,
        source=None if row.source is None else AttemptId(row.source),
        created_at=row.created_at,
        changed_at=row.changed_at,
        retired=row.retired,
    )


def link_of(row: Any) -> StoryLink:
    """The link of a row with every column of `AttemptStoryRow`."""
    return StoryLink(AttemptId(row.attempt_id), StoryId(row.story_id), LinkedBy(row.how), row.at)
