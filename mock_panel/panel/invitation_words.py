"""Where somebody stands who was invited from elsewhere, in words; times are local."""

from datetime import datetime

from mock_panel.domain.english import moment_words
from mock_panel.domain.joining import Invited
from mock_panel.panel.joining import MOST_WRONG


def invitation_words(invited: Invited | None, here_since: datetime | None, now: datetime) -> str:
    """Where they stand, and what is to be done where it went wrong.

    Args:
        invited: their invitation, if there is one.
        here_since: since when they have the panel open, if they have.
        now: aware.
    """
    if here_since is not None:
        return f"here since {moment_words(here_since, now)}"
    if invited is None:
        return "not invited"
    if now >= invited.expires_at:
        what = "code" if invited.used_at is None else "session"
        return f"the {what} has expired; invite again"
    if invited.used_at is not None:
        return f"joined at {moment_words(invited.used_at, now)}, not here now"
    if invited.wrong >= MOST_WRONG:
        return "the code was tried wrongly too often, and is dead; invite again"
    until = moment_words(invited.expires_at, now)
    tried = f", {invited.wrong} wrong tries so far" if invited.wrong > 1 else ""
    return f"not here yet; the code is good until {until}{tried}"


def invitation_in_short(invited: Invited | None, here_since: datetime | None, now: datetime) -> str:
    """The same in three words; empty for who is neither invited nor here."""
    if here_since is not None:
        return f"here since {moment_words(here_since, now)}"
    if invited is None:
        return ""
    if not is_good(invited, now):
        return "invite again"
    return "not here yet" if invited.used_at is None else "not here now"


def is_good(invited: Invited | None, now: datetime) -> bool:
    """Whether somebody may join, or go on, by this invitation."""
    if invited is None or now >= invited.expires_at:
        return False
    return invited.used_at is not None or invited.wrong < MOST_WRONG
