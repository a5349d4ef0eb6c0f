"""How many of what, in words."""

from collections.abc import Mapping

from mock_panel.domain.english import how_many

_WORDS = {
    "attempt": ("attempt", "attempts"),
    "story": ("story", "stories"),
    "panel": ("mock panel", "mock panels"),
    "panel_form": ("form", "forms"),
    "hours": ("entry of hours", "entries of hours"),
    "self_check": ("self-check", "self-checks"),
    "vacancy": ("vacancy", "vacancies"),
    "calibration": ("rating of an exemplar", "ratings of exemplars"),
}
"""What is stored, one and many; other nouns take an s."""


def counted(count: int, noun: str) -> str:
    """Such as "1 attempt" or "3 stories"."""
    return how_many(count, *_WORDS.get(noun, (noun,)))


def listed(counts: Mapping[str, int]) -> str:
    """Such as "3 attempts, 1 story"; those of which there are none are left out."""
    return ", ".join(counted(count, noun) for noun, count in counts.items() if count)
