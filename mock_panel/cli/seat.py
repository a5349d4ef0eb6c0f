"""`mock-panel seat`: one person's place at a panel, started by the server for a browser page."""

import os

import click

TOKEN_VARIABLE = "MOCK_PANEL_SEAT_TOKEN"  # noqa: S105 - the name of a variable


@click.command(hidden=True)
@click.pass_context
def seat(ctx: click.Context) -> None:
    """Open the place whose session's token is in MOCK_PANEL_SEAT_TOKEN."""
    # Nothing that this process starts shall have it.
    token = os.environ.pop(TOKEN_VARIABLE, "")
    from mock_panel.tui.launch import open_seat  # noqa: PLC0415 - Textual

    ctx.exit(open_seat(token))
