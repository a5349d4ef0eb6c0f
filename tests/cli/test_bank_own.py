"""`mock-panel bank add` and `remove`: folders of the user's, beside the shipped questions."""

import json
from pathlib import Path

import pytest

from mock_panel.cli.root import run

pytestmark = pytest.mark.usefixtures("home")

Capture = pytest.CaptureFixture[str]

QUESTION = """\
framework: opm-2025
ecq: leading-people
questions:
  - id: my-night-shift
    text: Tell us about the best night shift that you have led.
    type: behavioral
    competencies: [developing-others]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "mentors"
    (folder / "opm-2025").mkdir(parents=True)
    (folder / "opm-2025" / "nights.yaml").write_text(QUESTION)
    return folder


def listed(capsys: Capture) -> set[str]:
    capsys.readouterr()
    assert run(["bank", "list", "--json"]) == 0
    return {question["id"] for question in json.loads(capsys.readouterr().out)}


def test_an_added_folder_is_listed_practised_and_removed(own: Path, capsys: Capture) -> None:
    assert run(["bank", "add", str(own)]) == 0
    assert capsys.readouterr().err == f"{own}: 1 question added\n"
    assert "my-night-shift" in listed(capsys)
    assert run(["bank", "path", "--own"]) == 0
    assert capsys.readouterr().out == f"{own}\n"
    assert run(["bank", "add", str(own)]) == 0
    assert "used already" in capsys.readouterr().err
    assert run(["bank", "remove", str(own)]) == 0
    assert "my-night-shift" not in listed(capsys)
    assert (own / "opm-2025" / "nights.yaml").read_text() == QUESTION


def test_a_folder_with_a_problem_is_not_added(own: Path, home: Path, capsys: Capture) -> None:
    file = own / "opm-2025" / "nights.yaml"
    file.write_text(QUESTION.replace("leading-people", "leading-peeple"))
    assert run(["bank", "add", str(own)]) == 2
    output = capsys.readouterr()
    wanted = f"{file}:2:6: unknown ECQ 'leading-peeple' in opm-2025, did you mean 'leading-people'?"
    assert output.out == f"{wanted}\n"
    assert "nothing has changed" in output.err
    assert not (home / "settings.toml").exists()


def test_a_folder_that_breaks_later_is_left_out_with_a_word(own: Path, capsys: Capture) -> None:
    assert run(["bank", "add", str(own)]) == 0
    (own / "opm-2025" / "nights.yaml").write_text(QUESTION.replace("my-night-shift", "de-new"))
    assert "de-new" in listed(capsys)
    (own / "opm-2025" / "nights.yaml").write_text(QUESTION + "    tagz: [x]\n")
    assert run(["bank", "list", "--json"]) == 0
    output = capsys.readouterr()
    assert "my-night-shift" not in {q["id"] for q in json.loads(output.out)}
    assert f"{own / 'opm-2025' / 'nights.yaml'}:8:5: unknown key 'tagz'" in output.err


def test_own_questions_in_the_data_directory_need_no_adding(
    own: Path, home: Path, capsys: Capture
) -> None:
    home.mkdir()
    own.rename(home / "bank")
    assert "my-night-shift" in listed(capsys)
    assert run(["bank", "check"]) == 0
    assert str(home / "bank") in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["add", "remove"])
def test_a_folder_that_is_not_there_is_named(verb: str, capsys: Capture) -> None:
    assert run(["bank", verb, "/nowhere/at/all"]) == 2
    assert "/nowhere/at/all" in capsys.readouterr().err
