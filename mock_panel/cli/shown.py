"""`--of NAME`: the practice of a candidate who shows it, in place of one's own."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services

of_option = click.option(
    "--of", metavar="NAME", help="Of this candidate of a team, who shows it to you."
)


def services_of(name: str | None, *, stories: bool = False) -> "Services":
    """One's own services, or those that read what a candidate shows.

    Args:
        name: of the candidate, or how it alone begins; None for one's own.
        stories: whether stories are wanted.

    Raises:
        InputError: nobody who is called so shows it.
    """
    from mock_panel.bootstrap.services import build_services  # noqa: PLC0415 - not for --help

    services = build_services()
    if name is None:
        return services
    shown = services.showing.by(name, stories=stories)
    services.close_database()
    return services.looking_at(shown.person.id)
