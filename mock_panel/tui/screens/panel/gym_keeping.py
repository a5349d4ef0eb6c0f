"""What is rated in a sitting of the gym, and how it is kept."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import reactive

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.errors import MockPanelError
from mock_panel.panel.gym_sitting import GymSitting
from mock_panel.panel.sitting_keeper import SittingKeeper
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.gym_bench import Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.questions import QuestionBank


class KeptSitting(Page[bool]):
    """Whatever is chosen and typed is soon on the disk; a rating is kept for good."""

    bench: reactive[Bench | None] = reactive(None)
    """What is shown."""

    @dataclass
    class Kept(Message):
        """A rating is stored."""

        rating: CalibrationRating
        trouble: str

    @dataclass
    class NotKept(Message):
        """A rating could not be stored."""

        error: MockPanelError

    @dataclass
    class Saved(Message):
        """What is chosen and typed is on the disk, or why not."""

        trouble: str

    def __init__(
        self,
        sitting: GymSitting,
        bank: "QuestionBank",
        ratings: "Sequence[CalibrationRating]",
    ) -> None:
        """Rate the exemplars of a sitting.

        Args:
            sitting: which ones, and what was written about the one in front.
            bank: what they are taken from.
            ratings: everybody's so far.
        """
        super().__init__()
        self.title = "A sitting in the gym"
        self.bank = bank
        self.exemplars = {exemplar.id: exemplar for exemplar in bank.exemplars}
        self.ratings = list(ratings)
        self.sitting = replace(
            sitting, exemplars=tuple(e for e in sitting.exemplars if e in self.exemplars)
        )
        self.is_keeping = False
        """A rating is being stored; nothing of it changes any more."""

    @abstractmethod
    def rest(self) -> None:
        """Keys go to the answer again."""

    def begin(self) -> None:
        """Be ready for changes."""
        services = self.services
        self._keeper = SittingKeeper(services.paths.drafts, lambda: services.calibration)

    @property
    def own_ratings(self) -> list[CalibrationRating]:
        """What this rater gave so far."""
        return [rating for rating in self.ratings if rating.rater == self.sitting.rater]

    def change(self, **values: object) -> None:
        """From now on these hold; a worker writes them."""
        self.sitting = replace(self.sitting, **values)  # type: ignore[arg-type]  # by name
        if self.bench is not None:
            self.bench = replace(
                self.bench, sitting=self.sitting, said="", is_saved=False, is_anchors=False
            )
        # The app's worker, not the screen's: it goes on even if the screen has been left.
        write = partial(self._write, self.sitting, self._keeper.changed())
        self.app.run_worker(write, thread=True, exit_on_error=False, group="gym-sitting")

    def _write(self, sitting: GymSitting, number: int) -> None:
        """Write what is chosen and typed; runs in a worker."""
        self.post_message(self.Saved(self._keeper.write(sitting, number)))

    @on(Saved)
    def _tell_saved(self, event: Saved) -> None:
        if self.bench is not None and self.bench.kept is None:
            self.bench = replace(self.bench, trouble=event.trouble, is_saved=not event.trouble)

    @work(thread=True, exit_on_error=False, group="keep")
    def keep(self, sitting: GymSitting) -> None:
        """Store the rating; only then is the key shown."""
        is_last = self.sitting.left(self.ratings) == (sitting.current,)
        try:
            rating, trouble = self._keeper.keep(sitting, self.services.now(), is_last=is_last)
        except MockPanelError as error:
            self.post_message(self.NotKept(error))
        else:
            self.post_message(self.Kept(rating, trouble))

    @on(Kept)
    def _reveal(self, event: Kept) -> None:
        self.is_keeping = False
        self.ratings.append(event.rating)
        if self.bench is not None:
            self.bench = replace(
                self.bench,
                sitting=self.sitting,
                kept=event.rating,
                rated=self.bench.rated + 1,
                is_anchors=False,
                said="",
                trouble=event.trouble,
            )
        self.rest()

    @on(NotKept)
    def _tell_not_kept(self, event: NotKept) -> None:
        """The rating stays in front of its rater, to be tried again."""
        self.is_keeping = False
        self.panel_app.show_error(event.error)
