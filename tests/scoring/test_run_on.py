import json
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.scoring import run_on
from mock_panel.scoring.sentences import split
from mock_panel.scoring.wordlist import word_set
from tests.scoring import bare, fit_run_on, measure
from tests.scoring.labelled import sample

WORDS = st.sampled_from(
    sorted(word_set("i we asked had them um uh im so and 5% , . : the crew it's i'd I'd $4 İ"))
)


def places(text: str) -> list[int]:
    return [start for start, _ in split(text)]


@given(st.lists(WORDS, min_size=30, max_size=90).map(" ".join))
def test_run_on_text_is_cut_at_white_space_only_and_nothing_is_lost(text: str) -> None:
    spans = split(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert [a for a, _ in spans[1:] if not text[a - 1].isspace()] == []


@given(st.lists(st.integers(-300, 300), min_size=1, max_size=7), st.randoms())
def test_the_cuts_are_those_of_the_greatest_sum(worth: list[int], chance: Random) -> None:
    weights = run_on.shipped_weights()
    places = sorted(chance.sample(range(1, 80), len(worth)))
    verbs = [index // 4 for index in range(82)]
    gains = dict(zip(places, worth, strict=True))

    def total(cuts: list[int]) -> int:
        pieces = sum(
            weights.pieces[min(b - a, run_on.LONGEST)][min(verbs[b] - verbs[a], run_on.MOST_VERBS)]
            for a, b in pairwise([0, *cuts, 81])
            if b - a <= run_on.LONGEST or not any(a < place < b for place in places)
        )
        return pieces + sum(gains[cut] for cut in cuts)

    def allowed(cuts: list[int]) -> bool:
        return all(
            b - a <= run_on.LONGEST or not any(a < place < b for place in places)
            for a, b in pairwise([0, *cuts, 81])
        )

    ways = [
        [p for bit, p in enumerate(places) if mask >> bit & 1] for mask in range(1 << len(places))
    ]
    found = run_on.best(81, verbs, list(gains.items()), weights.pieces)
    assert allowed(found)
    assert total(found) == max(total(way) for way in ways if allowed(way))


@pytest.mark.parametrize(("view", "least"), [("no marks", 0.6), ("a third of them", 0.65)])
def test_answers_without_their_marks_are_cut_where_they_were_told(view: str, least: float) -> None:
    texts = [bare.stripped(a.sentences, bare.STRIPPINGS[view]) for a in sample()[::3]]
    assert measure.boundaries([(text.starts, places(text.text)) for text in texts])[2] > least


def test_a_text_with_most_of_its_marks_is_left_as_it_is() -> None:
    long = (
        "the wait was nine weeks when i came to the office and i asked the two chiefs for a list "
        "of all cases then we met on a monday and i told them that i wanted it below three weeks "
        "so they sorted the files by age. "
    )
    marked = long + "We met twice. They agreed at once. The wait fell to nine days. " + long
    assert len(places(marked)) == 5
    assert len(places(long * 4)) > 4, (
        "with one full stop in so many words it lacks most of its marks"
    )


def test_fillers_go_with_the_sentence_after_them() -> None:
    text = (
        "we had a backlog of ninety days in that office and nobody knew why um i pulled forty "
        "files and read them at night and it took me two weeks uh then i asked the union to help"
    )
    assert places(text)[1:] == [text.index("um i"), text.index("uh then")]


def test_nothing_is_cut_inside_since_then() -> None:
    text = (
        "I read the last forty names myself and we had nineteen corrections out of forty one "
        "thousand since then there is a third copy in another building and we test it every quarter"
    )
    begun = [text[start:].split()[:2] for start, _ in split(text)]
    assert begun == [["I", "read"], ["since", "then"]]


def test_the_shipped_weights_are_as_the_script_writes_them_and_small() -> None:
    path = Path(run_on.__file__).with_name("run_on_weights.json")
    shipped = path.read_text(encoding="utf-8")
    assert fit_run_on.document(run_on.weights_of(json.loads(shipped))) == shipped
    assert len(shipped) <= 300_000


def test_the_chances_of_cuts_are_those_of_all_ways_to_cut() -> None:
    places, odds, verbs = [0, 3, 7, 12], [1.0, 2.0, 0.5, 1.0], tuple(range(13))
    factors = [1 + (piece % 7) / 3 for piece in range(61 * fit_run_on.VERB_COUNTS)]
    ways = {}
    for cuts in ([], [1], [2], [1, 2]):
        worth = 1.0
        for a, b in pairwise([0, *cuts, 3]):
            worth *= factors[fit_run_on._piece(places[a], places[b], verbs)] * odds[b]
        ways[tuple(cuts)] = worth
    chances, _ = fit_run_on.chances_of(places, odds, verbs, factors)
    for place in (1, 2):
        wanted = sum(w for cuts, w in ways.items() if place in cuts) / sum(ways.values())
        assert chances[place] == pytest.approx(wanted)
