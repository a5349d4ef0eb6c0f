"""Why an answer was not scored, and what would make it an answer; sentences for the screen."""

from dataclasses import dataclass

from mock_panel.domain.scores import Reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two sentences about a reason."""

    why: str
    mend: str


REFUSALS: dict[Reason, Refusal] = {
    Reason.EMPTY: Refusal(
        "There are no words to score.",
        "Tell one example: what was wrong, what you did, what came of it.",
    ),
    Reason.TOO_SHORT: Refusal(
        "There are too few words to judge.",
        "Say in a few sentences where it was, what you did yourself, and what changed.",
    ),
    Reason.NO_ANSWER: Refusal(
        "You said that you have no answer, and that is not marked down.",
        "Take the nearest example you have, even a small one, and tell it from the start.",
    ),
    Reason.OFF_TOPIC: Refusal(
        "Nothing in it seems to be about work or about the question.",
        "Choose an example from your working life that fits what was asked.",
    ),
    Reason.PROMPT_REPEATED: Refusal(
        "It is mostly the question's own words.",
        "Leave the question out and begin with where and when your example took place.",
    ),
    Reason.INCOHERENT: Refusal(
        "The words do not form sentences that can be read.",
        "Write it as you would say it to a colleague: who did what, and what came of it.",
    ),
    Reason.NOT_ENGLISH: Refusal(
        "It does not seem to be in English, and only English can be scored.",
        "Give the answer in English.",
    ),
}
"""For every reason there is."""
