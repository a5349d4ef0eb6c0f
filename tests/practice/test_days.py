"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.english import LONGEST_DAY, written
from mock_panel.errors import InputError
from mock_panel.practice.days import day_of


@pytest.mark.parametrize(
    "text",
    ["2027-03-05", "3/5/2027", "03/05/2027", " Mar 5, 2027", "March 5 2027", "5 mar 2027",
     "5 March, 2027"],
)  # fmt: skip
def test_a_day_may_be_written_as_people_write_it(text: str) -> None:
    assert day_of(text) == date(2027, 3, 5)


@pytest.mark.parametrize("text", ["", "soon", "25 March", "31.3.2027", "2027-02-30", "3/5/27"])
def test_what_may_be_read_in_two_ways_or_none_is_no_day(text: str) -> None:
    with pytest.raises(InputError) as caught:
        day_of(text)
    assert caught.value.message == f"{text!r} is not a date."
    assert caught.value.hint == "Write it as 2027-03-31, 3/31/2027 or 31 Mar 2027."


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_as_it_is_shown(day: date) -> None:
    assert day_of(written(day)) == day
    assert len(written(day)) <= LONGEST_DAY
