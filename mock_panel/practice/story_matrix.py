"""Stories against competencies and ECQs: what is covered, what is missing, what wears out.

That examples should not be older than ten years, nor from below an executive level, is what
writers who prepare candidates report of boards (domain.md 1.5, 6); from what number of tellings
on a story wears out is our own choice. What the candidate has not said, such as the year, is
called unknown and never held against a story.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mock_panel.domain.english import how_many
from mock_panel.domain.frameworks import Competency, Ecq, Framework
from mock_panel.domain.ids import StoryId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import NEVER_TOLD, Executive, Story, TellingCount
from mock_panel.practice.story_reading import Showing, StoryIn, read_in

OLD_YEARS = 10
"""An example is old from more than this many years on; as in the engine."""
FRESH_YEARS = 5
"""Up to this age is better still."""
OFTEN = 4
"""More tellings than this within `RECENT_DAYS` are many."""
RECENT_DAYS = 28


class Caution(StrEnum):
    """What to mind about a story before relying on it."""

    OVERUSED = "overused"
    OLD = "old"
    BELOW_LEVEL = "below_level"
    NO_DATE = "no_date"
    NO_LEVEL = "no_level"

    @property
    def is_warning(self) -> bool:
        """Whether it counts against the story; the others ask for what is not known."""
        return self not in (Caution.NO_DATE, Caution.NO_LEVEL)


def recent_since(now: datetime) -> datetime:
    """From when on a telling is recent."""
    return now - timedelta(days=RECENT_DAYS)


def cautions(story: Story, told: TellingCount, today: date) -> tuple[Caution, ...]:
    """What to mind about a story."""
    found = []
    if told.recent > OFTEN:
        found.append(Caution.OVERUSED)
    if story.when is None:
        found.append(Caution.NO_DATE)
    elif story.when.years_before(today) > OLD_YEARS:
        found.append(Caution.OLD)
    if story.executive is Executive.NO:
        found.append(Caution.BELOW_LEVEL)
    elif story.executive is Executive.UNKNOWN:
        found.append(Caution.NO_LEVEL)
    return tuple(found)


def caution_words(caution: Caution, told: TellingCount) -> str:
    """A caution in a few words."""
    return {
        Caution.OVERUSED: f"told {told.recent} times in {RECENT_DAYS} days",
        Caution.OLD: f"older than {OLD_YEARS} years",
        Caution.BELOW_LEVEL: "below executive level",
        Caution.NO_DATE: "no date given",
        Caution.NO_LEVEL: "level not given",
    }[caution]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story in the matrix."""

    number: int
    """From 1; the column's heading where there is little room."""
    reading: StoryIn
    told: TellingCount
    cautions: tuple[Caution, ...]

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.reading.story

    @property
    def caution_words(self) -> tuple[str, ...]:
        """The cautions in words."""
        return tuple(caution_words(caution, self.told) for caution in self.cautions)


@dataclass(frozen=True, slots=True)
class CompetencyCover:
    """Which stories show one competency."""

    competency: Competency
    cells: tuple[Showing | None, ...]
    """In the order of the stories; None where one does not show it."""

    @property
    def own(self) -> int:
        """Stories that show it by themselves."""
        return self.cells.count(Showing.OWN)

    @property
    def carried(self) -> int:
        """Stories that show it only by carrying over."""
        return sum(cell is not None and cell.is_carried for cell in self.cells)

    @property
    def is_gap(self) -> bool:
        """Whether no story shows it, carried over or not."""
        return not any(self.cells)

    @property
    def is_only_carried(self) -> bool:
        """Whether it rests on carrying over alone."""
        return not self.own and bool(self.carried)


@dataclass(frozen=True, slots=True)
class EcqCover:
    """Which stories serve one ECQ; None for the competencies that cut across all of them."""

    ecq: Ecq | None
    competencies: tuple[CompetencyCover, ...]
    cells: tuple[Mapping[Showing, int], ...]
    """How many of its competencies each story shows, in the order of the stories."""

    @property
    def title(self) -> str:
        """The ECQ's, or what stands for the others."""
        return self.ecq.title if self.ecq else "Across all ECQs"

    @property
    def own(self) -> int:
        """Stories that show one of its competencies by themselves."""
        return sum(bool(cell.get(Showing.OWN)) for cell in self.cells)

    @property
    def carried(self) -> int:
        """Stories that serve it only by carrying over."""
        return sum(bool(cell) and not cell.get(Showing.OWN) for cell in self.cells)

    @property
    def words(self) -> str:
        """Such as: 2 stories, 1 more carried over."""
        if not self.own and not self.carried:
            return "no story"
        stories = how_many(self.own, "story", "stories")
        if not self.carried:
            return stories
        return f"{self.carried} carried over only" if not self.own else (
            f"{stories}, {self.carried} more carried over"
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryMatrix:
    """All stories that are not retired, against one framework."""

    framework: Framework
    rows: tuple[StoryRow, ...]
    """One a story, the oldest made first, so that a story keeps its number."""
    ecqs: tuple[EcqCover, ...]
    """In the framework's order, the cutting-across competencies last."""

    @property
    def used(self) -> int:
        """Stories that were ever told."""
        return sum(bool(row.told.times) for row in self.rows)

    @property
    def gaps(self) -> tuple[CompetencyCover, ...]:
        """The competencies of an ECQ that no story shows; the others need no story of their own."""
        return tuple(c for e in self.ecqs if e.ecq for c in e.competencies if c.is_gap)

    @property
    def only_carried(self) -> tuple[CompetencyCover, ...]:
        """The competencies that rest on carrying over alone."""
        return tuple(c for e in self.ecqs for c in e.competencies if c.is_only_carried)

    @property
    def ecqs_without(self) -> tuple[EcqCover, ...]:
        """The ECQs that no story serves by itself: a board asks about each."""
        return tuple(e for e in self.ecqs if e.ecq and not e.own)

    @property
    def warned(self) -> tuple[StoryRow, ...]:
        """The stories with a caution that counts against them."""
        return tuple(row for row in self.rows if any(c.is_warning for c in row.cautions))


def story_matrix(
    framework: Framework,
    stories: Iterable[Story],
    told: Mapping[StoryId, TellingCount],
    bank: QuestionBank,
    today: date,
) -> StoryMatrix:
    """Lay the stories out against a framework.

    Args:
        framework: whose competencies and ECQs.
        stories: all there are; retired ones are left out.
        told: how often each was told, with the recent ones since `recent_since`.
        bank: with the crosswalks.
        today: a local day.
    """
    kept = sorted((s for s in stories if not s.retired), key=lambda s: (s.created_at, s.id))
    rows = tuple(
        StoryRow(
            number,
            read_in(story, framework.id, bank),
            told.get(story.id, NEVER_TOLD),
            cautions(story, told.get(story.id, NEVER_TOLD), today),
        )
        for number, story in enumerate(kept, 1)
    )
    groups: list[tuple[Ecq | None, Sequence[Competency]]] = [
        (ecq, ecq.competencies) for ecq in framework.ecqs
    ]
    if framework.fundamental:
        groups.append((None, framework.fundamental))
    return StoryMatrix(framework, rows, tuple(_cover(e, c, rows) for e, c in groups))


def _cover(
    ecq: Ecq | None, competencies: Sequence[Competency], rows: Sequence[StoryRow]
) -> EcqCover:
    covers = tuple(
        CompetencyCover(c, tuple(row.reading.shows.get(c.id) for row in rows)) for c in competencies
    )
    cells = []
    for place in range(len(rows)):
        counts: dict[Showing, int] = {}
        for cover in covers:
            if (showing := cover.cells[place]) is not None:
                counts[showing] = counts.get(showing, 0) + 1
        cells.append(counts)
    return EcqCover(ecq, covers, tuple(cells))
