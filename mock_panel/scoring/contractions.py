"""Contractions as hasty typing leaves them, without their apostrophe."""

UNMARKED = {
    "im": ("i", "'m"), "ive": ("i", "'ve"), "weve": ("we", "'ve"), "theyre": ("they", "'re"),
    "theyve": ("they", "'ve"), "youre": ("you", "'re"), "thats": ("that", "'s"),
    "whats": ("what", "'s"), "dont": ("don't",), "didnt": ("didn't",), "doesnt": ("doesn't",),
    "wasnt": ("wasn't",), "werent": ("weren't",), "isnt": ("isn't",), "arent": ("aren't",),
    "couldnt": ("couldn't",), "wouldnt": ("wouldn't",), "shouldnt": ("shouldn't",),
    "cant": ("can't",), "wont": ("won't",), "havent": ("haven't",), "hasnt": ("hasn't",),
    "hadnt": ("hadn't",),
}  # fmt: skip
"""The words that each was meant for."""
