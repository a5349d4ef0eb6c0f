"""Asks where a picture of Progress goes, and writes it."""

from pathlib import Path
from typing import TYPE_CHECKING

from mock_panel.errors import InputError
from mock_panel.practice.pictures import Picture
from mock_panel.practice.pictures.png import to_png
from mock_panel.tui.screens.panel.asking import Ask, path_of
from mock_panel.tui.screens.panel.report_asking import given_path
from mock_panel.tui.widgets.choice_row import Choice

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.ids import FrameworkId


def picture_ask(services: "Services", picture: Picture, framework: "FrameworkId") -> Ask:
    """What is asked for a picture.

    Args:
        services: what writes it.
        picture: as it is now.
        framework: whose answers it shows.
    """

    def suggest(ending: str, words: str) -> str:
        name = f"{picture.name}-{framework}"
        path = path_of(words) if words.strip() else Path.cwd() / f"{name}.svg"
        return str(path.with_suffix(ending) if path.name else path)

    def write(_: str, words: str) -> str:
        path = given_path(words)
        services.write_new(path, _bytes_of(picture, path))
        return f"The picture: {path}"

    return Ask(
        picture.title,
        "The picture with the numbers as they are now, in a file that nobody else may read.",
        "File",
        "write it",
        write,
        suggest,
        [
            Choice(".svg", "SVG", "for browsers and documents, sharp at any size"),
            Choice(".png", "PNG", "for mail and slides; needs Typst"),
        ],
        "Form",
    )


def _bytes_of(picture: Picture, path: Path) -> bytes:
    """The file that its name asks for.

    Raises:
        InputError: neither form, or PNG without what draws it.
    """
    match path.suffix.lower():
        case ".svg":
            return picture.alone().encode()
        case ".png":
            return to_png(picture)
        case _:
            raise InputError(
                f"{path.name}: a picture is SVG or PNG.", "Name a file that ends in .svg or .png."
            )
