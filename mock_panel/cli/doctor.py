"""`mock-panel doctor`: what works on this machine, and what to do about the rest."""

import json
import os
import shutil
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, replace
from typing import TypeVar

import click

from mock_panel.cli import doctor_data, doctor_machine, doctor_speech
from mock_panel.cli.finding import Finding, Status, found
from mock_panel.cli.options import json_option
from mock_panel.paths import Paths, default_paths
from mock_panel.settings import Settings

T = TypeVar("T")

_WIDEST = 100


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what works on this machine, and what to do about the rest.

    Exits with 1 if practice is not possible. Nothing is made or changed, and nothing is heard.
    """
    findings = examine(default_paths())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
        # Whoever asks the doctor may have a locale that cannot print what a path holds.
        encoding = sys.stdout.encoding or "ascii"
        for line in report(findings, width):
            click.echo(line.encode(encoding, "backslashreplace").decode(encoding))
    if any(finding.status is Status.PROBLEM for finding in findings):
        ctx.exit(1)


def examine(paths: Paths) -> list[Finding]:
    """Every check, in the order of what depends on what; none of them raises."""
    from mock_panel.bootstrap.services import Services  # noqa: PLC0415 - only here

    settings = doctor_data.settings_or_defaults(paths)
    size, encoding = doctor_machine.terminal_size(), sys.stdout.encoding or "unknown encoding"
    # A sound system that does not answer is waited for once, and not by each check in its turn.
    outputs = _meanwhile(doctor_machine.look_for_outputs)
    # What is there is told even where recording is turned off.
    whole = Services(paths, replace(settings, record=True))
    reach = _meanwhile(whole.speech_probe.probe)
    microphones = _meanwhile(doctor_speech.look_for_microphones)
    activity = _meanwhile(doctor_speech.look_for_speech_activity)
    on_disk = _meanwhile(lambda: _on_disk(paths, settings))
    for_speech = _meanwhile(lambda: _for_speech(paths, settings))
    # Here, where Ctrl-C ends its child: while that waits for the sound system, it does not notice
    # that this process has gone.
    voice = found("voice", lambda: doctor_machine.voice(settings))
    return [
        *on_disk(),
        *voice,
        *found("sound device", lambda: doctor_machine.sound_device(outputs)),
        *found(
            "microphone", lambda: doctor_speech.microphone(settings, reach(), microphones, outputs)
        ),
        *found("speech activity", lambda: doctor_speech.speech_activity(activity())),
        *for_speech(),
        *found("spoken answers", lambda: doctor_speech.spoken_answers(settings, reach())),
        *found("terminal", lambda: doctor_machine.terminal(os.environ, size, encoding)),
    ]


def _on_disk(paths: Paths, settings: Settings) -> list[Finding]:
    return [
        *found("program", doctor_machine.python),
        *found("packages", doctor_machine.packages),
        *found("data directory", lambda: doctor_data.data_directory(paths)),
        *found("settings", lambda: doctor_data.settings_file(paths)),
        *found("database", lambda: doctor_data.database(paths)),
        *found("bank", doctor_data.bank),
        *found("own bank", lambda: doctor_data.own_banks(paths, settings)),
    ]


def _for_speech(paths: Paths, settings: Settings) -> list[Finding]:
    return [
        *found("recogniser", lambda: doctor_speech.recogniser(paths, settings)),
        *found("engines", doctor_speech.engines),
        *found("models", lambda: doctor_speech.models(paths)),
        *found("recordings", lambda: doctor_data.recordings(paths, settings)),
        *found("left recordings", lambda: doctor_data.recordings_without_answer(paths)),
    ]


def _meanwhile(look: Callable[[], T]) -> Callable[[], T]:
    """Begin to look, in a thread; gives back what waits for the result, or raises as it did."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(look())
        except Exception as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)

    # Not one that Ctrl-C would have to wait for.
    threading.Thread(target=run, name="doctor", daemon=True).start()
    return future.result


def report(findings: Sequence[Finding], width: int) -> Iterator[str]:
    """The findings as aligned lines, and a last one that sums them up.

    Args:
        findings: in the order to be shown.
        width: columns to wrap to.
    """
    status_column = max(len(status) for status in Status) + 2
    check_column = max(len(finding.check) for finding in findings) + 2
    margin = " " * (status_column + check_column)
    for finding in findings:
        head = f"{finding.status:<{status_column}}{finding.check:<{check_column}}"
        for line in finding.detail.splitlines():
            yield from _wrapped(line, head, margin, width)
            head = margin
        if finding.hint:
            yield from _wrapped(finding.hint, f"{margin}To do: ", margin, width)
    problems = [f.check for f in findings if f.status is Status.PROBLEM]
    yield ""
    if problems:
        yield f"Practice is not possible yet: mend {', '.join(dict.fromkeys(problems))}."
    else:
        yield "Practice is possible."


def _wrapped(text: str, head: str, margin: str, width: int) -> list[str]:
    # A path is not torn apart: it may be copied from here.
    return textwrap.wrap(
        text,
        max(width, len(margin) + 20),
        initial_indent=head,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
