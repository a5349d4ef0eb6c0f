"""How English asks: pieces of patterns, and the sentences of a text."""

import re

ASKING = "(?:what|how|why|who|whom|whose|when|where|which)"
AUXILIARY = (
    "(?:have|has|had|did|do|does|am|are|is|was|were|can|could|would|will|should|may|might|must)"
)
OF = "(?:at|by|for|from|in|of|on|to|under|with)"
US = "(?:us|me|the (?:board|panel))"
TELL_US = f"(?:tell|give|show|walk|talk|take) {US}"
DESCRIBE = "(?:describe|explain|outline|summari[sz]e|discuss|share|list|name|identify|provide)"
_END_OF_SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=\?)(?=[A-Za-z])")


def sentences(text: str) -> list[str]:
    """The sentences of a text that have a letter or a digit."""
    return [s for s in _END_OF_SENTENCE.split(text) if any(map(str.isalnum, s))]
