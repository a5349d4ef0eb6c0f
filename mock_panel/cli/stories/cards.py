"""`mock-panel stories card`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.stories.output import tell
from mock_panel.errors import InputError
from mock_panel.practice.story_card import card_html, card_text

if TYPE_CHECKING:
    from mock_panel.domain.stories import Story


@click.command()
@click.argument("stories", metavar="STORY…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every story that is not retired.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write them there: .html for a page to print, anything else is text.",
)
@json_option
def card(*, stories: tuple[str, ...], every: bool, output: Path | None, as_json: bool) -> None:
    """Print the outline card of each STORY: headlines only, to tell from and not to read out."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.storage.files import write_new  # noqa: PLC0415 - as above

    services = build_services()
    bank = services.bank.load()
    found: list[Story] = [services.stories.find(name) for name in stories]
    if every:
        found += [s for s in services.stories.store.all() if not s.retired and s not in found]
    if not found:
        raise InputError("No story is named, or there is none.", "Name one, or give --all.")
    texts = [card_text(story, bank) for story in found]
    if output is not None:
        is_page = output.suffix.lower() in (".html", ".htm")
        page = card_html(found, bank) if is_page else f"{_joined(texts)}\n"
        write_new(output, page.encode())
    document: dict[str, Any] = {
        "cards": [
            {"story": s.id, "lines": lines} for s, lines in zip(found, texts, strict=True)
        ],
        "file": None if output is None else str(output),
    }  # fmt: skip
    tell(document, [_joined(texts) if output is None else str(output)], as_json=as_json)


def _joined(texts: list[list[str]]) -> str:
    return f"\n\n{'-' * 72}\n\n".join("\n".join(lines) for lines in texts)
