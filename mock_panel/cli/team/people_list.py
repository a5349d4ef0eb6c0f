"""People in a table: CSV with a line that names the columns."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mock_panel.bank.csv_list import read_csv
from mock_panel.bank.lists import Complaints, Listed
from mock_panel.bank.problems import BankProblem, did_you_mean, shown
from mock_panel.bank.text_file import read_text
from mock_panel.domain.people import Person, PersonRole
from mock_panel.errors import InputError
from mock_panel.panel.convening import clean_name
from mock_panel.panel.people import Newcomer, clean_cohort, clean_login

COLUMNS = ("name", "role", "login", "cohort")
REQUIRED = ("name", "role")


def read_people(
    path: Path, known: Sequence[Person] = ()
) -> tuple[tuple[Newcomer, ...], tuple[BankProblem, ...]]:
    """The people of a file, and all that is wrong with it, each with its line and column.

    Args:
        path: of a CSV file.
        known: who is on the list already.
    """
    complaints = Complaints(path)
    text = read_text(path)
    if isinstance(text, BankProblem):
        return (), (text,)
    listed = read_csv(text, complaints, REQUIRED, COLUMNS)
    newcomers = tuple(_newcomers(listed, known, complaints))
    if not listed and not complaints.all():
        complaints.add((1, 1), "there is nobody in it")
    return newcomers, complaints.all()


def _newcomers(
    listed: Sequence[Listed], known: Sequence[Person], complaints: Complaints
) -> Iterator[Newcomer]:
    names = {person.name.casefold(): "on the list already" for person in known}
    logins = {person.login: "the login of somebody on the list" for person in known if person.login}
    for one in listed:
        name = _checked(one, "name", lambda words: clean_name(words, "a person"), complaints)
        role = _role(one, complaints)
        login = _checked(one, "login", clean_login, complaints)
        cohort = _checked(one, "cohort", clean_cohort, complaints)
        for column, value, taken in (
            ("name", " ".join(name.split()).casefold(), names),
            ("login", login, logins),
        ):
            cell = one.cell(column)
            if cell is not None and value in taken:
                complaints.add(cell.place, f"{shown(cell.words)} is {taken[value]}")
            elif value:
                taken[value] = f"in line {one.place[0]} already"
        yield Newcomer(name, role, login, cohort)


def _checked(
    one: Listed, column: str, clean: Callable[[str], object], complaints: Complaints
) -> str:
    """What stands in a column, complained of where it will not do."""
    cell = one.cell(column)
    words = cell.words if cell else ""
    try:
        clean(words)
    except InputError as error:
        complaints.add(cell.place if cell else one.place, error.message.rstrip("."))
    return words


def _role(one: Listed, complaints: Complaints) -> PersonRole:
    cell = one.cell("role")
    words = cell.words if cell else ""
    try:
        return PersonRole(words.casefold())
    except ValueError:
        known = "'candidate', 'mentor' or 'administrator'"
        near = did_you_mean(words, PersonRole)
        message = f"'role' should be {known}, not {shown(words)}{near}"
        complaints.add(cell.place if cell else one.place, message)
        return PersonRole.CANDIDATE
