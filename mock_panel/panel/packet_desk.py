"""Packets for a chair who sits elsewhere: made and taken in, and what they hold out of reach."""

from dataclasses import dataclass

from mock_panel.domain.panels import Panel, Seat
from mock_panel.errors import InputError
from mock_panel.panel.packets import Packets, Received
from mock_panel.panel.permits import PACKET_RULES, Watch
from mock_panel.panel.ratings_file import read_ratings_file

_PASTED = "what was pasted"


@dataclass(frozen=True, slots=True)
class PacketDesk:
    """All that a place has to do with packets; each call may raise StorageError.

    Args:
        packets: of all panels, which go no further than this.
        watch: lets none but the chair of the panel pass.
    """

    packets: Packets
    watch: Watch

    def make(self, panel: Panel, seat: Seat) -> bytes:
        """The packet of a rater, as the bytes of a page.

        Raises:
            OutOfOrder: the seat has `locked`, or it is not this guest's to make.
        """
        self._check("make", panel.id)
        return self.packets.make(panel, seat).encode()

    def receive(self, words: str) -> Received:
        """Take in what a packet saved, given as its text.

        Raises:
            InputError: it is no such text, for another panel, or not from the rater whose it
                claims to be.
            OutOfOrder: as `Packets.receive`, or it is not this guest's to take in.
        """
        data, own = words.strip().encode(), self.watch.guest.panel
        self._check("receive", own)
        if read_ratings_file(data, _PASTED).panel != own:
            raise InputError(f"{_PASTED}: is for another panel", "Take it in there.")
        return self.packets.receive(data, _PASTED)

    def _check(self, call: str, panel: str) -> None:
        self.watch.check(f"packet: {call}", PACKET_RULES[call], (panel,))
