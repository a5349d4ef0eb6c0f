"""What the cohort screen shows: gathered through the services, then put in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel
from mock_panel.panel.cohort import CohortView, cohort_view, to_text
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.panel.panels_view import DIM, KEY

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

WIDEST = 100
NO_COHORT = "without a cohort"
ALL = "all candidates"


@dataclass(frozen=True, slots=True)
class Cohorts:
    """All panels, and the cohort that is looked at."""

    panels: Sequence[Panel]
    records: Sequence[PanelRecord]
    """Of the revealed ones."""
    chosen: int = 0
    """Which of the `names`."""

    @property
    def _known(self) -> dict[str | None, str]:
        """What can be looked at by its folded name: None is all, empty is without a cohort."""
        named: dict[str, str] = {}
        for panel in self.panels:
            named.setdefault(panel.cohort.casefold(), panel.cohort or NO_COHORT)
        # One cohort alone is all there is.
        few = len(named) < 2
        order = [] if few else sorted(named.items(), key=lambda pair: (not pair[0], pair[0]))
        return {None: ALL, **dict(order)}

    @property
    def names(self) -> tuple[str, ...]:
        """All, then each cohort as the newest panel writes it."""
        return tuple(self._known.values())

    @property
    def name(self) -> str:
        """The cohort that is looked at."""
        return self.names[self.chosen]

    @property
    def view(self) -> CohortView:
        """Its candidates side by side."""
        wanted = tuple(self._known)[self.chosen]

        def is_in(panel: Panel) -> bool:
            return wanted is None or panel.cohort.casefold() == wanted

        records = [record for record in self.records if is_in(record.panel)]
        hidden = sum(not panel.is_revealed and is_in(panel) for panel in self.panels)
        return replace(cohort_view(records), left_out=hidden)

    @property
    def is_empty(self) -> bool:
        """Whether no panel has been revealed."""
        return not self.records


def gather_cohorts(services: "Services") -> Cohorts:
    """Read all panels; call it in a worker.

    Raises:
        StorageError: the database cannot be read.
    """
    store = services.panels.store
    return Cohorts(store.panels(), store.records())


def strip_line(cohorts: Cohorts, width: int) -> Content:
    """Which cohort is looked at, and the key that changes it."""
    names = cohorts.names
    if len(names) == 1:
        return Content.styled(ALL, DIM)
    place = f"   {cohorts.chosen + 1} of {len(names)}"
    name = clipped(cohorts.name, max(10, width - len(place) - 12))
    return Content.assemble(("n", KEY), "  cohort  ", (name, "bold"), (place, DIM))


def empty_words(cohorts: Cohorts) -> Content:
    """Why there is nothing yet, and what to do."""
    waits = len(cohorts.panels)
    has = f"{how_many(waits, 'panel is', 'panels are')} not revealed yet." if waits else ""
    return Content.assemble(
        ("No panel has been revealed yet.", "bold"),
        "\n\nHere the candidates of a programme stand side by side: what each has shown on each "
        f"ECQ from panel to panel, who is ready, and what the group lacks. {has}\n\nA cohort is "
        "named when a panel is set up.\n\n",
        ("esc", KEY), "  back to the panels",
    )  # fmt: skip


def cohort_drawing(view: CohortView, width: int) -> Content:
    """The candidates as a table."""
    titles = {group.framework for group in view.groups}
    return Content("\n").join(
        Content.styled(line, "bold") if line in titles else Content(line)
        for line in to_text(view, min(width, WIDEST))
    )
