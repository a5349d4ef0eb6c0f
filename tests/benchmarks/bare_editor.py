"""The floor for an echo: a bare TextArea of our editor's size; arguments: width and height."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareEditor(App[None]):
    """A TextArea and nothing else."""

    def compose(self) -> ComposeResult:
        yield TextArea(compact=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        editor = self.query_one(TextArea)
        editor.styles.width, editor.styles.height = int(sys.argv[1]), int(sys.argv[2])
        editor.focus()


if __name__ == "__main__":
    BareEditor().run()
