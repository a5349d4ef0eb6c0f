"""Choosing a microphone or a recogniser: a list of what there is, found out when it opens."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.tui.keys import key
from mock_panel.tui.screens.listening_words import BEST, SYSTEMS_CHOICE
from mock_panel.tui.screens.page import Page
from mock_panel.tui.screens.voice_trial import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_panel.domain.speech import ListeningMeans, RecogniserOffered
    from mock_panel.settings import Settings

_NAME_WIDTH = 40
_DIM = "$foreground 75%"


class MeansList(OptionList):
    """What can be chosen; Enter takes what is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "select", "Choose", "Take what is pointed at"),
    ]


class ListeningChoice(Page[str | None]):
    """Gives back what is chosen, empty for what the program would take; None if it stays."""

    CSS_PATH = "listening_choice.tcss"
    AUTO_FOCUS = "MeansList"

    offered = getters.query_one(MeansList)
    status = getters.query_one("#status", Static)

    @dataclass
    class Found(Message):
        """It is known what there is."""

        means: "ListeningMeans"

    def __init__(self, settings: "Settings") -> None:
        """Begin with a choice.

        Args:
            settings: those that hold, or are about to.
        """
        super().__init__()
        self._settings = settings

    def body(self) -> ComposeResult:
        yield MeansList(compact=True, markup=False)
        yield Static("Looking …", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = self.title or ""
        self.find()

    @work(thread=True, exclusive=True, exit_on_error=False, group="find")
    def find(self) -> None:
        """Look for what there is."""
        means = self.services.listening_means.find(self._settings.microphone)
        self.post_message(self.Found(means))

    @on(Found)
    def _offer(self, event: Found) -> None:
        self.status.update(self.remark(event.means))
        pointed = self.offered.highlighted_option
        options = self.options(event.means)
        self.offered.set_options(options)
        ids = [option.id for option in options]
        at = pointed.id if pointed is not None else self.chosen
        self.offered.highlighted = ids.index(at) if at in ids else 0

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @property
    def chosen(self) -> str:
        """What holds now."""
        raise NotImplementedError

    def remark(self, means: "ListeningMeans") -> str:
        """A line below the list."""
        raise NotImplementedError

    def options(self, means: "ListeningMeans") -> list[Option]:
        """All that can be chosen, with what holds now in any case."""
        raise NotImplementedError


class MicrophonesScreen(ListeningChoice):
    """Every microphone, and one that is chosen though it is not connected."""

    HELP_TEXT = (
        "The microphones of this machine, by the names that the system gives them. Enter takes "
        "the one that is pointed at; m tries it before.\n\n"
        "One that is not connected can stay chosen: until it is back, the system's choice "
        "records."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("m", "try_microphone", "Try it", "Hear yourself through the one that is pointed at"),
    ]

    def __init__(self, settings: "Settings") -> None:
        super().__init__(settings)
        self.title = "Microphones"

    @property
    def chosen(self) -> str:
        return self._settings.microphone

    def remark(self, means: "ListeningMeans") -> str:
        return sentence(means.no_microphone)

    def options(self, means: "ListeningMeans") -> list[Option]:
        first = f"{means.microphones[0]} now" if means.microphones else "there is none"
        there = [(name, "", name) for name in means.microphones]
        is_away = bool(self.chosen) and self.chosen not in means.microphones
        away = [(self.chosen, "not connected", self.chosen)] if is_away else []
        rows = [(_capital(SYSTEMS_CHOICE), first, ""), *there, *away]
        return [_option(title, state, id_, self.chosen) for title, state, id_ in rows]

    def action_try_microphone(self) -> None:
        """Try the one that is pointed at."""
        from mock_panel.tui.screens.microphone_trial import (  # noqa: PLC0415 - when asked for
            MicrophoneTrialScreen,
        )

        pointed = self.offered.highlighted_option
        if pointed is not None:
            settings = replace(self._settings, microphone=pointed.id or "")
            self.app.push_screen(MicrophoneTrialScreen(settings), self._look_again)

    def _look_again(self, _: None) -> None:
        self.find()


class RecognisersScreen(ListeningChoice):
    """Every recogniser that the program knows, with what it lacks."""

    HELP_TEXT = (
        "What writes a spoken answer down, on this machine and without a network, the best "
        "first. Enter takes the one that is pointed at; below one that is not ready stands what "
        "to type in a terminal, in that order.\n\n"
        "One that is not ready can be chosen: until it is, the best of the others writes."
    )

    def __init__(self, settings: "Settings") -> None:
        super().__init__(settings)
        self.title = "Written down by"

    @property
    def chosen(self) -> str:
        return self._settings.recogniser

    def remark(self, means: "ListeningMeans") -> str:
        if means.writer("") is None:
            return "Until one is ready, answers are recorded but not written down."
        return ""

    def options(self, means: "ListeningMeans") -> list[Option]:
        best = means.writer("")
        now = f"{best.name} now" if best is not None else "none is ready yet"
        by_hand = _chosen_by_hand(self.chosen, means)
        rows: list[tuple[str, str, str, Sequence[str]]] = [
            (_capital(BEST), now, "", ()),
            *((r.recogniser.name, _state(r), r.recogniser.id, r.to_type)
              for r in means.recognisers),
            *([(self.chosen, by_hand, self.chosen, ())] if by_hand else []),
        ]  # fmt: skip
        return [_option(title, state, id_, self.chosen, more) for title, state, id_, more in rows]


def _state(offered: "RecogniserOffered") -> str:
    if not offered.is_ready:
        return "not ready; type:"
    return "ready, but rough" if offered.recogniser.rough else "ready"


def _chosen_by_hand(identity: str, means: "ListeningMeans") -> str:
    """What to say of an id that only the settings file can hold; empty for any other."""
    if not identity or any(each.recogniser.id == identity for each in means.recognisers):
        return ""
    return "the best of this library" if means.wanted(identity) else "there is no such recogniser"


def _option(
    title: str, state: str, identity: str, chosen: str, more: "Sequence[str]" = ()
) -> Option:
    mark = "● " if identity == chosen else "  "
    lines = [
        Content.assemble((mark, "$text-primary"), title.ljust(_NAME_WIDTH), (f" {state}", _DIM)),
        *(Content.styled(f"      {line}", _DIM) for line in more),
    ]
    return Option(Content("\n").join(lines), id=identity)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
