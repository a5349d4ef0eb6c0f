"""`mock-panel stories list` and `show`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.shown import of_option, services_of
from mock_panel.cli.stories.output import (
    document_of,
    find_framework,
    framework_option,
    line_of,
    tell,
    told_of,
)
from mock_panel.domain.english import LONGEST_DAY, day_words
from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.stories import NEVER_TOLD, Story, Telling
from mock_panel.practice.stories import SHORT_ID
from mock_panel.practice.story_card import card_text

if TYPE_CHECKING:
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.questions import QuestionBank
    from mock_panel.practice.choosing_stories import Served
    from mock_panel.practice.story_reading import StoryIn

SHOWN_QUESTIONS = 5


@click.command(name="list")
@click.option("--all", "retired_too", is_flag=True, help="Retired ones too.")
@click.option(
    "--search", metavar="WORDS", default="", help="Only with all these words in what is written."
)
@of_option
@json_option
def list_stories(*, retired_too: bool, search: str, of: str | None, as_json: bool) -> None:
    """List the stories, the oldest made first, with how often each was told."""
    from mock_panel.domain.search import has_all  # noqa: PLC0415 - not for --help

    bank = services_of(of, stories=True).stories
    told, today = bank.counts(), bank.today()
    stories = [s for s in bank.store.all() if retired_too or not s.retired]
    if not stories and not as_json:
        click.echo(
            f"{of} has no story yet."
            if of is not None
            else "No story yet. Write one with `mock-panel stories new`, or keep an answer with"
            " `mock-panel stories keep ATTEMPT`.",
            err=True,
        )
        return
    if search.strip():
        stories = [s for s in stories if has_all(f"{s.words} {s.grade}", search)]
        if not stories and not as_json:
            click.echo("No story has all these words.", err=True)
            return
    counts = [(story, told.get(story.id, NEVER_TOLD)) for story in stories]
    tell(
        {"stories": [document_of(story, count, today) for story, count in counts]},
        [
            f"{'ID':{SHORT_ID}}  {'WHEN':7}  TOLD  STORY",
            *(line_of(story, count, today) for story, count in counts),
        ],
        as_json=as_json,
    )


@click.command()
@click.argument("story")
@framework_option
@of_option
@json_option
def show(*, story: str, framework: str | None, of: str | None, as_json: bool) -> None:
    """Show STORY: its outline, what it shows under a framework, and who told it."""
    from mock_panel.practice.choosing_stories import questions_served  # noqa: PLC0415 - see help
    from mock_panel.practice.story_reading import read_in  # noqa: PLC0415 - as above

    services = services_of(of, stories=True)
    found = services.stories.find(story)
    bank = services.bank.load()
    chosen = find_framework(services, bank, framework)
    read = read_in(found, chosen.id, bank)
    served = questions_served(read, bank.questions_of(chosen.id))
    tellings = services.stories.tellings(found.id)
    told, today = told_of(services, found), services.stories.today()
    tell(
        {
            "story": document_of(found, told, today),
            "framework": _framework_document(read),
            "questions": [{"id": s.question.id, "shows": list(s.competencies)} for s in served],
            "tellings": [_telling_document(telling) for telling in tellings],
        },
        [
            line_of(found, told, today),
            "",
            *card_text(found, bank),
            "",
            *_framework_lines(read, chosen, bank, served),
            *_telling_lines(found, tellings),
        ],
        as_json=as_json,
    )


def _framework_document(read: "StoryIn") -> dict[str, Any]:
    return {
        "id": read.framework,
        "shows": [
            {
                "competency": competency,
                "basis": showing.value,
                "from": [f"{o.framework}/{o.competency}" for o in read.origins.get(competency, ())],
            }
            for competency, showing in read.shows.items()
        ],
        "no_home": [f"{o.framework}/{o.competency}" for o in read.homeless],
        "not_in_a_crosswalk": [f"{o.framework}/{o.competency}" for o in read.unmentioned],
    }


def _framework_lines(
    read: "StoryIn", framework: "Framework", bank: "QuestionBank", served: "Sequence[Served]"
) -> Iterator[str]:
    from mock_panel.practice.story_card import competency_title  # noqa: PLC0415 - only here

    def title(competency: CompetencyId) -> str:
        return framework.competency(competency).title

    yield f"Under {framework.title}"
    for competency, showing in read.shows.items():
        came = ", ".join(competency_title(o, bank) for o in read.origins.get(competency, ()))
        basis = f"  carried over from {came}, {showing.value}" if came else ""
        yield f"  {title(competency)}{basis}"
    for shown in read.homeless:
        yield f"  no home: {competency_title(shown, bank)}"
    for shown in read.unmentioned:
        yield f"  not in a crosswalk: {competency_title(shown, bank)}"
    if not read.shows:
        yield "  shows nothing here; name what it shows with `stories edit --competency`"
    if served:
        ids = ", ".join(each.question.id for each in served[:SHOWN_QUESTIONS])
        more = f" and {len(served) - SHOWN_QUESTIONS} more" if len(served) > SHOWN_QUESTIONS else ""
        yield f"  could serve {ids}{more}"


def _telling_document(telling: Telling) -> dict[str, Any]:
    return {
        "attempt": telling.link.attempt,
        "how": telling.link.how.value,
        "at": telling.started_at.isoformat(),
        "framework": telling.framework,
        "ecq": telling.ecq,
        "question": telling.question,
        "level": telling.level,
    }


def _telling_lines(story: Story, tellings: Sequence[Telling]) -> Iterator[str]:
    yield ""
    yield "Told" if tellings else "Never told, as far as you have said."
    for telling in tellings:
        level = "not scored" if telling.level is None else f"level {telling.level} of 5"
        kept = ", kept from it" if telling.link.attempt == story.source else ""
        yield (
            f"  {day_words(telling.started_at):>{LONGEST_DAY}}  {telling.link.attempt[:SHORT_ID]}"
            f"  {telling.question}  {level}{kept}"
        )
