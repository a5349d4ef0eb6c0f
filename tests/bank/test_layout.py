"""Which files are read, and what is out of place."""

from pathlib import Path

import pytest

from mock_panel.bank.check import check
from tests.bank.small_bank import problems_in, write_small_bank


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    assert problems_in(tmp_path) == [
        "*/framework.yaml:1:1: a bank needs one of these, there is none",
        "answer_models.yaml:1:1: this file is missing",
        "presets.yaml:1:1: this file is missing",
        "scales.yaml:1:1: this file is missing",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("preset.yaml", "no file of a bank is called this, did you mean 'presets.yaml'?"),
        ("notes.yml", "no file of a bank is called this"),
        ("small/more.yml", "the name should end in .yaml"),
    ],
)
def test_a_file_with_a_wrong_name_is_told(tmp_path: Path, name: str, expected: str) -> None:
    (write_small_bank(tmp_path) / name).write_text("a: 1\n", encoding="utf-8")
    assert problems_in(tmp_path) == [f"{name}:1:1: {expected}"]


def test_what_is_not_yaml_is_left_alone(tmp_path: Path) -> None:
    write_small_bank(tmp_path)
    for name in ("README.md", ".hidden.yaml", "small/notes.txt", ".git/config.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(": [", encoding="utf-8")
    assert problems_in(tmp_path) == []


def test_a_circle_of_links_is_not_walked(tmp_path: Path) -> None:
    (write_small_bank(tmp_path) / "again").symlink_to(tmp_path)
    assert problems_in(tmp_path) == ["again:1:1: a link to a folder, links are not followed"]


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (write_small_bank(tmp_path) / "small" / "more.yaml").mkdir()
    assert problems_in(tmp_path) == ["small/more.yaml:1:1: a folder with the name of a file"]


def test_questions_of_one_ecq_may_stand_in_several_files(tmp_path: Path) -> None:
    write_small_bank(tmp_path)
    first = (tmp_path / "small" / "leading-people.yaml").read_text(encoding="utf-8")
    more = first.replace("id: lp-", "id: lp-more-")
    (tmp_path / "small" / "more.yaml").write_text(more, encoding="utf-8")
    bank, _ = check(tmp_path)
    assert bank is not None
    assert [q.id for q in bank.questions] == [
        "lp-growth",
        "lp-choice",
        "lp-more-growth",
        "lp-more-choice",
    ]
