"""The entry point: the app without arguments, the command line with any."""

import sys


def main() -> int:
    """Run what the arguments ask for; the exit code is the return value."""
    if len(sys.argv) > 1:
        from mock_panel.cli.root import run  # noqa: PLC0415 - the app needs no click

        return run(sys.argv[1:])
    from mock_panel.errors import MockPanelError  # noqa: PLC0415 - the command line has its own
    from mock_panel.tui.launch import open_app  # noqa: PLC0415 - the command line needs no Textual

    try:
        return open_app()
    except MockPanelError as error:
        sys.stderr.write(f"mock-panel: {error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
