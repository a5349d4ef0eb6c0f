import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.panel import pins
from mock_panel.panel.pins import fits, sealed

KEPT = sealed("012345", b"salt")


def test_the_pin_is_not_in_what_is_kept() -> None:
    assert "012345" not in KEPT
    assert sealed("012345", b"other") != KEPT
    assert fits("012 345", KEPT)


def test_no_other_pin_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made cheap, so that hundreds can be tried."""
    monkeypatch.setitem(pins._COST, "n", 2)
    kept = sealed("012345", b"salt")

    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=8) | st.from_regex(r"0[0-9]{5}", fullmatch=True))
    def tried(pin: str) -> None:
        assert fits(pin, kept) is ("".join(pin.split()) == "012345")

    tried()
