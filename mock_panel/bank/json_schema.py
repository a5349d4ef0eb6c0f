"""JSON Schemas of the bank's files, with which an editor completes, explains and checks them.

`python -m mock_panel.bank.json_schema question_bank/schemas` writes those that are shipped. They
say what single values may be; what two values owe one another is for `mock-panel bank check`.
"""

import ast
import inspect
import json
import re
import sys
import textwrap
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from mock_panel.bank.schema import (
    AnswerModelsFile,
    CrosswalksFile,
    ExemplarsFile,
    FrameworkFile,
    PresetsFile,
    QuestionsFile,
    ScalesFile,
)

FOLDER = "schemas"
"""In the shipped bank."""
QUESTIONS = "questions.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
PARAGRAPH = r"^\S([^\n\t]*\S)?$"
WHOLE_NUMBER = "^[-+]?(0|[1-9][0-9]*)$"

_MODELS: dict[str, type[BaseModel]] = {
    QUESTIONS: QuestionsFile,
    "framework.schema.json": FrameworkFile,
    "presets.schema.json": PresetsFile,
    "scales.schema.json": ScalesFile,
    "answer_models.schema.json": AnswerModelsFile,
    "crosswalks.schema.json": CrosswalksFile,
    "exemplars.schema.json": ExemplarsFile,
}
_EXPLAINED = {
    "DefinitionEntry.text": "The definition, in one paragraph.",
    "DefinitionEntry.source": "Where the wording was read; not for our own.",
    "CompetencyEntry.id": "The slug of the title; questions name it.",
    "CompetencyEntry.title": "As the issuing body writes it.",
    "CompetencyEntry.definition": "Left out where only the name is known, or may be passed on.",
    "EcqEntry.id": "The slug of the title; files of questions name it.",
    "EcqEntry.title": "As the issuing body writes it.",
    "EcqEntry.definition": "Left out where only the name is known, or may be passed on.",
    "EcqEntry.competencies": "Those that belong to this ECQ, one or more.",
    "FrameworkFile.id": "Files of questions name it; unique over all that is read together.",
    "FrameworkFile.title": "The framework's name.",
    "FrameworkFile.summary": "One sentence that helps a candidate to choose between frameworks.",
    "FrameworkFile.effective_from": "The first day in force, such as 2025-10-01.",
    "FrameworkFile.effective_to": "The last day in force, such as 2025-09-30.",
    "FrameworkFile.source": "Where the framework was read.",
    "FrameworkFile.licence": "What others may do with its words.",
    "FrameworkFile.ecqs": "One or more, in the order in which they are shown.",
    "FrameworkFile.fundamental": "Competencies that belong to no single ECQ.",
    "ProbesEntry.situation": "Where the answer does not say what the matter was.",
    "ProbesEntry.task": "Where it does not say what the candidate had to bring about.",
    "ProbesEntry.action": "Where it does not say what the candidate did.",
    "ProbesEntry.result": "Where it does not say what came of it.",
    "QuestionEntry.text": "The question as it is read to the candidate, in one paragraph.",
    "QuestionEntry.supplementals": "Further questions, set before the interview.",
    "QuestionEntry.anchors": "What an answer shows at a level of the framework's rating scale.",
    "QuestionEntry.tags": "Words to find the question by.",
    "QuestionsFile.framework": "The id of the framework that the ECQ belongs to.",
    "QuestionsFile.ecq": "The id of the ECQ that all these questions are on.",
    "QuestionsFile.questions": "One or more.",
    "BandEntry.low": "In seconds.",
    "BandEntry.high": "In seconds, above `low`.",
    "GuideEntry.situation": "Per cent; the three add up to 100.",
    "GuideEntry.action": "Per cent; the three add up to 100.",
    "GuideEntry.result": "Per cent; the three add up to 100.",
    "PresetEntry.id": "What `--preset` takes.",
    "PresetEntry.title": "The preset's name.",
    "PresetEntry.summary": "One sentence that helps a candidate to choose between presets.",
    "PresetEntry.questions": "How many a session has.",
    "PresetEntry.total_seconds": "For the whole session; it guides and never cuts off.",
    "PresetEntry.preparation_seconds": "To think before each answer.",
    "PresetEntry.one_per_ecq": "Whether each question is on another ECQ.",
    "PresetEntry.board": "Whether this is how the qualifications board asks.",
    "PresetEntry.supplemental_seconds": (
        "Of further questions where an answer came out thin; without it there are none."
    ),
    "PresetsFile.presets": "One or more, in the order in which they are shown.",
    "LevelEntry.value": "The number that a rater gives; anchors name it.",
    "LevelEntry.label": "The level in a word or two.",
    "LevelEntry.meaning": "What an answer at this level has.",
    "ScaleEntry.id": "Frameworks name it.",
    "ScaleEntry.title": "The scale's name.",
    "ScaleEntry.levels": "Two or more.",
    "ScalesFile.scales": "One or more.",
    "SlotEntry.title": "The prompt, such as Challenge.",
    "SlotEntry.part": "The part of an answer that it stands for.",
    "AnswerModelEntry.id": "Frameworks name it.",
    "AnswerModelEntry.title": "The model's name, such as STAR.",
    "AnswerModelEntry.slots": "One or more, in telling order.",
    "AnswerModelsFile.answer_models": "One or more.",
    "CarryOverEntry.competency": "Of the framework that is read.",
    "CarryOverEntry.to": "Of the framework in which it is read; empty if it has no home there.",
    "CrosswalkEntry.from_framework": "The id of the framework that is read.",
    "CrosswalkEntry.to_framework": "The id of the framework in which it is read.",
    "CrosswalkEntry.source": "Who says so.",
    "CrosswalkEntry.competencies": "One or more.",
    "CrosswalksFile.crosswalks": "One or more.",
    "ExemplarsFile.exemplars": "One or more.",
}
"""What an editor tells of a key that has no docstring in the models."""


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the schema's file."""
    return {
        name: {
            "$schema": DRAFT,
            "$id": f"mock-panel/{name}",
            **model.model_json_schema(schema_generator=_ForEditors),
        }
        for name, model in _MODELS.items()
    }


def text_of(schema: dict[str, Any]) -> str:
    """What the file of a schema holds."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the files into the one folder that is named; give the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m mock_panel.bank.json_schema DIRECTORY\n")
        return 2
    directory = Path(arguments[0])
    directory.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (directory / name).write_text(text_of(schema), encoding="utf-8")
    return 0


class _ForEditors(GenerateJsonSchema):
    """Says what validators and docstrings say, and nothing of defaults: editors write them out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices: dict[str, type[Enum]] = {}

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        made = super().generate(schema, mode)
        # Only here, because the models give every choice its title and description at the end.
        for name, choice in self._choices.items():
            told = _docstrings(choice)
            lines = [f"- `{member.value}`: {told[member.name]}" for member in choice]
            definition = made["$defs"][name]
            definition["title"] = _in_words(name)
            definition["description"] = "\n".join((definition["description"], "", *lines))
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model = schema["cls"]
        made["title"] = _in_words(model.__name__.removesuffix("Entry").removesuffix("File"))
        told = _docstrings(model)
        for name, value in made["properties"].items():
            if words := told.get(name) or _EXPLAINED.get(f"{model.__name__}.{name}"):
                value["description"] = words
        return made

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        self._choices[schema["cls"].__name__] = schema["cls"]
        return super().enum_schema(schema)

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {"pattern": PARAGRAPH, **super().str_schema(schema)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        values = made.pop("additionalProperties")
        return {**made, "patternProperties": {WHOLE_NUMBER: values}, "additionalProperties": False}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def get_title_from_name(self, name: str) -> str:
        return _in_words(name)


def _in_words(name: str) -> str:
    """`AnswerModels` and `answer_models` as a reader would write them."""
    apart = "".join(f" {c.lower()}" if c.isupper() else c for c in name).replace("_", " ").strip()
    return re.sub(r"\becq", "ECQ", apart[:1].upper() + apart[1:], flags=re.IGNORECASE)


def _docstrings(owner: type[BaseModel] | type[Enum]) -> dict[str, str]:
    """Those under the fields of a class, by the names of the fields.

    Read from the source; pydantic would do it too, but each time that the models are loaded.
    """
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    told: dict[str, str] = {}
    for field, below in pairwise(definition.body if isinstance(definition, ast.ClassDef) else ()):
        if isinstance(field, ast.AnnAssign):
            target: ast.expr = field.target
        elif isinstance(field, ast.Assign):
            target = field.targets[0]
        else:
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            told[ast.unparse(target)] = inspect.cleandoc(str(below.value.value))
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
