"""Cue families: words and phrases that speak for a part of an answer, found in a sentence."""

from collections.abc import Sequence
from functools import cache

from mock_panel.scoring.cues import Family, Phrasebook
from mock_panel.scoring.setting_cues import SETTING
from mock_panel.scoring.story_cues import STORY
from mock_panel.scoring.talk_cues import TALK

FAMILIES: dict[str, Family] = {**SETTING, **STORY, **TALK}
"""By name."""


@cache
def phrasebook() -> Phrasebook:
    """The families made ready for matching; built when first used."""
    return Phrasebook.of({name: family.phrases for name, family in FAMILIES.items()})


def find_cues(words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Which families occur where: first and last word of each hit, in order of place."""
    found = phrasebook().find(words)
    for index, word in enumerate(words):
        if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}:
            found.setdefault("when", []).append((index, index))
    return found
