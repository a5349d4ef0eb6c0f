"""Each way to break a bank, and the line that tells of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.bank.check import check
from tests.bank.small_bank import FILES, problems_in, write_small_bank

QUESTIONS = "small/leading-people.yaml"
FRAMEWORK = "small/framework.yaml"


def test_the_small_bank_is_whole(tmp_path: Path) -> None:
    bank, problems = check(write_small_bank(tmp_path))
    assert problems == []
    assert bank is not None
    assert [question.id for question in bank.questions] == ["lp-growth", "lp-choice"]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            QUESTIONS,
            "type: behavioral",
            "type: behavioural",
            "6:11: 'type' should be 'behavioral', 'situational' or 'viewpoint', "
            "not 'behavioural', did you mean 'behavioral'?",
            id="misspelt choice",
        ),
        pytest.param(
            QUESTIONS,
            "      action:",
            "      acton:",
            "9:7: unknown key 'acton', did you mean 'action'?",
            id="unknown key",
        ),
        pytest.param(
            QUESTIONS,
            "tags: [choice]",
            "5: [choice]",
            "20:5: unknown key 5",
            id="number for a key",
        ),
        pytest.param(
            QUESTIONS,
            "    type: behavioral\n",
            "",
            "4:5: missing key 'type'",
            id="missing key",
        ),
        pytest.param(
            QUESTIONS,
            "    type: behavioral\n",
            "    type: behavioral\n    type: situational\n",
            "7:5: duplicate key 'type', first in line 6",
            id="duplicate key",
        ),
        pytest.param(
            QUESTIONS,
            "id: lp-choice",
            "id: lp-growth",
            "14:9: duplicate question id 'lp-growth', first at small/leading-people.yaml:4:9",
            id="duplicate question id",
        ),
        pytest.param(
            QUESTIONS,
            "[developing-others]",
            "[developing-other]",
            "7:20: unknown competency 'developing-other' in small, "
            "did you mean 'developing-others'?",
            id="dangling competency",
        ),
        pytest.param(
            QUESTIONS,
            "[accountability, developing-others]",
            "[accountability, accountability]",
            "17:36: duplicate competency 'accountability', "
            "first at small/leading-people.yaml:17:20",
            id="competency twice",
        ),
        pytest.param(
            QUESTIONS,
            "ecq: leading-people",
            "ecq: leading-poeple",
            "2:6: unknown ECQ 'leading-poeple' in small, did you mean 'leading-people'?",
            id="dangling ECQ",
        ),
        pytest.param(
            QUESTIONS,
            "framework: small",
            "framework: smaller",
            "1:12: unknown framework 'smaller', did you mean 'small'?",
            id="dangling framework",
        ),
        pytest.param(
            QUESTIONS,
            "text: Tell us about someone's growth.",
            "text: 42",
            "5:11: 'text' should be text, not 42",
            id="number for text",
        ),
        pytest.param(
            QUESTIONS,
            "text: Tell us about someone's growth.",
            "text:",
            "5:10: 'text' should be text, but it is empty",
            id="nothing for text",
        ),
        pytest.param(
            QUESTIONS,
            "text: Tell us about someone's growth.",
            "text: 'Tell  '",
            "5:11: 'text' should be one paragraph, fold it with '>-', not 'Tell  '",
            id="blanks at the end",
        ),
        pytest.param(
            QUESTIONS,
            "text: Tell us about someone's growth.",
            "text: Tell us: about someone's growth.",
            "5:18: not YAML: mapping values are not allowed in this context, "
            "quote a text that has ': ' in it",
            id="colon in a text",
        ),
        pytest.param(
            QUESTIONS,
            "- What did you do?",
            "- 5",
            "10:11: an item of 'probes.action' should be text, not 5",
            id="number for a probe",
        ),
        pytest.param(
            QUESTIONS,
            "      5: Names two who lead today.",
            "      4: Names two who lead today.",
            "13:7: 4 is not a level of the scale 'three'",
            id="anchor beside the scale",
        ),
        pytest.param(
            QUESTIONS,
            "      5: Names two who lead today.",
            "      five: Names two who lead today.",
            "13:7: the keys of 'anchors' should be whole numbers, not 'five'",
            id="word for a level",
        ),
        pytest.param(
            QUESTIONS,
            "      5: Names two who lead today.",
            "      5: 7",
            "13:10: 'anchors.5' should be text, not 7",
            id="number for an anchor",
        ),
        pytest.param(
            QUESTIONS,
            "asks: [what you chose, why]",
            "asks: [why]",
            "18:11: 'asks' should have two or more parts, or none",
            id="one part of many",
        ),
        pytest.param(
            QUESTIONS,
            "[accountability, developing-others]",
            "accountability",
            "17:19: 'competencies' should be a list, not 'accountability'",
            id="word for a list",
        ),
        pytest.param(
            QUESTIONS,
            "[accountability, developing-others]",
            "[]",
            "17:19: 'competencies' should be a list of at least 1, but it is empty",
            id="empty list",
        ),
        pytest.param(
            QUESTIONS,
            "id: lp-choice",
            "id: LP choice",
            "14:9: 'id' should be lower-case words and figures joined by hyphens, not 'LP choice'",
            id="not a slug",
        ),
        pytest.param(
            QUESTIONS,
            "- id: lp-choice",
            "- lp-choice\n  - id: lp-choice",
            "14:5: an item of 'questions' should be a mapping of keys to values, not 'lp-choice'",
            id="word for a question",
        ),
        pytest.param(
            QUESTIONS,
            "    text: What",
            "\ttext: What",
            "15:1: a tab, indent with spaces",
            id="tab",
        ),
        pytest.param(
            QUESTIONS,
            "[choice]",
            "*choice",
            "20:11: alias '*choice', write the value out instead",
            id="alias",
        ),
        pytest.param(
            QUESTIONS,
            "[choice]",
            "&choice [a]",
            "20:11: anchor '&choice', write it out where it is used",
            id="anchor",
        ),
        pytest.param(
            QUESTIONS,
            "[choice]",
            "!!python/name:os.system",
            "20:11: tag 'tag:yaml.org,2002:python/name:os.system', remove it",
            id="tag",
        ),
        pytest.param(
            QUESTIONS,
            "tags: [choice]",
            "tags: ['choice]",
            "20:12: not YAML: found unexpected end of stream while scanning a quoted scalar",
            id="open quote",
        ),
        pytest.param(
            FRAMEWORK,
            "provenance: quoted, source: a memo",
            "provenance: quoted",
            "13:17: 'definition' should have a source, since provenance is 'quoted'",
            id="quotation without source",
        ),
        pytest.param(
            FRAMEWORK,
            "text: Develops., provenance: ours",
            "text: Develops., provenance: ours, source: a memo",
            "17:21: 'definition' should have no source, since provenance is 'ours'",
            id="our words with a source",
        ),
        pytest.param(
            FRAMEWORK,
            "effective_from: 2025-10-01",
            "effective_from: 2025-13-01",
            "5:17: 'effective_from' should be a date such as 2025-10-01, not '2025-13-01'",
            id="no such date",
        ),
        pytest.param(
            FRAMEWORK,
            "scale: three",
            "scale: tree",
            "8:8: unknown scale 'tree', did you mean 'three'?",
            id="dangling scale",
        ),
        pytest.param(
            FRAMEWORK,
            "short_title: Leading People",
            "short_title: Leading a Great Many of People",
            "12:18: 'short_title' should be at most 28 characters long, "
            "not 'Leading a Great Many of People'",
            id="long short title",
        ),
        pytest.param(
            "presets.yaml",
            "total_seconds: 180",
            "total_seconds: 3:00",
            "6:20: 'total_seconds' should be a whole number, not '3:00'",
            id="minutes and seconds",
        ),
        pytest.param(
            "presets.yaml",
            "board: false",
            "board: no",
            "11:12: 'board' should be true or false, not 'no'",
            id="no is not false",
        ),
        pytest.param(
            "presets.yaml",
            "low: 120",
            "low: 190",
            "8:11: 'band' should have 'low' below 'high'",
            id="band upside down",
        ),
        pytest.param(
            "presets.yaml",
            "action: 50",
            "action: 60",
            "9:12: 'guide' should add up to 100, not 110",
            id="more than the whole",
        ),
        pytest.param(
            "presets.yaml",
            "questions: 1",
            "questions: 0",
            "5:16: 'questions' should be at least 1, not 0",
            id="session without questions",
        ),
        pytest.param(
            "scales.yaml",
            "value: 3",
            "value: 1",
            "6:17: duplicate level 1, first at scales.yaml:5:17",
            id="level twice",
        ),
        pytest.param(
            "answer_models.yaml",
            "part: result",
            "part: reslt",
            "7:31: 'part' should be 'situation', 'task', 'action' or 'result', "
            "not 'reslt', did you mean 'result'?",
            id="dangling part",
        ),
        pytest.param(
            "answer_models.yaml",
            FILES["answer_models.yaml"],
            "",
            "1:1: the file should be a mapping of keys to values, but it is empty",
            id="empty file",
        ),
    ],
)
def test_one_thing_broken_is_one_line(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    path = write_small_bank(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert problems_in(tmp_path) == [f"{file}:{expected}"]


def test_everything_broken_is_told_at_once(tmp_path: Path) -> None:
    """Syntax in one file, types in another and references in a third do not hide each other."""
    write_small_bank(tmp_path)
    _replace(tmp_path / "presets.yaml", "drill", "[drill")
    _replace(tmp_path / "scales.yaml", "label: Low", "label: 5")
    _replace(tmp_path / QUESTIONS, "type: behavioral", "type: viewpiont")
    _replace(tmp_path / QUESTIONS, "[developing-others]", "[developing]")
    _replace(tmp_path / QUESTIONS, "id: lp-choice", "id: lp-growth")
    assert [line.split(": ", 1)[0] for line in problems_in(tmp_path)] == [
        "presets.yaml:3:10",
        "scales.yaml:5:27",
        "small/leading-people.yaml:6:11",
        "small/leading-people.yaml:7:20",
        "small/leading-people.yaml:14:9",
    ]


def test_a_clash_between_two_files_names_both(tmp_path: Path) -> None:
    write_small_bank(tmp_path)
    other = tmp_path / "small" / "more.yaml"
    other.write_text((tmp_path / QUESTIONS).read_text(encoding="utf-8"), encoding="utf-8")
    growth = "duplicate question id 'lp-growth', first at small/leading-people.yaml:4:9"
    choice = "duplicate question id 'lp-choice', first at small/leading-people.yaml:14:9"
    assert problems_in(tmp_path) == [
        f"small/more.yaml:4:9: {growth}",
        f"small/more.yaml:14:9: {choice}",
    ]


def test_an_unreadable_framework_does_not_accuse_its_questions(tmp_path: Path) -> None:
    write_small_bank(tmp_path)
    _replace(tmp_path / FRAMEWORK, "id: small", "id: [small")
    assert [line.split(":")[0] for line in problems_in(tmp_path)] == [FRAMEWORK]


def test_a_framework_without_its_lists_does_not_accuse_its_questions(tmp_path: Path) -> None:
    write_small_bank(tmp_path)
    _replace(tmp_path / FRAMEWORK, "ecqs:", "qualifications:")
    assert {line.split(":")[0] for line in problems_in(tmp_path)} == {FRAMEWORK}


def test_a_flood_of_problems_is_counted_not_listed(tmp_path: Path) -> None:
    path = write_small_bank(tmp_path) / QUESTIONS
    _replace(path, "tags: [choice]", f"tags: [{', '.join(['5'] * 250)}]")
    lines = problems_in(tmp_path)
    assert len(lines) == 101
    assert lines[-1].endswith("and 150 more problems from here on")


snippets = st.sampled_from(
    ["\n", "  ", "- ", ": ", "[", "]", "{", "}", "'", "5", "~", "true", "id: x\n", "#", "\t"]
)


@settings(deadline=None)
@given(
    file=st.sampled_from(sorted(FILES)),
    cut=st.tuples(st.integers(0, 900), st.integers(0, 40)),
    put=st.lists(snippets, max_size=3).map("".join),
)
def test_any_slip_of_the_hand_is_survived(
    tmp_path_factory: pytest.TempPathFactory, file: str, cut: tuple[int, int], put: str
) -> None:
    """Whatever is cut out of a file and put into it: a bank, or problems at places that exist."""
    directory = write_small_bank(tmp_path_factory.getbasetemp() / "slip")
    text = FILES[file]
    start = cut[0] % len(text)
    slipped = text[:start] + put + text[start + cut[1] :]
    (directory / file).write_text(slipped, encoding="utf-8")
    bank, problems = check(directory)
    assert (bank is None) == bool(problems)
    for problem in problems:
        lines = problem.file.read_text(encoding="utf-8").split("\n")
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= len((*lines, "")[problem.line - 1]) + 1


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
