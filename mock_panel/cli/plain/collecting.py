"""Text given line by line; a line that is a command is obeyed and is no part of the text."""

from collections.abc import Callable, Mapping

from mock_panel.cli.plain.lines import Lines

Commands = Mapping[str, Callable[[], None]]
"""What each command line does, such as `time?`."""

END = "."
"""Alone on a line, this ends a text."""


def is_command(commands: Commands, line: str) -> bool:
    """Whether the line is one of the commands, whatever its case."""
    return line.strip().lower() in commands


def obeyed(commands: Commands, line: str) -> bool:
    """Obey the line if it is a command."""
    if not is_command(commands, line):
        return False
    commands[line.strip().lower()]()
    return True


def collect(
    lines: Lines,
    commands: Commands,
    take: Callable[[str], None],
    save: Callable[[], None],
    *,
    text: str = "",
    blank_is_none: bool = False,
) -> str:
    """Lines up to a single dot or the end of input, added to `text`.

    Args:
        lines: where they come from.
        commands: lines that are obeyed instead.
        take: told the text after every line.
        save: puts on disk what was taken; called before a line has to be waited for or a
            command is obeyed, so that a paste is saved once and not line by line.
        text: what there is already.
        blank_is_none: a blank line before any other ends the text as well.
    """
    saved = text

    def save_what_is_new() -> None:
        nonlocal saved
        if text != saved:
            save()
            saved = text

    while True:
        if not lines.more_waits():
            save_what_is_new()
        line = lines.next()
        if line is None or line.strip() == END:
            return text
        if is_command(commands, line):
            save_what_is_new()
            obeyed(commands, line)
        elif text or line.strip():
            text = f"{text}\n{line}" if text else line
            take(text)
        # A blank line in front of a pasted text is part of the paste.
        elif blank_is_none and not (lines.is_terminal and lines.more_waits()):
            return text
