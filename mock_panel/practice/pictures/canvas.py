"""Marks on a picture, and the picture they make: SVG that is the same for the same numbers."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from mock_panel.handout.page import words

WIDTH = 720
"""Of every picture, in its own units; a unit is a pixel where nothing scales it."""
_MARGIN = 12
"""Around a picture in a file of its own."""
LINE = 16
"""From one line of text to the next."""
_LETTER = 6.6
"""How wide a letter is on the average, at the size of the pictures' text."""

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words that stand for it."""

    name: str
    """One word; the ids in the picture begin with it."""
    title: str
    description: str
    """What it shows, for whoever does not see it."""
    height: int
    marks: str
    """Markup."""

    def inline(self, prefix: str = "") -> str:
        """For a page that has the pictures' style.

        Args:
            prefix: makes the ids differ from those of the same picture elsewhere on the page.
        """
        return self._svg(f"{prefix}{self.name}", f'viewBox="0 0 {WIDTH} {self.height}"', "")

    def alone(self) -> str:
        """A file of its own, that has its style, its ground and a margin."""
        width, height = WIDTH + 2 * _MARGIN, self.height + 2 * _MARGIN
        box = f"{-_MARGIN} {-_MARGIN} {width} {height}"
        ground = f'x="{-_MARGIN}" y="{-_MARGIN}" width="{width}" height="{height}"'
        svg = self._svg(
            self.name,
            f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{box}"',
            f'<style>{style()}</style>\n<rect class="ground" {ground}/>\n',
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'

    def _svg(self, name: str, attributes: str, before: str) -> str:
        return (
            f'<svg class="picture" {attributes} role="img" '
            f'aria-labelledby="{name}-title {name}-desc">\n'
            f'<title id="{name}-title">{words(self.title)}</title>\n'
            f'<desc id="{name}-desc">{words(self.description)}</desc>\n'
            f"{before}{self.marks}\n</svg>"
        )


@cache
def style() -> str:
    """The style of all pictures, in a page or in a file."""
    return files("mock_panel.practice.pictures").joinpath("pictures.css").read_text("utf-8")


@dataclass(slots=True)
class Canvas:
    """Takes marks; each has a class that the style knows, and perhaps words for a pointer."""

    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, told: str, kind: str = "", anchor: str = "start") -> None:
        """Words on a base line; `anchor` is start, middle or end."""
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.marks.append(f"<text{_kind(kind)} {_at(x, y)}{at}>{words(told)}</text>")

    def rect(self, box: Box, kind: str, told: str = "") -> None:
        """A box; one without an area is not drawn."""
        x, y, width, height = box
        if width > 0 and height > 0:
            size = f'width="{_number(width)}" height="{_number(height)}"'
            self._mark("rect", f"{_at(x, y)} {size}", kind, told)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
        self._mark("line", " ".join(f'{name}="{_number(value)}"' for name, value in ends), kind)

    def dot(self, x: float, y: float, radius: float, kind: str, told: str = "") -> None:
        """A round point."""
        at = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
        self._mark("circle", at, kind, told)

    def triangle(
        self, x: float, y: float, size: float, kind: str, told: str = "", *, up: bool
    ) -> None:
        """A point with a direction."""
        tip = -size if up else size
        corners = ((x, y + tip), (x - size, y - tip), (x + size, y - tip))
        points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        self._mark("polygon", f'points="{points}"', kind, told)

    def picture(self, name: str, title: str, description: str, height: float) -> Picture:
        """What was drawn."""
        return Picture(name, title, description, int(height), "\n".join(self.marks))

    def _mark(self, tag: str, attributes: str, kind: str, told: str = "") -> None:
        inside = f"><title>{words(told)}</title></{tag}>" if told else "/>"
        self.marks.append(f"<{tag}{_kind(kind)} {attributes}{inside}")


def cut(text: str, width: float) -> str:
    """The text, with an ellipsis at the end where it would not fit into a width."""
    letters = max(1, int(width / _LETTER))
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _at(x: float, y: float) -> str:
    return f'x="{_number(x)}" y="{_number(y)}"'


def _number(value: float) -> str:
    """Tenths at most, and no zero at the end."""
    return f"{value:.1f}".removesuffix(".0")
