"""The command palette: every key of the screen at hand, by name."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider


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
