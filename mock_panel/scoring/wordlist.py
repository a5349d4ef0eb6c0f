"""Lists of words as one readable block of text."""


def word_set(block: str) -> frozenset[str]:
    """The words of a block, in any order, parted by white space."""
    return frozenset(block.split())
