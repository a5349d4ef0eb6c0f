"""A story as the JSON document that an export holds and the command line prints."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mock_panel.domain.ids import AttemptId, CompetencyId, FrameworkId, StoryId
from mock_panel.domain.parts import STORY_PARTS, Part
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

STORY_SCHEMA = "mock-panel/story@1"


def to_document(story: Story) -> dict[str, Any]:
    """The story as plain values: nothing that is stored is left out."""
    money = story.scope.money
    return {
        "schema": STORY_SCHEMA,
        "id": story.id,
        "title": story.title,
        "when": None if story.when is None else str(story.when),
        "grade": story.grade,
        "executive": story.executive.value,
        "people": story.scope.people,
        "money": None if money is None else {"amount": money.amount, "unit": money.unit},
        "reach": None if story.scope.reach is None else story.scope.reach.value,
        "prompts": {part.value: list(story.prompts[part]) for part in STORY_PARTS},
        "competencies": [
            {"framework": shown.framework, "competency": shown.competency}
            for shown in story.competencies
        ],
        "source": story.source,
        "created_at": story.created_at.isoformat(),
        "changed_at": story.changed_at.isoformat(),
        "retired": story.retired,
    }


def from_document(document: Any) -> Story:
    """The story that `to_document` wrote; what it does not know of is not read.

    Raises:
        ValueError: the document is not one of this schema; its words say what is wrong.
    """
    if not isinstance(document, dict):
        message = "is no JSON object"
        raise ValueError(message)  # noqa: TRY004 - what was read is wrong, not the program
    if document.get("schema") != STORY_SCHEMA:
        message = f"has the schema {document.get('schema')!r}, and not {STORY_SCHEMA!r}"
        raise ValueError(message)
    read = _Reader(document)
    when, source = read.text_or_none("when"), read.text_or_none("source")
    reach = read.text_or_none("reach")
    return Story(
        id=StoryId(read.text("id")),
        title=read.text("title"),
        when=None if when is None else When.parse(when),
        grade=read.text("grade"),
        executive=Executive(read.text("executive")),
        scope=Scope(
            people=read.people(),
            money=read.money(),
            reach=None if reach is None else Reach(reach),
        ),
        prompts=read.prompts(),
        competencies=read.competencies(),
        source=None if source is None else AttemptId(source),
        created_at=read.moment("created_at"),
        changed_at=read.moment("changed_at"),
        retired=read.value("retired", bool),
    )


def links_to_documents(links: tuple[StoryLink, ...]) -> list[dict[str, str]]:
    """What follows a story under `told`: its attempts."""
    return [
        {"attempt": link.attempt, "how": link.how.value, "at": link.at.isoformat()}
        for link in links
    ]


def links_from_document(document: Mapping[str, Any], story: StoryId) -> tuple[StoryLink, ...]:
    """The links that `links_to_documents` wrote under `told`; none where there is no such key.

    Raises:
        ValueError: as `from_document`.
    """
    if "told" not in document:
        return ()
    readers = (_Reader(entry) for entry in _Reader(document).objects("told"))
    return tuple(
        StoryLink(
            AttemptId(r.text("attempt")), story, LinkedBy(r.text("how")), r.moment("at")
        )
        for r in readers
    )  # fmt: skip


class _Reader:
    """Reads values out of a document that somebody else may have written."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def value(self, name: str, kind: type[Any]) -> Any:
        value = self._document.get(name)
        if type(value) is not kind:
            message = f"{name} is {value!r:.40}, and not of type {kind.__name__}"
            raise ValueError(message)
        return value

    def text(self, name: str) -> str:
        text: str = self.value(name, str)
        return text

    def text_or_none(self, name: str) -> str | None:
        return None if self._document.get(name) is None else self.text(name)

    def objects(self, name: str) -> list[dict[str, Any]]:
        entries: list[Any] = self.value(name, list)
        if any(not isinstance(entry, dict) for entry in entries):
            message = f"{name} holds something that is no object"
            raise ValueError(message)
        return entries

    def moment(self, name: str) -> datetime:
        moment = datetime.fromisoformat(self.text(name))
        if moment.tzinfo is None or not 1970 <= moment.year < 9999:
            message = f"{name} has no time zone, or is no moment of our time"
            raise ValueError(message)
        return moment.astimezone(UTC)

    def people(self) -> int | None:
        if self._document.get("people") is None:
            return None
        people: int = self.value("people", int)
        return people

    def money(self) -> Money | None:
        if self._document.get("money") is None:
            return None
        entry = _Reader(self.value("money", dict))
        amount = self._document["money"].get("amount")
        if type(amount) not in (int, float) or not 0 <= amount < 1e18:
            message = f"money.amount is {amount!r:.40}, and no sum of money"
            raise ValueError(message)
        return Money(float(amount), entry.text("unit"))

    def prompts(self) -> dict[Part, tuple[str, ...]]:
        by_part = _Reader(self.value("prompts", dict))
        prompts = {part: tuple(by_part.value(part.value, list)) for part in STORY_PARTS}
        if any(not isinstance(line, str) for lines in prompts.values() for line in lines):
            message = "prompts hold something that is no text"
            raise ValueError(message)
        return prompts

    def competencies(self) -> tuple[ShownCompetency, ...]:
        readers = [_Reader(entry) for entry in self.objects("competencies")]
        return tuple(
            ShownCompetency(FrameworkId(r.text("framework")), CompetencyId(r.text("competency")))
            for r in readers
        )
