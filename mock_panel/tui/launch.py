"""Opens the app; what must be true before Textual is imported is made true here."""

import os


def open_app() -> int:
    """Run the app until it is closed; the exit code.

    Raises:
        InputError: the settings are wrong.
    """
    # Textual reads this once, at import; its default of 60 holds each key back by up to 16 ms.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from mock_panel.bootstrap import build_services  # noqa: PLC0415 - after the environment is set
    from mock_panel.tui.app import MockPanelApp  # noqa: PLC0415 - after the environment is set

    app = MockPanelApp(build_services())
    app.run()
    return app.return_code or 0
