"""Sound whose answer is not known any more: its app was killed before the answer was on disk."""

from collections.abc import Container, Iterable, Sequence

from mock_panel.domain.attempts import answer_of_sound
from mock_panel.domain.panel_files import SOUNDS_OF_PANELS
from mock_panel.practice.microphone_trial import TRIALS
from mock_panel.practice.ports.sound import Recordings
from mock_panel.practice.ports.stores import AttemptStore, DraftStore


def without_answer(names: Iterable[str], answers: Container[str]) -> tuple[str, ...]:
    """The recordings that belong to none of these answers.

    Args:
        names: of recordings; those of panels and of trials are nobody's concern here.
        answers: the ids of all that are stored, or wait as drafts.
    """
    others = (SOUNDS_OF_PANELS, TRIALS)
    ours = (name for name in names if not name.startswith(others))
    return tuple(name for name in ours if answer_of_sound(name) not in answers)


def erase_scraps(recordings: Recordings, attempts: AttemptStore, drafts: DraftStore) -> int:
    """Erase recordings of less than a second that belong to no answer; how many there were.

    Longer ones stay: somebody has said something there.

    Raises:
        StorageError: that could not be found out, or some are still there.
    """
    scraps = _scraps(recordings, drafts)
    left = [name for name in scraps if not attempts.exists(answer_of_sound(name))]
    for name in left:
        recordings.erase(name)
    return len(left)


def _scraps(recordings: Recordings, drafts: DraftStore) -> Sequence[str]:
    """Those of no draft, if that can be known."""
    scraps = without_answer(recordings.scraps(), ())
    # In this order: whoever is at work now can only have begun other ones.
    if not scraps or drafts.is_anyone_at_work():
        return ()
    waiting = drafts.attempts()
    return () if waiting is None else without_answer(scraps, waiting)
