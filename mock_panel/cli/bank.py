"""`mock-panel bank`: check, list and show the questions."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from mock_panel.cli.bank_own import add, remove
from mock_panel.cli.bank_write import import_list, new
from mock_panel.cli.nouns import counted
from mock_panel.cli.options import json_option
from mock_panel.cli.unknown import unknown
from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.errors import InputError

WIDTH = 72

_directory = click.argument(
    "directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path)
)


@click.group()
def bank() -> None:
    """Check, list and show the questions, and add your own.

    DIR is a folder with questions: a whole bank, or one that adds to the questions that came
    with the program. Without it, those and your own.
    """


@bank.command()
@_directory
@click.option("--strict", is_flag=True, help="Exit 2 for a warning too.")
@click.pass_context
def check(ctx: click.Context, directory: Path | None, strict: bool) -> None:
    """Find every problem of a bank; exit 2 if there is one.

    Where there is none, warnings tell what a panel could stumble over, and why.
    """
    from mock_panel.bank.check import collector_resting, examine  # noqa: PLC0415 - YAML, pydantic
    from mock_panel.bank.lint import warnings  # noqa: PLC0415 - YAML and pydantic

    folder, additions = _to_check(directory)
    with collector_resting():
        checked = examine(folder, additions)
        found = checked.problems or warnings(checked.documents)
    for problem in found:
        click.echo(str(problem))
    what = "problem" if checked.problems else "warning"
    if found:
        files = len({problem.file for problem in found})
        click.echo(f"{counted(len(found), what)} in {counted(files, 'file')}", err=True)
    if checked.bank is None or (found and strict):
        ctx.exit(2)
    questions = counted(len(checked.bank.questions), "question")
    frameworks = counted(len(checked.bank.frameworks), "framework")
    if (asked := len(checked.bank.practicable)) < len(checked.bank.frameworks):
        frameworks = f"{asked} of {frameworks}"
    exemplars = len(checked.bank.exemplars)
    also = f", {counted(exemplars, 'exemplar')}" if exemplars else ""
    folders = ", ".join(str(each) for each in (folder, *additions))
    click.echo(f"{folders}: {questions} in {frameworks}{also}, no problem", err=True)


def _to_check(directory: Path | None) -> tuple[Path, Sequence[Path]]:
    """The folder to check and those that add to it."""
    from mock_panel.bank.layout import is_whole  # noqa: PLC0415 - only here
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here

    if directory is None:
        from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

        return shipped_directory(), build_services().own_banks
    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such folder")
    if is_whole(directory):
        return directory, ()
    return shipped_directory(), (directory,)


@bank.command(name="list")
@_directory
@click.option("--framework", metavar="ID", help="Only this framework, such as opm-2025.")
@click.option("--ecq", metavar="ID", help="Only this ECQ, such as leading-people.")
@json_option
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
@json_option
def show(question_id: str, directory: Path | None, as_json: bool) -> None:
    """Show one question with its probes, supplementals and anchors."""
    loaded = _load(directory)
    try:
        question = loaded.question(QuestionId(question_id))
    except KeyError:
        known = [question.id for question in loaded.questions]
        raise unknown("question", question_id, known, "`mock-panel bank list` names all.") from None
    if as_json:
        _echo_json(_document(question))
    else:
        click.echo("\n".join(_page(loaded, question)))


@bank.command()
@click.option("--own", is_flag=True, help="Where your own are, one folder a line.")
def path(own: bool) -> None:
    """Say where the questions that came with the program are."""
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here

    if not own:
        click.echo(str(shipped_directory()))
        return
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    for folder in build_services().own_banks:
        click.echo(str(folder))


for command in (new, import_list, add, remove):
    bank.add_command(command)


def _load(directory: Path | None) -> QuestionBank:
    """The questions of a folder; of the program and the user, if none is named."""
    if directory is not None:
        from mock_panel.bank.source import load_folder  # noqa: PLC0415 - only here

        return load_folder(directory)
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    source = build_services().bank
    for folder in source.left_out():
        click.echo(folder.words, err=True)
    return source.load()


def _selected(loaded: QuestionBank, framework: str | None, ecq: str | None) -> list[Question]:
    frameworks = [f for f in loaded.frameworks if framework in (None, f.id)]
    if not frameworks:
        raise unknown("framework", str(framework), [f.id for f in loaded.frameworks])
    ecqs = [e.id for f in frameworks for e in f.ecqs]
    if ecq is not None and ecq not in ecqs:
        raise unknown("ECQ", ecq, ecqs)
    wanted = None if ecq is None else EcqId(ecq)
    return [q for f in frameworks for q in loaded.questions_of(FrameworkId(f.id), wanted)]


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
