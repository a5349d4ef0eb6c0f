"""`mock-panel panel packet` and `import`."""

from pathlib import Path

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.errors import InputError


@click.command()
@click.argument("panel")
@click.option("--rater", metavar="ID", required=True, help="A seat's letter or name.")
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False)
)
@json_option
def packet(*, panel: str, rater: str, output: Path, as_json: bool) -> None:
    """Write a rater's packet of PANEL to FILE: one page that works in any browser, offline.

    What was said is in it only where the candidate agreed. Hand it to this rater alone:
    whoever has it can rate in their name.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_seat  # noqa: PLC0415 - as above

    services = build_services()
    found = services.panels.find(panel)
    seat = find_seat(found, rater)
    services.packets.write(found, seat, output)
    line = f"{output}: for {found.called(seat)}. What it saves comes back with `panel import`."
    tell({"panel": found.id, "rater": seat.id, "file": str(output)}, [line], as_json=as_json)


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def import_ratings(*, file: Path, as_json: bool) -> None:
    """Take in FILE, which a packet saved; if the rater has locked there, that is final here."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}", "Name the file.") from error
    received = build_services().packets.receive(data, file.name)
    panel, seat = received.panel, received.seat
    document = {
        "panel": panel.id,
        "rater": seat.id,
        "rated": received.rated,
        "of": received.of,
        "locked": received.locked,
        "known": received.known,
    }
    state = "locked" if received.locked else "a draft; the rater has not locked"
    came = "had come before, nothing is new" if received.known else "is taken in"
    line = f"{panel.called(seat)}: {came}. {received.rated} of {received.of} rated, {state}."
    tell(document, [line], as_json=as_json)
