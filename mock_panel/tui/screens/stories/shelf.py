"""What the screens of the story bank show, read through the services in a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import StoryId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import NEVER_TOLD, Story, TellingCount

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services


@dataclass(frozen=True, slots=True)
class Shelf:
    """All stories with how often each was told, and the framework they are read in."""

    bank: QuestionBank
    framework: Framework
    stories: tuple[Story, ...]
    """Those that are told still, the oldest made first, then the retired ones."""
    counts: Mapping[StoryId, TellingCount]
    today: date

    def told(self, story: Story) -> TellingCount:
        """How often a story was told."""
        return self.counts.get(story.id, NEVER_TOLD)


def gather_shelf(services: "Services") -> Shelf:
    """Read the stories; call it in a worker.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    bank = services.bank.load()
    stories = services.stories
    return Shelf(
        bank=bank,
        framework=framework_of(services, bank),
        stories=tuple(sorted(stories.store.all(), key=lambda story: story.retired)),
        counts=stories.counts(),
        today=stories.today(),
    )


def framework_of(services: "Services", bank: QuestionBank) -> Framework:
    """The one of the settings, or else the first."""
    known = {framework.id: framework for framework in bank.frameworks}
    chosen = services.settings.framework
    return known.get(chosen, bank.frameworks[0]) if chosen else bank.frameworks[0]


def next_framework(bank: QuestionBank, framework: Framework) -> Framework:
    """The one after it, round and round."""
    ids = [each.id for each in bank.frameworks]
    return bank.frameworks[(ids.index(framework.id) + 1) % len(ids)]
