"""What taking an item out of the rating does to panels that are closed already.

A question may be dropped if that is reasoned, documented and the same for everybody (OPM on
structured interviews). So closed panels of the form are not spared, and nothing is forbidden; but
whoever takes an item out is told first whose closed outcomes change by it, and how many panels
there are beside those that they may see.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mock_panel.domain.english import how_many
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


@dataclass(frozen=True, slots=True)
class Consequences:
    """What whoever takes an item out must be told first; false where that is nothing."""

    changes: tuple[OutcomeChange, ...] = ()
    unseen: int = 0
    """Panels of the form that they may not see; what becomes of those they cannot be told."""

    def __bool__(self) -> bool:
        return bool(self.changes or self.unseen)

    def heading(self, item: PanelItem) -> str:
        """What there is to be agreed to."""
        return f"Without {item.id} closed outcomes {'change' if self.changes else 'may change'}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """Whose outcomes change, and that there are others."""
        told = tuple(change.words for change in self.changes)
        if not self.unseen:
            return told
        lose = "loses it too, and its" if self.unseen == 1 else "lose it too, and their"
        hidden = f"{how_many(self.unseen, 'panel')} of this form that you may not see {lose}"
        return (*told, f"{'And ' if told else ''}{hidden} outcome may change.")

    def beyond(self, told: "Consequences") -> "Consequences":
        """Those of these that are not among what was told."""
        known = {(change.panel.id, change.words) for change in told.changes}
        untold = (change for change in self.changes if (change.panel.id, change.words) not in known)
        return Consequences(tuple(untold), self.unseen if self.unseen > told.unseen else 0)


UNTOLD = Consequences()


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
