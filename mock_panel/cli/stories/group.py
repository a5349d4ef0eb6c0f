"""The group: each verb's module is imported when the verb is used."""

from importlib import import_module

import click

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


class StoriesGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every verb, in the order of a story's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"mock_panel.cli.stories.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=StoriesGroup)
def stories() -> None:
    """Keep what you can tell: a bank of stories, and what it lacks.

    A story is named by its title or by the first letters of its id, an attempt by those of
    its id.
    """
