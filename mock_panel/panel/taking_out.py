"""What taking an item out of the rating does to panels that are closed already.

A question may be dropped if that is reasoned, documented and the same for everybody (OPM on
structured interviews). So closed panels of the form are not spared, and nothing is forbidden; but
whoever takes an item out is told first whose closed outcomes change by it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mock_panel.domain.panel_forms import FormChange, PanelItem
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel
from mock_panel.panel.report import one_line, outcome_in_short


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """A closed panel whose outcome would be another one; each as verdict and how much is shown."""

    panel: Panel
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def words(self) -> str:
        """Whose, from what and to what."""
        name = one_line(self.panel.candidate)
        if self.before[0] == self.after[0]:
            return f"{name}: {self.after[0]} as before, now {self.after[1]}, not {self.before[1]}."
        return f"{name}: from {_told(self.before)} to {_told(self.after)}."


def outcome_changes(
    closed: Sequence[PanelRecord], item: PanelItem, others: int
) -> tuple[OutcomeChange, ...]:
    """What would become of these closed panels of one form without an item.

    Args:
        closed: the panels.
        item: to be taken out.
        others: items that would be left to rate.
    """
    return tuple(_changes(closed, item)) if others else ()


def _changes(closed: Sequence[PanelRecord], item: PanelItem) -> Iterator[OutcomeChange]:
    for record in closed:
        before, after = map(outcome_in_short, (record, _without(record, item)))
        if before != after:
            yield OutcomeChange(record.panel, before, after)


def _without(record: PanelRecord, item: PanelItem) -> PanelRecord:
    form = record.panel.form
    change = FormChange(item.id, "", record.panel.convened_at)
    form = replace(form, changes=(*form.changes, change))
    return replace(record, panel=replace(record.panel, form=form))


def _told(outcome: tuple[str, str]) -> str:
    verdict, shown = outcome
    return verdict if verdict == shown else f"{verdict} ({shown})"
