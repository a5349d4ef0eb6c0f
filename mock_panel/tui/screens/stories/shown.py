"""The stories that a candidate shows a mentor, to read only."""

from textual.content import Content

from mock_panel.domain.ids import StoryId
from mock_panel.tui.screens.of_another import OfAnother
from mock_panel.tui.screens.stories.matrix import MatrixScreen
from mock_panel.tui.screens.stories.shelf import Shelf
from mock_panel.tui.screens.stories.stories import StoriesScreen
from mock_panel.tui.screens.stories.story import StoryScreen


class ShownStoryScreen(OfAnother, StoryScreen):
    """One of their stories."""

    HELP_TEXT = (
        "A story that a candidate shows you: its outline, the competencies that it proves, and "
        "every telling. o shows the outline card. Nothing can be changed here."
    )
    READS = frozenset({"card", "framework"})


class ShownMatrixScreen(OfAnother, MatrixScreen):
    """Their stories against competencies and ECQs."""

    HELP_TEXT = (
        "The stories that a candidate shows you, against competencies and against ECQs: the gaps, "
        "what wears out, what is too old. Nothing can be changed here."
    )
    READS = frozenset({"open", "ecqs", "aloud", "framework"})

    def story_screen(self, story: StoryId) -> StoryScreen:
        """The screen that shows one of them."""
        return ShownStoryScreen(self.read, self.shown, story)


class ShownStoriesScreen(OfAnother, StoriesScreen):
    """All of their stories."""

    HELP_TEXT = (
        "The stories that a candidate shows you, with how often each was told. Enter opens one, / "
        "leaves those that have the words typed, m lays them against competencies and ECQs. "
        "Nothing can be changed here."
    )
    READS = frozenset({"open", "search", "matrix"})

    def words_above(self, shelf: Shelf, found: int) -> Content:
        """How many there are, or that there are none any more."""
        if not shelf.stories:
            return Content(f"No story of {self.shown.person.name}, or they are shown no more.")
        return super().words_above(shelf, found)

    def story_screen(self, story: StoryId) -> StoryScreen:
        """The screen that shows one of them."""
        return ShownStoryScreen(self.read, self.shown, story)

    def matrix_screen(self) -> MatrixScreen:
        """The screen that lays them out."""
        return ShownMatrixScreen(self.read, self.shown)
