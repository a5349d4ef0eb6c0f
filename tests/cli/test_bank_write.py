"""`mock-panel bank new` and `import`, as a user meets them in a shell and in a terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mock_panel.cli.bank import bank as bank_command
from mock_panel.cli.root import run

pytestmark = pytest.mark.usefixtures("home")

Capture = pytest.CaptureFixture[str]

MARKDOWN = """\
# My questions

## Leading People
- Tell us about the best night shift that you have led.
  - competencies: developing-others
  - probe action: What did you do first?
- A shift is short of two people and nobody answers the phone. What would you do?
"""

CSV = """\
ecq;text;competencies;anchor_3
Driving Efficiency;Describe the oldest contract that you have ended.;fiscal-responsibility;Says why.
driving-efficiency;What is the best lease you have made?;managing-resources,problem-solving;
"""


def shown(capsys: Capture, question: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(["bank", "show", question, "--json"]) == 0
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_a_question_from_options_is_in_use_at_once(home: Path, capsys: Capture) -> None:
    text = "Tell us about the best night shift that you have led."
    options = ["--ecq", "leading-people", "--competency", "developing-others", "--text", text]
    assert run(["bank", "new", *options]) == 0
    output = capsys.readouterr()
    assert output.out == f"{home / 'bank' / 'opm-2025' / 'leading-people.yaml'}\n"
    assert "in use" in output.err
    question = shown(capsys, "lp-night-shift-led")
    assert question["text"] == text
    assert question["competencies"] == ["developing-others"]


def test_a_doubtful_question_is_written_and_told(capsys: Capture) -> None:
    options = ["--ecq", "leading-people", "--text", "Have you ever dismissed anyone?"]
    assert run(["bank", "new", *options]) == 0
    assert "warning: " in capsys.readouterr().err


def test_a_qualification_in_ones_own_words(home: Path, capsys: Capture) -> None:
    assert run(["bank", "new", "--technical", "dam safety"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(home / "bank" / "tq-dam-safety" / name) for name in ("framework.yaml", "questions.yaml")
    ]
    assert "dam safety" in str(shown(capsys, "tq-dam-safety-hardest-work")["text"])
    assert run(["bank", "new", "--technical", "dam safety"]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_terminal_is_asked_step_by_step(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = "1\n4\n2\nWhat is the hardest thing you have taught anyone?\n"
    probes = "Who was it?\n\nHow did you begin?\n\n\n"
    anchors = "Names a course.\n\nTells what changed in a person.\n"
    monkeypatch.setattr("mock_panel.cli.bank_write.sys", _Terminal())
    done = CliRunner().invoke(bank_command, ["new"], input=answers + probes + anchors)
    assert done.exit_code == 0, done.output
    written = (home / "bank" / "opm-2025" / "leading-people.yaml").read_text(encoding="utf-8")
    assert "What is the hardest thing you have taught anyone?" in written
    assert "- Who was it?" in written
    assert "5: >-\n        Tells what changed in a person." in written


class _Terminal:
    """A `sys` whose input is a terminal."""

    class stdin:  # noqa: N801 - as in sys
        @staticmethod
        def isatty() -> bool:
            return True


@pytest.mark.parametrize("option", ["--technical", "--text"])
@pytest.mark.parametrize("odd", ["dam \udcff safety", "dam \x07 safety", ""])
def test_what_no_file_could_hold_is_refused_and_leaves_nothing(
    option: str, odd: str, home: Path, capsys: Capture
) -> None:
    assert run(["bank", "new", "--ecq", "leading-people", option, odd]) == 2
    assert capsys.readouterr().err.startswith("mock-panel: ")
    assert not list((home / "bank").rglob("*.yaml"))


def test_nobody_to_ask(capsys: Capture) -> None:
    assert run(["bank", "new"]) == 2
    assert "--framework, --ecq, --competency and --text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "count"), [("mine.md", MARKDOWN, 2), ("mine.csv", CSV, 2)]
)
def test_a_list_becomes_questions(
    tmp_path: Path, name: str, text: str, count: int, capsys: Capture
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["bank", "import", str(tmp_path / name)]) == 0
    (file,) = capsys.readouterr().out.splitlines()
    assert Path(file).read_text(encoding="utf-8").count("- id:") == count
    assert run(["bank", "check", "--strict"]) in (0, 2)
    assert "no problem" in capsys.readouterr().err


def test_a_list_with_a_fault_changes_nothing(tmp_path: Path, home: Path, capsys: Capture) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(CSV.replace("driving-efficiency", "driving-efficency"), encoding="utf-8")
    assert run(["bank", "import", str(file)]) == 2
    output = capsys.readouterr()
    assert output.out.startswith(f"{file}:3:1: unknown ECQ 'driving-efficency'")
    assert "did you mean 'driving-efficiency'?" in output.out
    assert "Nothing has been imported." in output.err
    assert not (home / "bank").exists()


def test_elsewhere_is_written_and_not_used_until_added(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.md").write_text(MARKDOWN, encoding="utf-8")
    target = tmp_path / "elsewhere"
    assert run(["bank", "import", str(tmp_path / "mine.md"), "--to", str(target)]) == 0
    assert f"`mock-panel bank add {target}`" in capsys.readouterr().err
    assert run(["bank", "add", str(target)]) == 0
    assert "2 questions added" in capsys.readouterr().err


def test_a_second_import_to_a_folder_gives_no_id_twice(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.md").write_text(MARKDOWN, encoding="utf-8")
    target = tmp_path / "elsewhere"
    for _ in range(2):
        assert run(["bank", "import", str(tmp_path / "mine.md"), "--to", str(target)]) == 0
    capsys.readouterr()
    assert run(["bank", "check", str(target)]) == 0
    output = capsys.readouterr()
    assert "no problem" in output.err
    # The same questions again: the lint says so.
    assert "the same words as at" in output.out
