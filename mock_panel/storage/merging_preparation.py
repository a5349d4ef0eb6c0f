"""What a bundle says of the preparation, merged into what is said here."""

from collections import Counter
from collections.abc import Mapping

from mock_panel.domain.carrying import Taken
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.preparation import HandHours, Preparation, SelfCheck, Vacancy


def merge_preparation(
    ours: Preparation, theirs: Preparation, *, replace: bool = False
) -> tuple[Preparation, dict[str, Taken]]:
    """Both together, and what became of each kind: `hours`, `self_check`, `vacancy`.

    Hours that stand in both are the same ones; a day that has the same entry twice keeps both.

    Args:
        ours: what is said here.
        theirs: what the bundle says.
        replace: a self-check or a vacancy that differs becomes the bundle's.
    """
    hours, new_hours = _hours(ours.hours, theirs.hours)
    checks, taken_checks = _checks(ours.checks, theirs.checks, replace=replace)
    vacancy, taken_vacancy = _vacancy(ours.vacancy, theirs.vacancy, replace=replace)
    taken = {
        "hours": Taken(new_hours, len(theirs.hours) - new_hours),
        "self_check": taken_checks,
        "vacancy": taken_vacancy,
    }
    return Preparation(hours, checks, vacancy), {k: t for k, t in taken.items() if t != Taken()}


def _hours(
    ours: tuple[HandHours, ...], theirs: tuple[HandHours, ...]
) -> tuple[tuple[HandHours, ...], int]:
    new = list((Counter(theirs) - Counter(ours)).elements())
    return tuple(sorted([*ours, *new], key=lambda entry: entry.day)), len(new)


def _checks(
    ours: Mapping[FrameworkId, SelfCheck], theirs: Mapping[FrameworkId, SelfCheck], *, replace: bool
) -> tuple[Mapping[FrameworkId, SelfCheck], Taken]:
    new = {key: check for key, check in theirs.items() if key not in ours}
    both = {key: check for key, check in theirs.items() if key in ours}
    differing = tuple(key for key, check in both.items() if check != ours[key])
    whose = {**ours, **theirs} if replace else {**theirs, **ours}
    return whose, Taken(len(new), len(both) - len(differing), differing)


def _vacancy(
    ours: Vacancy | None, theirs: Vacancy | None, *, replace: bool
) -> tuple[Vacancy | None, Taken]:
    if theirs is None:
        return ours, Taken()
    if ours is None:
        return theirs, Taken(new=1)
    if ours == theirs:
        return ours, Taken(same=1)
    return theirs if replace else ours, Taken(differing=(theirs.title,))
