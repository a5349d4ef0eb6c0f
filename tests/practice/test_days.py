"""Days as people write them."""

from datetime import date

import pytest

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
    with pytest.raises(ValueError, match="is not a date"):
        day_of(text)
