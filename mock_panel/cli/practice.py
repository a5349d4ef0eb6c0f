"""`mock-panel practice`: at the question in the app, or as plain lines."""

import sys
from typing import TYPE_CHECKING, TextIO

import click

from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.cli.session_choice import Wishes


@click.command()
@click.option("--framework", metavar="ID", help="The set of ECQs, such as opm-2025.")
@click.option(
    "--ecq", "ecqs", metavar="ID", multiple=True, help="Draw from this ECQ; may be repeated."
)
@click.option("--preset", metavar="ID", help="The shape of the session; a drill by default.")
@click.option("--plain", is_flag=True, help="Lines of text, for screen readers and pipes.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw the same questions again.")
@click.option("--typed", "mode", flag_value="typed", help="Answer in writing.")
@click.option("--spoken", "mode", flag_value="spoken", help="Answer aloud.")
@click.option("--voice/--no-voice", default=None, help="Read questions aloud.")
@click.option(
    "--preparation", metavar="SECONDS", type=click.IntRange(min=0), help="Time to think first."
)
def practice(
    *,
    framework: str | None,
    ecqs: tuple[str, ...],
    preset: str | None,
    plain: bool,
    seed: int | None,
    mode: str | None,
    voice: bool | None,
    preparation: int | None,
) -> int:
    """Practise: one drawn question or a whole session.

    Opens the app at the question. With --plain everything is said in lines of text, and
    an answer ends at a line with a single dot or at the end of input.
    """
    from mock_panel.cli.session_choice import Wishes  # noqa: PLC0415 - not for --help

    wishes = Wishes(framework, ecqs, preset, seed, mode, voice, preparation)
    if plain:
        _in_plain_lines(wishes)
        return 0
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise InputError(
            "The app needs a terminal for input and output.",
            "For a pipe or a file, add --plain.",
        )
    return _in_the_app(wishes)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _in_the_app(wishes: "Wishes") -> int:
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.session_choice import in_force, setup_of  # noqa: PLC0415 - as above
    from mock_panel.tui.launch import open_app  # noqa: PLC0415 - plain mode needs no Textual

    services = build_services()
    bank = services.bank.load()
    framework = wishes.framework or services.settings.framework or in_force(bank).id
    return open_app(setup_of(services, bank, wishes, framework, voice=services.settings.voice))


def _in_plain_lines(wishes: "Wishes") -> None:
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.plain.start import hold_session  # noqa: PLC0415 - the app needs none of it
    from mock_panel.cli.plain.terminal import signals_interrupt, standard_lines  # noqa: PLC0415 - as above

    services = build_services()
    try:
        with signals_interrupt():
            hold_session(services, wishes, standard_lines())
    finally:
        services.close()
