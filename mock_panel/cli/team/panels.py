"""`mock-panel team link` and `report`: panels and the people of the list."""

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.team.output import tell
from mock_panel.errors import InputError


@click.command()
@click.argument("panel")
@click.option("--candidate", metavar="NAME", help="Who is interviewed.")
@click.option("--seat", "seats", metavar="SEAT=NAME", multiple=True, help="Who sits where.")
@json_option
def link(*, panel: str, candidate: str | None, seats: tuple[str, ...], as_json: bool) -> None:
    """Say who of the list the candidate and the raters of PANEL are.

    A panel that is convened notes by itself whom of the list it calls by their whole names. Who
    is linked sees the panel: a rater when they sit on it, a candidate their report at the end.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    if candidate is None and not seats:
        raise InputError("Nobody is named.", "Name somebody: --candidate NAME, or --seat b=NAME.")
    sitting = {}
    for given in seats:
        seat, equals, name = given.partition("=")
        if not (seat and equals and name):
            raise InputError(f"{given!r} names no seat.", "Write --seat b='Ben Ode'.")
        sitting[seat] = name
    services = build_services()
    found = services.panels.find(panel)
    services.people.link(found, candidate, sitting)
    tell({"panel": found.id, "linked": True}, ["Linked."], as_json=as_json)


@click.command()
@click.argument("panel", required=False, default="")
@json_option
def report(*, panel: str, as_json: bool) -> None:
    """Print the report of PANEL, or of your newest, as it was handed over at its close."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    store = build_services().people.store
    closed = [one for one in store.panels() if one.closed_at is not None]
    found = [one for one in closed if one.id.startswith(panel.lower())]
    if panel and len(found) > 1:
        raise InputError(f"{panel!r}: {len(found)} panels begin so.", "Give more letters.")
    if not found:
        known = "; ".join(f"{one.id[:8]} {one.candidate}" for one in closed[:-4:-1])
        raise InputError(
            f"There is no closed panel {panel!r}." if panel else "No panel is closed yet.",
            f"The newest: {known}." if known else "A report is handed over when a panel is closed.",
        )
    page = store.report(found[-1].id)
    if page is None:
        raise InputError(
            "No report of this panel was handed over to you.",
            "Reports are handed over in a team's database, when a panel is closed.",
        )
    tell({"panel": found[-1].id, "report": page}, [page], as_json=as_json)
