"""All candidates of a mentor beside each other: who has shown what, and what the group lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mock_panel.domain.english import day_words, how_many, listing
from mock_panel.domain.ids import EcqId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.panel.report import area_word, ecq_values, figure, is_shown, one_line, shown_from

FEW = 5
"""Fewer candidates are called a small group."""


@dataclass(frozen=True, slots=True)
class CohortResult:
    """One candidate's result on one ECQ at one panel."""

    day: str
    value: float
    figure: str
    is_open: bool
    """Something of it is not settled yet."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate over all panels of a group."""

    candidate: str
    """The name; with the cohort where two have the same."""
    cohort: str
    days: tuple[str, ...]
    """Of the panels, the oldest first."""
    results: tuple[tuple[CohortResult, ...], ...]
    """By ECQ of the group; the oldest first, none where it was never rated."""
    needs: tuple[str, ...]
    """What the last result of each ECQ does not show."""
    still_open: int
    """ECQs whose last result is not settled."""

    @property
    def panels(self) -> int:
        """How many panels the candidate sat."""
        return len(self.days)

    @property
    def is_ready(self) -> bool:
        """Whether every ECQ is shown and settled, each by its last result."""
        return not self.needs and not self.still_open

    @property
    def words(self) -> str:
        """Ready, or what for not."""
        if self.needs:
            return f"needs {listing(self.needs)}"
        if self.still_open:
            return f"all shown; {how_many(self.still_open, 'result')} still open"
        return "ready: all shown"


@dataclass(frozen=True, slots=True)
class EcqCounts:
    """How the candidates' last results on one ECQ spread over the scale."""

    title: str
    at_point: tuple[int, ...]
    """Candidates by the point of the scale that their last result reaches."""
    rated: int
    shown: int

    @property
    def words(self) -> str:
        """Such as `2 of 3`: so many of those rated have shown it."""
        return f"{self.shown} of {self.rated}" if self.rated else "–"


@dataclass(frozen=True, slots=True)
class CohortGroup:
    """Panels that can be compared: one framework, one scale."""

    framework: str
    area: str
    """What the parts of the framework are called: `ECQ` for the SES alone."""
    scale: str
    points: tuple[int, ...]
    shown_from: str
    panels: int
    ecqs: tuple[EcqCounts, ...]
    candidates: tuple[CandidateRow, ...]

    @property
    def note(self) -> str:
        """How much there is to go by."""
        size = f"{how_many(len(self.candidates), 'candidate')}, {how_many(self.panels, 'panel')}."
        if len(self.candidates) >= FEW:
            return size
        return f"{size} A small group: read the counts, they make no trend."

    @property
    def rule(self) -> str:
        """What the words shown and ready mean here."""
        return (
            f"Shown: {self.shown_from} or higher at the last panel that rated the {self.area}. "
            f"Ready: all shown and settled. Columns are numbered as the {self.area}s. Unofficial."
        )


@dataclass(frozen=True, slots=True)
class CohortView:
    """What a mentor sees of all candidates."""

    groups: tuple[CohortGroup, ...]
    left_out: int
    """Panels that are not revealed; nothing of them is counted."""

    @property
    def note(self) -> str:
        """What is missing; empty for nothing."""
        if self.left_out:
            verb = "is" if self.left_out == 1 else "are"
            return f"{how_many(self.left_out, 'panel')} {verb} left out: not revealed yet."
        return "" if self.groups else "No panel has been revealed yet."


def cohort_view(records: Sequence[PanelRecord]) -> CohortView:
    """All revealed panels by candidate; frameworks and scales that differ are kept apart."""
    revealed = [record for record in records if record.panel.is_revealed]
    together: dict[tuple[str, str], list[PanelRecord]] = {}
    for record in sorted(revealed, key=lambda record: record.panel.convened_at):
        form = record.panel.form
        together.setdefault((form.framework, form.scale.id), []).append(record)
    groups = (_group(together[key]) for key in sorted(together))
    return CohortView(tuple(groups), len(records) - len(revealed))


def _group(records: Sequence[PanelRecord]) -> CohortGroup:
    newest = records[-1].panel.form
    titles = {
        item.ecq: one_line(item.title)
        for record in reversed(records)
        for item in reversed(record.panel.form.rated)
    }
    # The newest form's order comes first; what only older forms rated follows.
    ecqs = {item.ecq: titles[item.ecq] for item in newest.rated} | titles
    scale = newest.scale
    bar = shown_from(scale)
    sat: dict[tuple[str, str], list[PanelRecord]] = {}
    for record in records:
        who = (one_line(record.panel.candidate), one_line(record.panel.cohort))
        sat.setdefault((who[0].casefold(), who[1].casefold()), []).append(record)
    names = [name for name, _ in sat]
    rows = tuple(_row(sat[who], ecqs, names.count(who[0]) > 1) for who in sorted(sat))
    points = tuple(sorted(level.value for level in scale.levels))
    return CohortGroup(
        framework=one_line(newest.framework_title),
        area=area_word(newest.framework),
        scale=one_line(scale.title),
        points=points,
        shown_from=f"{bar.value} ({one_line(bar.label)})",
        panels=len(records),
        ecqs=tuple(
            _counts(title, [row.results[place] for row in rows], points)
            for place, title in enumerate(ecqs.values())
        ),
        candidates=rows,
    )


def _row(
    records: Sequence[PanelRecord], ecqs: dict[EcqId, str], has_namesake: bool
) -> CandidateRow:
    newest = records[-1].panel
    name, cohort = one_line(newest.candidate), one_line(newest.cohort)
    results = tuple(tuple(_results(records, ecq)) for ecq in ecqs)
    last = [of_ecq[-1] if of_ecq else None for of_ecq in results]
    return CandidateRow(
        candidate=f"{name} ({cohort or 'no cohort'})" if has_namesake else name,
        cohort=cohort,
        days=tuple(day_words(record.panel.convened_at) for record in records),
        results=results,
        needs=tuple(
            f"{title} ({result.figure if result else 'not rated'})"
            for title, result in zip(ecqs.values(), last, strict=True)
            if result is None or not result.is_shown
        ),
        still_open=sum(result is not None and result.is_open for result in last),
    )


def _results(records: Sequence[PanelRecord], ecq: EcqId) -> Iterator[CohortResult]:
    for record in records:
        value = ecq_values(record).get(ecq)
        if value is None:
            continue
        yield CohortResult(
            day=day_words(record.panel.convened_at),
            value=value,
            figure=figure(value),
            is_open=any(item.ecq == ecq for item in record.unsettled),
            is_shown=is_shown(value, record.panel.form.scale),
        )


def _counts(
    title: str, results: Sequence[Sequence[CohortResult]], points: Sequence[int]
) -> EcqCounts:
    last = [of_candidate[-1] for of_candidate in results if of_candidate]
    reached = [
        max((p for p in points if p <= result.value + 1e-9), default=None) for result in last
    ]
    return EcqCounts(
        title=title,
        at_point=tuple(reached.count(point) for point in points),
        rated=len(last),
        shown=sum(result.is_shown for result in last),
    )
