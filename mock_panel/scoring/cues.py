"""Lists of phrases made ready for matching, many at a time, in one pass over the words.

A phrase may hold wildcards: `#` any number, `~` any determiner (the, a, my, our …), `*` any
one word; the first word may only be `#` or a plain word. Phrases are matched on words as
`reading.read` gives them: lower case, fillers dropped, clitics apart (`i 'd`, `we 've`).

Our own, because a hit must be told in words of the reading, wildcards included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mock_panel.scoring.grammar import is_number, tag
from mock_panel.scoring.spelling import american

Hits = dict[str, list[tuple[int, int]]]
"""By family: first and last word of each hit, in order of place."""


@dataclass(frozen=True, slots=True)
class Family:
    """One family of cues."""

    meaning: str
    phrases: str
    """Separated by semicolons or line breaks."""


@dataclass(slots=True)
class _Node:
    """A place within phrases: what may come next, and the families whose phrase ends here."""

    onward: "dict[str, _Node]" = field(default_factory=dict)
    families: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Families of phrases as a tree of their words."""

    root: _Node
    vocabulary: frozenset[str]
    """Every word that occurs in a phrase."""

    @classmethod
    def of(cls, families: Mapping[str, str]) -> "Phrasebook":
        """Make a book from the phrases of each family, parted by semicolons or line breaks."""
        root = _Node()
        vocabulary: set[str] = set()
        for family, phrases in families.items():
            for phrase in phrases.replace("\n", ";").split(";"):
                node = root
                for word in map(american, phrase.split()):
                    vocabulary.add(word)
                    node = node.onward.setdefault(word, _Node())
                if node is not root and family not in node.families:
                    node.families.append(family)
        return cls(root, frozenset(vocabulary))

    def find(self, words: Sequence[str]) -> Hits:
        """Which families occur where; of phrases of one family that overlap, the longest."""
        found: Hits = {}
        begins = self.root.onward
        numbered = begins.get("#")
        for index, word in enumerate(words):
            node = begins.get(word)
            if node is not None:
                _follow(node, words, index, index, found)
            if numbered is not None and is_number(word):
                _follow(numbered, words, index, index, found)
        return found


def _follow(node: _Node, words: Sequence[str], first: int, last: int, found: Hits) -> None:
    """Note the phrases that go on from a node and end at or after a word, the longest first."""
    if node.onward and last + 1 < len(words):
        word, onward = words[last + 1], node.onward
        if word in onward:
            _follow(onward[word], words, first, last + 1, found)
        if "#" in onward and is_number(word):
            _follow(onward["#"], words, first, last + 1, found)
        if "~" in onward and tag(word) == "d":
            _follow(onward["~"], words, first, last + 1, found)
        if "*" in onward and word.isalnum():
            _follow(onward["*"], words, first, last + 1, found)
    for family in node.families:
        hits = found.setdefault(family, [])
        if not hits or hits[-1][1] < last:
            hits.append((first, last))
