"""From the question to the end of the answer."""

from mock_panel.cli.plain.collecting import END, collect, obeyed
from mock_panel.cli.plain.talk import Talk
from mock_panel.cli.plain.words import ask_words
from mock_panel.domain.parts import AnswerMode
from mock_panel.practice.session import Phase
from mock_panel.practice.timing import seconds_aloud, verdict_aloud

_ATTENDED_EVERY = 1.0
"""Seconds of speaking after which news is told and the draft is written anew."""


def answer(talk: Talk) -> bool:
    """Take the session from where it stands to the rating.

    False if the input ended before anything was given: then there is nothing to save,
    and a resumed draft stays as it was.
    """
    session = talk.session
    if talk.lines.has_ended:
        return False
    if session.phase is Phase.READING:
        _prepare(talk)
    elif session.phase is Phase.PAUSED:
        talk.look()
        talk.wait_in_pause()
    if session.phase is Phase.ANSWERING:
        spoken = session.setup.mode is AnswerMode.SPOKEN
        given = speak(talk) if spoken else _type(talk)
        if not given:
            return False
        # The clock stops with the key, and does not wait for the end of the recording.
        session.end_answer()
        talk.keep()
        talk.finish_recording()
        seconds, band = session.answer_seconds, session.preset.band
        talk.lines.say(f"Time {seconds_aloud(seconds)}, {verdict_aloud(seconds, band)}.")
    if session.phase is Phase.WORDS:
        session.words_are_given("" if talk.puts_words_off() else ask_words(talk))
        talk.keep()
    return True


def _prepare(talk: Talk) -> None:
    session, lines = talk.session, talk.lines
    if not lines.is_terminal:
        session.begin_answer()
        return
    talk.look()
    session.question_was_read()
    if session.phase is Phase.PREPARING:
        talk.keep()
        lines.say(
            f"Prepare for {seconds_aloud(round(session.preparation_left))}, Enter starts at once?"
        )
        _wait_for_preparation(talk)
        session.begin_answer()
    lines.say("The clock runs. Enter help? to hear what you can ask for.")


def _wait_for_preparation(talk: Talk) -> None:
    while True:
        try:
            line = talk.lines.next(talk.session.preparation_left)
        except TimeoutError:
            talk.lines.say("Preparation is over.")
            return
        if line is None or not obeyed(talk.commands, line):
            break
    if line and line.strip():
        talk.lines.put_back(line)


def _type(talk: Talk) -> bool:
    session, lines = talk.session, talk.lines
    before = session.text
    lines.say("Type your answer. A line with a single dot ends it.")
    lines.say("Your answer, Enter ends a line?")
    while True:
        collect(lines, talk.commands, talk.take, talk.keep, text=session.text)
        if lines.has_ended:
            return session.text != before
        if session.text.strip():
            return True
        line = _next_line(talk, "There are no words yet. Type on, or Enter for no answer?")
        if not (line or "").strip():
            return True
        lines.put_back(line or "")


def speak(talk: Talk) -> bool:
    """Hear the answer, until the candidate has finished; false if the input ended before."""
    session, desk = talk.session, talk.desk
    if talk.lines.has_ended:
        return False
    talk.listen()
    if session.first_word is None and not _begins_to_speak(talk):
        return False
    if desk is not None and desk.is_listening:
        question = f"Speak: {desk.listening_words}. Press Enter when you have finished?"
    else:
        question = "Speak. A line of words is a note. Press Enter when you have finished?"
    talk.lines.say(question)
    while line := _line_while_speaking(talk):
        if line == END:
            break
        if not obeyed(talk.commands, line):
            talk.note(line)
            talk.keep()
            talk.lines.say("Noted. Press Enter when you have finished?")
    return talk.has_spoken or not talk.lines.has_ended


def _begins_to_speak(talk: Talk) -> bool:
    """Wait for the first word, unless a microphone hears it; false at the end of input."""
    if not talk.is_listening:
        talk.lines.say("Press Enter when you begin to speak?")
    while not talk.is_listening:
        line = _line_while_speaking(talk)
        if line is None:
            return False
        if not obeyed(talk.commands, line):
            talk.session.word_was_given()
            talk.note(line)
            talk.keep()
            break
    return True


def _line_while_speaking(talk: Talk) -> str | None:
    """The next line without surrounding blanks; None at the end of input."""
    while True:
        try:
            line = talk.lines.next(_ATTENDED_EVERY)
        except TimeoutError:
            talk.attend()
        else:
            return None if line is None else line.strip()


def _next_line(talk: Talk, question: str) -> str | None:
    """The next line that is no command."""
    talk.lines.say(question)
    while (line := talk.lines.next()) is not None and obeyed(talk.commands, line):
        pass
    return line
