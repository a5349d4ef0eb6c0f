"""Which stories would serve the question at hand, in two lines at most; silent where none does."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from mock_panel.domain.parts import STORY_PARTS
from mock_panel.tui.lines import part_letter
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

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
        max-height: 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        padding: 0 2;
        color: $foreground 85%;
        &.-empty { display: none; }
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
        self.add_class("-empty")

    def offer(self, found: "Sequence[Suggestion]", bank: "QuestionBank") -> None:
        """Show what was found; nothing where nothing serves."""
        self._found, self._bank, self.is_known = found, bank, True
        self.set_class(not found, "-empty")
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
        from mock_panel.practice.keeping_stories import headline  # noqa: PLC0415 - when asked for
        from mock_panel.practice.story_card import scope_words  # noqa: PLC0415 - as above

        suggestion = self._found[self._at]
        story = suggestion.story
        lines = [Hanging(Content.styled(story.title, "bold"))]
        if scope := " · ".join(scope_words(story)):
            lines.append(Hanging(Content.styled(scope, "$foreground 75%")))
        for part in STORY_PARTS:
            for number, prompt in enumerate(story.prompts[part]):
                mark = part_letter(part) if number == 0 else EMPTY
                lines.append(Hanging(Content(headline(prompt)), mark, 3))
        return [*lines, Hanging(Content.styled(suggestion.because, "$foreground 75%"))]
