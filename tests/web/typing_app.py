"""A small app for a browser to type into; what is typed is kept in a file."""

import os
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

KEPT = Path(os.environ["MOCK_PANEL_HOME"]) / "typed"
READY = Path(os.environ["MOCK_PANEL_HOME"]) / "ready"


class TypingApp(App[None]):
    """One field, which begins with what was typed before; Return ends the app."""

    def compose(self) -> ComposeResult:
        yield Static("A panel of one field")
        yield Input(KEPT.read_text() if KEPT.exists() else "", select_on_focus=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        KEPT.write_text(event.value)

    def on_descendant_focus(self) -> None:
        READY.write_text(str(os.getpid()))

    def on_input_submitted(self) -> None:
        self.exit()


if __name__ == "__main__":
    TypingApp().run()
