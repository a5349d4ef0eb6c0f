"""Which stories would serve the question at hand, in two lines at most; silent where none does."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from mock_panel.tui.widgets.hanging import Hanging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.questions import QuestionBank
    from mock_panel.practice.choosing_stories import Suggestion

_NONE = -1


class StoryAid(Static):
    """The best story and the runner-up with their reasons, and the card that was asked for."""

    DEFAULT_CSS = """
    StoryAid {
        height: auto;
        max-height: 4;
        padding: 0 2;
        max-width: 100;
        color: $foreground 85%;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._found: Sequence[Suggestion] = ()
        self._bank: QuestionBank | None = None
        self._at = _NONE
        self.is_known = False
        """Whether the stories have been looked for."""

    def clear(self) -> None:
        """Another question is at hand."""
        self._found, self.is_known, self._at = (), False, _NONE
        self.display = False

    def offer(self, found: "Sequence[Suggestion]", bank: "QuestionBank") -> None:
        """Show what was found; nothing where nothing serves."""
        self._found, self._bank, self.is_known = found, bank, True
        self.display = bool(found)
        lines = [
            Content.assemble(
                ("Story   " if place == 0 else "or      ", "$foreground 75%"),
                (each.story.title, "bold"),
                (f": {each.because}", "$foreground 75%"),
            )
            for place, each in enumerate(found)
        ]
        self.update(Content("\n").join(lines))

    @property
    def has_stories(self) -> bool:
        """Whether there is a card to show."""
        return bool(self._found)

    def next_card(self) -> None:
        """The best story's card, the runner-up's, none, and so on."""
        self._at = self._at + 1 if self._at + 1 < len(self._found) else _NONE

    def put_away(self) -> None:
        """No card."""
        self._at = _NONE

    @property
    def card(self) -> list[Hanging]:
        """The card that was asked for; empty where none was."""
        if self._at == _NONE or self._at >= len(self._found):
            return []
        from mock_panel.practice.story_card import card_text  # noqa: PLC0415 - when asked for

        return [Hanging(Content(line)) for line in card_text(self._found[self._at].story)]
