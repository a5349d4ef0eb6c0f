"""Sentences as kinds of subjects that do kinds of things."""

import pytest

from mock_panel.scoring.grammar import shape
from mock_panel.scoring.kinds import noun_kind, verb_kinds
from mock_panel.scoring.reading import fold, read
from mock_panel.scoring.telling import telling


def told(text: str) -> set[str]:
    words = read(fold(text)).words
    return set(telling(words, shape(words)))


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("I was asked to cut the queue.", {"kind.1 i need", "kind.i need"}),
        ("I asked the clerk to cut it.", {"kind.1 i talk"}),
        ("We were able to restore the feed.", {"kind.we able reach"}),
        ("The waiting time fell by 40 percent.", {"kind.1 figure rise #", "verbs.rise"}),
        ("My manager thanked us.", {"kind.1 person please"}),
        ("The rota was redesigned.", {"kind.thing passive make"}),
        ("I could not find the file.", {"kind.1 i modal not look"}),
        ("Bring it under two hours.", {"bare.base run #"}),
        ("Reduced the backlog by half.", {"bare.past rise #"}),
        ("As a result, they stayed.", {"opening.result"}),
        ("When I joined, nobody spoke.", {"opening.time"}),
        ("I'd expect a plan by June.", {"opening.hope"}),
        ("And then I would hope they stay.", {"opening.hope"}),
    ],
)
def test_what_a_sentence_tells_is_named_by_kinds(text: str, features: set[str]) -> None:
    assert features <= told(text)


def test_whose_words_they_are_makes_no_difference() -> None:
    kinds = [
        {name for name in told(text) if name.startswith("kind.")}
        for text in ("I profiled the queries.", "I investigated the leak.")
    ]
    assert kinds[0] == kinds[1] != set()


def test_other_forms_of_a_word_are_known() -> None:
    assert verb_kinds("stopped") == verb_kinds("stop") != ()
    assert verb_kinds("applied") == verb_kinds("apply") != ()
    assert noun_kind("costs") == noun_kind("cost") == "figure"
    assert noun_kind("teapot") == "thing"
