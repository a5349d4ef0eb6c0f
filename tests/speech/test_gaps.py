"""Sound that never came, told from sound that is late, and from clocks that differ a little."""

import pytest

from mock_panel.speech.gaps import SURE_SECONDS, Gaps

RATE = 16000
BLOCK = 1600
TENTH = 0.1


class Microphone:
    """Delivers blocks of a tenth of a second to a clock of its own making."""

    def __init__(self, drift: float = 0.0) -> None:
        self.gaps = Gaps()
        self.now = 100.0
        self._lasts = TENTH * (1 + drift)

    def deliver(self, seconds: float, late: float = 0.0) -> "Microphone":
        """Blocks for so long, every third of them late."""
        for number in range(round(seconds / TENTH)):
            self.now += self._lasts
            self.gaps.hear(self.now + (late if number % 3 else 0.0), BLOCK)
        return self

    def lose(self, seconds: float) -> "Microphone":
        """Time passes, and its sound never comes."""
        self.now += seconds
        return self

    def hold(self, seconds: float) -> "Microphone":
        """Time passes, and its sound comes at once when it has."""
        self.now += seconds
        for _ in range(round(seconds / TENTH)):
            self.gaps.hear(self.now, BLOCK)
        return self

    @property
    def missing(self) -> float:
        return round(self.gaps.seconds, 2)


def test_what_is_lost_is_counted_together_however_small_the_pieces() -> None:
    microphone = Microphone().deliver(5)
    for _ in range(8):
        microphone.lose(0.15).deliver(2)
    assert microphone.missing == pytest.approx(1.2, abs=0.01)


def test_a_gap_is_known_a_second_after_it() -> None:
    microphone = Microphone().deliver(5).lose(0.8).deliver(0.9)
    assert microphone.missing == 0
    assert microphone.deliver(0.3).missing == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize("held", [0.3, 1.5, 4.0])
def test_sound_that_comes_late_is_not_missing(held: float) -> None:
    microphone = Microphone().deliver(3)
    microphone.hold(held)
    assert microphone.missing == 0
    assert microphone.deliver(3, late=0.3).missing == 0


def test_of_a_queue_that_overflows_only_the_rest_is_missing() -> None:
    """As measured: a recorder suspended for five seconds gets the first two and a half."""
    microphone = Microphone().deliver(3).lose(2.6).hold(2.4).deliver(3)
    assert microphone.missing == pytest.approx(2.6, abs=0.01)


@pytest.mark.parametrize("drift", [-200e-6, 0.0, 200e-6])
def test_the_clock_of_a_device_may_be_wrong_for_twenty_minutes(drift: float) -> None:
    microphone = Microphone(drift)
    for _ in range(20):
        assert microphone.deliver(60, late=0.2).missing == 0
    microphone.lose(0.7).deliver(60)
    assert microphone.missing == pytest.approx(0.7, abs=0.05)


def test_little_is_not_told() -> None:
    assert Microphone().deliver(3).lose(SURE_SECONDS - 0.05).deliver(20).missing == 0


def test_a_first_block_that_comes_late_hides_no_gap() -> None:
    microphone = Microphone()
    microphone.hold(0.4).deliver(3).lose(0.6).deliver(2)
    assert microphone.missing == pytest.approx(0.6, abs=0.01)


def test_what_is_not_wanted_is_not_missing_and_what_was_stays_so() -> None:
    microphone = Microphone().deliver(3).lose(0.6).deliver(2)
    microphone.gaps.restart()
    microphone.gaps.restart()
    microphone.lose(30).deliver(3)
    assert microphone.missing == pytest.approx(0.6, abs=0.01)
    assert microphone.lose(0.7).deliver(3).missing == pytest.approx(1.3, abs=0.01)
