"""What the verbs of the story bank share: finding, lines for people, and one JSON document."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from mock_panel.cli.attempt_records import data_output
from mock_panel.domain.stories import NEVER_TOLD, Story, TellingCount
from mock_panel.domain.story_document import to_document
from mock_panel.errors import InputError
from mock_panel.practice.stories import SHORT_ID
from mock_panel.practice.story_matrix import caution_words, cautions

if TYPE_CHECKING:
    from datetime import date

    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.attempts import Attempt
    from mock_panel.domain.frameworks import Framework
    from mock_panel.domain.questions import QuestionBank

STORIES_SCHEMA = "mock-panel/stories@1"

framework_option = click.option(
    "--framework", metavar="ID", help="Such as opm-2025; the one set in the app by default."
)


def tell(document: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the document on standard output, or the lines."""
    if as_json:
        whole = {"schema": STORIES_SCHEMA, **document}
        json.dump(whole, data_output(), ensure_ascii=False, indent=2)
        click.echo()
        return
    for line in lines:
        click.echo(line)


def document_of(
    story: Story, told: TellingCount, today: "date"
) -> dict[str, Any]:  # fmt: skip
    """A story with how often it was told and what to mind of it."""
    return {
        **to_document(story),
        "times_told": told.times,
        "told_of_late": told.recent,
        "last_told": None if told.last is None else told.last.isoformat(),
        "cautions": [caution.value for caution in cautions(story, told, today)],
    }


def line_of(story: Story, told: TellingCount, today: "date") -> str:
    """A story in one line of a list."""
    minded = [caution_words(c, told) for c in cautions(story, told, today)]
    notes = ["retired"] if story.retired else minded
    when = "-" if story.when is None else str(story.when)
    times = "-" if not told.times else str(told.times)
    tail = f"  ({', '.join(notes)})" if notes else ""
    return f"{story.id[:SHORT_ID]}  {when:7}  {times:>4}  {story.title}{tail}"


def confirmed(question: str) -> bool:
    """Whether somebody says yes.

    Raises:
        InputError: nobody can be asked.
    """
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        raise InputError(
            "Nothing was changed: nobody said yes.", "Give --yes to a script."
        ) from None


def find_attempt(services: "Services", wanted: str) -> "Attempt":
    """The attempt whose id begins so.

    Raises:
        InputError: there is none, or more than one.
    """
    from mock_panel.domain.ids import AttemptId  # noqa: PLC0415 - beside its only use

    store = services.attempts
    if (attempt := store.get(AttemptId(wanted))) is not None:
        return attempt
    found = [s.id for s in store.summaries() if wanted and s.id.startswith(wanted)]
    attempt = store.get(found[0]) if len(found) == 1 else None
    if attempt is None:
        raise InputError(
            f"{wanted!r}: {len(found)} attempts with such an id",
            "`mock-panel history` shows the ids; give enough letters of one.",
        )
    return attempt


def find_framework(services: "Services", bank: "QuestionBank", wanted: str | None) -> "Framework":
    """The framework that is named, or set in the app, or in force.

    Raises:
        InputError: the bank has none of this name.
    """
    from mock_panel.cli.session_choice import in_force  # noqa: PLC0415 - only here
    from mock_panel.cli.unknown import framework_named  # noqa: PLC0415 - only here

    name = wanted or services.settings.framework
    if not name:
        return in_force(bank)
    return framework_named(bank, name)


def told_of(services: "Services", story: Story) -> TellingCount:
    """How often a story was told."""
    return services.stories.counts().get(story.id, NEVER_TOLD)
