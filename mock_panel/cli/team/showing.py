"""`mock-panel team show`, `unshow` and `shown`: practice that a mentor may read."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.asking import agreed
from mock_panel.cli.options import json_option
from mock_panel.cli.team.output import tell
from mock_panel.domain.english import day_words

if TYPE_CHECKING:
    from mock_panel.panel.showing import Shown

_WIDTH = 78


@click.command()
@click.argument("mentor")
@click.option("--stories", is_flag=True, help="Your stories, too; without it they are not shown.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def show(ctx: click.Context, *, mentor: str, stories: bool, yes: bool, as_json: bool) -> None:
    """Let MENTOR read your practice, until you take it back with `team unshow`.

    They read every answer with its marks and its level, and change nothing. The team's database
    shows it to them alone; nothing is shown before you say so.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.panel.showing import seen_words  # noqa: PLC0415 - as above

    showing = build_services().showing
    name = showing.mentor(mentor).name
    for line in wrap(seen_words(name, stories=stories), _WIDTH):
        click.echo(line, err=True)
    if not yes and not agreed("Show it?"):
        click.echo("Nothing was changed.", err=True)
        ctx.exit(1)
    shown = showing.show(mentor, stories=stories)
    tell({"shown": _record(shown)}, [_line(shown)], as_json=as_json)


@click.command()
@click.argument("mentor")
@json_option
def unshow(*, mentor: str, as_json: bool) -> None:
    """Let MENTOR read nothing of your practice any more, at once."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    person = build_services().showing.take_back(mentor)
    document = {"taken_back": {"id": person.id, "name": person.name}}
    tell(document, [f"{person.name} sees nothing of your practice."], as_json=as_json)


@click.command()
@json_option
def shown(*, as_json: bool) -> None:
    """List who reads your practice, if you are a candidate, or who shows you theirs."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    showing = build_services().showing
    mine, to_me = showing.mine(), showing.to_me()
    if not (mine or to_me) and not as_json:
        click.echo("Nobody's practice is shown, neither by you nor to you.", err=True)
    document = {"by_you": [_record(s) for s in mine], "to_you": [_record(s) for s in to_me]}
    tell(document, _lines(mine, to_me), as_json=as_json)


def _lines(mine: Sequence["Shown"], to_me: Sequence["Shown"]) -> Iterator[str]:
    for shown in mine:
        yield _line(shown)
    for shown in to_me:
        stories = ", and stories" if shown.stories else ""
        yield (
            f"{shown.person.name} shows you their practice{stories},"
            f" since {day_words(shown.since)}: mock-panel history --of {shown.person.name!r}"
        )


def _line(shown: "Shown") -> str:
    stories = "and your stories" if shown.stories else "without your stories"
    return f"{shown.person.name} sees your practice, {stories}, since {day_words(shown.since)}."


def _record(shown: "Shown") -> dict[str, Any]:
    return {
        "id": shown.person.id,
        "name": shown.person.name,
        "stories": shown.stories,
        "since": shown.since.isoformat(),
    }
