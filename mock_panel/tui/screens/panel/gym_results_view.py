"""What the gym found out about a rater, put in words; numbers come second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.calibration import RatedByAll, RaterCalibration, SideBySide, Sitting
from mock_panel.domain.english import day_words, how_many
from mock_panel.domain.exemplars import Exemplar
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.questions import QuestionBank
from mock_panel.panel.calibration import FEWEST_ANSWERS, calibration_of
from mock_panel.panel.raters_side_by_side import side_by_side
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.bank_view import gather_catalogue
from mock_panel.tui.screens.panel.gym_view import BLANK, LABEL, Given
from mock_panel.tui.screens.panel.panels_view import DIM, KEY
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

_MISS = 48
"""Cells for the name of a miss."""
_SITTINGS = 6
"""The latest of so many are listed; the words tell of all."""


@dataclass(frozen=True, slots=True)
class Results:
    """What one person may see of what was rated."""

    bank: QuestionBank
    rater: str
    own: RaterCalibration
    everybody: SideBySide
    rows: tuple[RatedByAll, ...]
    """Of what everybody rated, that which this person has rated, too: the key gives the rest
    away."""
    evidence: Mapping[tuple[str, str], str]
    """By rater and exemplar, the last one."""
    gists: Mapping[QuestionId, str]
    """A few words of each question."""

    @property
    def covered(self) -> int:
        """How many exemplars only others have rated."""
        return len(self.everybody.rows) - len(self.rows)

    @property
    def raters(self) -> list[str]:
        """Everybody, this person first."""
        names = [found.rater for found in self.everybody.raters]
        return sorted(names, key=lambda name: name != self.rater)

    @property
    def has_enough(self) -> bool:
        """Whether more than counts can be told."""
        return self.own.n >= FEWEST_ANSWERS

    def given(self, exemplar: Exemplar, *, by_all: bool) -> list[Given]:
        """What this person gave it, and everybody else if wanted."""
        row = next((row for row in self.rows if row.exemplar.id == exemplar.id), None)
        if row is None:
            return []
        return [
            Given(
                "" if name == self.rater else name,
                row.scores[name],
                self.evidence.get((name, exemplar.id), ""),
            )
            for name in self.raters
            if name in row.scores and (by_all or name == self.rater)
        ]

    def gist(self, exemplar: Exemplar) -> str:
        """An exemplar as its question in a few words."""
        return self.gists.get(exemplar.question, exemplar.question)

    def ecq(self, exemplar: Exemplar) -> str:
        """The short title of the ECQ that it belongs to."""
        return self.bank.framework(exemplar.framework).ecq(exemplar.ecq).short_title


def gather_results(services: "Services", rater: str) -> Results:
    """Read what was rated; call it in a worker.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    catalogue = gather_catalogue(services)
    bank, ratings = catalogue.bank, services.calibration.ratings()
    everybody = side_by_side(bank.exemplars, ratings)
    return Results(
        bank=bank,
        rater=rater,
        own=calibration_of(rater, bank.exemplars, ratings),
        everybody=everybody,
        rows=tuple(row for row in everybody.rows if rater in row.scores),
        evidence={(r.rater, r.exemplar): r.evidence for r in ratings},
        gists={entry.question.id: entry.gist for entry in catalogue.entries},
    )


def state_words(results: Results) -> str:
    """How much it rests on."""
    return f"{how_many(results.own.n, 'answer')} rated"


def finding_lines(results: Results) -> list[Hanging]:
    """What was found, in words, and what to do next."""
    own = results.own
    lines = [Hanging(_led(sentence)) for sentence in own.sentences]
    if own.left_out:
        has = "has" if own.left_out == 1 else "have"
        left_out = (
            f"{how_many(own.left_out, 'older rating')} {has} another scale or is of an answer"
        )
        lines.append(Hanging(Content.styled(f"{left_out} that left the bank: not counted.", DIM)))
    return [*lines, BLANK, Hanging(Content.styled(own.advice, "bold"), _label("next"), LABEL)]


def time_lines(results: Results) -> list[Hanging]:
    """What changed over time, and what the keys are worth."""
    own, lines = results.own, []
    if results.has_enough:
        lines += [Hanging(Content(own.trend), _label("over time"), LABEL), *_sittings(own), BLANK]
    worth = (
        "The keys are ours, and come from no board. Where you rated by the answer's own words "
        "and still differ, you may be right."
    )
    return [*lines, Hanging(Content.styled(worth, DIM))]


def _sittings(own: RaterCalibration) -> Iterator[Hanging]:
    for sitting in own.sittings[-_SITTINGS:]:
        yield Hanging(Content(sitting_words(sitting)), indent=LABEL)


def sitting_words(sitting: Sitting) -> str:
    """One sitting in a line."""
    day = day_words(sitting.began_at)
    sign = sitting.bias.sign
    way = f", {sign.value}" if sign is not None else ", too few to say"
    return f"{day}  {how_many(sitting.n, 'answer')}, on the key {sitting.exact.words}{way}"


def miss_lines(results: Results, pointed: int) -> list[Hanging]:
    """The largest misses with their reasons.

    Args:
        results: what was found.
        pointed: which one Enter opens, from 0.
    """
    if not results.has_enough:
        return []
    if not results.own.misses:
        return [Hanging(Content("Every answer was rated on the key."), _label("misses"), LABEL)]
    lines = [Hanging(Content.styled("The largest misses; enter or the digit opens one", DIM))]
    for number, miss in enumerate(results.own.misses, 1):
        is_pointed = number - 1 == pointed
        mark = Content.assemble(("› " if is_pointed else "  ", KEY), (f"{number}", "bold"))
        name = clipped(f"{results.ecq(miss.exemplar)} · {results.gist(miss.exemplar)}", _MISS)
        lines += [BLANK, Hanging(Content.styled(name, "bold" if is_pointed else ""), mark, 5)]
        lines.append(Hanging(Content(miss.words), EMPTY, 5))
    return lines


def compared_lines(results: Results) -> list[Hanging]:
    """What the comparison of all raters shows, and what of it stays covered."""
    lines = [Hanging(Content(words)) for words in results.everybody.words]
    if results.covered:
        one = results.covered == 1
        more = (
            f"{how_many(results.covered, 'answer')} rated by others only {'is' if one else 'are'}"
        )
        until = f"covered until {results.rater} has rated {'it' if one else 'them'}, too."
        lines.append(Hanging(Content.styled(f"{more} {until}", DIM)))
    return lines


def pointed_words(results: Results, row: RatedByAll) -> str:
    """One row of the table in words."""
    scores = [f"{name} {row.scores[name]}" for name in results.raters if name in row.scores]
    apart = ""
    if len(scores) > 1:
        apart = f": {how_many(row.apart, 'point')} apart" if row.apart else ": nobody apart"
    told = f"{', '.join(scores)}, the key {row.exemplar.key}{apart}"
    return f"{results.ecq(row.exemplar)} · {told}"


def _led(sentence: str) -> Content:
    """A sentence whose finding, such as `Lenient:`, stands out."""
    lead, colon, rest = sentence.partition(":")
    return Content.assemble((lead + colon, "bold"), rest) if colon else Content(sentence)


def _label(words: str) -> Content:
    return Content.styled(words, DIM)
