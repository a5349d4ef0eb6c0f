from mock_panel.domain.parts import Part
from mock_panel.scoring import chain, marking
from mock_panel.scoring.orders import five
from tests.scoring.fit_chain import Told, fit
from tests.scoring.fit_marking import order
from tests.scoring.labelled import sample

NOTHING = five([0] * 5)
SITUATION, TASK, ACTION, RESULT, OTHER = range(5)


def test_a_sentence_is_heard_by_its_neighbours_only() -> None:
    silent = chain.Link(NOTHING, NOTHING, NOTHING)
    speaking = chain.Link(five([1000, 0, 0, 0, 0]), five([0, 0, 200, 0, 0]), five([0, 0, 0, 40, 0]))
    sums = chain.along([silent, silent, speaking, silent, silent], [NOTHING] * 5, 1.0)
    heard = [[round(each / chain.LEARNT) for each in row] for row in sums]
    assert heard == [
        [0, 0, 0, 0, 0], [0, 0, 0, 40, 0], [1000, 0, 0, 0, 0], [0, 0, 200, 0, 0], [0, 0, 0, 0, 0],
    ]  # fmt: skip


def test_what_a_sentence_is_by_itself_counts_with_the_rest() -> None:
    silent = chain.Link(NOTHING, NOTHING, NOTHING)
    (row,) = chain.along([silent], [five([0, 0, 0, 1000, 0])], 1.2)
    assert row[RESULT] == round((1 - chain.LEARNT) * 1.2 * 1000)


def test_it_learns_what_a_word_says_of_the_sentence_after_it() -> None:
    parts = [SITUATION, ACTION, SITUATION, RESULT]
    names = [["word=then"], ["word=x"], ["word=end"], ["word=x"]]
    learnt = fit(
        [Told(f"f{i}", names, parts) for i in range(60)], order(marking.IN_ORDER, sample())
    )
    then, end = learnt.around["word=then"][:5], learnt.around["word=end"][:5]
    assert then[ACTION] > then[RESULT]
    assert end[RESULT] > end[ACTION]
    assert learnt.own["word=x"][SITUATION] < learnt.own["word=x"][ACTION]
    assert "pair=a b" not in learnt.around


def test_what_a_neighbour_says_can_decide_a_mark() -> None:
    weights = marking.shipped_weights()
    parts = [SITUATION, TASK, ACTION, None, ACTION, RESULT]
    rows = [five([6000 * (part == i) for i in range(5)]) for part in parts]
    silent = [chain.Link(NOTHING, NOTHING, NOTHING)] * len(rows)
    obstacle = chain.Link(NOTHING, NOTHING, five([9000, 0, 0, 0, 0]))
    told = [*silent[:4], obstacle, silent[5]]
    assert marking.decode(rows, weights, 1.0, (), silent).parts[3] is Part.ACTION
    assert marking.decode(rows, weights, 1.0, (), told).parts[3] is Part.SITUATION
    result_first = [*rows[-1:], *rows[:-1]]
    assert marking.decode(result_first, weights, 1.0, (), told).parts[4] is Part.ACTION
