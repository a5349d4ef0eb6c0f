"""The schemas for editors: as the models are, and as the shipped files are."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bank.check import check
from mock_panel.bank.documents import Value, read_document
from mock_panel.bank.editor_line import named_schema
from mock_panel.bank.json_schema import FOLDER, main, schemas, text_of
from mock_panel.bank.layout import TEMPLATES, find_files
from mock_panel.bank.source import shipped_directory
from mock_panel.bank.template import fill
from tests.bank.small_bank import write_small_bank

SHIPPED = shipped_directory()
YAML = sorted(
    path for path in SHIPPED.rglob("*.yaml") if TEMPLATES not in path.relative_to(SHIPPED).parts
)
"""Templates have blanks to fill in, and are not in the form of the bank before."""
TEMPLATE_FILES = sorted((SHIPPED / TEMPLATES).rglob("*.yaml"))
REMARKS = {"title", "description", "$defs", "$schema", "$id"}


def as_editors_see(value: Value) -> Any:
    """What a reader of YAML 1.2 makes of it, as JSON: keys are words, dates too."""
    if isinstance(value, dict):
        return {str(key): as_editors_see(inner) for key, inner in value.items()}
    return [as_editors_see(inner) for inner in value] if isinstance(value, list) else value


def seen(path: Path) -> Any:
    document, problems = read_document(path)
    assert problems == []
    assert document is not None
    return as_editors_see(document.value)


class Validator:
    """As much of JSON Schema as our schemas use; what else they say is an error here."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.definitions = schema.get("$defs", {})
        self.schema = schema

    def faults(self, value: Any) -> list[str]:
        return list(self._faults(self.schema, value, "$"))

    def _faults(self, schema: dict[str, Any], value: Any, place: str) -> Iterator[str]:
        for word, wanted in schema.items():
            if word not in REMARKS:
                check = getattr(self, f"_{word.removeprefix('$')}")
                yield from check(wanted, value, place, schema)

    def _ref(self, wanted: str, value: Any, place: str, _: Any) -> Iterator[str]:
        yield from self._faults(self.definitions[wanted.removeprefix("#/$defs/")], value, place)

    def _anyOf(self, wanted: Any, value: Any, place: str, _: Any) -> Iterator[str]:  # noqa: N802
        if all(list(self._faults(each, value, place)) for each in wanted):
            yield f"{place}: anyOf"

    def _type(self, wanted: str, value: Any, place: str, _: Any) -> Iterator[str]:
        python = {
            "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
            "null": type(None),
        }[wanted]  # fmt: skip
        if type(value) is not python:
            yield f"{place}: type"

    def _enum(self, wanted: list[str], value: Any, place: str, _: Any) -> Iterator[str]:
        if value not in wanted:
            yield f"{place}: enum"

    def _pattern(self, wanted: str, value: Any, place: str, _: Any) -> Iterator[str]:
        if isinstance(value, str) and not re.search(wanted.replace("$", r"\Z"), value):
            yield f"{place}: pattern"

    def _format(self, wanted: str, value: Any, place: str, _: Any) -> Iterator[str]:
        assert wanted == "date"
        if isinstance(value, str):
            try:
                date.fromisoformat(value)
            except ValueError:
                yield f"{place}: format"

    def _maxLength(self, wanted: int, value: Any, place: str, _: Any) -> Iterator[str]:  # noqa: N802
        if isinstance(value, str) and len(value) > wanted:
            yield f"{place}: maxLength"

    def _minItems(self, wanted: int, value: Any, place: str, _: Any) -> Iterator[str]:  # noqa: N802
        if isinstance(value, list) and len(value) < wanted:
            yield f"{place}: minItems"

    def _maxItems(self, wanted: int, value: Any, place: str, _: Any) -> Iterator[str]:  # noqa: N802
        if isinstance(value, list) and len(value) > wanted:
            yield f"{place}: maxItems"

    def _minimum(self, wanted: int, value: Any, place: str, _: Any) -> Iterator[str]:
        if isinstance(value, int) and value < wanted:
            yield f"{place}: minimum"

    def _maximum(self, wanted: int, value: Any, place: str, _: Any) -> Iterator[str]:
        if isinstance(value, int) and value > wanted:
            yield f"{place}: maximum"

    def _items(self, wanted: Any, value: Any, place: str, _: Any) -> Iterator[str]:
        for n, inner in enumerate(value if isinstance(value, list) else ()):
            yield from self._faults(wanted, inner, f"{place}[{n}]")

    def _required(self, wanted: list[str], value: Any, place: str, _: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{place}.{name}: required" for name in wanted if name not in value)

    def _properties(self, wanted: Any, value: Any, place: str, _: Any) -> Iterator[str]:
        for name, inner in (value if isinstance(value, dict) else {}).items():
            if name in wanted:
                yield from self._faults(wanted[name], inner, f"{place}.{name}")

    def _patternProperties(  # noqa: N802
        self, wanted: Any, value: Any, place: str, _: Any
    ) -> Iterator[str]:
        for name, inner in (value if isinstance(value, dict) else {}).items():
            for pattern, schema in wanted.items():
                if re.search(pattern, name):
                    yield from self._faults(schema, inner, f"{place}.{name}")

    def _additionalProperties(  # noqa: N802
        self, wanted: bool, value: Any, place: str, schema: dict[str, Any]
    ) -> Iterator[str]:
        assert wanted is False
        patterns = schema.get("patternProperties", {})
        for name in value if isinstance(value, dict) else ():
            known = name in schema.get("properties", {})
            if not known and not any(re.search(pattern, name) for pattern in patterns):
                yield f"{place}.{name}: additionalProperties"


def test_the_shipped_schemas_are_what_the_models_give() -> None:
    """If not: python -m mock_panel.bank.json_schema question_bank/schemas."""
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (SHIPPED / FOLDER).iterdir()}
    assert shipped == {name: text_of(schema) for name, schema in schemas().items()}


def test_the_command_writes_them(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    command = [sys.executable, "-m", "mock_panel.bank.json_schema"]
    subprocess.run([*command, str(folder)], check=True)
    assert {path.name for path in folder.iterdir()} == set(schemas())
    wrong = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "usage: python -m mock_panel.bank.json_schema DIRECTORY\n"


@pytest.mark.parametrize("path", YAML, ids=lambda path: str(path.relative_to(SHIPPED)))
def test_every_shipped_file_names_the_schema_that_it_keeps(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = path.parent / first.rpartition("=")[2]
    kind = path.stem if path.parent == SHIPPED or path.stem == "framework" else "questions"
    assert schema.resolve() == SHIPPED / FOLDER / f"{kind}.schema.json"
    assert Validator(json.loads(schema.read_text(encoding="utf-8"))).faults(seen(path)) == []


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.name)
def test_a_template_names_its_schema_and_keeps_it_once_it_is_filled_in(
    path: Path, tmp_path: Path
) -> None:
    schema = named_schema(path.read_text(encoding="utf-8"), path.parent)
    assert schema == SHIPPED / FOLDER / f"{path.stem}.schema.json"
    written = {p.name: p for p in fill(path.parent.name, "dam safety", tmp_path / "my own")}
    filled = written[path.name]
    assert filled.read_text(encoding="utf-8").count("yaml-language-server") == 1
    assert named_schema(filled.read_text(encoding="utf-8"), filled.parent) == schema
    assert Validator(json.loads(schema.read_text(encoding="utf-8"))).faults(seen(filled)) == []


def test_the_bank_does_not_look_at_its_schemas() -> None:
    files, problems = find_files(SHIPPED)
    assert problems == []
    assert FOLDER not in {file.path.parent.name for file in files}
    assert {file.path for file in files} == set(YAML)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("small/leading-people", "tags:", "tag:", "$.questions[1].tag: additionalProperties"),
        ("small/leading-people", "type: behavioral", "type: 1", "$.questions[0].type: enum"),
        ("small/leading-people", "      5:", "      five:",
         "$.questions[0].anchors.five: additionalProperties"),
        ("small/leading-people", "[What else?]", '["What else?\\n"]',
         "$.questions[1].supplementals[0]: pattern"),
        ("small/leading-people", "ecq: leading-people\n", "", "$.ecq: required"),
        ("small/leading-people", "id: lp-growth", "id: LP growth", "$.questions[0].id: pattern"),
        ("small/framework", "2025-10-01", "2025-13-01", "$.effective_from: anyOf"),
        ("small/framework", "2025-10-01", "20251001", "$.effective_from: anyOf"),
        ("presets", "questions: 1", "questions: 101", "$.presets[0].questions: maximum"),
        ("presets", "board: false", "board: no", "$.presets[0].board: type"),
        ("scales", "value: 1", 'value: "1"', "$.scales[0].levels[0].value: type"),
        ("answer_models", "part: action", "part: deed", "$.answer_models[0].slots[1].part: enum"),
    ],
)  # fmt: skip
def test_an_editor_sees_what_the_check_sees(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    path = write_small_bank(tmp_path) / f"{file}.yaml"
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(old, new, 1), encoding="utf-8")
    assert check(tmp_path)[1]
    kind = {"small/leading-people": "questions", "small/framework": "framework"}.get(file, file)
    found = Validator(schemas()[f"{kind}.schema.json"]).faults(seen(path))
    assert fault in found


def every_object(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema itself and those that it defines, for mappings and choices."""
    yield schema
    yield from schema.get("$defs", {}).values()


@pytest.mark.parametrize("name", list(schemas()))
def test_an_editor_has_something_to_tell_of_every_key(name: str) -> None:
    schema = schemas()[name]
    assert (schema["$id"], schema["$schema"]) == (
        f"mock-panel/{name}",
        "https://json-schema.org/draft/2020-12/schema",
    )
    for each in every_object(schema):
        assert each["title"]
        assert each["description"]
        if each["type"] == "object":
            assert each["additionalProperties"] is False
        for key, value in each.get("properties", {}).items():
            referred = schema["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else {}
            assert value.get("description") or referred.get("description"), (each["title"], key)


def test_an_editor_tells_what_each_choice_means() -> None:
    told = schemas()["questions.schema.json"]["$defs"]["QuestionType"]["description"]
    assert told.splitlines() == [
        "What a question asks for.",
        "",
        "- `behavioral`: Something the candidate did.",
        "- `situational`: What the candidate would do.",
        "- `viewpoint`: What the candidate thinks, and why.",
    ]


def test_every_explanation_is_of_a_key_that_there_is() -> None:
    from mock_panel.bank import json_schema, schema

    for name in json_schema._EXPLAINED:
        model, _, field = name.partition(".")
        assert field in getattr(schema, model).model_fields, name


def test_the_exit_code_tells_of_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "schemas")]) == 0
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
