"""Hearing an answer again."""

from mock_panel.cli.plain.lines import Lines, as_sentence
from mock_panel.cli.plain.meanwhile import MOMENT, Meanwhile
from mock_panel.domain.speech import Recording
from mock_panel.practice.ports.sound import Player, Recordings
from mock_panel.practice.timing import seconds_aloud


def hear(lines: Lines, player: Player, recordings: Recordings, recording: Recording) -> None:
    """Play a recording to its end, or until a line is entered."""
    path = recordings.path(recording.name)
    if path is None:
        lines.say("The sound has been erased.")
        return
    playing = Meanwhile(lambda: player.play(path, 0.0, lambda _: None))
    try:
        lines.say(f"Playing {seconds_aloud(recording.seconds)}. Press Enter to stop?")
        while not playing.is_over:
            try:
                line = lines.next(MOMENT)
            except TimeoutError:
                continue
            if line and line.strip():
                lines.put_back(line)
            break
    finally:
        playing.end(player.stop)
    if reason := playing.result.reason:
        lines.say(as_sentence(reason))
