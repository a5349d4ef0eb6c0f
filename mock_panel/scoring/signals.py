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
    "result.ceased": SignalKind(
        Part.RESULT, "what is no more", False, "What was wrong, and has not come back."
    ),
    "result.lasting": SignalKind(Part.RESULT, "that it lasted", True, "How it stands now."),
    "result.spread": SignalKind(
        Part.RESULT, "that others took it up", True, "Who else uses it, or made it a rule."
    ),
    "result.who": SignalKind(
        Part.RESULT, "who gained by it", True, "The people or the mission that it made better."
    ),
    "result.said": SignalKind(
        Part.RESULT, "what others said of it", False, "Recognition, or a voice from outside."
    ),
    "action.vague": SignalKind(
        Part.ACTION, "vague words", False, "Words that could stand in anybody's answer."
    ),
    "result.vague": SignalKind(
        Part.RESULT, "vague words", False, "Words that could stand in anybody's answer."
    ),
    "answer.hedge": SignalKind(Part.OTHER, "hedging", False, "Words that take back what was said."),
    "result.wrong_sum": SignalKind(
        Part.RESULT, "numbers that do not agree", False, "A percentage that start and end belie."
    ),
    "scope.people_led": SignalKind(
        Part.OTHER, "people you led", False, "The most people under you, as you tell it."
    ),
    "scope.money": SignalKind(
        Part.OTHER, "money at stake", False, "The largest sum of money, in dollars."
    ),
    "scope.breadth": SignalKind(
        Part.OTHER, "how far it reached", False, "1 an office, 2 an agency, 3 beyond one agency."
    ),
    "answer.asks": SignalKind(
        Part.OTHER, "parts of the question met", False, "How many of what was asked you spoke to."
    ),
    "answer.old_example": SignalKind(
        Part.OTHER, "older than ten years", False, "Years since the example."
    ),
    "answer.many_examples": SignalKind(
        Part.OTHER, "more than two examples", False, "So many leave too little time for each."
    ),
    "answer.against_people": SignalKind(
        Part.OTHER, "talk against people", False, "Hard words about people or agencies."
    ),
    "answer.jargon": SignalKind(
        Part.OTHER, "letters not spelt out", False, "Abbreviations that a stranger cannot know."
    ),
    "answer.rambling": SignalKind(
        Part.OTHER, "a long background", False, "The share of situation and task in the words."
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
