"""Texts for property tests: anything at all, and things shaped like answers."""

from hypothesis import strategies as st

from tests.scoring.labelled import development

ANYTHING = st.text(max_size=400)
"""Any string whatever, lone surrogates left out as no input can hold them."""

_PIECES = (
    "I ",
    "we ",
    "i asked ",
    "the union, ",
    "fell from 40 to 10 percent",
    "because ",
    "uh, ",
    "I, I ",
    "e.g. ",
    "U.S. ",
    "3.5",
    ". ",
    "?! ",
    "\n",
    "\r\n",
    "\n\n- ",
    "* ",
    "1. ",
    "“",
    "”",
    "’s ",
    "İ",
    "é",
    "\u2028",
    "🙂 ",
    "Result: ",
)
SHAPED = st.lists(
    st.sampled_from(_PIECES)
    | st.sampled_from([s.text + " " for a in development() for s in a.sentences]),
    max_size=25,
).map("".join)
"""Scraps of answers with the marks that trouble splitters."""

TEXTS = ANYTHING | SHAPED
