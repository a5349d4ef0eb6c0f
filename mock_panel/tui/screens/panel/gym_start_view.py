"""What the gym knows before a sitting: who rated what, and which answers there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.english import day_words, how_many
from mock_panel.domain.exemplars import Exemplar
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.questions import QuestionBank
from mock_panel.panel.calibration import FEWEST_ANSWERS, calibration_of
from mock_panel.panel.gym_sitting import IN_A_SITTING, GymSitting, read_sittings
from mock_panel.tui.screens.panel.gym_view import BLANK, LABEL
from mock_panel.tui.screens.panel.panels_view import DIM
from mock_panel.tui.widgets.hanging import Hanging

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

_MINUTES_AN_ANSWER = 2.5


@dataclass(frozen=True, slots=True)
class Gym:
    """All that is known when nobody is rating."""

    bank: QuestionBank
    ratings: tuple[CalibrationRating, ...]
    """Everybody's, the oldest first."""
    left_off: Mapping[str, GymSitting]
    """By rater; sittings in which something is left to rate."""

    @property
    def raters(self) -> list[str]:
        """Who has rated something, or begun to; the latest first."""
        last = {sitting.rater: sitting.began_at for sitting in self.left_off.values()}
        for rating in self.ratings:
            last[rating.rater] = max(rating.at, last.get(rating.rater, rating.at))
        return sorted(last, key=lambda name: last[name], reverse=True)

    @property
    def frameworks(self) -> list[Framework]:
        """Those with exemplars, in the bank's order."""
        having = {exemplar.framework for exemplar in self.bank.exemplars}
        return [framework for framework in self.bank.frameworks if framework.id in having]

    def exemplars(self, framework: FrameworkId) -> list[Exemplar]:
        """Those of a framework."""
        return [e for e in self.bank.exemplars if e.framework == framework]

    def known_as(self, name: str) -> str:
        """The name as it was spelt before, if only the case differs."""
        return next((r for r in self.raters if r.casefold() == name.casefold()), name)

    def resumable(self, rater: str, framework: FrameworkId) -> GymSitting | None:
        """The sitting in which this person was interrupted."""
        sitting = self.left_off.get(rater)
        return sitting if sitting is not None and sitting.framework == framework else None


def gather_gym(services: "Services") -> Gym:
    """Read the bank, the ratings and the sittings; call it in a worker.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    bank, ratings = services.bank.load(), tuple(services.calibration.ratings())
    known = {exemplar.id for exemplar in bank.exemplars}
    sittings = read_sittings(services.paths.drafts)
    left_off = {s.rater: s for s in sittings if known.intersection(s.left(ratings))}
    return Gym(bank, ratings, left_off)


def what_lines() -> list[Hanging]:
    """What the gym is for."""
    return [
        Hanging(
            Content(
                "Rate sample answers before you rate people. The value that each should get is "
                "agreed: it is shown, with the reason and the words that decide, as soon as your "
                "own rating is kept."
            )
        ),
        BLANK,
        Hanging(
            Content(
                f"After {FEWEST_ANSWERS} answers you see whether you are lenient, severe, flat, or "
                "swayed by how an answer is told."
            )
        ),
    ]


def no_exemplars_lines() -> list[Hanging]:
    """What to do where there is nothing to rate."""
    return [
        Hanging(Content.styled("The question bank has no sample answers.", "bold")),
        BLANK,
        Hanging(
            Content(
                "They stand in an exemplars.yaml of the bank. Run `mock-panel bank check` to see "
                "whether one could not be read, or write your own: `mock-panel bank path` says "
                "where."
            )
        ),
    ]


def about_rater(gym: Gym, rater: str) -> str:
    """How much somebody has rated; for the row in which a rater is chosen."""
    own = [rating for rating in gym.ratings if rating.rater == rater]
    if not own:
        return "no answer rated yet"
    count = len({rating.exemplar for rating in own})
    return f"{how_many(count, 'answer')} rated, last on {day_words(own[-1].at)}"


def about_framework(gym: Gym, framework: FrameworkId) -> str:
    """How many answers there are."""
    return how_many(len(gym.exemplars(framework)), "answer")


def next_lines(gym: Gym, rater: str, framework: FrameworkId) -> list[Hanging]:
    """What Enter begins, and how one rates so far.

    Args:
        gym: what is known.
        rater: who rates; empty where that is not known yet.
        framework: the one that is chosen.
    """
    lines = [Hanging(Content(_next_words(gym, rater, framework)), _label("next"), LABEL)]
    own = calibration_of(rater, gym.bank.exemplars, gym.ratings)
    if rater and own.n >= FEWEST_ANSWERS:
        lines += [BLANK, Hanging(Content(own.sentences[0]), _label("so far"), LABEL)]
        lines += [BLANK, Hanging(Content(own.advice), _label("mind"), LABEL)]
    return lines


def _next_words(gym: Gym, rater: str, framework: FrameworkId) -> str:
    sitting = gym.resumable(rater, framework)
    if sitting is not None:
        left = len(sitting.left(gym.ratings))
        done = f"{len(sitting.exemplars) - left} of {len(sitting.exemplars)}"
        day = day_words(sitting.began_at)
        return f"Go on with the sitting of {day}: {done} rated. a begins another one."
    answers = gym.exemplars(framework)
    own = {rating.exemplar for rating in gym.ratings if rating.rater == rater}
    count = min(IN_A_SITTING, len(answers))
    fresh = min(count, sum(exemplar.id not in own for exemplar in answers))
    minutes = f"about {round(count * _MINUTES_AN_ANSWER / 5) * 5 or 5} minutes"
    if not own or fresh == count:
        new = ", none of which you have rated" if own else ""
    elif fresh:
        new = f": {fresh} that you have not rated, then those that you rated longest ago"
    else:
        new = ": those that you rated longest ago, for all have been rated"
    begins = "" if rater else " Enter begins."
    return f"A sitting of {how_many(count, 'answer')}, {minutes}{new}.{begins}"


def _label(words: str) -> Content:
    return Content.styled(words, DIM)
