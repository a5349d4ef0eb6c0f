"""Sessions: what the candidate set up, and drafts of answers that are not finished."""

from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.attempts import AskedQuestion
from mock_panel.domain.ids import AttemptId, EcqId, FrameworkId, PresetId, SessionId
from mock_panel.domain.parts import AnswerMode

PROBE_PHASE = "probe"
"""The phase of a draft that continues a stored attempt; its note is the probe."""
LOBBY_PHASE = "lobby"
"""The phase of a draft whose questions are all answered, while the panel deliberates."""
SUPPLEMENTAL_PHASE = "supplemental"
"""The phase of a draft that answers a supplemental: its note; its attempt is what it adds to."""
SUPPLEMENTAL_WORDS_PHASE = "supplemental-words"
"""The same where the answer was spoken, and only its words are still to be given."""
SUPPLEMENTAL_PHASES = (SUPPLEMENTAL_PHASE, SUPPLEMENTAL_WORDS_PHASE)
AFTER_THE_QUESTIONS = (LOBBY_PHASE, *SUPPLEMENTAL_PHASES)
"""Every question of the board is answered; what is left is the lobby and what follows it."""


@dataclass(frozen=True, slots=True)
class SessionSetup:
    """The choices that shape a session; with the same seed and history, the same draw."""

    framework: FrameworkId
    preset: PresetId
    ecqs: tuple[EcqId, ...]
    """Draw from these; empty means all."""
    mode: AnswerMode
    voice: bool
    preparation_seconds: int
    seed: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished session on disk: enough to go on exactly where it stopped."""

    session: SessionId
    setup: SessionSetup
    questions: tuple[AskedQuestion, ...]
    """All questions of the session, in order."""
    position: int
    """The question being answered, from 1."""
    attempt: AttemptId
    """The id under which this answer will be stored; stored once, however often sent."""
    phase: str
    """The session machine's phase when the draft was made."""
    text: str
    note: str
    started_at: datetime
    saved_at: datetime
    preparation_seconds: float
    answer_seconds: float
    first_word_seconds: float | None
    pauses: int = 0
    cursor: tuple[int, int] = (0, 0)
    """Row and column of the caret."""
    because: tuple[str, ...] = ()
    """Why each question was drawn, as it was then; empty where they were given."""
