"""`mock-panel export`, `backup` and `purge`: the user's data are the user's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mock_panel.cli.asking import agreed
from mock_panel.cli.attempt_records import write_csv, write_json_array
from mock_panel.cli.history import ID_LETTERS
from mock_panel.cli.moments import as_moment
from mock_panel.cli.nouns import counted, listed
from mock_panel.cli.output import output
from mock_panel.cli.report import write_report
from mock_panel.cli.shown import of_option, services_of
from mock_panel.domain.attempt_document import to_document
from mock_panel.domain.attempts import answer_of_sound
from mock_panel.domain.ids import AttemptId
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

EXPORT_SCHEMA = "mock-panel/export@1"


@click.command()
@click.argument("file", metavar="[FILE|-]", default="-", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv", "zip", "html"]),
    help="Without it, FILE's ending decides.",
)
@click.option("--html", "form", flag_value="html", help="The same as --format html.")
@click.option("--with-recordings", is_flag=True, help="ZIP: the sound of answers too.")
@click.option("--without-words", is_flag=True, help="HTML: without the words of the answers.")
@of_option
def export(
    *, file: Path, form: str | None, with_recordings: bool, without_words: bool, of: str | None
) -> None:
    """Write what is stored to FILE or standard output.

    JSON holds every attempt with its answer and its score, and CSV a row for each. ZIP is a
    bundle of everything, stories and mock panels too, which `mock-panel import` takes in. HTML
    is a report of the practice for a mentor: one page with pictures, for any browser and for
    paper.
    """
    ending = file.suffix.lower().removeprefix(".")
    endings = {"csv": "csv", "zip": "zip", "html": "html", "htm": "html"}
    form = form or endings.get(ending, "json")
    if with_recordings and form != "zip":
        raise InputError(f"{form.upper()} holds no sound", "Name a FILE that ends in .zip.")
    if without_words and form != "html":
        raise InputError(f"{form.upper()} holds the words", "Name a FILE that ends in .html.")
    if of is not None and form == "zip":
        raise InputError("A bundle is of one's own", "Take JSON, CSV or HTML of what is shown.")
    services = services_of(of)
    if form == "html":
        write_report(services, file, with_words=not without_words)
        return
    if form == "zip":
        _write_bundle(services, file, with_recordings=with_recordings)
        return
    attempts = services.attempts.attempts()
    with output(file) as stream:
        if form == "csv":
            count = write_csv(stream, attempts)
        else:
            stream.write(f'{{"schema": "{EXPORT_SCHEMA}",')
            stream.write(f' "exported_at": "{services.now().isoformat()}",\n"attempts": ')
            count = write_json_array(stream, map(to_document, attempts))
            stream.write("}\n")
    if str(file) != "-":
        click.echo(f"{file}: {counted(count, 'attempt')}", err=True)


def _write_bundle(services: "Services", file: Path, *, with_recordings: bool) -> None:
    if str(file) == "-":
        raise InputError("A bundle is written to a file", "Name a FILE that ends in .zip.")
    carried = services.carrying.bundle(file, services.now(), with_recordings=with_recordings)
    held = listed({**carried.counts, "recording": carried.recordings})
    click.echo(f"{file}: {held or 'nothing yet'}", err=True)


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
def backup(file: Path | None) -> None:
    """Copy the database to FILE, or to a dated file beside it, and print where.

    The copy is whole even while the app is in use. Drafts and settings are not in it.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    if not services.paths.has_data:
        raise InputError(
            f"{services.paths.database}: there is nothing to copy yet",
            "The first answer makes the database: `mock-panel practice`.",
        )
    name = f"mock-panel-{services.now().astimezone():%Y-%m-%d-%H%M%S}.db"
    if file is None:
        file = services.paths.backups / name
    elif file.is_dir():
        file = file / name
    services.maintenance.backup(file)
    click.echo(str(file))


@dataclass(frozen=True, slots=True)
class _Erasure:
    """One kind of thing that purge will erase."""

    count: int
    noun: str
    erase: Callable[[], object]

    def __str__(self) -> str:
        return counted(self.count, self.noun)


@click.command()
@click.option("--attempt", metavar="ID", multiple=True, help="This attempt; may be repeated.")
@click.option("--before", metavar="DATE", callback=as_moment, help="Attempts before this day.")
@click.option("--drafts", is_flag=True, help="Unfinished answers.")
@click.option("--backups", is_flag=True, help="Copies of the database in the data directory.")
@click.option("--recordings", is_flag=True, help="The sound of every answer; its words stay.")
@click.option("--all", "everything", is_flag=True, help="All of it, recordings and settings too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def purge(
    ctx: click.Context,
    *,
    attempt: tuple[str, ...],
    before: datetime | None,
    drafts: bool,
    backups: bool,
    recordings: bool,
    everything: bool,
    yes: bool,
) -> None:
    """Erase attempts, drafts or everything, so that the files hold no word of it."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    if not (attempt or before or drafts or backups or recordings or everything):
        raise InputError(
            "purge: nothing is named that should be erased",
            "Name --attempt ID, --before DATE, --drafts, --backups, --recordings or --all.",
        )
    services = build_services()
    ids = _chosen(services, attempt, before, everything=everything)
    erasures = [
        _Erasure(len(ids), "attempt", partial(services.maintenance.erase_attempts, ids)),
        *(_stories(services) if everything else ()),
        *(_panels(services) if everything else ()),
        *([] if everything else _sound(services, ids, every=recordings)),
        *_files(services, drafts=drafts, backups=backups, everything=everything),
    ]
    erasures = [erasure for erasure in erasures if erasure.count]
    if not erasures:
        click.echo("There is nothing to erase.", err=True)
        return
    click.echo(f"To be erased for good: {', '.join(map(str, erasures))}.", err=True)
    if services.paths.team is not None and (ids or everything):
        click.echo(f"For everybody who uses {services.paths.team}.", err=True)
    left = services.maintenance.files([services.paths.backups])
    if ids and left and not (backups or everything):
        click.echo(
            f"{counted(len(left), 'backup')} may still hold them; --backups erases those.",
            err=True,
        )
    if ids and not everything:
        _tell_of_stories(services, ids)
    if not yes and not agreed("Erase?"):
        click.echo("Nothing was erased.", err=True)
        ctx.exit(1)
    for erasure in erasures:
        erasure.erase()
    click.echo("Erased.", err=True)


def _chosen(
    services: "Services", named: Sequence[str], before: datetime | None, *, everything: bool
) -> list[AttemptId]:
    """The attempts to erase; a name is an id or the beginning of one."""
    if not services.paths.has_data or not (named or before or everything):
        return []
    stored = services.attempts.summaries()
    chosen = {s.id for s in stored if everything or (before and s.started_at < before)}
    for name in named:
        found = [s.id for s in stored if s.id.startswith(name)] if name else []
        if name in found:
            found = [AttemptId(name)]
        if len(found) != 1:
            raise InputError(
                f"{name!r}: {counted(len(found), 'attempt')} with such an id",
                "`mock-panel history` shows the ids; give enough letters of one.",
            )
        chosen.add(found[0])
    return [s.id for s in stored if s.id in chosen]


def _tell_of_stories(services: "Services", attempts: Sequence[AttemptId]) -> None:
    """Stories that were made of attempts hold words of them, and stay."""
    if kept := services.stories.store.kept_from(attempts):
        names = ", ".join(f"{story.title!r} ({story.id[:ID_LETTERS]})" for story in kept)
        click.echo(
            f"{counted(len(kept), 'story')} kept from them will stay: {names};"
            " `mock-panel stories erase` erases those.",
            err=True,
        )


def _stories(services: "Services") -> Iterator[_Erasure]:
    """Every story."""
    if services.paths.has_data:
        ids = [story.id for story in services.stories.store.all()]
        erase = partial(services.maintenance.erase_stories, ids)
        yield _Erasure(len(ids), "story", erase)


def _panels(services: "Services") -> Iterator[_Erasure]:
    """Every mock panel, with what raters gave the exemplars."""
    if not services.paths.has_data:
        return
    ids = [panel.id for panel in services.panels.store.panels()]

    def erase() -> None:
        if left := len(ids) - services.maintenance.erase_panels(ids):
            click.echo(
                f"{counted(left, 'panel')} not erased: who convened a panel erases it.", err=True
            )
        services.maintenance.erase_calibration()

    yield _Erasure(len(ids), "panel", erase)


def _sound(
    services: "Services", attempts: Sequence[AttemptId], *, every: bool
) -> Iterator[_Erasure]:
    """The recordings of these attempts, or all there are."""
    store = services.recordings
    names = [name for name in store.names() if every or answer_of_sound(name) in attempts]

    def erase() -> None:
        for name in names:
            store.erase(name)

    yield _Erasure(len(names), "recording", erase)


def _files(
    services: "Services", *, drafts: bool, backups: bool, everything: bool
) -> Iterator[_Erasure]:
    maintenance, paths = services.maintenance, services.paths
    if drafts or everything:
        yield _Erasure(maintenance.count_drafts(), "draft", maintenance.erase_drafts)
    wanted = [("backup", [paths.backups])] if backups or everything else []
    if everything:
        wanted += [
            ("recording", [paths.recordings]),
            ("other file", [paths.voice_cache, paths.log, paths.settings, paths.preparation]),
        ]
    for noun, places in wanted:
        files = maintenance.files(places)
        yield _Erasure(len(files), noun, partial(maintenance.erase_files, files))
