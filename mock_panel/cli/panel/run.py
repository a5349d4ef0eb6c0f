"""`mock-panel panel run`: the app, opened at the panels."""

import click


@click.command()
@click.argument("panel", required=False)
@click.pass_context
def run(ctx: click.Context, *, panel: str | None) -> None:
    """Open the app at the panels, or at PANEL."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.tui.launch import open_panels  # noqa: PLC0415 - Textual

    found = build_services().panels.find(panel).id if panel else None
    ctx.exit(open_panels(found))
