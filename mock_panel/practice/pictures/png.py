"""A picture as PNG, drawn by Typst where it is installed."""

from mock_panel.errors import InputError
from mock_panel.practice.pictures.canvas import Picture

_DOTS_PER_INCH = 192
"""Twice the picture's own size: sharp on a page and on a good screen."""
_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.picture), format: "svg")\n'
)


def to_png(picture: Picture) -> bytes:
    """The picture in its light colours.

    Raises:
        InputError: Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra, and 30 MB that nothing else needs
    except ImportError as missing:
        raise InputError(
            "A PNG needs Typst, which is not installed.",
            "Install it with: pip install 'mock-panel[pdf]', or name a file that ends in .svg.",
        ) from missing
    made = typst.compile(
        _PAGE, format="png", ppi=_DOTS_PER_INCH, sys_inputs={"picture": picture.alone()}
    )
    if not isinstance(made, bytes):
        raise TypeError(f"Typst returned {type(made).__name__} for a PNG")
    return made
