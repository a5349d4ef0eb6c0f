"""The line above a view of Progress: which view, narrowed how; each part can be clicked."""

from textual.content import Content

from mock_panel.tui.screens.progress_columns import STATUS_WORDS
from mock_panel.tui.screens.progress_view import History, Looking, View


def views_line(current: View) -> Content:
    """The views with their digits, the current one underlined."""
    pieces = []
    for number, view in enumerate(View, 1):
        style = "$text-primary bold underline" if view is current else "$foreground 80%"
        pieces.append(
            Content.from_markup(
                f"[@click=screen.view('{view.value}')][$text-primary bold]{number}[/] "
                f"[{style}]{view.value}[/][/]"
            )
        )
    return Content("  ").join(pieces)


def filters_line(history: History, looking: Looking) -> Content:
    """The ECQ to which the view is narrowed, with the key that changes it."""
    ecq = history.titles[looking.ecq] if looking.ecq is not None else "all ECQs"
    return Content.from_markup(
        "[@click=screen.ecq()][$text-primary bold]e[/] [$foreground 80%]$ecq[/][/]", ecq=ecq
    )


def status_line(looking: Looking) -> Content:
    """The status to which the table of attempts is narrowed, with the key that changes it."""
    status = STATUS_WORDS[looking.status] if looking.status is not None else "any status"
    return Content.from_markup(
        "[@click=screen.status()][$text-primary bold]s[/] [$foreground 80%]$status[/][/]",
        status=status,
    )
