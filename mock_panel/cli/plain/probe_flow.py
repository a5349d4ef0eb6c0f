"""Going on with the answer to a probe that was left half written."""

from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.probing import Continuation, offer_probes
from mock_panel.cli.plain.reviewing import say_review
from mock_panel.cli.plain.talk import RESUMES
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.sessions import Draft
from mock_panel.practice.ports.sound import DeliveryMeter
from mock_panel.practice.rehearsal import Rehearsal
from mock_panel.practice.review import level_words


def run_probe(
    lines: Lines,
    rehearsal: Rehearsal,
    draft: Draft,
    otherwise: str,
    measure: DeliveryMeter | None = None,
) -> bool:
    """Finish the answer to a probe; false if another window has taken it.

    Args:
        lines: to talk on.
        rehearsal: where attempts and drafts are.
        draft: one of a probe.
        otherwise: said when the answer cannot be stored: where it is instead.
        measure: how the answer was said, if it was recorded.

    Raises:
        KeyboardInterrupt: the candidate left; the draft has the words.
        StorageError: it could not be stored.
    """
    attempt = rehearsal.attempts.get(draft.attempt)
    if attempt is None or not rehearsal.drafts.claim(draft.session):
        return False
    lines.part()
    for text in (attempt.question.text, "Your answer was:", attempt.full_text):
        lines.say(text)
    lines.say(f"Probe: {draft.note}")
    if draft.text:
        lines.say("Your words so far:")
        lines.say(draft.text)
    continuation = Continuation.resumed(lines, rehearsal, attempt, draft, otherwise)
    try:
        longer = continuation.answer()
        if longer is attempt:
            lines.say(f"Nothing was added; {RESUMES}")
        else:
            _show(lines, rehearsal, longer, otherwise, measure)
    except KeyboardInterrupt:
        lines.warn(f"Interrupted. What you entered is kept; {RESUMES}")
        raise
    return True


def _show(
    lines: Lines,
    rehearsal: Rehearsal,
    attempt: Attempt,
    otherwise: str,
    measure: DeliveryMeter | None,
) -> None:
    lines.part()
    say_review(lines, rehearsal, attempt, measure)
    attempt = offer_probes(lines, rehearsal, attempt, otherwise)
    lines.say(f"Saved: the answer to the probe, {level_words(attempt)}.")
