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
