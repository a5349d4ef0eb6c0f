"""Asking before something is done that cannot be undone."""

import click


def agreed(question: str) -> bool:
    """Whether the user says yes; the end of the input and Ctrl-C are no yes."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        return False
