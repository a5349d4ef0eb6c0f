"""`mock-panel score`: one answer, or a stream of them as JSON lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.domain.parts import AnswerMode
    from mock_panel.domain.scores import ScoreReport
    from mock_panel.scoring.prompt import Prompt


@click.command()
@click.argument("file", default="-", type=click.Path(path_type=str))
@click.option(
    "--question", "question_id", metavar="ID", help="The question, by its id in the bank."
)
@click.option("--prompt", "wording", metavar="TEXT", help="The question, in its own words.")
@click.option(
    "--mode",
    type=click.Choice(["typed", "spoken"]),
    default="typed",
    show_default=True,
    help="How the answer was given; its length or pace is told, and is no part of the level.",
)
@click.option(
    "--seconds", type=click.FloatRange(min=0), help="How long the answer took, to tell its pace."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--explain", is_flag=True, help="Also print all that led to the level.")
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, print one a line.")
def score(  # noqa: PLR0917 - click passes each by name
    file: str,
    question_id: str | None,
    wording: str | None,
    mode: str,
    seconds: float | None,
    as_json: bool,
    explain: bool,
    jsonl: bool,
) -> None:
    """Score an answer from FILE, or from standard input.

    The level is an unofficial practice level; an answer that cannot be judged is not scored,
    and says why.

    With --jsonl each line is {"text": …} with, if you like, "id", "question", "ecq", "mode" and
    "sentences" (joined by one space they are the text).

    With --explain the features and weights of every sentence, the conditions and the caps
    are printed after the review.
    """
    if question_id is not None and wording is not None:
        message = "--question and --prompt cannot be given together."
        raise InputError(message, "Name the question or write it out, not both.")
    if explain and (as_json or jsonl):
        message = "--explain is for people; --json and --jsonl are for programs."
        raise InputError(message, "Leave one of them out.")
    prompt = _prompt(question_id, wording)
    if jsonl:
        _score_lines(file, prompt, mode, seconds)
    else:
        _score_one(file, prompt, mode, seconds, as_json=as_json, explain=explain)


def _prompt(question_id: str | None, wording: str | None) -> "Prompt | None":
    from mock_panel.scoring.prompt import Prompt  # noqa: PLC0415 - the engine

    if wording is not None:
        return Prompt.worded(wording)
    if question_id is None:
        return None
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - settings; the bank is YAML
    from mock_panel.domain.ids import QuestionId  # noqa: PLC0415 - only here

    bank = build_services().bank.load()
    try:
        question = bank.question(QuestionId(question_id))
        return Prompt.of(question, bank.framework(question.framework))
    except KeyError:
        from difflib import get_close_matches  # noqa: PLC0415 - only after a miss

        near = get_close_matches(question_id, [q.id for q in bank.questions], n=1, cutoff=0)
        hint = "`mock-panel bank list` names every question."
        if near:
            hint = f"Did you mean “{near[0]}”? {hint}"
        message = f"There is no question “{question_id}” in the bank."
        raise InputError(message, hint) from None


def _score_one(
    file: str,
    prompt: "Prompt | None",
    mode: str,
    seconds: float | None,
    *,
    as_json: bool,
    explain: bool,
) -> None:
    from mock_panel.domain.parts import AnswerMode  # noqa: PLC0415 - the engine
    from mock_panel.practice.held_down import held_words  # noqa: PLC0415 - the engine
    from mock_panel.scoring import engine  # noqa: PLC0415 - the engine

    data = _read(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{_named(file)}: byte {error.start} is not UTF-8."
        raise InputError(message, "Save the answer as UTF-8 text.") from None
    found = engine.assess(text, prompt=prompt, year=_this_year())
    report = engine.report_of(found, prompt=prompt)
    if as_json:
        from mock_panel.domain.score_document import to_document  # noqa: PLC0415 - only here

        click.echo(json.dumps(to_document(report)))
        return
    held = held_words(found.levelled) if report.is_scored else ""
    _say(text, report, held, AnswerMode(mode), seconds)
    if explain:
        from mock_panel.scoring import explain as explaining  # noqa: PLC0415 - only here

        click.echo()
        for line in explaining.lines(found):
            click.echo(line)


def _say(
    text: str,
    report: "ScoreReport",
    held: str,
    mode: "AnswerMode",
    seconds: float | None,
) -> None:
    """The review, with what held the level and how long the answer is under its first line."""
    from mock_panel.practice.answer_length import length_words  # noqa: PLC0415 - only here
    from mock_panel.scoring import report_text  # noqa: PLC0415 - only here

    first, *others = report_text.lines(text, report)
    click.echo(first)
    if report.is_scored:
        beside = (held, length_words(text, mode, seconds))
        click.echo("\n".join(line for told in beside for line in wrap(told, report_text.WIDTH)))
    for line in others:
        click.echo(line)


def _this_year() -> int:
    from datetime import UTC, datetime  # noqa: PLC0415 - a tenth of the start of `--version`

    return datetime.now(UTC).year


def _read(file: str) -> bytes:
    if file == "-":
        if sys.stdin.isatty():
            click.echo("Type or paste the answer; end it with Ctrl-D on a new line.", err=True)
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        message = f"{file}: cannot be read: {error.strerror}."
        raise InputError(
            message, "Give the path of a text file, or - to read it from a pipe."
        ) from error


def _lines(file: str) -> Iterator[bytes]:
    """Lines as they come, so that a pipe is answered line by line."""
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        message = f"{file}: cannot be read: {error.strerror}."
        raise InputError(message, "Give the path of a JSON lines file, or -.") from error


def _named(file: str) -> str:
    return "standard input" if file == "-" else file


def _score_lines(file: str, prompt: "Prompt | None", mode: str, seconds: float | None) -> None:
    from mock_panel.domain.score_document import to_document  # noqa: PLC0415 - the engine

    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
            report = _report(entry, prompt, mode, seconds)
        except ValueError as error:
            message = f"{_named(file)}, line {number}: {error}"
            hint = 'Each line is an object such as {"id": "a1", "text": "…", "mode": "typed"}.'
            raise InputError(message, hint) from None
        click.echo(json.dumps(to_document(report)))
        sys.stdout.flush()


def _entry(line: bytes) -> dict[str, Any]:
    """One line as an object whose known keys have the right types.

    Raises:
        ValueError: it is not; the message says what is wrong.
    """
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8."
        raise ValueError(message) from None
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at column {error.colno}."
        raise ValueError(message) from None
    except RecursionError:
        message = "not JSON that can be read: nested too deeply."
        raise ValueError(message) from None
    if not isinstance(entry, dict):
        message = "not an object."
        raise ValueError(message)  # noqa: TRY004 - one kind of error for a bad line
    for key in ("id", "text", "question", "ecq", "mode"):
        if not isinstance(entry.get(key, ""), str | None):
            message = f'"{key}" is not a string.'
            raise ValueError(message)  # noqa: TRY004 - one kind of error for a bad line
    if entry.get("text") is None:
        message = 'there is no "text".'
        raise ValueError(message)
    if entry.get("mode") not in {None, "typed", "spoken"}:
        message = f'"mode" is “{entry["mode"]}”, not typed or spoken.'
        raise ValueError(message)
    sentences = entry.get("sentences")
    if sentences is not None and not (
        isinstance(sentences, list) and all(isinstance(s, str) for s in sentences)
    ):
        message = '"sentences" is not a list of strings.'
        raise ValueError(message)
    return entry


def _report(
    entry: dict[str, Any], prompt: "Prompt | None", mode: str, seconds: float | None
) -> Any:
    from mock_panel.domain.parts import AnswerMode  # noqa: PLC0415 - the engine
    from mock_panel.scoring import engine  # noqa: PLC0415 - the engine

    wording = entry.get("question")
    return engine.score(
        entry["text"],
        prompt=engine.Prompt.worded(wording, entry.get("ecq")) if wording else prompt,
        mode=AnswerMode(entry.get("mode") or mode),
        seconds=seconds,
        sentences=entry.get("sentences"),
        answer_id=entry.get("id"),
        year=_this_year(),
    )
