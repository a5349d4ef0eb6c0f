"""Our two themes: one accent, much rest; every pair of text and ground at 4.5:1 or more."""

from textual.theme import Theme

DARK = Theme(
    name="mock-panel-dark",
    primary="#8ab4e8",
    secondary="#a9b7c6",
    accent="#c9a6e8",
    foreground="#d9dde3",
    background="#14171c",
    surface="#191d23",
    panel="#232830",
    success="#8fc99a",
    warning="#e2b86b",
    error="#ef8f8f",
    dark=True,
    variables={
        "footer-key-foreground": "#8ab4e8",
        "footer-background": "#14171c",
        "footer-item-background": "#14171c",
        "footer-description-background": "#14171c",
        "block-cursor-text-style": "none",
        "input-selection-background": "#8ab4e8 30%",
    },
)

LIGHT = Theme(
    name="mock-panel-light",
    primary="#1d4f8c",
    secondary="#44505c",
    accent="#6b3a96",
    foreground="#1e2329",
    background="#fafaf7",
    surface="#f3f3ee",
    panel="#e6e6df",
    success="#1d6434",
    warning="#7a4a00",
    error="#9c1f1f",
    dark=False,
    variables={
        "footer-key-foreground": "#1d4f8c",
        "footer-background": "#fafaf7",
        "footer-item-background": "#fafaf7",
        "footer-description-background": "#fafaf7",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1d4f8c 25%",
    },
)

OURS = (DARK, LIGHT)
