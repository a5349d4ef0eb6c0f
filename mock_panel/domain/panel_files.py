"""How the files are called that belong to a mock panel."""

from mock_panel.domain.ids import PanelId

SOUNDS_OF_PANELS = "panel-"
"""How the names of the recordings of all panels' answers begin."""


def sound_names(panel: PanelId) -> str:
    """How the names of the recordings of a panel's answers begin."""
    return f"{SOUNDS_OF_PANELS}{panel}-"


def unsent_names(panel: PanelId) -> str:
    """How the names of files begin that hold what raters of a panel could not store yet."""
    return f"unsent-{panel}-"
