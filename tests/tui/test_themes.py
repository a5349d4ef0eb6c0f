"""Our themes can be read: contrast by the formula of WCAG 2.2, on the colours as resolved."""

import pytest
from textual.color import Color
from textual.theme import Theme

from mock_panel.tui.themes import OURS

TEXTS = (
    "foreground",
    "text-primary",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
    "footer-key-foreground",
)
GROUNDS = ("background", "surface", "panel")


def luminance(color: Color) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""

    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def resolved(theme: Theme, name: str) -> Color:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    return Color.parse(variables[name])


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    below = resolved(theme, ground)
    above = below.blend(resolved(theme, text), resolved(theme, text).a)
    assert contrast(above, below) >= 4.5


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("share", [0.7, 0.75, 0.8, 0.85])
def test_dimmed_text_can_still_be_read(theme: Theme, share: float) -> None:
    below = resolved(theme, "background")
    assert contrast(below.blend(resolved(theme, "foreground"), share), below) >= 4.5
