"""What the server needs of the outside; the use cases of joining fulfil it."""

from typing import Protocol

from mock_panel.domain.joining import Admitted, Guest


class Door(Protocol):
    """Who may come in. Any call may raise StorageError; all are called from threads."""

    def admit(self, code: str, address: str) -> Admitted:
        """Take a code, and open the session that it is for.

        Args:
            code: as it was typed.
            address: where it came from, to count wrong ones by.

        Raises:
            OutOfOrder: `unknown_code`, `expired`, or `barred` after too many wrong ones.
        """

    def guest(self, token: str) -> Guest | None:
        """Whose session it is; None where it is unknown, expired or revoked."""

    def is_over(self, guest: Guest) -> bool:
        """Whether the session has expired or was ended; cheap enough for every second."""

    def leave(self, guest: Guest) -> None:
        """End the session: they have left for good."""

    def arrived(self, guest: Guest) -> None:
        """A browser of theirs is connected."""

    def left(self, guest: Guest) -> None:
        """It is connected no more."""

    def refused(self, guest: Guest, action: str) -> None:
        """They asked for what they may not: to be shown to the chair."""
