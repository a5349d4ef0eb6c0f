"""Choosing who reads: all voices of the engine in a list that can be searched and heard."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from mock_panel.tui.keys import key
from mock_panel.tui.screens.voice_trial import VoiceTrial, sentence
from mock_panel.tui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mock_panel.domain.speech import VoiceOffered, VoicesFound
    from mock_panel.settings import Settings

_NAME_WIDTH = 40


class VoiceList(OptionList):
    """Voices, one a line; Enter takes the one that is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "select", "Choose", "Have questions read in this voice"),
    ]


class VoicesScreen(VoiceTrial[str | None]):
    """Gives back the id of a voice, empty for the default; None if it stays as it is."""

    CSS_PATH = "voices.tcss"
    AUTO_FOCUS = "VoiceList"
    HELP_TEXT = (
        "The voices that the engine on this machine has, the English ones first. Enter takes the "
        "one that is pointed at; v lets you hear it before. The slash searches names, languages "
        "and ids; Enter goes back to the list, Escape clears the search.\n\n"
        "A voice of another language reads English words by the rules of its own."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        key("slash", "search", "Search", "Find words in the names and languages"),
        Binding("up", "point(-1)", show=False),
        Binding("down", "point(1)", show=False),
    ]

    search_box = getters.query_one("#words", Input)
    voices = getters.query_one(VoiceList)

    @dataclass
    class Found(Message):
        """The engine has been asked."""

        found: "VoicesFound"

    def __init__(self, settings: "Settings") -> None:
        """Begin with a choice.

        Args:
            settings: those that hold, or are about to.
        """
        super().__init__()
        self.title = "Voices"
        self._settings = settings
        self._offered: tuple[VoiceOffered, ...] = ()

    def body(self) -> ComposeResult:
        with Horizontal(id="search"):
            yield Label("Search")
            yield Line(placeholder="a name or a language", id="words", compact=True)
        yield VoiceList(compact=True, markup=False)
        yield Static("Asking the voice …", id="status", markup=False)

    def on_mount(self) -> None:
        self.topline.title = "Voices"
        self.find()

    @work(thread=True, exclusive=True, exit_on_error=False, group="find")
    def find(self) -> None:
        """Ask the engine."""
        self.post_message(self.Found(self.services.voices.find()))

    @on(Found)
    def _offer(self, event: Found) -> None:
        self._offered = event.found.voices
        self.status.update(sentence(event.found.reason))
        self._list(self._settings.voice_id)

    def _list(self, pointed: str | None) -> None:
        """List what the search lets pass.

        Args:
            pointed: the id of the voice to point at, if it is listed.
        """
        words = self.search_box.value.casefold().split()
        kept = [voice for voice in self._offered if _matches(voice, words)]
        options = _grouped(kept, self._settings.voice_id, has_default=not words)
        self.voices.set_options(options)
        ids = [option.id for option in options]
        first = next((at for at, option in enumerate(options) if not option.disabled), None)
        self.voices.highlighted = ids.index(pointed) if pointed in ids else first
        total = f"{len(self._offered)} voices"
        self.topline.state = f"{len(kept)} of {total}" if words else total

    @property
    def _pointed(self) -> str | None:
        option = self.voices.highlighted_option
        return option.id if option is not None else None

    def trial_settings(self) -> "Settings":
        return replace(self._settings, voice_id=self._pointed or "")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.end_trial()
        self.dismiss(event.option_id)

    def action_search(self) -> None:
        """Put the caret into the search."""
        self.query_one("#search").display = True
        self.set_focus(self.search_box)

    @on(Input.Changed, "#words")
    def _search(self) -> None:
        self._list(self._pointed)
        found = self.voices.option_count
        self.status.update("" if found else "No voice has these words. Escape clears the search.")

    @on(Input.Submitted, "#words")
    def _end_search(self) -> None:
        self.set_focus(self.voices)
        self.query_one("#search").display = bool(self.search_box.value)

    def action_point(self, by: int) -> None:
        """Move through the list while the caret is in the search."""
        if by < 0:
            self.voices.action_cursor_up()
        else:
            self.voices.action_cursor_down()

    def action_back(self) -> None:
        """From a search to the whole list, from there to where one came from."""
        if self.search_box.value or self.focused is self.search_box:
            self.search_box.value = ""
            self._end_search()
        else:
            self.end_trial()
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """What is typed fast after the slash comes by way of the list, and belongs to the search.

        Hence the slash is heard here, and not where keys are bound, which is too late.
        """
        is_searching = self.focused is self.search_box
        if event.key == "slash" and not is_searching:
            event.stop()
            self.action_search()
        elif is_searching and event.is_printable and event.character is not None:
            event.stop()
            self.search_box.insert_text_at_cursor(event.character)


def _matches(voice: "VoiceOffered", words: "Sequence[str]") -> bool:
    searched = f"{voice.name} {voice.language} {voice.id}".casefold()
    return all(word in searched for word in words)


def _grouped(voices: "Sequence[VoiceOffered]", chosen: str, *, has_default: bool) -> list[Option]:
    """The voices as lines, with a heading over those of other languages."""
    options = [_line("The default voice", "", "", chosen)] if has_default else []
    options += _lines((v for v in voices if v.is_english), chosen)
    others = _lines((v for v in voices if not v.is_english), chosen)
    if others:
        heading = Content.styled(
            "\nOther languages read English by their own rules", "$foreground 75%"
        )
        options.append(Option(heading, disabled=True))
    return options + others


def _lines(voices: "Iterable[VoiceOffered]", chosen: str) -> list[Option]:
    return [_line(voice.name, voice.language, voice.id, chosen) for voice in voices]


def _line(name: str, language: str, voice_id: str, chosen: str) -> Option:
    mark = "● " if voice_id == chosen else "  "
    return Option(
        Content.assemble(
            (mark, "$text-primary"),
            name.ljust(_NAME_WIDTH),
            (f" {language}", "$foreground 75%"),
        ),
        id=voice_id,
    )
