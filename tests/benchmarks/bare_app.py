"""The floor for the first frame: a Textual app with a header, one line and a footer."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class BareApp(App[None]):
    """Nothing of ours."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("first frame")
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
