"""`mock-panel bank new` and `import`: questions of one's own, written as files of the bank."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mock_panel.cli.unknown import framework_named, unknown
from mock_panel.domain.frameworks import Ecq, Framework
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId
from mock_panel.domain.parts import Part
from mock_panel.domain.questions import Question, QuestionBank, QuestionType
from mock_panel.errors import InputError

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

T = TypeVar("T")

_PROBED = (Part.SITUATION, Part.ACTION, Part.RESULT)
_framework = click.option("--framework", metavar="ID", help="Such as opm-2025.")
_ecq = click.option("--ecq", metavar="ID", help="Such as leading-people.")
_to = click.option(
    "--to", "directory", metavar="DIR", type=click.Path(path_type=Path),
    help="The folder to write to; your own in the data directory if none is named.",
)  # fmt: skip


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_framework
@_ecq
@_to
@click.pass_context
def import_list(
    ctx: click.Context,
    file: Path,
    framework: str | None,
    ecq: str | None,
    directory: Path | None,
) -> None:
    """Add the questions of a list: CSV with a header, or Markdown.

    CSV columns: text, ecq, competencies, and as many as you like of type, id, asks,
    probes_situation, probes_task, probes_action, probes_result, supplementals, anchor_1 …, tags;
    several of one kind are parted by "|". Markdown: a heading for each ECQ, an item for each
    question, and "competencies: …", "probe action: …", "anchor 3: …" as items below it.
    Where anything is wrong, nothing is written.
    """
    from mock_panel.bank.imports import read_list  # noqa: PLC0415 - only here
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    services = build_services()
    bank = services.bank.load()
    chosen = _framework_of(services, bank, framework)
    default = _ecq_of(chosen, ecq).id if ecq else None
    scale = next((s for s in bank.scales if s.id == chosen.scale), None)
    taken = {q.id for q in (*bank.questions, *_questions_in(directory))}
    imported = read_list(file, chosen, taken, default_ecq=default, scale=scale)
    for problem in imported.problems:
        click.echo(str(problem))
    if imported.problems:
        click.echo("Nothing has been imported.", err=True)
        ctx.exit(2)
    for note in imported.notes:
        click.echo(str(note), err=True)
    _write(services, chosen, imported.questions, directory)


@click.command()
@click.option(
    "--technical",
    metavar="TEXT",
    help="Five drafts on a technical qualification, as the announcement words it.",
)
@_framework
@_ecq
@click.option(
    "--competency",
    "competencies",
    metavar="ID",
    multiple=True,
    help="What it aims at, the main target first.",
)
@click.option("--text", metavar="TEXT", help="The question.")
@_to
def new(
    *,
    technical: str | None,
    framework: str | None,
    ecq: str | None,
    competencies: tuple[str, ...],
    text: str | None,
    directory: Path | None,
) -> None:
    """Write a question of your own; what no option tells is asked for."""  # fmt: skip
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - only here

    services = build_services()
    if technical is not None:
        write_technical(services, technical, directory)
        return
    if text is None and not sys.stdin.isatty():
        raise InputError(
            "There is nobody to ask, for the input is no terminal.",
            "Give --framework, --ecq, --competency and --text.",
        )
    bank = services.bank.load()
    question = _guided(
        services, bank, framework=framework, ecq=ecq, competencies=competencies, text=text
    )
    _write(services, bank.framework(question.framework), (question,), directory)


def write_technical(services: "Services", field: str, directory: Path | None = None) -> FrameworkId:
    """Write drafts on a technical qualification; the framework that they make up.

    Raises:
        InputError: there are some on it already, or they cannot be written.
    """
    from mock_panel.bank import template  # noqa: PLC0415 - only here

    folder = _folder(services, directory)
    written = template.write_technical(field, folder)
    _say_where(services, written, folder)
    return FrameworkId(written[0].parent.name)


def _guided(
    services: "Services",
    bank: QuestionBank,
    *,
    framework: str | None,
    ecq: str | None,
    competencies: Sequence[str],
    text: str | None,
) -> Question:
    """A question from the options, and from the answers of the user to what they leave open."""
    from mock_panel.bank.question_ids import QuestionIds  # noqa: PLC0415 - only here

    asks = text is None
    if framework is None and asks:
        chosen = _choose("Framework", bank.frameworks, lambda f: f.title)
    else:
        chosen = _framework_of(services, bank, framework)
    if ecq is None and asks:
        element = _choose("ECQ", chosen.ecqs, lambda e: e.title)
    elif ecq is None:
        known = ", ".join(e.id for e in chosen.ecqs)
        raise InputError("Which ECQ is the question on?", f"Known: {known}.")
    else:
        element = _ecq_of(chosen, ecq)
    if competencies or not asks:
        targets = _competencies_of(chosen, element, competencies)
    else:
        among = (*element.competencies, *chosen.fundamental)
        targets = (_choose("Main target", among, lambda c: c.title).id,)
    words = _plain(text if text is not None else click.prompt("The question"))
    if not words:
        raise InputError("The question has no words.", "Say what is to be asked.")
    kind = QuestionType.SITUATIONAL if "would you" in words.lower() else QuestionType.BEHAVIORAL
    return Question(
        id=QuestionIds({q.id for q in bank.questions}).new(element, words),
        framework=chosen.id,
        ecq=element.id,
        text=words,
        type=kind,
        competencies=targets,
        asks=(),
        probes=_ask_for_probes() if asks else {},
        supplementals=(),
        anchors=_ask_for_anchors(bank, chosen) if asks else {},
    )


def _ask_for_probes() -> dict[Part, tuple[str, ...]]:
    click.echo("Probes for a part that an answer lacks; Enter goes on.", err=True)
    given: dict[Part, tuple[str, ...]] = {}
    for part in _PROBED:
        probes: list[str] = []
        while words := _line(f"  {part.value}"):
            probes.append(words)
        if probes:
            given[part] = tuple(probes)
    return given


def _ask_for_anchors(bank: QuestionBank, framework: Framework) -> dict[int, str]:
    click.echo("What an answer shows at a level of the scale; Enter goes on.", err=True)
    scale = next((s for s in bank.scales if s.id == framework.scale), None)
    levels = [level.value for level in scale.levels] if scale else []
    worth = [levels[0], levels[len(levels) // 2], levels[-1]] if levels else []
    answers = {level: _line(f"  level {level}") for level in dict.fromkeys(worth)}
    return {level: words for level, words in answers.items() if words}


def _line(prompt: str) -> str:
    words: str = click.prompt(prompt, default="", show_default=False)
    return _plain(words)


def _plain(text: str) -> str:
    """On one line, with nothing in it that a file of the bank could not hold."""
    words = " ".join(text.split())
    if odd := next((character for character in words if not character.isprintable()), ""):
        raise InputError(f"{odd!a} cannot be written to a file.", "Type it without such signs.")
    return words


def _choose(what: str, among: Sequence[T], title: Callable[[T], str]) -> T:
    for number, each in enumerate(among, start=1):
        click.echo(f"  {number}  {title(each)}", err=True)
    number = click.prompt(what, type=click.IntRange(1, len(among)), default=1)
    return among[number - 1]


def _framework_of(services: "Services", bank: QuestionBank, framework: str | None) -> Framework:
    """The one named, or else the user's, or else the one in force."""
    name = framework or services.settings.framework or bank.frameworks[0].id
    return framework_named(bank, name)


def _ecq_of(framework: Framework, ecq: str) -> Ecq:
    try:
        return framework.ecq(EcqId(ecq))
    except KeyError:
        raise unknown("ECQ", ecq, [e.id for e in framework.ecqs]) from None


def _competencies_of(
    framework: Framework, ecq: Ecq, names: Sequence[str]
) -> tuple[CompetencyId, ...]:
    known = {c.id for c in framework.competencies}
    for name in names:
        if name not in known:
            raise unknown("competency", name, sorted(known))
    return tuple(map(CompetencyId, names)) or (ecq.competencies[0].id,)


def _folder(services: "Services", directory: Path | None) -> Path:
    if directory is not None:
        return directory.expanduser()
    return services.paths.ensure_private(services.paths.own_bank)


def _questions_in(directory: Path | None) -> tuple[Question, ...]:
    """What a folder that is not in use yet holds already, so that no id is given twice."""
    from mock_panel.bank.source import load_folder  # noqa: PLC0415 - only here

    if directory is None or not directory.is_dir() or not any(directory.iterdir()):
        return ()
    return load_folder(directory).questions


def _write(
    services: "Services",
    framework: Framework,
    questions: Sequence[Question],
    directory: Path | None,
) -> None:
    from mock_panel.bank.question_files import write_questions  # noqa: PLC0415 - only here
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here

    folder = _folder(services, directory)
    schema = shipped_directory() / "schemas" / "questions.schema.json"
    written = write_questions(folder, framework, questions, str(schema))
    _say_where(services, written, folder)


def _say_where(services: "Services", written: Sequence[Path], folder: Path) -> None:
    """The files to standard output, and what is doubtful in them, and how to go on."""
    from mock_panel.bank.check import examine  # noqa: PLC0415 - YAML and pydantic
    from mock_panel.bank.lint import warnings  # noqa: PLC0415 - YAML and pydantic
    from mock_panel.bank.source import shipped_directory  # noqa: PLC0415 - only here

    for path in written:
        click.echo(str(path))
    used = dict.fromkeys((*services.own_banks, folder))
    checked = examine(shipped_directory(), tuple(used))
    for problem in checked.problems or warnings(checked.documents):
        if problem.file in written:
            click.echo(str(problem), err=True)
    if folder not in services.own_banks:
        click.echo(f"`mock-panel bank add {folder}` puts them to use.", err=True)
    else:
        click.echo("They are in use; edit the files as you like.", err=True)
