"""Errors that a user can cause: each says what is wrong, where, and how to mend it."""


class MockPanelError(Exception):
    """Shown to the user as it is, without a traceback.

    Args:
        message: what is wrong and where, in one or two sentences.
        hint: how to mend it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class InputError(MockPanelError):
    """What the user gave is wrong: an option, a file, the bank, the settings."""

    exit_code = 2


class StorageError(MockPanelError):
    """The database cannot be read or written."""


class OutOfOrder(InputError):  # noqa: N818 - a refusal that the rules want, and no failure
    """What was asked for is not allowed now, or not to whoever asks.

    Args:
        reason: one word or two for a program to read, such as `not_all_locked`.
        message: as of every error.
        hint: as of every error.
    """

    def __init__(self, reason: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.reason = reason
