"""What kept a level down, in one line; `mock-panel score --explain` tells all of it."""

from dataclasses import replace

from mock_panel.domain.attempts import AskedQuestion, Attempt
from mock_panel.domain.questions import QuestionBank
from mock_panel.scoring.engine import assess
from mock_panel.scoring.levels import Levelled, bounded
from mock_panel.scoring.prompt import Prompt


def held_words(levelled: Levelled) -> str:
    """Such as: Held at 2: what came of it is missing. Empty where no cap cost a level."""
    if not levelled.caps:
        return ""
    lowest = levelled.caps[0].level
    if int(bounded(levelled.points, (), levelled.floor) + 0.5) <= lowest:
        return ""
    reasons = (cap.meaning for cap in levelled.caps if cap.level == lowest)
    return f"Held at {lowest}: {' '.join(f'{r[:1].lower()}{r[1:]}' for r in reasons)}"


def held_words_of(attempt: Attempt, bank: QuestionBank) -> str:
    """The same of a stored answer; empty where the engine would come to another level now."""
    report = attempt.report
    if report is None or report.level is None:
        return ""
    levelled = assess(attempt.full_text, prompt=prompt_of(attempt.question, bank)).levelled
    return held_words(levelled) if levelled.level == report.level else ""


def prompt_of(asked: AskedQuestion, bank: QuestionBank) -> Prompt:
    """What was asked, worded as it was then; the bank knows its type and probes."""
    try:
        entry = bank.question(asked.id)
    except KeyError:
        prompt = Prompt.worded(asked.text, asked.ecq)
    else:
        prompt = Prompt.of(entry, bank.framework(entry.framework))
    return replace(prompt, text=asked.text, asks=asked.asks)
