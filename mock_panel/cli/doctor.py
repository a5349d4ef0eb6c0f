"""`mock-panel doctor`: what works on this machine, and what to do about the rest."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from mock_panel.cli import doctor_data, doctor_machine
from mock_panel.cli.finding import Finding, Status, found
from mock_panel.paths import Paths, default_paths

_WIDEST = 100


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
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
    settings = doctor_data.settings_or_defaults(paths)
    size, encoding = doctor_machine.terminal_size(), sys.stdout.encoding or "unknown encoding"
    return [
        *found("program", doctor_machine.python),
        *found("packages", doctor_machine.packages),
        *found("data directory", lambda: doctor_data.data_directory(paths)),
        *found("settings", lambda: doctor_data.settings_file(paths)),
        *found("database", lambda: doctor_data.database(paths)),
        *found("bank", doctor_data.bank),
        *found("own bank", lambda: doctor_data.own_banks(paths, settings)),
        *found("voice", lambda: doctor_machine.voice(settings)),
        *found("sound device", doctor_machine.sound_device),
        *found("microphone", doctor_machine.recording),
        *found("terminal", lambda: doctor_machine.terminal(os.environ, size, encoding)),
    ]


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
