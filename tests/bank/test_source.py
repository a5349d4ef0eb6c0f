"""Where the shipped bank is found, and that it is read once."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mock_panel
from mock_panel.bank.source import MOST_SHOWN, ShippedBank, shipped_directory
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
    source = ShippedBank(write_small_bank(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        banks = list(pool.map(lambda _: source.load(), range(8)))
    assert len({id(bank) for bank in banks}) == 1


def test_the_bank_is_kept_after_its_files_have_gone(tmp_path: Path) -> None:
    source = ShippedBank(write_small_bank(tmp_path))
    first = source.load()
    (tmp_path / "presets.yaml").unlink()
    assert source.load() is first


def test_a_bank_with_problems_raises_with_every_place_and_can_be_mended(tmp_path: Path) -> None:
    presets = write_small_bank(tmp_path) / "presets.yaml"
    good = presets.read_text(encoding="utf-8")
    bad = good.replace("questions: 1", "questions: one").replace("board: false", "board: no")
    presets.write_text(bad, encoding="utf-8")
    source = ShippedBank(tmp_path)
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
        ShippedBank(tmp_path).load()
    assert len(raised.value.message.splitlines()) == 1 + MOST_SHOWN + 1
    assert raised.value.message.endswith("and 10 more")


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        ShippedBank(tmp_path / "nowhere").load()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path, was_on: bool) -> None:
    source = ShippedBank(write_small_bank(tmp_path))
    try:
        gc.enable() if was_on else gc.disable()
        source.load()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
