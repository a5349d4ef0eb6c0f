"""`mock-panel stories erase`, `export` and `import`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.attempt_records import data_output
from mock_panel.cli.nouns import counted
from mock_panel.cli.options import json_option
from mock_panel.cli.stories.output import confirmed, tell
from mock_panel.domain.story_document import (
    from_document,
    links_from_document,
    links_to_documents,
    to_document,
)
from mock_panel.errors import InputError
from mock_panel.practice.stories import SHORT_ID, BroughtIn

if TYPE_CHECKING:
    from mock_panel.domain.ids import StoryId
    from mock_panel.domain.stories import Story, StoryLink

MOST_BYTES = 50_000_000
"""Of a file to import; a story is a few hundred."""


@click.command()
@click.argument("stories", metavar="STORY…", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def erase(ctx: click.Context, *, stories: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Erase each STORY for good, and who told it; the attempts themselves stay."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    found = list({s.id: s for s in map(services.stories.find, stories)}.values())
    titles = "; ".join(f"{s.title} ({s.id[:SHORT_ID]})" for s in found)
    click.echo(f"To be erased for good: {titles}.", err=True)
    if not yes and not confirmed("Erase?"):
        click.echo("Nothing was erased.", err=True)
        ctx.exit(1)
    services.maintenance.erase_stories([s.id for s in found])
    tell({"erased": [s.id for s in found]}, ["Erased."], as_json=as_json)


@click.command()
@click.argument("file", metavar="[FILE|-]", default="-", type=click.Path(path_type=Path))
@json_option
def export(*, file: Path, as_json: bool) -> None:
    """Write every story to FILE or standard output, one JSON object a line."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.storage.files import write_new  # noqa: PLC0415 - as above

    services = build_services()
    stories = services.stories.store.all()
    told: dict[StoryId, list[StoryLink]] = {story.id: [] for story in stories}
    for link in services.stories.store.links_to(list(told)):
        told[link.story].append(link)
    lines = [
        json.dumps(
            {**to_document(story), "told": links_to_documents(tuple(told[story.id]))},
            ensure_ascii=False,
        )
        for story in stories
    ]
    text = "".join(f"{line}\n" for line in lines)
    if str(file) == "-":
        data_output().write(text)
        return
    write_new(file, text.encode())
    words = f"{file}: {counted(len(stories), 'story')}"
    if as_json:
        tell({"file": str(file), "stories": len(stories)}, (), as_json=True)
    else:
        click.echo(words, err=True)


@click.command(name="import")
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
def import_stories(*, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in stories that `stories export` wrote: all of them, or none.

    A story that is here already is replaced where the file's was changed later. Who told it
    is taken over for attempts that are here.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    entries = _entries(file)
    brought = build_services().stories.bring_in(entries, dry_run=dry_run)
    tell(_document(brought, dry_run=dry_run), [_words(brought, dry_run=dry_run)], as_json=as_json)


def _entries(file: Path) -> "list[tuple[Story, tuple[StoryLink, ...]]]":
    """The stories of a file, each with its links.

    Raises:
        InputError: with the line that is wrong.
    """
    entries = []
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            story = from_document(document)
            entries.append((story, links_from_document(document, story.id)))
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{file}:{number}: {error}",
                "Nothing was taken in. `mock-panel stories export` writes what can be read.",
            ) from None
    return entries


def _text(file: Path) -> str:
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with file.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}", "Name a file that can be read.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is no text in UTF-8", "Nothing was taken in.") from None
    if len(data) > MOST_BYTES:
        raise InputError(f"{file}: is too large for stories", "Nothing was taken in.")
    return text


def _document(brought: BroughtIn, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "new": [story.id for story in brought.new],
        "updated": [story.id for story in brought.updated],
        "unchanged": brought.unchanged,
        "links": len(brought.links),
        "links_left_out": brought.links_left_out,
    }


def _words(brought: BroughtIn, *, dry_run: bool) -> str:
    left_out = (
        f"; {brought.links_left_out} tellings left out, whose attempts are not here"
        if brought.links_left_out
        else ""
    )
    return (
        f"{'Would take in' if dry_run else 'Taken in'}: {len(brought.new)} new,"
        f" {len(brought.updated)} updated, {brought.unchanged} unchanged{left_out}."
    )
