"""What a story shows: chosen from a framework's competencies, with what is carried over beside."""

from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import ShownCompetency, Story
from mock_panel.practice.story_card import competency_title
from mock_panel.practice.story_reading import StoryIn, read_in
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.stories.shelf import next_framework
from mock_panel.tui.widgets.entry_list import EntryList

DIM = "$foreground 75%"


class CompetenciesScreen(Page[tuple[ShownCompetency, ...]]):
    """One framework's competencies; gives back what the story shows, in all frameworks."""

    DEFAULT_CSS = """
    CompetenciesScreen {
        #lead { padding: 1 2; max-width: 78; }
        EntryList {
            height: 1fr;
            margin: 0 1;
            padding: 0;
            background: $background;
            border: none;
        }
    }
    """
    HELP_TEXT = (
        "Space marks what the story proves; name the few that it proves best. What is marked "
        "under the other framework is carried over by the crosswalk and stands beside, with its "
        "basis: reported by the crosswalk's source, or ours by our own reading. It is not "
        "marked here unless you say so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "mark", "Mark", "The story shows this competency, or does not", priority=True),
        key("f", "framework", "Framework", "The competencies of the other framework"),
        key("escape,ctrl+s", "back", "Done", "Go back with what is marked"),
    ]

    choices = getters.query_one(EntryList)

    def __init__(self, story: Story, bank: QuestionBank, framework: Framework) -> None:
        super().__init__()
        self.title = "What the story shows"
        self._story = story
        self._bank = bank
        self._framework = framework
        self._shown = story.competencies

    def body(self) -> ComposeResult:
        yield Static("", id="lead", markup=False)
        yield EntryList(compact=True)

    def on_mount(self) -> None:
        self.topline.title = self._story.title
        self._list()
        self.choices.focus()

    def _list(self) -> None:
        framework = self._framework
        self.topline.state = framework.title
        self.query_one("#lead", Static).update(
            "What does it prove? Few are better than many: a story that shows everything shows "
            "nothing."
        )
        others = tuple(s for s in self._shown if s.framework != framework.id)
        read = read_in(replace(self._story, competencies=others), framework.id, self._bank)
        at = self.choices.highlighted or 0
        self.choices.clear_options()
        for competency in framework.competencies:
            is_shown = ShownCompetency(framework.id, competency.id) in self._shown
            self.choices.add_option(
                Option(
                    Content.assemble(
                        ("● " if is_shown else "○ ", "$text-primary bold" if is_shown else DIM),
                        (competency.title, "bold" if is_shown else ""),
                        (self._carried(read, competency.id), DIM),
                    )
                )
            )
        self.choices.highlighted = at

    def _carried(self, read: StoryIn, competency: CompetencyId) -> str:
        origins = read.origins.get(competency, ())
        if not origins:
            return ""
        came = ", ".join(competency_title(origin, self._bank) for origin in origins)
        return f"   carried over from {came}, {read.shows[competency].value}"

    @on(OptionList.OptionSelected)
    def action_mark(self) -> None:
        """Mark the one that is pointed at, or take its mark away."""
        at = self.choices.highlighted
        if at is None:
            return
        pointed = ShownCompetency(self._framework.id, self._framework.competencies[at].id)
        if pointed in self._shown:
            self._shown = tuple(s for s in self._shown if s != pointed)
        else:
            self._shown = (*self._shown, pointed)
        self._list()

    def action_framework(self) -> None:
        """Go on to the next framework."""
        self._framework = next_framework(self._bank, self._framework)
        self.choices.highlighted = 0
        self._list()

    def action_back(self) -> None:
        """Give back what is marked."""
        self.dismiss(self._shown)
