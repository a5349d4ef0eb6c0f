"""What the programme screen shows: gathered through the services, then put in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.people import Person, PersonRole
from mock_panel.panel.programme import Programme
from mock_panel.panel.programme_text import to_text
from mock_panel.tui.clipping import NAME_CELLS, clipped
from mock_panel.tui.screens.panel.panels_view import DIM, KEY

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.panel.showing import Shown

WIDEST = 110
ALL = "all cohorts"
_SEES = {
    PersonRole.CANDIDATE: "your own closed panels",
    PersonRole.MENTOR: "the panels you ran or sat on",
    PersonRole.ADMINISTRATOR: "all panels, in figures",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A programme's figures, and the cohort that is looked at."""

    me: Person | None
    whole: Programme
    each: Sequence[Programme]
    """Of each cohort of the whole, in its order; empty where there is but one."""
    shown: "Sequence[Shown]" = ()
    """Who shows their practice to whoever looks."""
    chosen: int = 0
    """0 for the whole, then each cohort."""

    @property
    def now(self) -> Programme:
        """What is looked at."""
        return (self.whole, *self.each)[self.chosen]

    @property
    def name(self) -> str:
        """What is looked at, in words."""
        if not self.chosen:
            return ALL
        return self.whole.cohorts[self.chosen - 1].name or "without a cohort"

    @property
    def next(self) -> "Counted":
        """The same with the next cohort, after the last with all."""
        return replace(self, chosen=(self.chosen + 1) % (len(self.each) + 1))


def gather_programme(services: "Services") -> Counted:
    """Count everything that may be counted; call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    team = services.people
    whole = team.programme()
    names = [cohort.name for cohort in whole.cohorts]
    each = [team.programme(name) for name in names] if len(names) > 1 else []
    return Counted(team.store.me(), whole, each, services.showing.to_me())


def viewer_words(me: Person | None) -> str:
    """Who looks, and what is counted for them."""
    return f"{clipped(me.name, NAME_CELLS)}: {_SEES[me.role]}" if me is not None else ""


def strip_line(counted: Counted, width: int) -> Content:
    """Which cohort is looked at, and the key that changes it."""
    told = practice_words(counted.shown)
    if not counted.each:
        return Content.styled(ALL, DIM) + told
    place = f"   {counted.chosen + 1} of {len(counted.each) + 1}"
    name = clipped(counted.name, max(10, width - len(place) - 12 - told.cell_length))
    return Content.assemble(("n", KEY), "  cohort  ", (name, "bold"), (place, DIM), told)


def practice_words(shown: "Sequence[Shown]") -> Content:
    """How many show their practice, and the key that reads it; empty where nobody does."""
    if not shown:
        return Content("")
    who = how_many(len(shown), "candidate shows", "candidates show")
    return Content.assemble("   ", ("p", KEY), (f"  {who} you their practice", DIM))


def empty_words(shown: "Sequence[Shown]") -> Content:
    """Why there is nothing yet, and what to do."""
    return Content.assemble(
        ("Nothing to count yet.", "bold"),
        "\n\nHere stand the candidates of a programme with the panels each had, the mentors with "
        "what they ran and still have to rate, and the cohorts. Figures alone: nobody's answers "
        "or ratings.\n\nThe people come from the command line: mock-panel team add, or team "
        "import for a whole list.\n\n",
        ("esc", KEY), "  back to the panels", practice_words(shown),
    )  # fmt: skip


def programme_drawing(programme: Programme, width: int) -> Content:
    """The figures as tables."""
    lines = to_text(programme, min(width, WIDEST))
    # The heads of each table begin it, and a blank line ends it.
    return Content("\n").join(
        Content.styled(line, DIM) if not before else Content(line)
        for before, line in zip(["", *lines], lines, strict=False)
    )
