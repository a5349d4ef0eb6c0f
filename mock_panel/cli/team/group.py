"""The group: each verb's module is imported when the verb is used."""

from importlib import import_module

import click

COMMANDS = {
    "add": ("people:add", "Put somebody on the list."),
    "import": ("importing:import_", "Put everybody of a CSV file on the list, or nobody."),
    "list": ("people:list_people", "Who is on the list."),
    "change": ("people:change", "Change a name, a role, a login or a cohort."),
    "leave": ("people:leave", "Somebody leaves; nothing of theirs is erased."),
    "sql": ("roles:sql", "Print what makes a person's role on the server."),
    "give": ("people:give", "Let somebody own what nobody owns."),
    "link": ("panels:link", "Say who of the list a panel's candidate and raters are."),
    "report": ("panels:report", "Print the report of a closed panel that was handed over."),
    "programme": ("programme:programme", "Candidates, mentors and cohorts in figures."),
}


class TeamGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every verb, in the order of a programme's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"mock_panel.cli.team.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=TeamGroup)
def team() -> None:
    """Keep the people of a programme: candidates, mentors, administrators.

    In a team's database each sees what is theirs: a candidate their own answers and reports, a
    mentor the panels they convened or sit on, an administrator people and counts.
    """
