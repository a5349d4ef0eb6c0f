"""`mock-panel practice`: at the question in the app, or as plain lines."""

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

import click

from mock_panel.domain.frameworks import Framework, FrameworkStatus
from mock_panel.domain.ids import EcqId, FrameworkId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import InputError, StorageError

if TYPE_CHECKING:
    from mock_panel.bootstrap import Services
    from mock_panel.cli.plain.lines import Lines


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options as they were given; None where the settings or the preset decide."""

    framework: str | None
    ecqs: tuple[str, ...]
    preset: str | None
    seed: int | None
    mode: str | None
    voice: bool | None
    preparation: int | None


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


def _in_the_app(wishes: Wishes) -> int:
    from mock_panel.bootstrap import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.tui.launch import open_app  # noqa: PLC0415 - plain mode needs no Textual

    services = build_services()
    bank = services.bank.load()
    framework = wishes.framework or services.settings.framework or _in_force(bank).id
    return open_app(setup_of(services, bank, wishes, framework, voice=services.settings.voice))


def _in_force(bank: QuestionBank) -> Framework:
    for framework in bank.frameworks:
        if framework.status is FrameworkStatus.CURRENT:
            return framework
    return bank.frameworks[0]


def _in_plain_lines(wishes: Wishes) -> None:
    from mock_panel.bootstrap import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.plain.terminal import (  # noqa: PLC0415 - the app needs none of it
        signals_interrupt,
        standard_lines,
    )

    services = build_services()
    try:
        with signals_interrupt():
            _hold_session(services, wishes, standard_lines())
    finally:
        services.close()


def _hold_session(services: "Services", wishes: Wishes, lines: "Lines") -> None:
    from mock_panel.cli.plain.beginning import ask_framework, offer_draft  # noqa: PLC0415 - as above
    from mock_panel.cli.plain.session_flow import run_session  # noqa: PLC0415 - as above
    from mock_panel.cli.plain.talk import Talk  # noqa: PLC0415 - as above

    bank = services.bank.load()
    framework = wishes.framework or services.settings.framework
    voice = services.settings.voice and lines.is_terminal
    # What was given wrongly is said before anything is asked.
    setup = setup_of(services, bank, wishes, framework or _in_force(bank).id, voice)
    rehearsal = services.rehearsal
    session, because = offer_draft(lines, rehearsal), {}
    if session is None:
        if framework is None:
            chosen, by_user = ask_framework(lines, bank)
            setup = setup_of(services, bank, wishes, chosen.id, voice)
            if by_user:
                _remember(services, chosen, lines)
        session, drawn = rehearsal.start(setup)
        because = {d.question.id: d.because for d in drawn}
    reads_aloud = session.setup.voice and (lines.is_terminal or wishes.voice)
    talk = Talk(
        rehearsal, lines, session, services.paths.drafts, services.speaker if reads_aloud else None
    )
    run_session(talk, because)


def _remember(services: "Services", framework: Framework, lines: "Lines") -> None:
    try:
        services.change_settings(replace(services.settings, framework=framework.id))
    except StorageError as error:
        lines.warn(str(error))


def setup_of(
    services: "Services", bank: QuestionBank, wishes: Wishes, framework: str, voice: bool
) -> SessionSetup:
    """The set-up that the options, the settings and the preset make together.

    Args:
        services: for the settings and a seed.
        bank: for the presets, and to check every id.
        wishes: the options.
        framework: where the options name none.
        voice: where the options say nothing of it.

    Raises:
        InputError: the bank does not have what an option names.
    """
    from mock_panel.practice.drawing import check_setup  # noqa: PLC0415 - not for --help

    setup = SessionSetup(
        framework=FrameworkId(_slug(framework)),
        preset=PresetId(_slug(wishes.preset) if wishes.preset else bank.presets[0].id),
        ecqs=tuple(EcqId(_slug(ecq)) for ecq in wishes.ecqs),
        mode=AnswerMode(wishes.mode or services.settings.answer_mode),
        voice=voice if wishes.voice is None else wishes.voice,
        preparation_seconds=wishes.preparation or 0,
        seed=services.new_seed() if wishes.seed is None else wishes.seed,
    )
    _, preset = check_setup(bank, setup)
    if wishes.preparation is None:
        return replace(setup, preparation_seconds=preset.preparation_seconds)
    return setup


def _slug(title: str) -> str:
    """An id from an id or a title."""
    return "-".join(title.lower().split())
