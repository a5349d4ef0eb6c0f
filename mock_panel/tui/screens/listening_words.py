"""What there is to say about microphones and recognisers, without any widget."""

from mock_panel.domain.speech import ListeningMeans

SYSTEMS_CHOICE = "the system's choice"
BEST = "the best there is"


def microphone_words(name: str, means: ListeningMeans | None) -> tuple[str, str]:
    """Which microphone is chosen, and what there is to say about that.

    Args:
        name: as in the settings.
        means: what there is; None while it is being looked for.
    """
    words = name or SYSTEMS_CHOICE
    if means is None:
        return words, "looking …"
    if not means.microphones:
        return words, "not connected" if name else "there is none: m says what to do"
    if not name:
        return words, f"{means.microphones[0]} now"
    if name in means.microphones:
        return words, "connected"
    return words, f"not connected: {means.microphones[0]} records"


def recogniser_words(wanted: str, means: ListeningMeans | None) -> tuple[str, str]:
    """Which recogniser is chosen, and what there is to say about that.

    Args:
        wanted: an id, of a recogniser or of a library, as in the settings.
        means: what there is; None while it is being looked for.
    """
    if means is None:
        return wanted or BEST, "looking …"
    named, writer = means.wanted(wanted), means.writer(wanted)
    words = _title(wanted, means) if wanted else BEST
    ready = [each.recogniser for each in named if each.is_ready]
    if writer is None:
        return words, "not ready: enter lists what to type"
    if writer in ready:
        return words, "ready" if writer.id == wanted else f"{writer.name} now"
    if wanted:
        return words, f"not ready, so {writer.name}"
    return words, f"{writer.name} now"


def writer_sentence(wanted: str, means: ListeningMeans) -> str:
    """Who would write answers down, and what to do where it is not who was wanted."""
    writer = means.writer(wanted)
    if writer is None:
        return f"Answers are recorded but not written down: {means.no_recogniser}"
    rough = " It is a rough one: read its words before they are scored." if writer.rough else ""
    if wanted and writer not in [each.recogniser for each in means.wanted(wanted)]:
        asked = _title(wanted, means)
        return f"{asked} is not ready; until it is, {writer.name} writes answers down.{rough}"
    return f"Answers are written down by {writer.name}.{rough}"


def _title(wanted: str, means: ListeningMeans) -> str:
    named = means.wanted(wanted)
    is_one = len(named) == 1 and named[0].recogniser.id == wanted
    return named[0].recogniser.name if is_one else wanted
