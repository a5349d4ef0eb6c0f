"""What a story shows in one framework: by itself, or carried over from another.

A story is told under one set of ECQs and may have to serve under the other. The bank's
crosswalks say where its competencies went; what a source reports and what we infer stay apart,
and what has no home is named, so that nobody counts on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mock_panel.domain.frameworks import Basis
from mock_panel.domain.ids import CompetencyId, FrameworkId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import ShownCompetency, Story
from mock_panel.practice.carrying_over import leading_to


class Showing(StrEnum):
    """On whose word a story shows a competency, the best first."""

    OWN = "own"
    """It was named in this very framework."""
    REPORTED = "reported"
    """Carried over, as the crosswalk's source tells."""
    INFERRED = "inferred"
    """Carried over, as we read it."""

    @property
    def is_carried(self) -> bool:
        """Whether it comes from another framework; then the story must be told anew for it."""
        return self is not Showing.OWN


@dataclass(frozen=True, slots=True)
class StoryIn:
    """A story as one framework sees it."""

    story: Story
    framework: FrameworkId
    shows: Mapping[CompetencyId, Showing]
    """The best shown first, those carried over last."""
    origins: Mapping[CompetencyId, tuple[ShownCompetency, ...]]
    """For each that is carried over, from where."""
    homeless: tuple[ShownCompetency, ...]
    """Of other frameworks, with no home in this one."""
    unmentioned: tuple[ShownCompetency, ...]
    """Of other frameworks, and no crosswalk speaks of them."""

    @property
    def is_carried(self) -> bool:
        """Whether it shows something here, and all of that is carried over."""
        return bool(self.shows) and all(showing.is_carried for showing in self.shows.values())


def read_in(story: Story, framework: FrameworkId, bank: QuestionBank) -> StoryIn:
    """Read a story in a framework; a competency that the framework does not have is left out."""
    present = {c.id for c in bank.framework(framework).competencies}
    own = [c for c in story.shown_in(framework) if c in present]
    carried: dict[CompetencyId, Showing] = {}
    origins: dict[CompetencyId, list[ShownCompetency]] = {}
    homeless, unmentioned = [], []
    walks = {walk.from_framework: walk for walk in leading_to(framework, bank)}
    for shown in story.competencies:
        if shown.framework == framework:
            continue
        walk = walks.get(shown.framework)
        row = None if walk is None else walk.home_of(shown.competency)
        if row is None:
            unmentioned.append(shown)
            continue
        if not row.to:
            homeless.append(shown)
        for home in row.to:
            if home in own:
                continue
            origins.setdefault(home, []).append(shown)
            if row.basis is Basis.REPORTED or home not in carried:
                carried[home] = Showing(row.basis.value)
    return StoryIn(
        story=story,
        framework=framework,
        shows=dict.fromkeys(own, Showing.OWN) | carried,
        origins={home: tuple(came) for home, came in origins.items()},
        homeless=tuple(homeless),
        unmentioned=tuple(unmentioned),
    )
