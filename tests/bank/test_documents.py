"""Files that are hostile, or not YAML, or not what YAML 1.1 makes of them."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.bank.documents import DEEPEST, MOST_PROBLEMS, Document, Value, read_document
from mock_panel.bank.text_file import LARGEST_BYTES


def read(path: Path, content: str | bytes) -> Document:
    document, problems = read_document(_written(path, content))
    assert problems == []
    assert document is not None
    return document


def refused(path: Path, content: str | bytes) -> list[str]:
    document, problems = read_document(_written(path, content))
    assert document is None
    assert problems
    return [str(problem).removeprefix(f"{path}:") for problem in problems]


def _written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.yaml"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("On", "On"),
        ("1:30", "1:30"),
        ("2025-10-01", "2025-10-01"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("012", "012"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("<<", "<<"),
        ("=", "="),
        ("9" * 5000, "9" * 5000),
        ("'7'", "7"),
        ('"true"', "true"),
        ("7", 7),
        ("-7", -7),
        ("2.5", 2.5),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
    ],
)
def test_a_word_is_what_was_typed(path: Path, word: str, value: object) -> None:
    document = read(path, f"key: {word}\n")
    assert document.value == {"key": value}
    assert isinstance(document.value, dict)
    assert type(document.value["key"]) is type(value)


def test_every_key_and_value_has_its_place(path: Path) -> None:
    document = read(path, "first: 1\nsecond:\n  - {inner: [a, b]}\n")
    assert document.place(("second",)) == (3, 3)
    assert document.place(("second",), of_key=True) == (2, 1)
    assert document.place(("second", 0, "inner", 1)) == (3, 17)
    assert document.place(("second", 0, "inner"), of_key=True) == (3, 6)


def test_a_way_that_ends_early_leads_to_its_last_value(path: Path) -> None:
    document = read(path, "first:\n  second: 1\n")
    assert document.place(("first", "third", "fourth")) == (2, 3)
    assert document.at(("first", "third", "fourth")) is None


def test_columns_count_characters_not_bytes(path: Path) -> None:
    assert refused(path, "{ä: 1, ä: 2}\n") == ["1:8: duplicate key 'ä', first in line 1"]


def test_a_byte_order_mark_moves_no_column(path: Path) -> None:
    assert refused(path, b"\xef\xbb\xbfa: 1\na: 2\n") == ["2:1: duplicate key 'a', first in line 1"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a: 1\n".encode("utf-16"), "save it as UTF-8", id="utf-16"),
        pytest.param("é: 1\n".encode("latin-1"), "1:1: byte 0xe9 is not UTF-8", id="latin-1"),
        pytest.param(b"a: 1\nbc: \xff\n", "2:5: byte 0xff is not UTF-8", id="stray byte"),
        pytest.param(b"\x7fELF\x02\x01\x01\0\0", "1:8: a zero byte", id="binary"),
        pytest.param(b"a: 1\nb: \x1b[2J\n", "2:4: unprintable character U+001B", id="escape"),
        pytest.param(b"a:\n\t- b\n", "2:1: a tab, indent with spaces", id="tab"),
        pytest.param(b"a: 1\n---\nb: 2\n", "2:1: a second document", id="two documents"),
        pytest.param(b"[" * 100_000, f"1:{DEEPEST + 1}: more than {DEEPEST} levels", id="depth"),
        pytest.param(b"- " * 100_000, f"1:{2 * DEEPEST + 1}: more than", id="block depth"),
        pytest.param(b"? [a]\n: b\n", "1:3: a key should be one word, not a list", id="list key"),
        pytest.param(b"a: !!python/object:os.x {}\n", "1:4: tag", id="python object"),
        pytest.param(b"a: '" + b"x" * LARGEST_BYTES, "larger than 5 MB, split it", id="size"),
    ],
)
def test_what_is_not_ours_to_read_is_refused_with_its_place(
    path: Path, content: bytes, expected: str
) -> None:
    problems = refused(path, content)
    assert len(problems) == 1
    assert expected in problems[0]


def test_a_bomb_of_aliases_is_refused_unexploded(path: Path) -> None:
    layers = ["a0: &a0 [x, x]"]
    layers += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    problems = refused(path, "\n".join(layers))
    assert problems[0].startswith("1:5: anchor '&a0'")
    assert len(problems) == MOST_PROBLEMS


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    document, problems = read_document(loop)
    assert document is None
    assert str(problems[0]).startswith(f"{loop}:1:1: cannot be read: ")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    document, problems = read_document(pipe)
    assert document is None
    assert [problem.message for problem in problems] == ["this is not a regular file"]


@settings(deadline=None)
@given(st.text() | st.binary())
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    document, problems = read_document(_written(path, raw))
    assert (document is None) == bool(problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


yaml_like = st.lists(
    st.sampled_from(["a", "b", "1", " ", "  ", "\n", "\t", "-", "- ", ":", ": ", "?", "[", "]"])
    | st.sampled_from(["{", "}", ",", "&a", "*a", "!!str", "|", ">", "'", '"', "#", "---", "%"]),
    max_size=40,
).map("".join)


@settings(deadline=None)
@given(yaml_like)
def test_anything_like_yaml_is_read_as_libyaml_reads_it_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "like.yaml"
    document, problems = read_document(_written(path, text))
    assert (document is None) == bool(problems)
    if document is not None:
        by_libyaml = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds text only
        assert _as_text(document.value) == _as_text(by_libyaml)


def _as_text(value: object) -> object:
    """The value with every scalar as text, as the base loader gives it."""
    match value:
        case dict():
            return {_as_text(key): _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case None | "":
            return ""
        case _:
            return str(value)


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)
trees = st.recursive(
    words | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(trees)
def test_what_was_dumped_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, tree: Value
) -> None:
    path = tmp_path_factory.getbasetemp() / "dumped.yaml"
    assert read(path, yaml.safe_dump(tree, allow_unicode=True)).value == tree
