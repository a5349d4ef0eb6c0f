"""`mock-panel stories matrix`."""

from collections.abc import Iterator
from textwrap import shorten, wrap
from typing import Any

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.stories.output import document_of, find_framework, framework_option, tell
from mock_panel.practice.story_matrix import CompetencyCover, EcqCover, StoryMatrix
from mock_panel.practice.story_reading import Showing

MARKS = {Showing.OWN: "x", Showing.REPORTED: "r", Showing.INFERRED: "i", None: "·"}
WIDTH = 78
TITLE = 34
"""Columns for a competency's title; thirteen stories fit beside it in a terminal of 80."""


@click.command()
@framework_option
@json_option
def matrix(*, framework: str | None, as_json: bool) -> None:
    """Lay the stories out against the competencies and ECQs of a framework.

    Gaps, stories told too often of late, older than ten years or below executive level are
    named. What was told under the other framework is carried over by the crosswalk.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    bank = services.bank.load()
    made = services.stories.matrix(find_framework(services, bank, framework), bank)
    if not made.rows and not as_json:
        click.echo("No story yet: every competency is a gap. `mock-panel stories new`", err=True)
        return
    today = services.stories.today()
    document = {
        "framework": made.framework.id,
        "stories": [
            {**document_of(row.story, row.told, today), "number": row.number} for row in made.rows
        ],
        "ecqs": [_ecq_document(made, ecq) for ecq in made.ecqs],
        "gaps": [cover.competency.id for cover in made.gaps],
        "only_carried": [cover.competency.id for cover in made.only_carried],
    }
    tell(document, _lines(made), as_json=as_json)


def _ecq_document(made: StoryMatrix, ecq: EcqCover) -> dict[str, Any]:
    return {
        "ecq": ecq.ecq.id if ecq.ecq else None,
        "own": ecq.own,
        "carried": ecq.carried,
        "competencies": [
            {
                "id": cover.competency.id,
                "shown_by": {
                    row.story.id: cell.value
                    for row, cell in zip(made.rows, cover.cells, strict=True)
                    if cell is not None
                },
            }
            for cover in ecq.competencies
        ],
    }


def _lines(made: StoryMatrix) -> Iterator[str]:
    numbers = "".join(f"{row.number:>3}" for row in made.rows)
    yield made.framework.title
    yield f"{'':{TITLE}}{numbers}"
    for ecq in made.ecqs:
        yield ""
        yield f"{ecq.ecq.short_title}: {ecq.words}" if ecq.ecq else ecq.title
        for cover in ecq.competencies:
            cells = "".join(f"{MARKS[cell]:>3}" for cell in cover.cells)
            title = shorten(cover.competency.title, TITLE - 2, placeholder="…")
            yield f"  {title:{TITLE - 2}}{cells}{_note(cover, required=ecq.ecq is not None)}"
    yield ""
    yield "x shows it · r carried over, reported · i carried over, inferred"
    yield ""
    for row in made.rows:
        times = f"told {row.told.times}×" if row.told.times else "never told"
        about = f"{row.story.title}: {', '.join((times, *row.caution_words))}"
        yield from wrap(
            about, WIDTH, initial_indent=f"{row.number:>3}  ", subsequent_indent="     "
        )
        if row.reading.homeless:
            names = ", ".join(dict.fromkeys(s.competency for s in row.reading.homeless))
            yield f"     no home here: {names}"


def _note(cover: CompetencyCover, *, required: bool) -> str:
    if cover.is_gap:
        return "  gap" if required else ""
    return "  only carried over" if cover.is_only_carried else ""
