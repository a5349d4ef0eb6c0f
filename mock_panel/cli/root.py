"""The command group: each verb's module is imported when the verb is used."""

import sys
from importlib import import_module

import click

from mock_panel.errors import MockPanelError

COMMANDS = {
    "practice": ("mock_panel.cli.practice:practice", "Practise: in the app, or as plain lines."),
    "plan": ("mock_panel.cli.plan:plan", "Say what to practise tonight, and until the interview."),
    "hours": ("mock_panel.cli.hours:hours", "Say how many hours you have prepared; add some."),
    "vacancy": ("mock_panel.cli.vacancy:vacancy", "Say what you apply for, and until when."),
    "panel": ("mock_panel.cli.panel.group:panel", "Run a mock panel: rate blind, settle, report."),
    "team": ("mock_panel.cli.team.group:team", "Keep a programme's people; count its panels."),
    "serve": ("mock_panel.cli.serve:serve", "Serve panels to browsers, for people elsewhere."),
    "score": ("mock_panel.cli.score:score", "Score an answer from a file or standard input."),
    "bank": ("mock_panel.cli.bank:bank", "Check, list and show the questions, and add your own."),
    "history": ("mock_panel.cli.history:history", "List past attempts."),
    "stories": ("mock_panel.cli.stories.group:stories", "Keep what you can tell; see gaps."),
    "export": ("mock_panel.cli.data:export", "Write what is stored: JSON, CSV, or a bundle."),
    "import": ("mock_panel.cli.carry:import_", "Take in a bundle of another installation."),
    "backup": ("mock_panel.cli.data:backup", "Copy the database, safely while it is in use."),
    "restore": ("mock_panel.cli.carry:restore", "Put a copy of the database in its place."),
    "migrate": ("mock_panel.cli.migrate:migrate", "Move what is stored to a team's PostgreSQL."),
    "purge": ("mock_panel.cli.data:purge", "Erase attempts, drafts or everything."),
    "models": ("mock_panel.cli.models:models", "List and fetch what writes spoken answers down."),
    "doctor": ("mock_panel.cli.doctor:doctor", "Say what works on this machine."),
}

HIDDEN = {"seat": "mock_panel.cli.seat:seat"}
"""What the program starts itself, and no user types."""


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every verb, in the order a newcomer wants them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from its own module."""
        if cmd_name not in COMMANDS and cmd_name not in HIDDEN:
            return None
        place = HIDDEN.get(cmd_name) or COMMANDS[cmd_name][0]
        module, name = place.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from mock_panel import __version__  # noqa: PLC0415 - only here

        click.echo(f"mock-panel {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Rehearse the structured interview for the Senior Executive Service.

    Without a command, the app opens.
    """
    del debug
    if ctx.invoked_subcommand is None:
        from mock_panel.tui.launch import open_app  # noqa: PLC0415 - Textual

        ctx.exit(open_app())


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code: 0, 1, 2 or 130."""
    try:
        result = cli.main(args=arguments, prog_name="mock-panel", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except MockPanelError as error:
        if "--debug" in arguments:
            raise
        click.echo(f"mock-panel: {error}", err=True)
        return error.exit_code
    return result if isinstance(result, int) else 0
