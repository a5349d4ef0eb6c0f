"""Lists of words and of phrases as one readable block of text."""


def word_set(block: str) -> frozenset[str]:
    """The words of a block, in any order, parted by white space."""
    return frozenset(block.split())


def phrase_set(block: str) -> frozenset[str]:
    """The phrases of a block, parted by semicolons."""
    return frozenset(" ".join(phrase.split()) for phrase in block.split(";"))
