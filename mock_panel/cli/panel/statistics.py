"""`mock-panel panel stats`."""

import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.panel.output import json_option, print_json
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.panel.agreement import PanelStatistics

    _Told = tuple[PanelStatistics, dict[str, Any], Sequence[str]]
    """The statistics; what they are of, for a program and in sentences."""

WIDEST = 72


@click.command()
@click.argument("panels", metavar="[PANEL…]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Over all panels that are revealed.")
@click.option(
    "--ratings",
    metavar="FILE.csv",
    type=click.Path(path_type=Path),
    help="Over a table of rater,item,score; an empty score is missing.",
)
@json_option
def stats(*, panels: tuple[str, ...], every: bool, ratings: Path | None, as_json: bool) -> None:
    """Say how far the raters agree: over PANELs, over all, or over a CSV file.

    Only what is revealed counts. Panels on different scales are never pooled: the scale that
    most were rated on is taken, and the output says what was left out. Over several panels the
    ratings of masked ones count, and nothing is told of one of their raters.
    """
    from mock_panel.panel.agreement import to_document  # noqa: PLC0415 - not for --help
    from mock_panel.panel.agreement_words import panel_words  # noqa: PLC0415 - as above

    if bool(panels) + every + (ratings is not None) != 1:
        raise InputError("Name panels, or --all, or --ratings FILE.csv: one of the three.")
    statistics, about, told = _of_file(ratings) if ratings else _of_panels(panels)
    if as_json:
        print_json({**about, **to_document(statistics)})
        return
    for sentence in (*told, *panel_words(statistics)):
        click.echo(textwrap.fill(sentence, min(WIDEST, shutil.get_terminal_size().columns)))


def _of_file(file: Path) -> "_Told":
    from mock_panel.panel.agreement import panel_statistics  # noqa: PLC0415 - as above
    from mock_panel.panel.ratings_csv import read_ratings_csv  # noqa: PLC0415 - as above

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise InputError(f"{file}: cannot be read: {why}", "Name a CSV file.") from error
    return panel_statistics(read_ratings_csv(text, str(file))), {"file": str(file)}, ()


def _of_panels(wanted: Sequence[str]) -> "_Told":
    """Over the panels named, or over all."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.pooling import (  # noqa: PLC0415 - as above
        pooled_statistics,
        pooled_words,
        record_statistics,
    )

    panels = build_services().panels
    found = [panels.find(name) for name in wanted]
    if len(found) == 1:
        record = panels.store.record(found[0].id)
        masked = int(record.panel.masked)
        return record_statistics(record), {
            "panels": [found[0].id], "left_out": 0, "masked": masked,
        }, ("Over 1 panel.",)  # fmt: skip
    for panel in found:
        panels.store.record(panel.id)
    scores = panels.store.pooled([panel.id for panel in found] if wanted else None)
    pooled = pooled_statistics(scores)
    about = {
        "panels": list(dict.fromkeys(score.panel for score in scores)),
        "left_out": pooled.left_out,
        "masked": pooled.masked,
    }
    return pooled.statistics, about, tuple(pooled_words(pooled))
