"""The command palette: every key of the screen at hand, by name."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Input, OptionList
from textual.worker import Worker

from mock_panel.tui.screens.closing import ClosingScreen


class Palette(CommandPalette, ClosingScreen[None]):
    """Textual's own, for keys that are pressed twice or before its list is there."""

    _is_done = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it; nothing is chosen any more."""
        self._is_done = True
        return super().dismiss(result)

    def run_worker(self, *work: Any, **options: Any) -> Worker[Any]:
        """Search without ending the app where the list has closed meanwhile."""
        return super().run_worker(*work, **{**options, "exit_on_error": False})

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Nobody waits for what such a search finds."""
        event.stop()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _choose_once(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        if self._is_done:
            event.prevent_default().stop()

    def _watch__list_visible(self) -> None:
        """What is found while it closes has no list any more."""
        if self.query(CommandList):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        """The same of the sign that it searches."""
        if self.query(CommandList):
            await super()._watch__show_busy()

    def _action_command_list(self, action: str) -> None:
        """A page of a list that is not shown yet has no length."""
        if self.query_one(CommandList).size.height:
            super()._action_command_list(action)


class ScreenKeys(Provider):
    """Offers whatever the active screen has a key for."""

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for title, explanation, run in self._commands():
            yield DiscoveryHit(title, run, help=explanation)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for title, explanation, run in self._commands():
            score = max(matcher.match(title), matcher.match(explanation) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=explanation)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Awaitable[bool]]]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.tooltip or binding.action in seen or not active.enabled:
                continue
            seen.add(binding.action)
            shown = self.app.get_key_display(binding)
            yield (
                f"{binding.description}  ({shown})",
                binding.tooltip,
                partial(self.app.run_action, binding.action, active.node),
            )
