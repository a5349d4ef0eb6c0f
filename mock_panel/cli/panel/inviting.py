"""`mock-panel panel invite`, `invitations` and `disinvite`: who may join from elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.domain.english import moment_words
from mock_panel.domain.joining import Invitation, place_name, place_role
from mock_panel.domain.panels import Panel
from mock_panel.errors import InputError, OutOfOrder
from mock_panel.panel.invitation_words import invitation_words
from mock_panel.panel.joining import HOURS, find_place, places

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services


@click.command()
@click.argument("panel")
@click.argument("place", required=False)
@click.option("--all", "everyone", is_flag=True, help="Every seat, and the candidate.")
@click.option(
    "--hours", type=float, default=HOURS, show_default=True, help="For which the code is good."
)
@json_option
def invite(*, panel: str, place: str | None, everyone: bool, hours: float, as_json: bool) -> None:
    """Print a code by which the person at PLACE of PANEL joins from another machine.

    PLACE is a seat's letter or name, or `candidate`. The code is shown now and never again; it
    works once, on the page that `mock-panel serve` shows. A new one replaces the one before.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    if bool(place) is everyone:
        raise InputError("Who is invited?", "Name a PLACE, or --all.")
    services = build_services()
    found = services.panels.find(panel)
    wanted = places(found) if place is None else [find_place(found, place)]
    made = [services.joining.invite(found, each, hours) for each in wanted]
    document = {"panel": found.id, "invitations": [_code_document(found, i) for i in made]}
    tell(document, _code_lines(found, made, services.now()), as_json=as_json)


@click.command()
@click.argument("panel")
@json_option
def invitations(*, panel: str, as_json: bool) -> None:
    """Say who was invited to PANEL, who has joined and who is there now."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = services.panels.find(panel)
    tell(_document(services, found), _lines(services, found), as_json=as_json)


@click.command()
@click.argument("panel")
@click.argument("place")
@json_option
def disinvite(*, panel: str, place: str, as_json: bool) -> None:
    """Take the code of PLACE back, and end the session that it opened."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = services.panels.find(panel)
    wanted = find_place(found, place)
    if not services.joining.revoke(found, wanted):
        raise OutOfOrder(
            "not_invited", f"{_called(found, wanted)} was not invited, and has no session."
        )
    document = {"panel": found.id, "place": wanted, "disinvited": True}
    tell(document, [f"{_called(found, wanted)}: no longer invited."], as_json=as_json)


def _called(panel: Panel, place: str) -> str:
    """The name, by which the chair knows everybody."""
    wanted = find_place(panel, place)
    seats = [seat.name for seat in panel.seats if seat.id == wanted]
    return seats[0] if seats else place_name(panel, wanted)


def _code_document(panel: Panel, made: Invitation) -> dict[str, Any]:
    return {
        "place": made.place,
        "role": place_role(panel, made.place).value,
        "name": _called(panel, made.place),
        "code": made.code,
        "expires_at": made.expires_at.isoformat(),
    }


def _code_lines(panel: Panel, made: Sequence[Invitation], now: datetime) -> Iterator[str]:
    until = moment_words(made[0].expires_at, now)
    yield f"Codes, shown now and never again; each works once, until {until}:"
    for each in made:
        role = place_role(panel, each.place).value
        yield f"  {each.code}  {_called(panel, each.place)}, {role}"
    yield "Each opens the address that `mock-panel serve` prints, and types the code there."


def _document(services: "Services", panel: Panel) -> dict[str, Any]:
    present = {each.place: each.since for each in services.joining.present(panel)}
    return {
        "panel": panel.id,
        "invitations": [
            {
                "place": each.place,
                "role": place_role(panel, each.place).value,
                "name": _called(panel, each.place),
                "made_at": each.made_at.isoformat(),
                "expires_at": each.expires_at.isoformat(),
                "joined_at": each.used_at.isoformat() if each.used_at else None,
                "here_since": present[each.place].isoformat() if each.place in present else None,
                "wrong_codes": each.wrong,
            }
            for each in services.joining.invitations(panel)
        ],
        "refusals": [
            {"place": each.place, "action": each.action, "at": each.at.isoformat()}
            for each in services.joining.refusals(panel)
        ],
    }


def _lines(services: "Services", panel: Panel) -> Iterator[str]:
    invited = services.joining.invitations(panel)
    if not invited:
        yield "Nobody is invited. `mock-panel panel invite` prints codes."
    present = {each.place: each.since for each in services.joining.present(panel)}
    now = services.now()
    for each in invited:
        here = present.get(each.place)
        yield f"{_called(panel, each.place)}: {invitation_words(each, here, now)}"
    for refusal in services.joining.refusals(panel):
        who = _called(panel, refusal.place)
        yield f"Refused at {moment_words(refusal.at, now)}: {who} asked for {refusal.action}."
