"""Letting go of widgets that Textual would keep for as long as the app runs."""

from textual.dom import DOMNode


def let_go_of_closed(*watched: DOMNode) -> None:
    """Forget the closed widgets among those that watch some living ones.

    Textual 8.2 forgets them when the watched value changes. The theme of an app and the shape of a
    footer hardly ever do, so that each editor and each key in a footer would be kept.
    """
    for node in watched:
        for watchers in getattr(node, "__watchers", {}).values():
            watchers[:] = [entry for entry in watchers if not entry[0]._closing]  # noqa: SLF001
