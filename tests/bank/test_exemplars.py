"""Exemplars: how they are read, what is wrong with them, and those that are shipped."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import correlation
from typing import Any

import pytest

from mock_panel.bank.check import MOST_OF_A_KIND, check
from mock_panel.bank.quotations import nearest_passage
from mock_panel.bank.source import MergedBank, shipped_directory
from mock_panel.domain.exemplars import Exemplar, Telling
from mock_panel.domain.ids import EcqId, FrameworkId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.questions import QuestionBank
from tests.bank.small_bank import problems_in, write_small_bank

FILE = "exemplars.yaml"
EXEMPLARS = """\
exemplars:
  - id: night-shift
    question: lp-growth
    mode: spoken
    text: >-
      Well, she wanted to learn, and I gave her the night shift
      for a month.

      Today she leads it.
    key: 3
    telling: plain
    reason: All is there, and it is small.
    evidence:
      - I gave her the night shift for a month
      - Today she leads it.
    teaches: halting and complete
  - id: a-philosophy
    question: lp-choice
    mode: typed
    text: People grow like trees.
    key: 1
    reason: No choice is told.
    evidence: [People grow like trees.]
    teaches: philosophy
"""


def write_bank(directory: Path, exemplars: str = EXEMPLARS) -> Path:
    (write_small_bank(directory) / FILE).write_text(exemplars, encoding="utf-8")
    return directory


def test_an_exemplar_has_its_place_and_its_scale_from_its_question(tmp_path: Path) -> None:
    bank, problems = check(write_bank(tmp_path))
    assert problems == []
    assert bank is not None
    first, second = bank.exemplars
    assert (first.framework, first.ecq, first.scale) == ("small", "leading-people", "three")
    assert first.text.split("\n") == [
        "Well, she wanted to learn, and I gave her the night shift for a month.",
        "Today she leads it.",
    ]
    assert first.evidence == ("I gave her the night shift for a month", "Today she leads it.")
    assert (first.mode, first.telling, first.key) == (AnswerMode.SPOKEN, Telling.PLAIN, 3)
    assert (second.mode, second.telling) == (AnswerMode.TYPED, Telling.FAIR)


def test_a_bank_needs_no_exemplars(tmp_path: Path) -> None:
    bank, _ = check(write_small_bank(tmp_path))
    assert bank is not None
    assert bank.exemplars == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "    telling:",
            "    teling:",
            "11:5: unknown key 'teling', did you mean 'telling'?",
            id="unknown key",
        ),
        pytest.param(
            "telling: plain",
            "telling: plane",
            "11:14: 'telling' should be 'polished', 'fair' or 'plain', not 'plane', "
            "did you mean 'plain'?",
            id="misspelt telling",
        ),
        pytest.param(
            "mode: spoken",
            "mode: aloud",
            "4:11: 'mode' should be 'typed' or 'spoken', not 'aloud'",
            id="no such mode",
        ),
        pytest.param(
            "id: a-philosophy",
            "id: night-shift",
            "17:9: duplicate exemplar id 'night-shift', first at exemplars.yaml:2:9",
            id="duplicate id",
        ),
        pytest.param(
            "question: lp-growth",
            "question: lp-grows",
            "3:15: unknown question 'lp-grows', did you mean 'lp-growth'?",
            id="dangling question",
        ),
        pytest.param(
            "key: 3",
            "key: 7",
            "10:10: 7 is not a level of the scale 'three', the nearest is 5",
            id="key above the scale",
        ),
        pytest.param(
            "key: 3",
            "key: 4",
            "10:10: 4 is not a level of the scale 'three', the nearest is 3",
            id="key between two levels",
        ),
        pytest.param(
            "key: 3", "key: high", "10:10: 'key' should be a whole number, not 'high'", id="word"
        ),
        pytest.param(
            "key: 3", "key: true", "10:10: 'key' should be a whole number, not true", id="truth"
        ),
        pytest.param(
            "- I gave her the night shift for a month",
            "- I gave her the late shift for a month.",
            "14:9: 'I gave her the late shift for a month.' is not in the text, "
            "did you mean 'I gave her the night shift for a month.'?",
            id="evidence reworded",
        ),
        pytest.param(
            "- Today she leads it.",
            "- Nobody left.",
            "15:9: 'Nobody left.' is not in the text",
            id="evidence from nowhere",
        ),
        pytest.param(
            "- Today she leads it.",
            "- for a month. Today she leads it.",
            "15:9: 'for a month. Today she leads it.' is not in the text",
            id="evidence over two paragraphs",
        ),
        pytest.param(
            "[People grow like trees.]",
            "[People grow like trees., People, grow, like, trees]",
            "23:15: 'evidence' should be a list of at most 4, not of 5",
            id="too much evidence",
        ),
        pytest.param(
            "[People grow like trees.]",
            "[]",
            "23:15: 'evidence' should be a list of at least 1, but it is empty",
            id="no evidence",
        ),
        pytest.param(
            "text: People grow like trees.",
            'text: "People\\tgrow like trees. People grow like trees."',
            "20:11: 'text' should be paragraphs with one blank line between, fold them with '>-', "
            "not 'People\\tgrow like trees. People grow l...'",
            id="tab in the text",
        ),
        pytest.param(
            "text: People grow like trees.",
            "text: '  '",
            "20:11: 'text' should have words in it, not '  '",
            id="no words",
        ),
        pytest.param(
            "teaches: philosophy",
            f"teaches: {'philosophy ' * 6}!",
            "24:14: 'teaches' should be at most 60 characters long, "
            "not 'philosophy philosophy philosophy phil...'",
            id="long lesson",
        ),
    ],
)
def test_each_slip_is_told_at_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert EXEMPLARS.count(old) == 1
    found = problems_in(write_bank(tmp_path, EXEMPLARS.replace(old, new)))
    assert f"{FILE}:{expected}" in found


def test_a_broken_file_of_questions_makes_no_dangling_exemplars(tmp_path: Path) -> None:
    questions = write_bank(tmp_path) / "small" / "leading-people.yaml"
    questions.write_text("questions: [", encoding="utf-8")
    assert not [problem for problem in problems_in(tmp_path) if problem.startswith(FILE)]


def test_a_wrong_name_of_the_file_is_told(tmp_path: Path) -> None:
    (write_bank(tmp_path) / FILE).rename(tmp_path / "exemplar.yaml")
    assert problems_in(tmp_path) == [
        "exemplar.yaml:1:1: no file of a bank is called this, did you mean 'exemplars.yaml'?"
    ]


@pytest.mark.parametrize(
    "text", ["exemplars: 5", "exemplars: [5, [], {}]", "5", "exemplars: [{text: 5, evidence: [5]}]",
             "exemplars: [{text: a, evidence: {a: b}, question: [], key: []}]"],
)  # fmt: skip
def test_odd_values_are_problems_and_nothing_worse(tmp_path: Path, text: str) -> None:
    assert problems_in(write_bank(tmp_path, text))


def test_wrong_quotations_are_told_only_so_often(tmp_path: Path) -> None:
    quotations = "\n".join(f"      - People grow like weeds{n}" for n in range(MOST_OF_A_KIND + 5))
    many = EXEMPLARS.replace(" [People grow like trees.]", f"\n{quotations}")
    told = [p for p in problems_in(write_bank(tmp_path, many)) if "is not in the text" in p]
    assert len(told) == MOST_OF_A_KIND


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [
        ("IT FELL BY HALF", "It fell by half,"),
        ("it fell by a half", "It fell by half, and"),
        ("nothing of the kind was said", None),
        ("", None),
        ("it fell " * 100, None),
    ],
)
def test_the_passage_that_was_meant_is_found(quotation: str, passage: str | None) -> None:
    assert nearest_passage(quotation, "It fell by half, and it stayed there.") == passage
    assert nearest_passage(quotation, "") is None
    assert nearest_passage(quotation, "It fell by half. " * 1_000) is None


def test_a_folder_of_ones_own_may_add_exemplars_on_all_questions(tmp_path: Path) -> None:
    shipped = write_bank(tmp_path / "shipped")
    own = tmp_path / "own" / FILE
    own.parent.mkdir()
    own.write_text(EXEMPLARS.replace("id: ", "id: my-"), encoding="utf-8")
    source = MergedBank(shipped, [own.parent])
    assert [e.id for e in source.load().exemplars] == [
        "night-shift", "a-philosophy", "my-night-shift", "my-a-philosophy"
    ]  # fmt: skip
    assert source.left_out() == ()
    own.write_text(EXEMPLARS, encoding="utf-8")
    again = MergedBank(shipped, [own.parent])
    assert len(again.load().exemplars) == 2
    (left_out,) = again.left_out()
    assert left_out.problems[0].startswith(f"{own}:2:9: duplicate exemplar id 'night-shift', first")


# --- those that are shipped


@pytest.fixture(scope="module")
def bank() -> QuestionBank:
    loaded, problems = check(shipped_directory())
    assert problems == []
    assert loaded is not None
    return loaded


def of(bank: QuestionBank, framework: str) -> list[Exemplar]:
    return [e for e in bank.exemplars if e.framework == framework]


def words_of(exemplar: Exemplar) -> int:
    return len(exemplar.text.split())


def test_every_ecq_of_the_current_framework_has_its_exemplars_and_its_range(
    bank: QuestionBank,
) -> None:
    assert len(bank.exemplars) >= 20
    keys: defaultdict[EcqId, list[int]] = defaultdict(list)
    for exemplar in of(bank, "opm-2025"):
        keys[exemplar.ecq].append(exemplar.key)
    assert keys.keys() == {ecq.id for ecq in bank.framework(FrameworkId("opm-2025")).ecqs}
    for of_ecq in keys.values():
        assert len(set(of_ecq)) >= 3
        assert max(of_ecq) - min(of_ecq) >= 3
    assert len({e.ecq for e in of(bank, "opm-2006")}) == 5


@pytest.mark.parametrize("framework", ["opm-2025", "opm-2006"])
def test_every_level_and_every_telling_is_met(bank: QuestionBank, framework: str) -> None:
    assert {e.key for e in of(bank, framework)} == {1, 2, 3, 4, 5}
    assert {e.telling for e in of(bank, framework)} == set(Telling)
    assert {e.mode for e in of(bank, framework)} == set(AnswerMode)


def test_neither_length_nor_telling_gives_the_key_away(bank: QuestionBank) -> None:
    """A rater who goes by either should be found out."""
    keys: defaultdict[Telling, set[int]] = defaultdict(set)
    for exemplar in bank.exemplars:
        keys[exemplar.telling].add(exemplar.key)
    assert all(len(of_telling) >= 3 for of_telling in keys.values())
    lengths = [float(words_of(exemplar)) for exemplar in bank.exemplars]
    assert abs(correlation(lengths, [float(e.key) for e in bank.exemplars])) < 0.3


def test_halo_can_show_in_the_current_framework_alone(bank: QuestionBank) -> None:
    """Pairs in which a polished answer holds no more than a plain one, by a point at most."""
    shown = of(bank, "opm-2025")
    pairs = [
        (polished.key, plain.key)
        for polished in shown
        for plain in shown
        if polished.telling is Telling.POLISHED and plain.telling is Telling.PLAIN
        if 0 <= plain.key - polished.key <= 1
    ]
    assert len(pairs) >= 20


def test_an_exemplar_is_as_long_as_an_answer(bank: QuestionBank) -> None:
    assert [e.id for e in bank.exemplars if not 120 <= words_of(e) <= 350] == []


def test_no_two_exemplars_answer_the_same_question(bank: QuestionBank) -> None:
    assert Counter(e.question for e in bank.exemplars).most_common(1)[0][1] == 1


def test_a_reason_quotes_the_answer_and_names_the_levels_beside_the_key(
    bank: QuestionBank,
) -> None:
    for exemplar in bank.exemplars:
        quotations = re.findall(r'"([^"]+)"', exemplar.reason)
        assert quotations, exemplar.id
        assert [q for q in quotations if q not in exemplar.text] == [], exemplar.id
        levels = {int(level) for level in re.findall(r"\b[1-5]\b", exemplar.reason)}
        assert levels & {exemplar.key - 1, exemplar.key + 1}, exemplar.id


def test_the_head_says_whose_the_keys_are() -> None:
    head = (shipped_directory() / FILE).read_text(encoding="utf-8").split("exemplars:\n")[0]
    assert "keys are ours" in head
    assert "no person, agency or event in them is real" in head


def test_the_schema_knows_paragraphs_from_one_paragraph() -> None:
    path = shipped_directory() / "schemas" / "exemplars.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    fields = schema["$defs"]["ExemplarEntry"]["properties"]
    text, reason = (re.compile(fields[name]["pattern"]) for name in ("text", "reason"))
    assert text.search("One.\nTwo.")
    assert not text.search("One.\n\nTwo.")
    assert not text.search("One.\tTwo.")
    assert not reason.search("One.\nTwo.")
