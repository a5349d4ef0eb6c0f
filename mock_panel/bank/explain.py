"""Pydantic's findings in our words, at their places."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mock_panel.bank.documents import MOST_PROBLEMS, Document, Step, Steps
from mock_panel.bank.problems import BankProblem, did_you_mean, shown


def explained(
    document: Document, model: type[BaseModel], error: ValidationError
) -> list[BankProblem]:
    """One problem for each finding, at most `MOST_PROBLEMS`, in the order of the file."""
    findings = error.errors(include_url=False, include_context=True)
    findings.sort(key=lambda finding: document.place(finding["loc"]))
    problems = [_problem(document, model, finding) for finding in findings[:MOST_PROBLEMS]]
    if rest := findings[MOST_PROBLEMS:]:
        first = rest[0]["loc"]
        problems.append(document.problem(first, f"and {len(rest)} more problems from here on"))
    return problems


def _problem(document: Document, model: type[BaseModel], finding: ErrorDetails) -> BankProblem:
    steps: Steps = finding["loc"]
    match finding["type"]:
        case "missing":
            *parents, name = steps
            return document.problem(tuple(parents), f"missing key '{name}'")
        case "extra_forbidden" | "invalid_key":
            *parents, name = steps
            near = did_you_mean(name, _keys_at(model, tuple(parents)))
            return document.problem(steps, f"unknown key {shown(name)}{near}", of_key=True)
    if steps and steps[-1] == "[key]":
        wanted = f"the keys of '{_name(steps[:-2])}' should be whole numbers"
        bad = shown(finding["input"])
        return document.problem(steps[:-1], f"{wanted}, not {bad}", of_key=True)
    return document.problem(steps, f"{_subject(steps)} {_complaint(finding)}")


def _subject(steps: Steps) -> str:
    if not steps:
        return "the file"
    is_item = isinstance(steps[-1], int) and steps[-2:-1] != ("anchors",)
    return f"an item of '{_name(steps)}'" if is_item else f"'{_name(steps)}'"


def _complaint(finding: ErrorDetails) -> str:
    bad = finding["input"]
    context = finding.get("ctx", {})
    if finding["type"] == "value_error":
        # Only words and numbers are a help to look at.
        ending = "" if isinstance(bad, dict | list) else _contrast(bad)
        return f"{context['error']}{ending}"
    if finding["type"] in ("enum", "literal_error"):
        known = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        near = did_you_mean(bad, known)
        return f"should be {_listed(known)}{_contrast(bad)}{near}"
    if finding["type"] == "too_long":
        return f"should be a list of at most {context['max_length']}, not of {len(bad)}"
    if say := _SAY.get(finding["type"]):
        return f"should be {say(context)}{_contrast(bad)}"
    return f"is wrong: {finding['msg']}{_contrast(bad)}"


def _contrast(bad: object) -> str:
    return ", but it is empty" if bad is None or bad == [] else f", not {shown(bad)}"


def _constant(text: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda _: text


_SAY: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "string_type": _constant("text"),
    "int_type": _constant("a whole number"),
    "bool_type": _constant("true or false"),
    "list_type": _constant("a list"),
    "dict_type": _constant("a mapping of keys to values"),
    "model_type": _constant("a mapping of keys to values"),
    "string_pattern_mismatch": _constant("lower-case words and figures joined by hyphens"),
    "string_too_long": lambda context: f"at most {context['max_length']} characters long",
    "too_short": lambda context: f"a list of at least {context['min_length']}",
    "greater_than_equal": lambda context: f"at least {context['ge']}",
    "less_than_equal": lambda context: f"at most {context['le']}",
}


def _listed(words: list[str]) -> str:
    quoted = [f"'{word}'" for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def _name(steps: Steps) -> str:
    """The keys that lead to a value from the entry that it belongs to, such as `probes.action`."""
    entries = [i for i, step in enumerate(steps[:-1]) if _enters(step, steps[i + 1])]
    inside = steps[entries[-1] + 1 :] if entries else steps
    keys = [s for s, before in zip(inside, ("", *inside), strict=False) if _is_key(s, before)]
    return ".".join(str(key) for key in keys)


def _enters(step: Step, following: Step) -> bool:
    return isinstance(step, int) and isinstance(following, str)


def _is_key(step: Step, before: Step) -> bool:
    return isinstance(step, str) or before == "anchors"


def _keys_at(model: type[BaseModel], steps: Steps) -> tuple[str, ...]:
    """The keys that may stand in the mapping at the end of some steps."""
    here = model
    for step in steps:
        if isinstance(step, str):
            here = next(_models_in(here.model_fields[step].annotation), here)
    return tuple(here.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
