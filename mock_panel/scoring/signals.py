"""Every signal the engine can give, in words for people."""

from dataclasses import dataclass

from mock_panel.domain.parts import Part


@dataclass(frozen=True, slots=True)
class SignalKind:
    """What a signal stands for."""

    part: Part
    title: str
    """Short, in lower case, for a list: "when it was"."""
    wanted: bool
    """Whether a complete answer has it; the others are worth knowing only."""
    meaning: str
    """One sentence."""


SIGNALS: dict[str, SignalKind] = {
    "situation.when": SignalKind(
        Part.SITUATION, "when it was", True, "A date, a season or a stage of a career."
    ),
    "situation.where": SignalKind(
        Part.SITUATION, "where, and your role", True, "The organization, or the post you held."
    ),
    "situation.scale": SignalKind(
        Part.SITUATION, "how large it was", True, "People, money, places or cases, in numbers."
    ),
    "situation.problem": SignalKind(
        Part.SITUATION, "what was wrong", True, "The problem that had to be dealt with."
    ),
    "situation.stakes": SignalKind(
        Part.SITUATION, "what hung on it", True, "Stakes, deadlines, and limits on your hands."
    ),
    "task.charge": SignalKind(
        Part.TASK, "your own charge", True, "What you were asked, or set yourself, to reach."
    ),
    "action.owned_act": SignalKind(
        Part.ACTION, "your own acts", True, "Things that you yourself did, each once."
    ),
    "action.decision": SignalKind(
        Part.ACTION, "a decision", True, "A choice you made, a refusal, a thing given up."
    ),
    "action.reason": SignalKind(
        Part.ACTION, "why you did it so", True, "The reason for a step, or what it was to achieve."
    ),
    "action.obstacle": SignalKind(
        Part.ACTION, "an obstacle", True, "Resistance or a setback, in the middle of your steps."
    ),
    "action.people": SignalKind(
        Part.ACTION, "people you dealt with", True, "Who was asked, told, persuaded or moved."
    ),
    "action.shared_act": SignalKind(
        Part.ACTION, "acts of “we”", False, "Steps that do not show who took them."
    ),
    "action.passive_act": SignalKind(
        Part.ACTION, "acts of nobody", False, "Steps in the passive: it was done, by whom?"
    ),
    "result.outcome": SignalKind(
        Part.RESULT, "what came of it", True, "What was different in the end."
    ),
    "result.measure": SignalKind(
        Part.RESULT, "a measure", True, "A number that belongs to the outcome."
    ),
    "result.change": SignalKind(
        Part.RESULT, "before and after", True, "The starting point beside the end point."
    ),
    "result.lasting": SignalKind(Part.RESULT, "that it lasted", True, "How it stands now."),
    "result.spread": SignalKind(
        Part.RESULT, "that others took it up", True, "Who else uses it, or made it a rule."
    ),
    "result.said": SignalKind(
        Part.RESULT, "what others said of it", False, "Recognition, or a voice from outside."
    ),
    "answer.lesson": SignalKind(
        Part.OTHER, "what you learned", False, "A lesson drawn, after the story."
    ),
    "answer.habit": SignalKind(
        Part.OTHER, "what you usually do", False, "Habits, beliefs and qualities: no one event."
    ),
    "answer.repeated": SignalKind(
        Part.OTHER, "said twice", False, "Sentences that repeat an earlier one; they do not count."
    ),
    "answer.from_prompt": SignalKind(
        Part.OTHER, "the question's own words", False, "Sentences copied from the question."
    ),
    "answer.instruction": SignalKind(
        Part.OTHER, "addressed to the engine", False, "Requests for a score; they do not count."
    ),
}
"""By id, in the order in which the review lists them."""
