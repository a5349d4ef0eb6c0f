"""How a key is declared: once, for the footer, the palette and the help alike."""

from textual.binding import Binding


def key(
    keys: str,
    action: str,
    label: str,
    explanation: str,
    *,
    show: bool = True,
    priority: bool = False,
) -> Binding:
    """A binding whose label stands in the footer and whose explanation in palette and help."""
    return Binding(
        keys, action, label, tooltip=explanation, show=show, priority=priority, id=action
    )
