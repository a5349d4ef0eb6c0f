"""`mock-panel panel reveal`, `move`, `consensus`, `drop` and `close`."""

from collections.abc import Iterator
from typing import Any

import click

from mock_panel.cli.panel.output import json_option, tell
from mock_panel.domain.panel_forms import PanelItem
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Seat
from mock_panel.errors import InputError


@click.command()
@click.argument("panel")
@json_option
def reveal(*, panel: str, as_json: bool) -> None:
    """Show all ratings of PANEL side by side, the widest apart first.

    Refused until every rater has locked. Once revealed, it shows them again.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    panels = build_services().panels
    found = panels.find(panel)
    if not found.is_revealed:
        panels.reveal(found)
    record = panels.store.record(found.id)
    tell(revealed_document(record), _table(record), as_json=as_json)


@click.command()
@click.argument("panel")
@click.option("--item", metavar="ID", required=True, help="Such as q1, or the question's id.")
@click.option("--score", metavar="N", type=int, help="What the panel came to.")
@click.option("--mean", is_flag=True, help="They did not meet: the mean stands.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a few words.")
@json_option
def consensus(
    *, panel: str, item: str, score: int | None, mean: bool, reason: str, as_json: bool
) -> None:
    """Settle an item of PANEL after the discussion; earlier words on it stay on record."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_item  # noqa: PLC0415 - as above

    if (score is None) != mean:
        raise InputError(
            "Name either --score N or --mean.", "--mean where the raters did not meet."
        )
    panels = build_services().panels
    found = panels.find(panel)
    which = find_item(found, item)
    panels.settle(found, which, score, reason)
    record = panels.store.record(found.id)
    left = [other.id for other in record.unsettled]
    outcome = record.outcome(which.id)
    document = {
        "panel": found.id, "item": which.id, "score": score, "outcome": outcome, "unsettled": left,
    }  # fmt: skip
    waiting = f"Left: {', '.join(left)}." if left else "Everything is settled; close the panel."
    tell(document, [f"{which.id}: {_number(outcome)}. {waiting}"], as_json=as_json)


@click.command()
@click.argument("panel")
@click.option("--rater", metavar="ID", required=True, help="A seat's letter or name.")
@click.option("--item", metavar="ID", required=True, help="Such as q1, or the question's id.")
@click.option("--score", metavar="N", type=int, required=True, help="A value of the scale.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a few words.")
@click.option("--pin", metavar="PIN", help="The rater's.")
@json_option
def move(
    *,
    panel: str,
    rater: str,
    item: str,
    score: int,
    reason: str,
    pin: str | None,
    as_json: bool,
) -> None:
    """A rater of PANEL thinks otherwise after the discussion; the first rating is kept."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.panel.rating import let_in  # noqa: PLC0415 - as above
    from mock_panel.panel.protocol import find_item, find_seat  # noqa: PLC0415 - as above

    panels = build_services().panels
    found = panels.find(panel)
    seat, which = find_seat(found, rater), find_item(found, item)
    let_in(panels, found, seat, pin)
    moved = panels.move(found, seat, which, score, reason)
    was = _before_the_last_move(panels.store.record(found.id), seat, which)
    document = {
        "panel": found.id, "rater": seat.id, "item": which.id, "from": was, "to": moved.score,
    }  # fmt: skip
    tell(document, [f"{seat.mask}, {which.id}: {was} to {moved.score}."], as_json=as_json)


def _before_the_last_move(record: PanelRecord, seat: Seat, item: PanelItem) -> int | None:
    first = record.rating(seat.id, item.id)
    moves = [m.score for m in record.moves if (m.seat, m.item) == (seat.id, item.id)]
    return [None if first is None else first.score, *moves][-2]


@click.command()
@click.argument("panel")
@click.option("--item", metavar="ID", required=True, help="Such as q1, or the question's id.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a few words.")
@click.option("--yes", is_flag=True, help="Do not ask where closed outcomes change.")
@json_option
@click.pass_context
def drop(
    ctx: click.Context, *, panel: str, item: str, reason: str, yes: bool, as_json: bool
) -> None:
    """Take an item out of the rating, such as a question that everybody misread.

    It counts for no candidate of this form then, and every report says so with the reason.
    Where that changes outcomes that are closed, it says whose and asks, and how many panels of
    the form you may not see; with --json it refuses, unless --yes is given.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.asking import agreed  # noqa: PLC0415 - not for --help
    from mock_panel.panel.protocol import find_item  # noqa: PLC0415 - as above
    from mock_panel.panel.taking_out import UNTOLD  # noqa: PLC0415 - as above

    panels = build_services().panels
    found = panels.find(panel)
    which = find_item(found, item)
    there = panels.consequences(found, which)
    if there and not yes and not as_json:
        click.echo("\n".join([f"{there.heading(which)}.", *there.sentences]), err=True)
        if not agreed("Take it out for everybody?"):
            click.echo("Nothing was changed.", err=True)
            ctx.exit(1)
    agreed_to = there if yes or not as_json else UNTOLD
    change = panels.take_out(found, which, reason, agreed_to)
    document = {
        "panel": found.id,
        "item": which.id,
        "reason": change.reason,
        "outcomes": [
            {
                "panel": o.panel.id,
                "candidate": o.panel.candidate,
                "from": o.before[0],
                "to": o.after[0],
            }
            for o in there.changes
        ],
        "unseen": there.unseen,
    }
    line = f"{which.id} is taken out of the rating, for every candidate of this form."
    tell(document, [line], as_json=as_json)


@click.command()
@click.argument("panel")
@json_option
def close(*, panel: str, as_json: bool) -> None:
    """Declare PANEL settled; nothing of it changes any more."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    panels = build_services().panels
    found = panels.find(panel)
    panels.close(found)
    line = f"Closed. Write the report: `mock-panel panel report {found.id[:8]} -o report.html`."
    tell({"panel": found.id, "closed": True}, [line], as_json=as_json)


def revealed_document(record: PanelRecord) -> dict[str, Any]:
    """All ratings of a revealed panel with their evidence, and what became of them."""
    panel = record.panel
    return {
        "panel": panel.id,
        "candidate": panel.candidate,
        "revealed_at": panel.revealed_at.isoformat() if panel.revealed_at else None,
        "items": [_item_document(record, item) for item in record.agenda],
    }


def _item_document(record: PanelRecord, item: PanelItem) -> dict[str, Any]:
    settlement = record.settlement(item.id)
    return {
        "id": item.id,
        "ecq": item.ecq,
        "spread": record.spread(item.id),
        "discuss": record.must_discuss(item.id),
        "outcome": record.outcome(item.id),
        "consensus": None
        if settlement is None
        else {"score": settlement.score, "reason": settlement.reason},
        "ratings": [
            {
                "rater": rating.seat,
                "score": rating.score,
                "final": record.final_of(rating.seat, item.id),
                "evidence": list(rating.evidence),
                "source": rating.source.value,
                "with_pin": rating.with_pin,
            }
            for seat in record.panel.raters
            if (rating := record.rating(seat.id, item.id)) is not None
        ],
        "moves": [
            {"rater": m.seat, "to": m.score, "reason": m.reason}
            for m in record.moves
            if m.item == item.id
        ],
    }


def _table(record: PanelRecord) -> Iterator[str]:
    """Where each stands, then the evidence of each and why they moved."""
    from mock_panel.panel.score_words import score_words  # noqa: PLC0415 - not for --help

    raters = record.panel.raters
    titles = {item.id: f"{item.id}  {item.title}" for item in record.agenda}
    width = min(44, max(map(len, titles.values())))
    scores = {
        item.id: [score_words(record, seat, item.id) for seat in raters] for item in record.agenda
    }
    across = max(len(score) for row in scores.values() for score in row)
    letters = "  ".join(f"{seat.letter:{across}}" for seat in raters)
    yield f"{'':{width}}  {letters}  spread  settled"
    for item in record.agenda:
        shown = "  ".join(f"{score:{across}}" for score in scores[item.id])
        settled = "discuss first" if record.must_discuss(item.id) else "open"
        if record.settlement(item.id) is not None:
            settled = _number(record.outcome(item.id))
        yield f"{titles[item.id][:width]:{width}}  {shown}  {record.spread(item.id):6}  {settled}"
    for item in record.agenda:
        yield f"\n{titles[item.id]}"
        for seat, score in zip(raters, scores[item.id], strict=True):
            rating = record.rating(seat.id, item.id)
            if rating is not None:
                yield f"  {seat.letter} {score}  {'; '.join(rating.evidence)}"
            for move in record.moves:
                if (move.seat, move.item) == (seat.id, item.id):
                    yield f"    moved to {move.score}: {move.reason}"


def _number(outcome: float | None) -> str:
    return "none" if outcome is None else f"{outcome:.2f}".rstrip("0").rstrip(".")
