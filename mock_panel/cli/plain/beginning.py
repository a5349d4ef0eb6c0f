"""What is asked before the first question: which ECQs, and whether to go on with a draft."""

from collections.abc import Sequence

from mock_panel.cli.plain.lines import Lines
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.english import day_and_time, how_many
from mock_panel.domain.frameworks import Framework, FrameworkStatus
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import LOBBY_PHASE, Draft
from mock_panel.practice.left_to_do import words_session
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.unfinished import draft_name, draft_question, draft_words


def ask_framework(lines: Lines, bank: QuestionBank) -> tuple[Framework, bool]:
    """Which set of ECQs, and whether the user chose it; Enter takes the one in force."""
    offered = sorted(bank.qualifications, key=lambda f: f.status is not FrameworkStatus.CURRENT)
    lines.say("Which set of ECQs do you prepare for?")
    for number, framework in enumerate(offered, start=1):
        lines.say(f"{number}: {framework.title}. {framework.summary}")
    answers = {str(n): f for n, f in enumerate(offered, start=1)} | {f.id: f for f in offered}
    while True:
        answer = lines.ask(f"A number, or Enter for 1, {offered[0].title}?")
        if answer in answers:
            return answers[answer], True
        if not answer:
            return offered[0], not lines.has_ended
        if not lines.is_terminal:
            # Whoever wrote the pipe did not expect this question: the line is for the next one.
            lines.put_back(answer)
            return offered[0], False
        lines.say(f"There is no {answer!r} to choose here.")


def offer_draft(lines: Lines, rehearsal: Rehearsal) -> Draft | None:
    """The newest draft, if the candidate wants to go on with it.

    A pipe has brought its own answer, so that drafts are left alone.
    """
    drafts = rehearsal.unfinished()
    if not drafts:
        return None
    if not lines.is_terminal:
        lines.warn(
            "An unfinished answer waits. It is left alone, because the input is no terminal."
        )
        return None
    _describe(lines, drafts[0])
    answer = lines.ask("Go on with it, n for a new question, d to delete it, Enter for yes?")
    if answer.lower() in ("d", "delete"):
        rehearsal.discard(drafts[0])
        lines.say("Deleted.")
        return None
    return None if lines.has_ended or answer.lower() in ("n", "no") else drafts[0]


def offer_words(lines: Lines, attempts: Sequence[Attempt]) -> bool:
    """Whether the candidate wants to give these answers of a board their words now."""
    were = "was recorded and has" if len(attempts) == 1 else "were recorded and have"
    lines.say(f"{how_many(len(attempts), 'answer')} of your last board {were} no words yet.")
    return lines.agrees("Give the words now, y for yes, Enter for a new question?")


def _describe(lines: Lines, draft: Draft) -> None:
    saved = f"saved {day_and_time(draft.saved_at)}"
    if draft.phase == LOBBY_PHASE:
        lines.say(f"A board waits in the lobby, its questions answered, {saved}.")
        return
    what = f"An unfinished {draft_name(draft)} waits"
    if draft.session == words_session(draft.attempt):
        what = "The words of an answer that is stored wait to be finished"
    lines.say(
        f"{what}, {saved}, "
        f"question {draft.position} of {len(draft.questions)}, "
        f"{draft_words(draft)}:"
    )
    lines.say(draft_question(draft))
