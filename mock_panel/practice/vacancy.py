"""What the candidate applies for: kept, changed, forgotten."""

from dataclasses import replace
from datetime import date

from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.preparation import Preparation, Vacancy
from mock_panel.errors import InputError


def with_vacancy(preparation: Preparation, title: str, closing: date | None) -> Preparation:
    """The same with a vacancy of this title and closing date; its qualifications stay.

    Raises:
        InputError: it has no title.
    """
    name = " ".join(title.split())
    if not name:
        raise InputError("The vacancy has no title.", 'Say it with --title "…".')
    known = preparation.vacancy
    vacancy = Vacancy(name, closing, known.technical if known else ())
    return replace(preparation, vacancy=vacancy)


def with_technical(preparation: Preparation, framework: FrameworkId) -> Preparation:
    """The same with a technical qualification more; one that is there already is not added.

    Args:
        preparation: with a vacancy.
        framework: of the user's own, with the questions on it.

    Raises:
        InputError: there is no vacancy.
    """
    known = preparation.vacancy
    if known is None:
        raise InputError("The vacancy has no title.", "Give it one first.")
    technical = tuple(dict.fromkeys((*known.technical, framework)))
    return replace(preparation, vacancy=replace(known, technical=technical))


def without_vacancy(preparation: Preparation) -> Preparation:
    """The same without the vacancy; its questions stay in the user's own bank."""
    return replace(preparation, vacancy=None)
