"""A group of verbs, each of which is imported only when it is used."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click


class VerbGroup(click.Group):
    """Knows its verbs by name and by a line of words."""

    package: ClassVar[str]
    """Where the verbs' modules are."""
    verbs: ClassVar[Mapping[str, tuple[str, str]]]
    """By name, in the order in which they are used: `module:command`, and what it does."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every verb."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from its own module."""
        if cmd_name not in self.verbs:
            return None
        module, name = self.verbs[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"{self.package}.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.verbs.items()])
