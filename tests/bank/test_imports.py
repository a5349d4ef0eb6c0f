"""Lists that users have, what is wrong with them, and the files that are written of them."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.bank import question_files
from mock_panel.bank.check import check
from mock_panel.bank.convert import questions_of
from mock_panel.bank.documents import MOST_PROBLEMS, read_document
from mock_panel.bank.imports import MOST_ITEMS, Imported, read_list, write_questions
from mock_panel.bank.question_ids import QuestionIds
from mock_panel.bank.schema import QuestionsFile
from mock_panel.bank.source import shipped_directory
from mock_panel.bank.text_file import LARGEST_BYTES
from mock_panel.domain.frameworks import Competency, Ecq, Framework, FrameworkStatus
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.domain.questions import Question, QuestionBank, QuestionType
from mock_panel.errors import InputError

SCHEMA = "../schemas/questions.schema.json"
HEADER = "text,ecq,competencies"
ROW = "Tell us about a loss.,leading-people,accountability"
PEOPLE = EcqId("leading-people")


@pytest.fixture(scope="module")
def framework(bank: QuestionBank) -> Framework:
    return bank.framework(FrameworkId("opm-2025"))


def listed(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(imported: Imported) -> list[str]:
    assert imported.problems == ()
    return [question.text for question in imported.questions]


def complaints(path: Path, imported: Imported) -> list[str]:
    assert imported.questions == ()
    return [str(problem).removeprefix(f"{path}:") for problem in imported.problems]


FULL_CSV = """\
Tags;id;Anchor 1;anchor_5;Question;ECQ;Competencies;Type;Asks;Probes situation;probes_task;\
PROBES_ACTION;probes-result;supplementals
Growth|care for staff;own-growth;Nothing;"Much;
more";"  Tell us about
someone's growth; ""really"".";Leading People;developing others; Behavioral ;what you did | why;\
Who?|When?;What for?;"How?
Then?";So what?;What else?
"""


def test_a_table_may_say_all_that_a_question_has(tmp_path: Path, framework: Framework) -> None:
    imported = read_list(listed(tmp_path / "mine.csv", FULL_CSV), framework, ())
    assert imported == Imported(
        (
            Question(
                id=QuestionId("own-growth"),
                framework=framework.id,
                ecq=PEOPLE,
                text='Tell us about someone\'s growth; "really".',
                type=QuestionType.BEHAVIORAL,
                competencies=(CompetencyId("developing-others"),),
                asks=("what you did", "why"),
                probes={
                    Part.SITUATION: ("Who?", "When?"),
                    Part.TASK: ("What for?",),
                    Part.ACTION: ("How?", "Then?"),
                    Part.RESULT: ("So what?",),
                },
                supplementals=("What else?",),
                anchors={1: "Nothing", 5: "Much; more"},
                tags=("growth", "care-for-staff"),
            ),
        ),
        (),
        (),
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_come_from_many_programs(
    tmp_path: Path, framework: Framework, delimiter: str, newline: str, mark: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    writer.writerow(["text", "ecq", "competencies"])
    writer.writerow(["What, then; did\tyou do?", "leading-people", "accountability"])
    path = listed(tmp_path / "mine.csv", mark + out.getvalue())
    assert texts(read_list(path, framework, ())) == ["What, then; did you do?"]


def test_one_column_is_enough_if_there_is_a_default(tmp_path: Path, framework: Framework) -> None:
    path = listed(tmp_path / "mine.csv", "competencies;text\naccountability;A, b?\n")
    imported = read_list(path, framework, (), default_ecq=PEOPLE)
    assert [q.ecq for q in imported.questions] == [PEOPLE]
    path = listed(tmp_path / "mine.csv", "text\nA, b?\n")
    assert complaints(path, read_list(path, framework, (), default_ecq=PEOPLE)) == [
        "1:1: missing column 'competencies'"
    ]


def test_an_ecq_that_is_named_goes_before_the_default(tmp_path: Path, framework: Framework) -> None:
    rows = "text,ecq,competencies\nA?,,innovation\nB?,Leading People,accountability\n"
    path = listed(tmp_path / "mine.csv", rows)
    imported = read_list(path, framework, (), default_ecq=EcqId("achieving-results"))
    assert [q.ecq for q in imported.questions] == [PEOPLE, "achieving-results"]


def test_a_default_that_is_no_ecq_is_the_callers_mistake(
    tmp_path: Path, framework: Framework
) -> None:
    with pytest.raises(KeyError):
        read_list(tmp_path / "mine.csv", framework, (), default_ecq=EcqId("leading"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("accountability", ["accountability"]),
        ("Developing Others; executive-judgment", ["developing-others", "executive-judgment"]),
        ('"EXECUTIVE  JUDGMENT, accountability"', ["executive-judgment", "accountability"]),
        ('"accountability\nDeveloping Others"', ["accountability", "developing-others"]),
        ("accountability;", ["accountability"]),
    ],
)
def test_competencies_by_id_or_title_the_main_one_first(
    tmp_path: Path, framework: Framework, written: str, expected: list[str]
) -> None:
    path = listed(tmp_path / "mine.csv", f"{HEADER}\nA?,leading-people,{written}\n")
    imported = read_list(path, framework, ())
    assert imported.problems == ()
    assert list(imported.questions[0].competencies) == expected


def test_a_title_with_a_comma_is_one_competency(tmp_path: Path, framework: Framework) -> None:
    ecq = framework.ecqs[0]
    odd = replace(ecq.competencies[0], id=CompetencyId("odd"), title="Odd, but One")
    changed = replace(framework, ecqs=(replace(ecq, competencies=(odd,)),))
    path = listed(tmp_path / "mine.csv", f'{HEADER}\nA?,{ecq.id},"Odd, but one"\n')
    assert read_list(path, changed, ()).questions[0].competencies == ("odd",)


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("What did you do?", "", "behavioral"),
        ("All leave at once. What would you do?", "", "situational"),
        ("HOW WOULD YOU begin?", "", "situational"),
        ("What would you do?", "Viewpoint", "viewpoint"),
    ],
)
def test_the_type_is_seen_in_the_question_unless_it_is_said(
    tmp_path: Path, framework: Framework, text: str, written: str, expected: str
) -> None:
    path = listed(
        tmp_path / "mine.csv", f"{HEADER},type\n{text},leading-people,accountability,{written}\n"
    )
    assert [q.type for q in read_list(path, framework, ()).questions] == [expected]


def test_questions_stand_by_ecq_and_then_as_listed(tmp_path: Path, framework: Framework) -> None:
    rows = (
        "B?,leading-people,accountability",
        "A?,driving-efficiency,managing-resources",
        "C?,leading-people,accountability",
    )
    path = listed(tmp_path / "mine.csv", "\n".join((HEADER, *rows)))
    assert texts(read_list(path, framework, ())) == ["A?", "B?", "C?"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            f"{HEADER}\n\n{ROW}\nA?,leading-poeple,acountability\n",
            [
                "4:2: unknown ECQ 'leading-poeple' in opm-2025, did you mean 'leading-people'?",
            ],
            id="misspelt ECQ",
        ),
        pytest.param(
            f'{HEADER}\n"Tell\nus\nall.",leading-people,accountability\n'
            "A?,Leading People,accountability; Developing Other\n",
            [
                (
                    "5:3: unknown competency 'Developing Other' in opm-2025, "
                    "did you mean 'Developing Others'?"
                ),
            ],
            id="line in the file, not number of the row",
        ),
        pytest.param(
            f"{HEADER}\n,leading-people,accountability\nA?,,accountability\nB?,leading-people\n",
            [
                "2:1: 'text' should have words in it",
                "3:2: the question has no ECQ",
                "4:3: the question has no competency",
            ],
            id="empty fields",
        ),
        pytest.param(
            f"{HEADER}\nA?,leading-people,accountability; Accountability\n",
            ["2:3: duplicate competency 'Accountability'"],
            id="competency twice",
        ),
        pytest.param(
            f"{HEADER},type,asks\nA?,leading-people,accountability,behavioural,why\n",
            [
                (
                    "2:4: 'type' should be 'behavioral', 'situational' or 'viewpoint', "
                    "not 'behavioural', did you mean 'behavioral'?"
                ),
                "2:5: 'asks' should have two or more parts, or none",
            ],
            id="type and asks",
        ),
        pytest.param(
            f"{HEADER},id\n{ROW},Loss\n{ROW},a-loss\n{ROW},a-loss\n{ROW},taken\n",
            [
                (
                    "2:4: 'id' should be lower-case words and figures joined by hyphens, "
                    "at most 100 long, not 'Loss'"
                ),
                "4:4: duplicate id 'a-loss', first in line 3",
                "5:4: the id 'taken' is that of another question",
            ],
            id="ids",
        ),
        pytest.param(
            f"{HEADER},tags,anchor_3,anchor_7\n{ROW},危机,Some.,Much.\n",
            [
                (
                    "2:4: a tag should be lower-case words and figures joined by hyphens, "
                    "at most 100 long, not '危机'"
                ),
                "2:6: 7 is not a level of the scale 'evidence-5'",
            ],
            id="tags and anchors",
        ),
        pytest.param(
            f"text,ecq,competency,Probe acton,text,\n{ROW},,,\n",
            [
                "1:1: missing column 'competencies'",
                "1:3: unknown column 'competency', did you mean 'competencies'?",
                "1:4: unknown column 'Probe acton', did you mean 'probes_action'?",
                "1:5: duplicate column 'text', first is column 1",
            ],
            id="columns",
        ),
        pytest.param(
            f"{HEADER},\n{ROW},note,more\n",
            [
                "2:4: 'note' stands in a column without a name",
                (
                    "2:5: 'more' stands beyond the last column, "
                    "quote a text that has the delimiter in it"
                ),
            ],
            id="fields without a column",
        ),
        pytest.param(
            ROW,
            ["1:1: the first line should name the columns, such as text,ecq,competencies"],
            id="no header",
        ),
        pytest.param(
            f'{HEADER}\n{ROW}\n\n"Tell us,leading-people,accountability\n{ROW}\n',
            ["4:1: this row has a quote that is never closed"],
            id="open quote",
        ),
        pytest.param(
            f'{HEADER}\n"Tell "us"",leading-people,accountability\n',
            ["2:1: this row has a quote inside a quoted field, write it twice"],
            id="quote in quotes",
        ),
        pytest.param(
            f'{HEADER}\n"{"a" * 200_000}",leading-people,accountability\n',
            ["2:1: this row has a field that is far too long, or a quote that is never closed"],
            id="endless field",
        ),
        pytest.param(
            f"{HEADER}\n{'a' * 2001},leading-people,accountability\n",
            ["2:1: 'text' should be at most 2000 characters long, not 2001"],
            id="long text",
        ),
        pytest.param(
            f"{HEADER},supplementals\n{ROW},{'|'.join(['a?'] * (MOST_ITEMS + 1))}\n",
            ["2:4: 'supplementals' should have at most 50 items, not 51"],
            id="long list",
        ),
        pytest.param(HEADER, ["1:1: there is no question in it"], id="nothing but a header"),
        pytest.param(
            "",
            ["1:1: the first line should name the columns, such as text,ecq,competencies"],
            id="nothing at all",
        ),
    ],
)
def test_what_is_wrong_with_a_table(
    tmp_path: Path, bank: QuestionBank, framework: Framework, content: str, expected: list[str]
) -> None:
    path = listed(tmp_path / "mine.csv", content)
    (scale,) = (scale for scale in bank.scales if scale.id == framework.scale)
    assert complaints(path, read_list(path, framework, {"taken"}, scale=scale)) == expected


FULL_MARKDOWN = """\
# What I was asked

Collected since 2020.
Some of it twice.

## Leading People ##

1. Tell us about someone's
   growth: what came of it?

   - competencies: Developing Others, accountability
   - Type: viewpoint
   - id: own-growth
   - asks: what you did | why
   - probe situation: Who?
   - Probe situation: When was that,
     and where?
   - probe action: What did
\t you do?
   - supplemental: What else?
   - anchor 1: Nothing.
   - anchor 5: Much: all.
   - tags: growth, staff
2) What would you do
    * competencies: accountability

## driving-efficiency
+ Describe a saving.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_markdown_list_may_say_all_that_a_question_has(
    tmp_path: Path, framework: Framework, newline: str
) -> None:
    path = listed(tmp_path / "mine.md", FULL_MARKDOWN.replace("\n", newline))
    imported = read_list(path, framework, ())
    assert imported.problems == ()
    saving, growth, would = imported.questions
    assert growth == Question(
        id=QuestionId("own-growth"),
        framework=framework.id,
        ecq=PEOPLE,
        text="Tell us about someone's growth: what came of it?",
        type=QuestionType.VIEWPOINT,
        competencies=(CompetencyId("developing-others"), CompetencyId("accountability")),
        asks=("what you did", "why"),
        probes={
            Part.SITUATION: ("Who?", "When was that, and where?"),
            Part.ACTION: ("What did you do?",),
        },
        supplementals=("What else?",),
        anchors={1: "Nothing.", 5: "Much: all."},
        tags=("growth", "staff"),
    )
    assert (would.text, would.type) == ("What would you do", QuestionType.SITUATIONAL)
    assert would.competencies == ("accountability",)
    assert (saving.ecq, saving.competencies) == ("driving-efficiency", ("fiscal-responsibility",))


def test_a_question_without_competencies_gets_the_first_and_a_note(
    tmp_path: Path, framework: Framework
) -> None:
    path = listed(tmp_path / "mine.md", "## Leading People\n\n- Tell us about a loss.\n")
    imported = read_list(path, framework, ())
    assert [q.competencies for q in imported.questions] == [("accountability",)]
    assert [str(note).removeprefix(f"{path}:") for note in imported.notes] == [
        "3:3: no competency is named, 'accountability' was taken as the first of its ECQ"
    ]


def test_a_list_without_headings_goes_to_the_default(tmp_path: Path, framework: Framework) -> None:
    path = listed(tmp_path / "mine.MD", "- A loss?\n\n- A gain?\n  And then?\n")
    imported = read_list(path, framework, (), default_ecq=PEOPLE)
    assert texts(imported) == ["A loss?", "A gain? And then?"]
    assert complaints(path, read_list(path, framework, ())) == [
        "1:3: the question has no ECQ",
        "3:3: the question has no ECQ",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "## Leading Poeple\n- A?\n- B?\n",
            ["1:4: unknown ECQ 'Leading Poeple' in opm-2025, did you mean 'Leading People'?"],
            id="a wrong heading is told once",
        ),
        pytest.param(
            "##\n- A?\n### Accountability\n# Next\n- B?\n",
            [
                "1:1: the question has no ECQ",
                "3:1: the heading of an ECQ should begin with '## '",
                "5:3: the question has no ECQ",
            ],
            id="headings",
        ),
        pytest.param(
            "## Leading People\n- A?\n  - probe acton: C\n    D\n  - anchor 9: E.\n  - text: F?\n",
            [
                "3:5: unknown name 'probe acton', did you mean 'probe action'?",
                "5:5: unknown name 'anchor 9', did you mean 'anchor 7'?",
                "6:5: unknown name 'text'",
            ],
            id="names",
        ),
        pytest.param(
            "## Leading People\n- A?\n  - Why?\n  - type: x\n  - Type: y\n  - competencies:\n",
            [
                "3:5: 'Why?' should have a name before it, as in 'probe action: What did you do?'",
                "4:11: 'type' should be 'behavioral', 'situational' or 'viewpoint', not 'x'",
                "5:5: duplicate 'Type', first in line 4",
                "6:18: the question has no competency",
            ],
            id="details",
        ),
        pytest.param(
            "## Leading People\nAbout them.\n- A?\nB?\n  C?\n",
            [
                "2:1: this belongs to no question, begin one with '- ' or indent what goes on",
                "4:1: this belongs to no question, begin one with '- ' or indent what goes on",
            ],
            id="lines of no question",
        ),
        pytest.param(
            "## Leading People\n- A?\n  - competencies: accountabilities\n  - anchor 3:\n",
            [
                (
                    "3:19: unknown competency 'accountabilities' in opm-2025, "
                    "did you mean 'Accountability'?"
                ),
            ],
            id="columns are those of the value",
        ),
        pytest.param(
            "## Leading People\n- A?\n - type: viewpoint\n",
            ["3:4: 'type' tells more of a question, indent it by two spaces or more"],
            id="a detail that is not deep enough",
        ),
        pytest.param("# Mine\n\nNothing yet.\n", ["1:1: there is no question in it"], id="nothing"),
    ],
)
def test_what_is_wrong_with_a_markdown_list(
    tmp_path: Path, framework: Framework, content: str, expected: list[str]
) -> None:
    path = listed(tmp_path / "mine.md", content)
    assert complaints(path, read_list(path, framework, ())) == expected


@pytest.mark.parametrize("name", ["mine.csv", "mine.md"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a" * (LARGEST_BYTES + 1), "1:1: the file is larger than 5 MB, split it"),
        (b"PK\x03\x04\x00", "1:5: a zero byte, this is not a text file"),
        (b"text\n\x01", "2:1: unprintable character U+0001, remove it"),
        (b"text\nr\xe9sum\xe9", "2:2: byte 0xe9 is not UTF-8, save the file as UTF-8"),
        (
            "text".encode("utf-16"),
            "1:1: the file is not UTF-8 but UTF-16 or UTF-32, save it as UTF-8",
        ),
    ],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, framework: Framework, name: str, content: bytes, expected: str
) -> None:
    path = listed(tmp_path / name, content)
    assert complaints(path, read_list(path, framework, ())) == [expected]


def test_what_is_no_file_or_of_no_kind_we_know_is_refused(
    tmp_path: Path, framework: Framework
) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    expected = {
        "folder.csv": "1:1: this is not a regular file",
        "pipe.md": "1:1: this is not a regular file",
        "none.csv": "1:1: cannot be read: No such file or directory",
        "sheet.xlsx": "1:1: the name should end in one of .csv, .tsv, .md, .markdown",
    }
    for name, message in expected.items():
        path = tmp_path / name
        assert complaints(path, read_list(path, framework, ())) == [message]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.csv", f"{HEADER}\n" + "A?,leading-poeple,x\n" * 20_000),
        ("mine.csv", f"{HEADER},{','.join(f'colum{n}' for n in range(100_000))}\n{ROW}\n"),
        ("mine.csv", f"{HEADER}\n{ROW}{',x' * 1_000_000}\n" * 2),
        ("mine.csv", f"{HEADER}\nA?,leading-people,{';'.join(['x'] * 60_000)}\n"),
        ("mine.md", "## Leading People\n" + "- A?\n  - competencis: x\n" * 50_000),
        ("mine.md", "## Leading People\n- A?\n" + "  a\n" * 300_000),
        ("mine.md", "## Leading People\n- " + "a:" * 1_000_000),
        ("mine.md", "## Leading People\n- a\n  - " + "a " * 1_000_000),
        ("mine.md", "#" * 2_000_000),
        ("mine.md", "## " + " #" * 100_000 + " x"),
        ("mine.md", f"## a{' ' * 1_000_000}b\n- a{' ' * 1_000_000}b\n  - a{' ' * 1_000_000}b\n"),
        ("mine.csv", 'text,"' * 1_000_000),
        ("mine.csv", f"{HEADER}\n" + f"A?,leading-people,{';'.join(['x'] * 60_000)}\n" * 40),
    ],
    ids=range(13),
)
def test_large_nonsense_is_refused_soon_and_in_few_words(
    tmp_path: Path, framework: Framework, name: str, content: str
) -> None:
    path = listed(tmp_path / name, content)
    assert 1 <= len(complaints(path, read_list(path, framework, ()))) <= MOST_PROBLEMS


def test_ids_are_made_of_initials_and_telling_words(framework: Framework) -> None:
    people = framework.ecq(PEOPLE)
    ids = QuestionIds(["lp-growth-deputy-office"])
    text = "Tell us about the growth of a deputy in another office."
    assert ids.new(people, "What did they do?") == "lp-question"
    assert ids.new(people, "你做了什么？") == "lp-question-2"
    assert ids.new(people, "Describe someone's résumé; it didn\u2019t say.") == "lp-resume"
    assert ids.new(people, text) == "lp-growth-deputy-office-2"
    assert ids.new(people, text) == "lp-growth-deputy-office-3"
    assert ids.new(people, f"{text} Later?") == "lp-growth-deputy-office-later"
    assert ids.new(framework.ecqs[0], "A court order") == "rlf-court-order"
    assert len(ids.new(people, " ".join("x" * 90 + c for c in "abcd"))) <= 100


def test_an_id_that_is_given_is_never_made_for_another(
    tmp_path: Path, framework: Framework
) -> None:
    rows = ("A court order?,,", "Another court?,,lp-court-order")
    lines = (row.replace(",,", ",leading-people,accountability,") for row in rows)
    path = listed(tmp_path / "mine.csv", "\n".join((f"{HEADER},id", *lines)))
    ids = [q.id for q in read_list(path, framework, ()).questions]
    assert ids == ["lp-court-order-2", "lp-court-order"]


def written_and_read(
    directory: Path, framework: Framework, questions: Iterable[Question]
) -> list[Question]:
    """The questions of the files that are written, ECQ by ECQ."""
    read: list[Question] = []
    for path in write_questions(directory, framework, questions, SCHEMA):
        document, problems = read_document(path)
        assert problems == []
        assert document is not None
        read += questions_of(QuestionsFile.model_validate(document.value))
    return read


def test_what_is_written_is_what_was_read(tmp_path: Path, framework: Framework) -> None:
    """And stands beside the shipped questions without a problem."""
    table = read_list(listed(tmp_path / "mine.csv", FULL_CSV), framework, ())
    taken = [question.id for question in table.questions]
    content = FULL_MARKDOWN.replace("own-growth", "own-growth-2")
    markdown = read_list(listed(tmp_path / "mine.md", content), framework, taken)
    own = tmp_path / "own"
    first = write_questions(own, framework, table.questions, SCHEMA)
    second = write_questions(own, framework, markdown.questions, SCHEMA)
    folder = own / "opm-2025"
    assert first == [folder / "leading-people.yaml"]
    assert second == [folder / "driving-efficiency.yaml", folder / "leading-people-2.yaml"]
    bank, problems = check(shipped_directory(), [own])
    assert problems == []
    assert bank is not None
    for question in (*table.questions, *markdown.questions):
        assert bank.question(question.id) == question


def test_shipped_questions_are_written_as_they_are_shipped(
    tmp_path: Path, bank: QuestionBank
) -> None:
    """But for the ends of lines, which their authors chose here and there."""
    shipped = {}
    for path in shipped_directory().glob("*/*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.name != "framework.yaml":
            ecq = next(line.removeprefix("ecq: ") for line in lines if line.startswith("ecq: "))
            shipped[path.parent.name, ecq] = lines
    assert len(shipped) >= 12
    for framework in bank.practicable:
        questions = bank.questions_of(framework.id)
        for path in write_questions(tmp_path, framework, questions, SCHEMA):
            lines = path.read_text(encoding="utf-8").splitlines()
            like = shipped[framework.id, path.stem]
            assert " ".join(lines).split() == " ".join(like).split()
            assert [line for line in lines if ":" in line] == [line for line in like if ":" in line]
            assert max(map(len, lines)) <= 100


def test_editors_find_the_schema_and_its_path_cannot_break_the_file(
    tmp_path: Path, framework: Framework
) -> None:
    path = listed(tmp_path / "mine.csv", f"{HEADER}\n{ROW}\n")
    questions = read_list(path, framework, ()).questions
    (written,) = write_questions(tmp_path, framework, questions, "/my\nown schemas/q.json")
    assert written.read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=/my%0Aown%20schemas/q.json\n"
        "framework: opm-2025\necq: leading-people\n\nquestions:\n"
        "  - id: lp-loss\n    text: >-\n      Tell us about a loss.\n"
        "    type: behavioral\n    competencies: [accountability]\n"
    )


def test_nothing_is_ever_overwritten(tmp_path: Path, framework: Framework) -> None:
    folder = tmp_path / "opm-2025"
    folder.mkdir()
    (folder / "leading-people.yaml").write_text("mine", encoding="utf-8")
    (folder / "leading-people-2.yaml").symlink_to(tmp_path / "nowhere")
    path = listed(tmp_path / "mine.csv", f"{HEADER}\n{ROW}\n")
    questions = read_list(path, framework, ()).questions
    assert write_questions(tmp_path, framework, questions, SCHEMA) == [
        folder / "leading-people-3.yaml"
    ]
    assert (folder / "leading-people.yaml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert len(list(folder.iterdir())) == 3


def test_memory_sticks_know_no_hard_links(
    tmp_path: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = listed(tmp_path / "mine.csv", f"{HEADER}\n{ROW}\n")
    questions = read_list(path, framework, ()).questions
    for _ in range(2):
        assert written_and_read(tmp_path, framework, questions) == list(questions)
    assert {file.name for file in (tmp_path / "opm-2025").iterdir()} == {
        "leading-people.yaml",
        "leading-people-2.yaml",
    }


def test_an_ecq_cannot_take_the_frameworks_file(tmp_path: Path, framework: Framework) -> None:
    ecq = replace(framework.ecq(PEOPLE), id=EcqId("framework"))
    changed = replace(framework, ecqs=(ecq,))
    path = listed(tmp_path / "mine.csv", f"{HEADER}\nA?,framework,accountability\n")
    questions = read_list(path, changed, ()).questions
    (written,) = write_questions(tmp_path, changed, questions, SCHEMA)
    assert written.name == "framework-2.yaml"


def test_no_question_makes_no_file(tmp_path: Path, framework: Framework) -> None:
    assert write_questions(tmp_path / "own", framework, (), SCHEMA) == []
    assert not (tmp_path / "own").exists()


def test_what_cannot_be_written_is_an_input_error(tmp_path: Path, framework: Framework) -> None:
    (tmp_path / "opm-2025").write_text("", encoding="utf-8")
    path = listed(tmp_path / "mine.csv", f"{HEADER}\n{ROW}\n")
    questions = read_list(path, framework, ()).questions
    with pytest.raises(InputError, match="opm-2025: cannot be written: "):
        write_questions(tmp_path, framework, questions, SCHEMA)


def test_all_is_written_or_nothing(
    tmp_path: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = question_files._write

    def full_at_the_second(path: Path, text: str) -> None:
        if "ecq: leading-people" in text:
            raise OSError(28, "No space left on device", str(path))
        write(path, text)

    monkeypatch.setattr(question_files, "_write", full_at_the_second)
    rows = f"{HEADER}\n{ROW}\nA?,driving-efficiency,managing-resources\n"
    questions = read_list(listed(tmp_path / "mine.csv", rows), framework, ()).questions
    with pytest.raises(InputError, match="No space left"):
        write_questions(tmp_path, framework, questions, SCHEMA)
    assert list((tmp_path / "opm-2025").iterdir()) == []


def test_what_would_be_too_large_to_read_is_parted(
    tmp_path: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_files, "LARGEST_BYTES", 1_000)
    rows = "a?,leading-people,accountability\n" * 20
    path = listed(tmp_path / "mine.csv", f"{HEADER}\n{rows}")
    questions = read_list(path, framework, ()).questions
    read = written_and_read(tmp_path, framework, questions)
    assert read == list(questions)
    written = list((tmp_path / "opm-2025").iterdir())
    assert len(written) > 2
    assert max(file.stat().st_size for file in written) < 1_200


EMPTY = Framework(
    id=FrameworkId("small"),
    title="Small",
    summary="For tests.",
    status=FrameworkStatus.OWN,
    effective_from=None,
    effective_to=None,
    source="nowhere",
    licence="none",
    scale="evidence-5",
    answer_model="",
    ecqs=(),
    fundamental=(),
)
ACCOUNTABILITY = Competency(CompetencyId("accountability"), "Accountability", None)
SMALL = replace(
    EMPTY, ecqs=(Ecq(PEOPLE, "Leading People", "Leading People", None, (ACCOUNTABILITY,)),)
)
words = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(" -:#'\"\\&*!|>%@`[]{},?~.0y\u2028\x85\xa0\ufeff"),
    ),
    min_size=1,
    max_size=60,
)
odd_words = st.sampled_from(
    [
        "no",
        "Yes",
        "NULL",
        "~",
        "1",
        "1e3",
        "2025-10-01",
        "0x1f",
        ".inf",
        "true",
        "y",
        "a: b",
        'a, "b"',
        "a\\b?",
        "a #b",
    ]
)
long_words = st.lists(words, min_size=20, max_size=40).map(" ".join)
paragraphs = (
    st.one_of(words, odd_words, long_words)
    .map(lambda text: re.sub(r"[\n\t]", " ", text).strip())
    .filter(lambda text: text and text == text.strip())
)
slugs = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True) | st.sampled_from(
    ["true", "null", "on", "12", "1e5", "x" * 100]
)


@st.composite
def question_sets(draw: st.DrawFn) -> tuple[Framework, list[Question]]:
    """Questions that the models would take, on a framework with the oddest of ids."""

    def few(strategy: st.SearchStrategy[str], least: int = 0) -> tuple[str, ...]:
        return tuple(draw(st.lists(strategy, min_size=least, max_size=4)))

    ecqs = tuple(
        Ecq(EcqId(name), name, name, None, ())
        for name in draw(st.lists(slugs, min_size=1, max_size=2, unique=True))
    )
    framework = replace(EMPTY, id=FrameworkId(draw(slugs)), ecqs=ecqs)
    names = draw(st.lists(slugs, min_size=1, max_size=4, unique=True))
    return framework, [
        Question(
            id=QuestionId(name),
            framework=framework.id,
            ecq=draw(st.sampled_from(ecqs)).id,
            text=draw(paragraphs),
            type=draw(st.sampled_from(QuestionType)),
            competencies=tuple(map(CompetencyId, few(slugs, 1))),
            asks=few(paragraphs, 2) if draw(st.booleans()) else (),
            probes={part: few(paragraphs, 1) for part in STORY_PARTS if draw(st.booleans())},
            supplementals=few(paragraphs),
            anchors=draw(st.dictionaries(st.integers(-9, 9), paragraphs, max_size=4)),
            tags=few(slugs),
        )
        for name in names
    ]


@given(question_sets())
@settings(max_examples=25, deadline=None)
def test_whatever_the_models_take_is_read_as_it_was_written(
    drawn: tuple[Framework, list[Question]],
) -> None:
    framework, questions = drawn
    with tempfile.TemporaryDirectory() as directory:
        read = written_and_read(Path(directory), framework, questions)
    order = [ecq.id for ecq in framework.ecqs]
    assert read == sorted(questions, key=lambda question: order.index(question.ecq))


pieces = st.sampled_from(
    [HEADER, ROW, "\n", "\n", "\r\n", ",", ";", "\t", '"', "## Leading People", "# ", "- ", "  - ",
     "1. ", "    ", "type: ", "anchor 3: ", "probe action: ", "asks: a | b", "tags", "|", "id: x",
     "accountability", "leading-people", "text", "ecq", "competencies", ",tags,asks,id,anchor_1",
     "\ufeff", "\u2028", "\xa0", "\x0c", "é", "😀"]
)  # fmt: skip
lists = st.lists(pieces | st.text(max_size=8), max_size=40).map("".join)
tables = lists.map(lambda rest: f"{HEADER},tags,asks,id,anchor_1\n{ROW},{rest}")
markdown = lists.map(lambda rest: f"## Leading People\n- A loss?\n{rest}")


@given(st.sampled_from([".csv", ".md"]), lists | tables | markdown)
@settings(max_examples=150, deadline=None)
def test_whatever_a_list_holds_is_told_or_can_be_written(suffix: str, content: str) -> None:
    framework = SMALL
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"mine{suffix}"
        path.write_bytes(content.encode("utf-8", "replace"))
        imported = read_list(path, framework, ("x-1",), default_ecq=PEOPLE)
        assert bool(imported.questions) != bool(imported.problems)
        if imported.questions:
            read = written_and_read(Path(directory), framework, imported.questions)
            assert read == list(imported.questions)
            assert len({question.id for question in read}) == len(read)
