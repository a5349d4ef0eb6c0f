"""From the question to the end of the answer."""

from mock_panel.cli.plain.collecting import END, collect, obeyed
from mock_panel.cli.plain.recording import begin_take, end_take, write_down
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Transcript
from mock_panel.practice.session import Phase
from mock_panel.practice.timing import seconds_aloud, verdict_aloud


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
        talk.wait_in_pause()
    if session.phase is Phase.ANSWERING:
        spoken = session.setup.mode is AnswerMode.SPOKEN
        given = _speak(talk) if spoken else _type(talk)
        if not given:
            return False
        session.end_answer()
        talk.keep()
        seconds, band = session.answer_seconds, session.preset.band
        talk.lines.say(f"Time {seconds_aloud(seconds)}, {verdict_aloud(seconds, band)}.")
    if session.phase is Phase.WORDS:
        _give_words(talk)
    return True


def _prepare(talk: Talk) -> None:
    session, lines = talk.session, talk.lines
    if not lines.is_terminal:
        session.begin_answer()
        return
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


def _speak(talk: Talk) -> bool:
    session = talk.session
    talk.sound = begin_take(talk.means, session, talk.lines)
    if talk.sound is None:
        return _speak_against_the_clock(talk)
    by = f" by {talk.sound.device}" if talk.sound.device else ""
    _note_until_finished(talk, f"Speak: you are recorded{by}. Press Enter when you have finished?")
    end_take(talk.sound, session, talk.lines)
    talk.sound = None
    return session.spoken is not None or not talk.lines.has_ended


def _speak_against_the_clock(talk: Talk) -> bool:
    session = talk.session
    if session.first_word is None:
        line = _next_line(talk, "Press Enter when you begin to speak?")
        if line is None:
            return False
        session.word_was_given()
        _note(talk, line)
        talk.keep()
    question = "Speak. A line of words is a note. Press Enter when you have finished?"
    _note_until_finished(talk, question)
    return True


def _note_until_finished(talk: Talk, question: str) -> None:
    while (line := (_next_line(talk, question) or "").strip()) not in ("", END):
        _note(talk, line)
        talk.keep()
        question = "Noted. Press Enter when you have finished?"


def _next_line(talk: Talk, question: str) -> str | None:
    """The next line that is no command."""
    talk.lines.say(question)
    while (line := talk.lines.next()) is not None and obeyed(talk.commands, line):
        pass
    return line


def _note(talk: Talk, line: str) -> None:
    words = line.strip()
    if words and words != END:
        note = talk.session.note
        talk.session.note = f"{note}\n{words}" if note else words


def _words_heard(talk: Talk, heard: Transcript) -> str | None:
    """The words of the recogniser, or none of them; None to type others instead."""
    lines, name = talk.lines, heard.recogniser.name
    lines.say(f"{name} heard:")
    lines.say(heard.text)
    if heard.recogniser.rough:
        lines.say(f"{name} is a rough recogniser, and much of this may be wrong.")
        question = "y to score these words, e to enter your own, Enter to leave them out?"
        answer, otherwise = lines.ask(question).lower(), ""
    else:
        question = "n to leave these words out, e to enter your own, Enter to score them?"
        answer, otherwise = lines.ask(question).lower(), heard.text
    if answer in ("e", "edit"):
        return None
    return {"y": heard.text, "yes": heard.text, "n": "", "no": ""}.get(answer, otherwise)


def _give_words(talk: Talk) -> None:
    session, lines = talk.session, talk.lines
    if not session.text and not lines.has_ended:
        _note(talk, lines.ask("A note on what you said, Enter for none?"))
        talk.keep()
    heard = write_down(talk.means, session, lines) if talk.means and not session.text else None
    if heard is not None and (words := _words_heard(talk, heard)) is not None:
        session.words_are_given(words)
        talk.keep()
        return
    if not lines.has_ended:
        lines.say("To have it scored, type or paste what you said.")
        lines.say("A line with a single dot ends it.")
        lines.say("What did you say, Enter at once to leave it timed only?")
    words = collect(
        lines, talk.commands, talk.take, talk.keep, text=session.text, blank_is_none=True
    )
    session.words_are_given(words)
    talk.keep()
