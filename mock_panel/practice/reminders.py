"""What is known of boards, in short reminders, each with where it comes from.

Nothing here is more than its source: what a coach or a trade paper tells is said to be told.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to keep in mind."""

    text: str
    source: str
    """Whose page, and what kind of page it is."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Reminders that answer one question."""

    title: str
    items: tuple[Reminder, ...]


_OPM_QUESTIONS = "OPM, questions and answers on the ECQs (opm.gov)"
_OPM_INTERVIEWS = "OPM, frequently asked questions on structured interviews (opm.gov)"
_COACH = "a federal HR coach (solutionsfortheworkplace.com)"
_TRADE = "a trade paper for federal staff (fedweek.com)"
_TRAINER = "a training site for candidates (sesservice.com)"
_GUIDE = "a guide for candidates (federalwarrior.com)"
_WRITERS = "a writing firm, from its clients' returns of the written ECQs (seswriters.com, 2014)"

REMINDERS: tuple[Reminders, ...] = (
    Reminders(
        "What boards mark down",
        (
            Reminder("Reading a script, or looking at notes all the time.", _COACH),
            Reminder(
                "A long challenge and context, then a short action and a short result.", _COACH
            ),
            Reminder('Too much "we": the board wants what you did or directed.', _COACH),
            Reminder("More than two examples for one ECQ, and rambling.", _COACH),
            Reminder("Naming a competency without showing it; a philosophy.", _COACH),
            Reminder("Bad words about agencies or superiors.", _COACH),
            Reminder(
                "Examples older than ten years; too technical; results that are weak or not "
                "specific; too little on how it was done.",
                _WRITERS,
            ),
        ),
    ),
    Reminders(
        "How long an answer should be",
        (
            Reminder(
                "45 minutes for five predetermined questions, then up to 20 minutes of "
                "predetermined supplementals.",
                _TRAINER,
            ),
            Reminder(
                "That leaves nine minutes a question, with the reading and the pauses: six to "
                "eight of talk.",
                "our arithmetic from the line above",
            ),
            Reminder("One story told aloud takes two to four minutes.", _GUIDE),
            Reminder("So one story or two for an ECQ, and never more than two.", _COACH),
        ),
    ),
    Reminders(
        "What an executive-level example is",
        (
            Reminder(
                "Experience that is fairly recent and at the executive level, typically that of "
                "grade 15.",
                _COACH,
            ),
            Reminder("From the last ten years; the last five are better.", _TRADE),
            Reminder(
                "Large in scale, and in need of others behind you. People, groups and constraints "
                "are what proves the level.",
                _COACH,
            ),
            Reminder("With numbers: how many people, how much money.", _TRADE),
        ),
    ),
    Reminders(
        "How an answer is judged",
        (
            Reminder("Each ECQ is assessed, and not each competency.", _OPM_QUESTIONS),
            Reminder(
                "Questions are written so that the answer shows a situation or task, the action "
                "and the result.",
                _OPM_INTERVIEWS,
            ),
            Reminder("A board disapproves where three or more ECQs lack evidence.", _GUIDE),
            Reminder(
                "Listen to the whole question: it often has several parts. Assume that the panel "
                "has not read your file.",
                _TRADE,
            ),
        ),
    ),
)
FOOTNOTE = (
    "Where OPM is named, its own page was read; the others tell what they have seen or heard. "
    "This program is not affiliated with OPM."
)
