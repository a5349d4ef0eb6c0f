"""`mock-panel stories suggest` and `link`."""

from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.stories.output import confirmed, find_attempt, tell
from mock_panel.domain.ids import QuestionId
from mock_panel.domain.stories import LinkedBy, Story
from mock_panel.errors import InputError
from mock_panel.practice.stories import SHORT_ID

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.attempts import Attempt
    from mock_panel.practice.recognising_stories import StoryGuess


@click.command()
@click.argument("question")
@json_option
def suggest(*, question: str, as_json: bool) -> None:
    """Say which story serves QUESTION (an id of the bank) best, which next, and why."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help
    from mock_panel.cli.unknown import unknown  # noqa: PLC0415 - as above

    services = build_services()
    bank = services.bank.load()
    try:
        asked = bank.question(QuestionId(question))
    except KeyError:
        known = [q.id for q in bank.questions]
        hint = "`mock-panel bank list` names all."
        raise unknown("question", question, known, hint) from None
    found = services.stories.suggest(asked, bank)
    if not found and not as_json:
        click.echo("No story of yours fits this question.", err=True)
        return
    lines = []
    for number, suggestion in enumerate(found):
        head = "Best" if number == 0 else "Runner-up"
        story = suggestion.story
        lines.append(f"{head}: {story.title} ({story.id[:SHORT_ID]}), {suggestion.because}.")
    document = {
        "question": asked.id,
        "suggestions": [
            {
                "story": s.story.id,
                "title": s.story.title,
                "fit": s.fit,
                "reasons": list(s.reasons),
                "cautions": list(s.cautions),
            }
            for s in found
        ],
    }
    tell(document, lines, as_json=as_json)


@click.command()
@click.argument("attempt")
@click.argument("story", required=False)
@click.option("--undo", is_flag=True, help="It did not tell that story.")
@click.option("--yes", is_flag=True, help="Take the guess without asking.")
@json_option
@click.pass_context
def link(
    ctx: click.Context, *, attempt: str, story: str | None, undo: bool, yes: bool, as_json: bool
) -> None:
    """Say that ATTEMPT told STORY.

    Without STORY it is guessed from the words, and noted only when you say yes. With --json
    and without --yes the guess is printed, and nothing is noted.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    answer = find_attempt(services, attempt)
    if undo and story is None:
        raise InputError("--undo needs the story that was not told.", "Name it after ATTEMPT.")
    if story is None:
        _guess(ctx, services, answer, yes=yes, as_json=as_json)
        return
    found = services.stories.find(story)
    if undo:
        taken = services.stories.unlink(answer.id, found.id)
        words = "Taken back." if taken else "That was never noted."
        tell({**_pair(answer, found), "linked": False}, [words], as_json=as_json)
        return
    services.stories.link(answer.id, found.id, LinkedBy.NAMED)
    words = f"Noted: {answer.id[:SHORT_ID]} told {found.title}."
    tell({**_pair(answer, found), "linked": True}, [words], as_json=as_json)


def _guess(
    ctx: click.Context, services: "Services", answer: "Attempt", *, yes: bool, as_json: bool
) -> None:
    from mock_panel.practice.recognising_stories import Vocabulary  # noqa: PLC0415 - only here

    if told := services.stories.told_by(answer.id):
        titles = ", ".join(story.title for story in told)
        document: dict[str, Any] = {"attempt": answer.id, "told": [s.id for s in told]}
        tell(document, [f"You have said so already: {titles}."], as_json=as_json)
        return
    guess = services.stories.which(answer, Vocabulary.of(services.bank.load()))
    if guess is None:
        words = "No story stands out in this answer. Name one: `stories link ATTEMPT STORY`."
        tell({"attempt": answer.id, "guess": None}, [words], as_json=as_json)
        return
    if not as_json:
        click.echo(f"{guess.story.title}? {guess.because.capitalize()}.", err=True)
    is_meant = yes or (not as_json and confirmed("Did it tell this story?"))
    if is_meant:
        services.stories.link(answer.id, guess.story.id, LinkedBy.GUESSED)
    words = "Noted." if is_meant else "Nothing was noted."
    tell(_guess_document(answer, guess, linked=is_meant), [words], as_json=as_json)
    if not is_meant and not as_json:
        ctx.exit(1)


def _pair(answer: "Attempt", story: Story) -> dict[str, Any]:
    return {"attempt": answer.id, "story": story.id, "title": story.title}


def _guess_document(answer: "Attempt", guess: "StoryGuess", *, linked: bool) -> dict[str, Any]:
    return {
        "attempt": answer.id,
        "guess": {
            "story": guess.story.id,
            "title": guess.story.title,
            "similarity": guess.similarity,
            "shared": list(guess.shared),
        },
        "linked": linked,
    }
