"""What keys of the panel's screens are called: one letter, one meaning; Enter, what it does."""

from collections import defaultdict

import pytest
from textual.binding import Binding

from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.panel.cohort import CohortScreen
from mock_panel.tui.screens.panel.conduct import ConductScreen
from mock_panel.tui.screens.panel.conduct_view import next_name
from mock_panel.tui.screens.panel.desk import PanelDeskScreen
from mock_panel.tui.screens.panel.gym import GymScreen
from mock_panel.tui.screens.panel.gym_results import GymResultsScreen
from mock_panel.tui.screens.panel.panels import PanelsScreen
from mock_panel.tui.screens.panel.programme import ProgrammeScreen
from mock_panel.tui.screens.panel.rate import RateScreen
from mock_panel.tui.screens.panel.settle import SettleScreen
from mock_panel.tui.screens.panel.statistics import PanelStatisticsScreen
from mock_panel.tui.seat.chair import ChairScreen
from tests.panel.test_conduct import Clocks, HeldPanel, opened

SCREENS: tuple[type[Page[None]], ...] = (
    PanelsScreen, PanelDeskScreen, ChairScreen, ConductScreen, RateScreen, SettleScreen,
    PanelStatisticsScreen, CohortScreen, ProgrammeScreen, GymScreen, GymResultsScreen,
)  # fmt: skip


@pytest.mark.parametrize(
    ("letter", "meaning"),
    [("t", "Statistics"), ("c", "Compare"), ("w", "Words"), ("q", "Conduct")],
)
def test_a_letter_has_one_meaning(letter: str, meaning: str) -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for screen in SCREENS:
        for binding in screen.BINDINGS:
            if isinstance(binding, Binding) and binding.key == letter:
                labels[binding.description].add(screen.__name__)
    assert set(labels) == {meaning}, dict(labels)


def test_enter_is_called_what_it_does_in_the_interview() -> None:
    conduct = opened(HeldPanel(), Clocks())
    called = [next_name(conduct)]
    conduct.consent(agreed=False)
    for step in (conduct.ask, conduct.begin_answer, conduct.pause, conduct.go_on,
                 conduct.end_answer):  # fmt: skip
        called.append(next_name(conduct))
        step()
    called.append(next_name(conduct))
    assert called == ["", "Ask", "Start clock", "End answer", "Go on", "End answer", "Ask"]


def test_s_settles_and_begins_a_note_under_situation_only_where_notes_are_taken() -> None:
    """The letters of the parts are the same everywhere: S, A, R."""
    actions = {
        screen: {b.action for b in screen.BINDINGS if isinstance(b, Binding) and b.key == "s"}
        for screen in SCREENS
    }
    assert actions[ConductScreen] == actions[RateScreen] == {"note('situation')"}
    others = {action for screen, found in actions.items() for action in found
              if screen not in (ConductScreen, RateScreen)}  # fmt: skip
    assert others == {"settle"}
