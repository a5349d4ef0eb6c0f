"""`mock-panel stories new`, `edit` and `keep`."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mock_panel.cli.options import json_option
from mock_panel.cli.stories.output import document_of, find_attempt, find_framework, tell, told_of
from mock_panel.domain.ids import CompetencyId, FrameworkId
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.stories import Executive, Money, Reach, Scope, ShownCompetency, Story, When
from mock_panel.errors import InputError
from mock_panel.practice.stories import SHORT_ID
from mock_panel.practice.story_card import card_text

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services
    from mock_panel.domain.questions import QuestionBank

F = TypeVar("F", bound=Callable[..., Any])

NOTHING = ("", "none", "-")
"""What takes a value away."""

_OPTIONS = (
    click.option("--when", metavar="YEAR[-MM]", help="Such as 2023 or 2023-05."),
    click.option("--grade", metavar="TEXT", help="Your post or grade then, such as GS-15."),
    click.option(
        "--executive",
        type=click.Choice([e.value for e in Executive]),
        help="Whether that is an executive level (GS-15, O-6 or the like).",
    ),
    click.option("--people", metavar="N", help="How many you led."),
    click.option("--money", metavar="AMOUNT", help="What was at stake, such as 2400000 or 2.4M."),
    click.option("--unit", metavar="UNIT", help="Of the money; USD by default."),
    click.option(
        "--reach", type=click.Choice([r.value for r in Reach] + ["none"]), help="How far it went."
    ),
    *(
        click.option(
            f"--{part.value}", metavar="TEXT", multiple=True, help="A headline; may be repeated."
        )
        for part in STORY_PARTS
    ),
    click.option(
        "--competency",
        "competencies",
        metavar="[FRAMEWORK/]ID",
        multiple=True,
        help="What it shows; may be repeated.",
    ),
)
"""Of every verb that writes; in an edit, an option that is given replaces what was there, and
an empty one takes it away."""


def _story_options(command: F) -> F:
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


@click.command()
@click.option("--title", metavar="TEXT", required=True, help="A few words to know it by.")
@_story_options
@json_option
def new(*, title: str, as_json: bool, **wishes: Any) -> None:
    """Write a story down by hand: headlines, not sentences to be read out."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    bank = services.bank.load()
    story = _changed(services, bank, services.stories.blank(title), wishes)
    _tell_saved(services, bank, services.stories.save(story, bank), as_json=as_json)


@click.command()
@click.argument("story")
@click.option("--title", metavar="TEXT", help="Another title.")
@_story_options
@click.option(
    "--retire/--unretire", "retired", default=None, help="No longer suggested or counted."
)  # fmt: skip
@json_option
def edit(
    *, story: str, title: str | None, retired: bool | None, as_json: bool, **wishes: Any
) -> None:
    """Change STORY: what an option names is replaced, an empty value takes it away."""
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    bank = services.bank.load()
    found = services.stories.find(story)
    changed = replace(
        _changed(services, bank, found, wishes),
        title=found.title if title is None else title,
        retired=found.retired if retired is None else retired,
    )
    if changed == found:
        raise InputError("Nothing was named that should change.", "See `stories edit --help`.")
    _tell_saved(services, bank, services.stories.save(changed, bank), as_json=as_json)


@click.command()
@click.argument("attempt")
@click.option("--title", metavar="TEXT", default="", help="Instead of its first headline.")
@_story_options
@json_option
def keep(*, attempt: str, title: str, as_json: bool, **wishes: Any) -> None:
    """Make a story of ATTEMPT: its strongest sentences as headlines, its figures, what it shows.

    Options replace what was found in the answer. Read it through: a program chose.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    bank = services.bank.load()
    answer = find_attempt(services, attempt)
    for before in services.stories.store.kept_from([answer.id]):
        click.echo(
            f"This answer was kept before, as {before.title!r} ({before.id[:SHORT_ID]}).", err=True
        )
    draft = services.stories.draft_from(answer, bank, title)
    story = services.stories.keep(_changed(services, bank, draft, wishes), answer, bank)
    _tell_saved(services, bank, story, as_json=as_json)


def _changed(
    services: "Services", bank: "QuestionBank", story: Story, wishes: dict[str, Any]
) -> Story:
    prompts = {part: wishes[part.value] or story.prompts[part] for part in STORY_PARTS}
    named = wishes["competencies"]
    return replace(
        story,
        when=_or(wishes["when"], story.when, _when),
        grade=story.grade if wishes["grade"] is None else wishes["grade"],
        executive=_or(wishes["executive"], story.executive, Executive),
        scope=Scope(
            people=_or(wishes["people"], story.scope.people, _whole),
            money=_money(story.scope.money, wishes["money"], wishes["unit"]),
            reach=_or(wishes["reach"], story.scope.reach, Reach),
        ),
        prompts=prompts,
        competencies=_shown(services, bank, named) if named else story.competencies,
    )


def _or(given: str | None, before: Any, read: Callable[[str], Any]) -> Any:
    """What was there, unless something is given; nothing, where that is asked for."""
    if given is None:
        return before
    return None if given in NOTHING else read(given)


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except ValueError as error:
        raise InputError(f"--when: {error}.") from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise InputError(f"--people: {text!r} is no number of people.", "Give a whole number.")
    return int(text)


def _money(before: Money | None, amount: str | None, unit: str | None) -> Money | None:
    if amount is None:
        return replace(before, unit=unit) if before and unit else before
    if amount in NOTHING:
        return None
    return Money(_amount(amount), unit or (before.unit if before else "USD"))


def _amount(text: str) -> float:
    """A sum such as 2400000, $2,400,000, 2.4M or 410k."""
    from mock_panel.practice.story_fields import amount_of  # noqa: PLC0415 - only here

    try:
        return amount_of(text)
    except InputError as error:
        raise InputError(f"--money: {error.message}", error.hint) from None


def _shown(
    services: "Services", bank: "QuestionBank", named: tuple[str, ...]
) -> tuple[ShownCompetency, ...]:
    """What the options name; without a framework, in that of the settings."""
    if named == ("",):
        return ()
    own = find_framework(services, bank, None).id
    pairs = [name.rpartition("/") for name in named]
    return tuple(
        ShownCompetency(FrameworkId(framework) if slash else own, CompetencyId(competency))
        for framework, slash, competency in pairs
    )


def _tell_saved(
    services: "Services", bank: "QuestionBank", story: Story, *, as_json: bool
) -> None:  # fmt: skip
    told, today = told_of(services, story), services.stories.today()
    tell(
        {"story": document_of(story, told, today)},
        [f"story {story.id[:SHORT_ID]}", "", *card_text(story, bank)],
        as_json=as_json,
    )
