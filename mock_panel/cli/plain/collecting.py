"""Text given line by line; a line that is a command is obeyed and is no part of the text."""

from collections.abc import Callable, Mapping

from mock_panel.cli.plain.lines import Lines

Commands = Mapping[str, Callable[[], None]]
"""What each command line does, such as `time?`."""

END = "."
"""Alone on a line, this ends a text."""


def obeyed(commands: Commands, line: str) -> bool:
    """Obey the line if it is a command."""
    command = commands.get(line.strip().lower())
    if command is None:
        return False
    command()
    return True


def collect(
    lines: Lines,
    commands: Commands,
    each: Callable[[str], None],
    text: str = "",
    blank_is_none: bool = False,
) -> str:
    """Lines up to a single dot or the end of input, added to `text`.

    Args:
        lines: where they come from.
        commands: lines that are obeyed instead.
        each: told the text after every line, so that it can be saved.
        text: what there is already.
        blank_is_none: a blank line before any other ends the text as well.
    """
    while (line := lines.next()) is not None and line.strip() != END:
        if obeyed(commands, line):
            continue
        if not (text or line.strip()):
            # A blank line in front of a pasted text is part of the paste.
            if blank_is_none and not (lines.is_terminal and lines.more_waits()):
                break
            continue
        text = f"{text}\n{line}" if text else line
        each(text)
    return text
