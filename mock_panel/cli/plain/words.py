"""The words of a spoken answer: as a recogniser heard them, typed or pasted, or none."""

from dataclasses import replace

from mock_panel.cli.plain.collecting import collect, obeyed
from mock_panel.cli.plain.hearing import hear
from mock_panel.cli.plain.lines import as_sentence
from mock_panel.cli.plain.talk import Talk
from mock_panel.domain.speech import SpokenAnswer, Transcript


def ask_words(talk: Talk) -> str:
    """What was said, as the candidate stands by it; empty to leave the answer timed only.

    Raises:
        KeyboardInterrupt: the candidate left; no recogniser is at work any more.
    """
    session, lines = talk.session, talk.lines
    writing = None
    if talk.desk is not None and not session.text:
        spoken = talk.desk.find_sound(session)
        if spoken is not None and spoken.transcript is None:
            writing = talk.desk.write_down(session)
    try:
        if session.stored is None and not session.text and not lines.has_ended:
            talk.note(lines.ask("A note on what you said, Enter for none?"))
            talk.keep()
        if writing is not None and session.spoken is not None:
            written = writing.wait(lines, talk.commands)
            if written.reason:
                lines.say(as_sentence(written.reason))
            session.spoken = replace(session.spoken, transcript=written.transcript)
    finally:
        if writing is not None:
            writing.give_up()
    words = None
    if not session.text and session.spoken is not None:
        words = _as_heard(talk, session.spoken)
    return _own_words(talk) if words is None else words


def _as_heard(talk: Talk, spoken: SpokenAnswer) -> str | None:
    """The words of the recogniser, or none of them; None to give others instead."""
    heard, lines = spoken.transcript, talk.lines
    if heard is None or not heard.words:
        return None
    lines.say(f"{heard.recogniser.name} heard:")
    lines.say(heard.text)
    question, choices = _choices(talk, heard)
    while (answer := lines.ask(question)).lower() not in choices:
        if answer.lower() in ("e", "edit"):
            return None
        if len(answer.split()) > 1:
            # Pasted without asking for it first.
            lines.put_back(answer)
            return None
        if answer.lower() == "l" and talk.desk is not None:
            means = talk.desk.means
            hear(lines, means.player, means.recordings, spoken.recording)
        elif not obeyed(talk.commands, answer):
            lines.say(f"There is no {answer!r} to choose here.")
    return choices[answer.lower()]


def _choices(talk: Talk, heard: Transcript) -> tuple[str, dict[str, str]]:
    """What is asked, and the words that each answer stands for."""
    if heard.recogniser.rough:
        name = heard.recogniser.name
        talk.lines.say(f"{name} is a rough recogniser, and much of this may be wrong.")
        question = (
            "y to score these words, e to enter your own, l to hear the answer, "
            "Enter to leave them out?"
        )
        return question, {"y": heard.text, "yes": heard.text, "": ""}
    question = (
        "n to leave these words out, e to enter your own, l to hear the answer, "
        "Enter to score them?"
    )
    return question, {"n": "", "no": "", "": heard.text}


def _own_words(talk: Talk) -> str:
    lines = talk.lines
    if not lines.has_ended:
        lines.say("To have it scored, type or paste what you said.")
        lines.say("A line with a single dot ends it.")
        lines.say("What did you say, Enter at once to leave it timed only?")
    return collect(
        lines, talk.commands, talk.take, talk.keep, text=talk.session.text, blank_is_none=True
    )
