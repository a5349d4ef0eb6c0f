"""Opens the app; what must be true before Textual is imported is made true here."""

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mock_panel.domain.ids import PanelId
    from mock_panel.domain.sessions import SessionSetup


FRAMES_A_SECOND = "500"
"""At most: a key that is struck just after a painted frame waits for the next one, and at Textual's
own 60 that is up to 16 ms."""


def open_app(setup: "SessionSetup | None" = None) -> int:
    """Run the app until it is closed; with a set-up, at its first question. The exit code.

    Raises:
        InputError: the settings are wrong.
    """
    return _run(setup, None)


def open_panels(panel: "PanelId | None" = None) -> int:
    """Run the app until it is closed, opened at the mock panels or at one of them.

    Raises:
        InputError: the settings are wrong.
    """
    return _run(None, panel or "")


def open_seat(token: str) -> int:
    """Run the app of one place at a panel until it is closed. The exit code.

    Raises:
        InputError: the settings are wrong, or the token opens no session.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - heavy
    from mock_panel.errors import InputError  # noqa: PLC0415 - seldom

    services = build_services()
    guest = services.joining.guest(token)
    if guest is None:
        raise InputError("This session has ended.", "Ask the chair for another code.")
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    from mock_panel.tui.seat.app import SeatApp  # noqa: PLC0415 - after the environment is set

    app = SeatApp(services.at_place(guest))
    app.run()
    return app.return_code or 0


def _run(setup: "SessionSetup | None", panel: "PanelId | Literal[''] | None") -> int:
    # Textual reads this once, at import.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - after the environment is set
    from mock_panel.tui.app import MockPanelApp  # noqa: PLC0415 - after the environment is set

    app = MockPanelApp(build_services(), setup, panel)
    app.run()
    return app.return_code or 0
