"""Where the shipped bank is found, and that it is read once."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mock_panel
from mock_panel.bank.source import MOST_SHOWN, MergedBank, shipped_directory
from mock_panel.errors import InputError
from tests.bank.small_bank import write_small_bank


def test_a_checkout_has_the_bank_beside_the_package() -> None:
    package = Path(mock_panel.__file__).parent
    assert shipped_directory() == package.parent / "question_bank"


def test_an_installed_wheel_has_the_bank_inside_the_package(tmp_path: Path) -> None:
    """Even where a folder of the same name lies beside the package."""
    package = tmp_path / "site-packages" / "mock_panel"
    (package / "_question_bank").mkdir(parents=True)
    (package.parent / "question_bank").mkdir()
    assert shipped_directory(package) == package / "_question_bank"


def test_a_package_without_its_bank_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        shipped_directory(tmp_path / "mock_panel")
    assert str(tmp_path / "mock_panel" / "_question_bank") in raised.value.message
    assert str(tmp_path / "question_bank") in raised.value.message


def test_threads_that_come_together_get_the_same_bank(tmp_path: Path) -> None:
    source = MergedBank(write_small_bank(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        banks = list(pool.map(lambda _: source.load(), range(8)))
    assert len({id(bank) for bank in banks}) == 1


def test_the_bank_is_kept_after_its_files_have_gone(tmp_path: Path) -> None:
    source = MergedBank(write_small_bank(tmp_path))
    first = source.load()
    (tmp_path / "presets.yaml").unlink()
    assert source.load() is first


def test_a_bank_with_problems_raises_with_every_place_and_can_be_mended(tmp_path: Path) -> None:
    presets = write_small_bank(tmp_path) / "presets.yaml"
    good = presets.read_text(encoding="utf-8")
    bad = good.replace("questions: 1", "questions: one").replace("board: false", "board: no")
    presets.write_text(bad, encoding="utf-8")
    source = MergedBank(tmp_path)
    with pytest.raises(InputError) as raised:
        source.load()
    assert raised.value.message.splitlines()[1:] == [
        f"{presets}:5:16: 'questions' should be a whole number, not 'one'",
        f"{presets}:11:12: 'board' should be true or false, not 'no'",
    ]
    presets.write_text(good, encoding="utf-8")
    assert source.load().presets[0].questions == 1


def test_a_long_list_of_problems_is_cut_in_the_error(tmp_path: Path) -> None:
    questions = write_small_bank(tmp_path) / "small" / "leading-people.yaml"
    text = questions.read_text(encoding="utf-8")
    many = text.replace("tags: [choice]", f"tags: [{', '.join(['5'] * 30)}]")
    questions.write_text(many, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        MergedBank(tmp_path).load()
    assert len(raised.value.message.splitlines()) == 1 + MOST_SHOWN + 1
    assert raised.value.message.endswith("and 10 more")


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        MergedBank(tmp_path / "nowhere").load()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path, was_on: bool) -> None:
    source = MergedBank(write_small_bank(tmp_path))
    try:
        gc.enable() if was_on else gc.disable()
        source.load()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


OWN_QUESTION = """\
framework: small
ecq: leading-people
questions:
  - id: {id}
    text: Tell us about the best night shift that you have led.
    type: behavioral
    competencies: [developing-others]
"""


def add_question(folder: Path, question: str) -> Path:
    """A folder of the user's with one question on the small framework."""
    (folder / "mine").mkdir(parents=True)
    file = folder / "mine" / "questions.yaml"
    file.write_text(OWN_QUESTION.format(id=question), encoding="utf-8")
    return file


def test_own_questions_stand_beside_the_others_of_their_ecq(tmp_path: Path) -> None:
    shipped = write_small_bank(tmp_path / "shipped")
    before = len(MergedBank(shipped).load().questions)
    add_question(tmp_path / "own", "my-night-shift")
    source = MergedBank(shipped, [tmp_path / "own"])
    assert len(source.load().questions) == before + 1
    assert source.load().questions[-1].id == "my-night-shift"
    assert source.left_out() == ()


def test_a_folder_with_a_problem_is_left_out_and_the_rest_is_used(tmp_path: Path) -> None:
    shipped = write_small_bank(tmp_path / "shipped")
    good = add_question(tmp_path / "good", "my-night-shift")
    bad = add_question(tmp_path / "bad", "my-day-shift")
    bad.write_text(bad.read_text(encoding="utf-8").replace("behavioral", "behavioural"))
    source = MergedBank(shipped, [tmp_path / "bad", good.parent.parent])
    assert "my-night-shift" in {q.id for q in source.load().questions}
    (left_out,) = source.left_out()
    assert left_out.directory == tmp_path / "bad"
    assert left_out.problems[0].startswith(f"{bad}:6:11: 'type' should be 'behavioral'")
    assert f"mock-panel bank check {tmp_path / 'bad'}" in left_out.words


def test_an_id_that_clashes_names_both_places(tmp_path: Path) -> None:
    shipped = write_small_bank(tmp_path / "shipped")
    taken = MergedBank(shipped).load().questions[0].id
    file = add_question(tmp_path / "own", taken)
    (left_out,) = MergedBank(shipped, [tmp_path / "own"]).left_out()
    assert left_out.problems[0].startswith(f"{file}:4:9: duplicate question id '{taken}', first")
    assert str(shipped) in left_out.problems[0].split("first at")[1]


def test_a_folder_that_is_gone_or_empty_is_told(tmp_path: Path) -> None:
    shipped = write_small_bank(tmp_path / "shipped")
    (tmp_path / "empty").mkdir()
    gone, empty = MergedBank(shipped, [tmp_path / "gone", tmp_path / "empty"]).left_out()
    assert "No such file or directory" in gone.problems[0]
    assert "there is no file of a bank in it" in empty.problems[0]
