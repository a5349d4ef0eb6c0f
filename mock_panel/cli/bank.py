"""`mock-panel bank`: check, list and show the questions."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.errors import InputError

WIDTH = 72

_directory = click.argument(
    "directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path)
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")


@click.group()
def bank() -> None:
    """Check, list and show the questions.

    DIR is a folder with a question bank; without it, the bank that came with the program.
    """


@bank.command()
@_directory
@click.pass_context
def check(ctx: click.Context, directory: Path | None) -> None:
    """Find every problem of a bank; exit 2 if there is one."""
    from mock_panel.bank.check import check as find_problems  # noqa: PLC0415 - YAML and pydantic

    folder = _folder(directory)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    checked, problems = find_problems(folder)
    for problem in problems:
        click.echo(str(problem))
    if checked is None:
        files = len({problem.file for problem in problems})
        click.echo(f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}", err=True)
        ctx.exit(2)
    questions = _counted(len(checked.questions), "question")
    frameworks = _counted(len(checked.frameworks), "framework")
    if (asked := len(checked.practicable)) < len(checked.frameworks):
        frameworks = f"{asked} of {frameworks}"
    click.echo(f"{folder}: {questions} in {frameworks}, no problem", err=True)


@bank.command(name="list")
@_directory
@click.option("--framework", metavar="ID", help="Only this framework, such as opm-2025.")
@click.option("--ecq", metavar="ID", help="Only this ECQ, such as leading-people.")
@_json
def list_questions(
    directory: Path | None, framework: str | None, ecq: str | None, as_json: bool
) -> None:
    """List the questions, ECQ by ECQ."""
    loaded = _load(directory)
    questions = _selected(loaded, framework, ecq)
    if as_json:
        _echo_json([_document(question) for question in questions])
        return
    if not questions:
        click.echo("No question yet; `mock-panel bank new` begins a bank of your own.", err=True)
    previous = None
    for question in questions:
        if previous != (here := (question.framework, question.ecq)):
            click.echo(f"{'' if previous is None else chr(10)}{_heading(loaded, question)}")
            previous = here
        click.echo(f"  {question.id}  ({question.type}; {question.competencies[0]})")
        click.echo(_wrapped(question.text, "      "))


@bank.command()
@click.argument("question_id", metavar="ID")
@_directory
@_json
def show(question_id: str, directory: Path | None, as_json: bool) -> None:
    """Show one question with its probes, supplementals and anchors."""
    loaded = _load(directory)
    try:
        question = loaded.question(QuestionId(question_id))
    except KeyError:
        known = [question.id for question in loaded.questions]
        raise _unknown(
            "question", question_id, known, "`mock-panel bank list` names all."
        ) from None
    if as_json:
        _echo_json(_document(question))
    else:
        click.echo("\n".join(_page(loaded, question)))


@bank.command()
def path() -> None:
    """Say where the bank that came with the program is."""
    click.echo(str(_folder(None)))


def _folder(directory: Path | None) -> Path:
    if directory is not None:
        return directory
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here

    return shipped_directory()


def _load(directory: Path | None) -> QuestionBank:
    from mock_panel.bank.source import load_bank  # noqa: PLC0415 - only here

    return load_bank(_folder(directory))


def _selected(loaded: QuestionBank, framework: str | None, ecq: str | None) -> list[Question]:
    frameworks = [f for f in loaded.frameworks if framework in (None, f.id)]
    if not frameworks:
        raise _unknown("framework", str(framework), [f.id for f in loaded.frameworks])
    ecqs = [e.id for f in frameworks for e in f.ecqs]
    if ecq is not None and ecq not in ecqs:
        raise _unknown("ECQ", ecq, ecqs)
    wanted = None if ecq is None else EcqId(ecq)
    return [q for f in frameworks for q in loaded.questions_of(FrameworkId(f.id), wanted)]


def _unknown(what: str, value: str, known: Sequence[str], otherwise: str = "") -> InputError:
    from mock_panel.bank.problems import nearest, shown  # noqa: PLC0415 - only here

    near = nearest(value, known)
    hint = otherwise or f"Known: {', '.join(dict.fromkeys(known))}."
    return InputError(f"unknown {what} {shown(value)}", f"Did you mean '{near}'?" if near else hint)


def _document(question: Question) -> dict[str, Any]:
    """A question as JSON; the main competency comes first."""
    return {
        "id": question.id,
        "framework": question.framework,
        "ecq": question.ecq,
        "competencies": list(question.competencies),
        "type": question.type.value,
        "text": question.text,
        "asks": list(question.asks),
        "probes": {part.value: list(probes) for part, probes in question.probes.items()},
        "supplementals": list(question.supplementals),
        "anchors": {str(level): anchor for level, anchor in question.anchors.items()},
        "tags": list(question.tags),
    }


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def _heading(loaded: QuestionBank, question: Question) -> str:
    return f"{question.framework}: {loaded.framework(question.framework).ecq(question.ecq).title}"


def _page(loaded: QuestionBank, question: Question) -> Iterator[str]:
    framework = loaded.framework(question.framework)
    yield f"{question.id}  ({question.type})"
    yield _heading(loaded, question)
    yield ", ".join(framework.competency(c).title for c in question.competencies)
    yield ""
    yield _wrapped(question.text, "  ")
    yield from _section("Asks", question.asks)
    for part in STORY_PARTS:
        yield from _section(f"Probes for the {part}", question.probes.get(part, ()))
    yield from _section("Supplementals", question.supplementals)
    if question.anchors:
        yield "\nAnchors"
        for level, anchor in question.anchors.items():
            yield _wrapped(anchor, f"  {level}  ", "     ")
    if question.tags:
        yield f"\nTags: {', '.join(question.tags)}"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}"
        for line in lines:
            yield _wrapped(line, "  - ", "    ")


def _wrapped(text: str, first: str, later: str | None = None) -> str:
    after = first if later is None else later
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=after)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
