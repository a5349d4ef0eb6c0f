"""A story as it may be stored: in clean lines, within bounds, and of our time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from math import isfinite

from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import Money, Scope, ShownCompetency, Story, When
from mock_panel.errors import InputError

LONGEST_TITLE = 120
LONGEST_GRADE = 80
LONGEST_PROMPT = 300
MOST_PROMPTS = 12
"""Of one part; an outline that is longer is read out, and not told."""
MOST_COMPETENCIES = 40
EARLIEST = 1950
_LONGEST_ID = 64
_LONGEST_UNIT = 12
_MOST_PEOPLE = 10_000_000
_MOST_MONEY = 1e15


def tidy(story: Story, today: date) -> Story:
    """The story with every text in one clean line and nothing said twice.

    Raises:
        InputError: it has no title, something is too long or too many, or a figure cannot be.
    """
    title = one_line(story.title)
    if not title:
        raise InputError("The story has no title.", "A few words will do, such as: Fleet leases.")
    _bounded("title", title, LONGEST_TITLE)
    _bounded("id", story.id, _LONGEST_ID)
    prompts = {}
    for part in STORY_PARTS:
        lines = dict.fromkeys(filter(None, map(one_line, story.prompts.get(part, ()))))
        for line in lines:
            _bounded(f"{part.value} prompt", line, LONGEST_PROMPT)
        if len(lines) > MOST_PROMPTS:
            raise InputError(
                f"The {part.value} has {len(lines)} prompts.",
                f"Keep to {MOST_PROMPTS}: an outline that is longer is read out, and not told.",
            )
        prompts[part] = tuple(lines)
    grade = one_line(story.grade)
    _bounded("grade", grade, LONGEST_GRADE)
    return replace(
        story,
        title=title,
        when=_possible(story.when, today),
        grade=grade,
        scope=_scope(story.scope),
        prompts=prompts,
        competencies=_competencies(story.competencies),
    )


def check_competencies(story: Story, bank: QuestionBank) -> None:
    """Refuse a competency that the bank does not have.

    Raises:
        InputError: with the nearest that it has.
    """
    for shown in story.competencies:
        known = known_competencies(bank, shown.framework)
        if shown.competency not in known:
            where = f"competency of {shown.framework}"
            raise _unknown(where, shown.competency, known)


def known_to(
    bank: QuestionBank, shown: Iterable[ShownCompetency]
) -> tuple[ShownCompetency, ...]:  # fmt: skip
    """Those that the bank has."""
    known = {
        ShownCompetency(framework.id, competency.id)
        for framework in bank.frameworks
        for competency in framework.competencies
    }
    return tuple(each for each in shown if each in known)


def known_competencies(bank: QuestionBank, framework: FrameworkId) -> list[str]:
    """The ids of a framework's competencies.

    Raises:
        InputError: the bank has no such framework.
    """
    try:
        return [c.id for c in bank.framework(framework).competencies]
    except KeyError:
        raise _unknown("framework", framework, [f.id for f in bank.frameworks]) from None


def one_line(text: str) -> str:
    """Text in one line, without what no terminal or page should show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _bounded(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise InputError(
            f"The {what} “{text[:20]}…” has {len(text)} characters.", f"Keep to {longest}."
        )


def _possible(when: When | None, today: date) -> When | None:
    if when is None:
        return None
    is_later = (when.year, when.month or 1) > (today.year, today.month)
    if when.year < EARLIEST or is_later:
        raise InputError(
            f"{when}: a story has happened, and in the candidate's lifetime.",
            f"Give a year from {EARLIEST} to {today.year}, or leave it out.",
        )
    return when


def _scope(scope: Scope) -> Scope:
    if scope.people is not None and not 0 <= scope.people <= _MOST_PEOPLE:
        raise InputError(f"{scope.people} people led: that cannot be.", "Give a whole number.")
    money = scope.money
    if money is None:
        return scope
    if not (isfinite(money.amount) and 0 <= money.amount <= _MOST_MONEY):
        raise InputError(f"{money.amount:g}: no sum of money that could be.", "Give a number.")
    unit = one_line(money.unit)
    _bounded("unit of money", unit, _LONGEST_UNIT)
    return replace(scope, money=Money(money.amount, unit or "USD"))


def _competencies(shown: Iterable[ShownCompetency]) -> tuple[ShownCompetency, ...]:
    kept = tuple(dict.fromkeys(shown))
    for each in kept:
        for name in (each.framework, each.competency):
            if not name or len(name) > _LONGEST_ID or not set(name) <= _OF_IDS:
                raise InputError(
                    f"{name[:40]!r} is no id of a framework or a competency.",
                    "`mock-panel bank list --json` shows them.",
                )
    if len(kept) > MOST_COMPETENCIES:
        raise InputError(
            f"The story shows {len(kept)} competencies.",
            "A story that shows everything shows nothing: name the few that it proves.",
        )
    return kept


_OF_IDS = set("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def _unknown(what: str, wanted: str, known: list[str]) -> InputError:
    near = get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
    return InputError(f"There is no {what} {wanted[:60]!r}.", hint)
