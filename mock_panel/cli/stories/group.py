"""The group: each verb's module is imported when the verb is used."""

import click

from mock_panel.cli.verbs import VerbGroup

COMMANDS = {
    "list": ("reading:list_stories", "List the stories, with what to mind of each."),
    "show": ("reading:show", "Show one story, and who told it."),
    "new": ("writing:new", "Write a story down by hand."),
    "edit": ("writing:edit", "Change a story, or retire it."),
    "keep": ("writing:keep", "Make a story of an attempt."),
    "matrix": ("matrix:matrix", "Stories against competencies and ECQs: gaps and wear."),
    "suggest": ("choosing:suggest", "The best story for a question, and the runner-up."),
    "link": ("choosing:link", "Say which story an attempt told, or have it guessed."),
    "card": ("cards:card", "The outline card: headlines only, as text or HTML."),
    "erase": ("carrying:erase", "Erase a story for good."),
    "export": ("carrying:export", "Write every story, one JSON object a line."),
    "import": ("carrying:import_stories", "Take stories in from such a file, all or none."),
}


class StoriesGroup(VerbGroup):
    """The verbs of `mock-panel stories`."""

    package = "mock_panel.cli.stories"
    verbs = COMMANDS


@click.group(cls=StoriesGroup)
def stories() -> None:
    """Keep what you can tell: a bank of stories, and what it lacks.

    A story is named by its title or by the first letters of its id, an attempt by those of
    its id.
    """
