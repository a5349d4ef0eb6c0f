"""`mock-panel panel rate` and `lock`."""

import os
import sys
from typing import TYPE_CHECKING

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.ratings import RatingSource

if TYPE_CHECKING:
    from mock_panel.panel.protocol import MockPanels

PIN_VARIABLE = "MOCK_PANEL_PIN"
"""So that a PIN need not stand among the arguments, where other users could see it."""


@click.command()
@click.argument("panel")
@click.option("--rater", metavar="ID", required=True, help="A seat's letter or name.")
@click.option("--item", metavar="ID", required=True, help="Such as q1, or the question's id.")
@click.option("--score", metavar="N", type=int, required=True, help="A value of the scale.")
@click.option(
    "--evidence",
    metavar="TEXT",
    multiple=True,
    required=True,
    help="What the rating rests on; may be repeated.",
)
@click.option("--pin", metavar="PIN", help=f"The rater's; or set {PIN_VARIABLE}.")
@json_option
def rate(
    *,
    panel: str,
    rater: str,
    item: str,
    score: int,
    evidence: tuple[str, ...],
    pin: str | None,
    as_json: bool,
) -> None:
    """Give a rating of PANEL with its evidence; it may be changed until the rater locks.

    At a terminal the PIN is asked for. A script that gives none is trusted as the owner of
    this account, and the rating says ever after that it came without a PIN.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_item, find_seat  # noqa: PLC0415 - as above

    panels = build_services().panels
    found = panels.find(panel)
    seat = find_seat(found, rater)
    which = find_item(found, item)
    with_pin = let_in(panels, found, seat, pin)
    rating = panels.rate(
        found, seat, which, score, evidence, source=RatingSource.COMMAND, with_pin=with_pin
    )
    own = next(own for own in panels.store.progress(found.id) if own.seat == seat.id)
    document = {
        "panel": found.id,
        "rater": seat.id,
        "item": which.id,
        "score": rating.score,
        "evidence": list(rating.evidence),
        "with_pin": with_pin,
        "rated": own.rated,
        "of": own.of,
    }
    line = f"{seat.mask}, {which.id}: kept as a draft. {own.rated} of {own.of} rated."
    tell(document, [line], as_json=as_json)


@click.command()
@click.argument("panel")
@click.option("--rater", metavar="ID", required=True, help="A seat's letter or name.")
@click.option("--pin", metavar="PIN", help=f"The rater's; or set {PIN_VARIABLE}.")
@json_option
def lock(*, panel: str, rater: str, pin: str | None, as_json: bool) -> None:
    """Make a rater's ratings of PANEL final. This cannot be taken back."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_seat  # noqa: PLC0415 - as above

    panels = build_services().panels
    found = panels.find(panel)
    seat = find_seat(found, rater)
    let_in(panels, found, seat, pin)
    panels.lock(found, seat)
    left = [own.seat for own in panels.store.progress(found.id) if not own.locked]
    waiting = f"Waiting for {', '.join(s.upper() for s in left)}." if left else "All have locked."
    tell(
        {"panel": found.id, "rater": seat.id, "locked": True, "waiting_for": left},
        [f"{seat.mask} has locked. {waiting}"],
        as_json=as_json,
    )


@click.command()
@click.argument("panel")
@click.option("--rater", metavar="ID", required=True, help="A seat's letter or name.")
@json_option
def pin(*, panel: str, rater: str, as_json: bool) -> None:
    """Give a rater of PANEL another PIN, and print it once.

    Only while the rater has not rated: otherwise the new PIN would open what is there.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_seat  # noqa: PLC0415 - as above

    panels = build_services().panels
    found = panels.find(panel)
    seat = find_seat(found, rater)
    fresh = panels.renew_pin(found, seat)
    document = {"panel": found.id, "rater": seat.id, "pin": fresh}
    tell(document, [f"{seat.id}  {seat.name}  {fresh[:3]} {fresh[3:]}"], as_json=as_json)


def let_in(panels: "MockPanels", panel: Panel, seat: Seat, pin: str | None) -> bool:
    """Check a rater's PIN, if one is given or somebody can be asked; whether it was.

    Raises:
        OutOfOrder: the PIN is wrong, or was too often.
    """
    if pin is None:
        pin = os.environ.get(PIN_VARIABLE)
    if pin is None and sys.stdin.isatty() and sys.stderr.isatty():
        pin = click.prompt(f"PIN of {panel.called(seat)}", hide_input=True, err=True)
    if pin is None:
        return False
    panels.admit(panel, seat, pin)
    return True
