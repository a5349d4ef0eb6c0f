"""A board in plain words but for its questions: the door, the lobby, supplementals, the outcome."""

from dataclasses import dataclass

from mock_panel.cli.plain.aloud import answer_aloud
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.probing import Continuation
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.presets import Preset
from mock_panel.practice.board_round import BoardRound, Supplemental, entry_lines
from mock_panel.practice.supplementals import BoardSitting
from mock_panel.practice.timing import seconds_aloud

_DELIBERATES_SECONDS = 60.0
"""Of waiting in the lobby; how long a real panel takes is not known."""


def say_entry(lines: Lines, preset: Preset) -> None:
    """What is told at the door."""
    lines.part()
    for words in entry_lines(preset):
        lines.say(words)


def hold_round(talk: Talk, board: BoardRound) -> bool:
    """From the lobby to the outcome; false if the input ended before the supplementals did.

    Raises:
        KeyboardInterrupt: the candidate left; the draft says how far it came.
        StorageError: an answer could not be stored; the draft has it.
    """
    lines = talk.lines
    lines.part()
    if not board.is_called_back:
        _wait(lines)
        lines.say(board.called_back_words)
    while not lines.has_ended and (asked := board.next) is not None:
        _ask(talk, board, asked)
    if lines.is_terminal and board.next is not None:
        return False
    outcome = board.outcome
    lines.part()
    lines.say(f"{outcome.title}: {outcome.verdict}.")
    for each in outcome.ecqs:
        lines.say(f"{each.ecq.short_title}: {each.words}.")
    for rule in outcome.rules:
        lines.say(rule)
    return True


def _wait(lines: Lines) -> None:
    lines.say("You wait in the lobby while the panel deliberates. There is nothing to do.")
    if not lines.is_terminal:
        return
    lines.say("A minute passes, Enter ends the wait?")
    try:
        line = lines.next(_DELIBERATES_SECONDS)
    except TimeoutError:
        return
    if line and line.strip():
        lines.put_back(line)


def _ask(talk: Talk, board: BoardRound, asked: Supplemental) -> None:
    lines = talk.lines
    left = max(0.0, board.preset.supplemental_seconds - board.spent)
    lines.part()
    lines.say(f"Supplemental, {seconds_aloud(left)} left for all of them.")
    lines.say(asked.attempt.question.text)
    lines.say(asked.question)
    talk.read_aloud(asked.question)
    if talk.desk is not None:
        answer_aloud(talk, BoardSitting.begin(board, asked))
        if asked.attempt in board.attempts and not lines.has_ended:
            lines.say("Left unanswered.")
        return
    begun, seconds = board.begun_words
    if begun:
        lines.say("Your words so far:")
        lines.say(begun)
    given = _Answer(
        lines, talk.rehearsal, asked.attempt, asked.question, talk.otherwise, begun,
        "the supplemental", board=board,
    )  # fmt: skip
    given.clock.counted = seconds
    if given.answer() is asked.attempt and not lines.has_ended:
        board.answer(asked, "", 0.0)
        lines.say("Left unanswered.")


@dataclass(kw_only=True)
class _Answer(Continuation):
    """The answer to a supplemental while it is given; the board's own draft has its words."""

    board: BoardRound

    def leave(self) -> None:
        """The words there are wait in the draft."""
        if self.text.strip():
            self.draft.keep()

    @property
    def _asked(self) -> Supplemental:
        return Supplemental(self.attempt, self.probe)

    def _store(self) -> Attempt:
        self.board.answer(self._asked, self.text, round(self.clock.elapsed, 1))
        return next(a for a in self.board.attempts if a.id == self.attempt.id)

    def _save(self) -> None:
        self.board.keep(self._asked, self.text, self.clock.elapsed)
