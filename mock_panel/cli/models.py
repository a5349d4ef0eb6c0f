"""`mock-panel models`: the speech recognisers, and the files that they need."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.asking import agreed
from mock_panel.cli.options import json_option
from mock_panel.cli.unknown import unknown
from mock_panel.errors import InputError, StorageError
from mock_panel.paths import default_paths

if TYPE_CHECKING:
    from mock_panel.speech.model_store import ModelStore
    from mock_panel.speech.models import Model
    from mock_panel.speech.recognisers.catalogue import Entry

_ID = click.argument("model_id", metavar="ID")


@click.group()
def models() -> None:
    """List the speech recognisers, and fetch the files that they need.

    A recogniser writes a spoken answer down, on this machine and without a network. Nothing is
    ever fetched unless you say so here.
    """


@models.command(name="list")
@json_option
def list_models(as_json: bool) -> None:
    """List the recognisers: what each needs, and which would be used."""
    from mock_panel.settings import load_settings  # noqa: PLC0415 - not for --help
    from mock_panel.speech.recognisers.catalogue import (  # noqa: PLC0415 - not for --help
        ENTRIES,
        best_recogniser,
    )

    paths = default_paths()
    choice = best_recogniser(paths.models, load_settings(paths.settings).recogniser)
    used = choice.recogniser.id if choice.recogniser else None
    documents = [_document(entry, paths.models, used) for entry in ENTRIES]
    if as_json:
        click.echo(json.dumps(documents, indent=2, ensure_ascii=False))
        return
    for document in documents:
        for line in _lines(document):
            click.echo(line)
    click.echo(err=True)
    if choice.reason:
        click.echo(f"{choice.reason[:1].upper()}{choice.reason[1:]}", err=True)
    words = f"{used} would be used." if used else "Until then, answers are not transcribed."
    click.echo(words, err=True)


def _document(entry: "Entry", directory: Path, used: str | None) -> dict[str, Any]:
    model, folder = entry.model, entry.folder(directory)
    return {
        "id": entry.id,
        "name": entry.recogniser.name,
        "recogniser": entry.engine,
        "languages": model.languages if model else "English",
        "megabytes": model.megabytes if model else None,
        "licence": model.licence if model else "BSD",
        "repository": model.repository if model else None,
        "rough": entry.recogniser.rough,
        "keeps_hesitations": entry.recogniser.keeps_hesitations,
        "installed": entry.installed(),
        "fetched": entry.fetched(directory),
        "path": str(folder) if folder else None,
        "to_do": entry.lacks(directory),
        "used": entry.id == used,
    }


def _lines(document: dict[str, Any]) -> Iterator[str]:
    size = f"{document['megabytes']} MB" if document["megabytes"] else "in the package"
    state = "in use" if document["used"] else "" if document["to_do"] else "ready"
    facts = ", ".join((document["languages"], document["licence"], size))
    yield f"{document['id']:<18}{document['recogniser']:<16}{facts:<36}{state}".rstrip()
    if document["to_do"]:
        yield f"    needs: {document['to_do']}"
    if document["rough"]:
        yield "    rough: read its text before it is scored"


@models.command()
@_ID
def path(model_id: str) -> None:
    """Print the folder of a model, whether or not it is there."""
    model = _model(model_id)
    folder = model.folder(default_paths().models)
    click.echo(str(folder))
    if any(model.missing(folder)):
        click.echo(f"It is not there yet: `mock-panel models fetch {model.id}`.", err=True)


@models.command()
@_ID
@click.option(
    "--from", "source", metavar="DIR", type=click.Path(path_type=Path),
    help="Copy the files from a folder that you have carried over, without a network.",
)  # fmt: skip
@click.option("--again", is_flag=True, help="Fetch it anew, though it is there.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def fetch(
    ctx: click.Context, model_id: str, *, source: Path | None, again: bool, yes: bool
) -> None:
    """Fetch the files of a model from Hugging Face, or from a folder with --from.

    A download that was cut off goes on where it ended. HF_ENDPOINT may name a mirror.
    """
    from mock_panel.speech.model_store import ModelStore  # noqa: PLC0415 - not for --help

    model, paths = _model(model_id), default_paths()
    folder = model.folder(paths.models)
    if not (again or source) and not any(model.missing(folder)):
        click.echo(f"{folder}: is there already; --again fetches it anew.", err=True)
        _say_next(model)
        return
    origin = str(source) if source else f"{_server()}/{model.repository}"
    click.echo(
        f"{model.name} ({model.languages}), about {model.megabytes} MB, licence {model.licence}\n"
        f"from {origin}\nto   {folder}",
        err=True,
    )
    if not yes and not agreed("Fetch?"):
        click.echo("Nothing was fetched.", err=True)
        ctx.exit(1)
    try:
        store = ModelStore(paths.ensure_private(paths.models))
    except OSError as error:
        words = f"{paths.models}: cannot be made: {error.strerror}"
        raise StorageError(words, "Name another directory with MOCK_PANEL_HOME.") from error
    with store.fetching(model):
        placed = store.copy(model, source.expanduser()) if source else _download(model, store)
    click.echo(str(placed))
    _say_next(model)


def _download(model: "Model", store: "ModelStore") -> Path:
    """Fetch what is not there yet, check it, and only then put it in its place."""
    from mock_panel.speech.model_download import Downloader  # noqa: PLC0415 - urllib

    downloader, part = Downloader(model, _server()), store.part(model)
    files = downloader.look()
    part.mkdir(mode=0o700, exist_ok=True)
    there = sum(f.stat().st_size for f in part.iterdir())
    whole = sum(file.size for file in files)
    store.need_room(whole - there)
    with click.progressbar(length=whole, label=model.id, file=sys.stderr) as bar:
        for file in files:
            downloader.download(file, part, bar.update)
    placed = store.install(model, part)
    unchecked = [file.name for file in files if not file.checksum]
    if len(unchecked) < len(files):
        click.echo("Checked against the checksums that the server gave.", err=True)
    if unchecked:
        words = f"It gave none for {', '.join(unchecked)}: only the length was checked."
        click.echo(words, err=True)
    return placed


def _server() -> str:
    from mock_panel.speech.model_download import HUB  # noqa: PLC0415 - urllib

    return os.environ.get("HF_ENDPOINT") or HUB


def _model(model_id: str) -> "Model":
    from mock_panel.speech.models import MODELS  # noqa: PLC0415 - not for --help
    from mock_panel.speech.recognisers.catalogue import ENTRIES  # noqa: PLC0415 - not for --help

    for model in MODELS:
        if model.id == model_id:
            return model
    for entry in ENTRIES:
        if entry.id == model_id:
            words = f"{model_id} brings its own model: there is nothing to fetch"
            raise InputError(words, f"Install it with: {entry.to_install}")
    raise unknown("model", model_id, [model.id for model in MODELS])


def _say_next(model: "Model") -> None:
    """What is still to be installed, or that nothing is."""
    from mock_panel.speech.recognisers.catalogue import entry  # noqa: PLC0415 - not for --help

    lacks = entry(model.id).lacks(default_paths().models)
    click.echo(f"Still to do: {lacks}" if lacks else "It can be used now.", err=True)
