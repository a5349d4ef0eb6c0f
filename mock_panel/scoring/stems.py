"""Words without their endings."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Enough to let plurals and past tenses meet."""
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
