"""The group: each verb's module is imported when the verb is used."""

import click

from mock_panel.cli.verbs import VerbGroup

COMMANDS = {
    "add": ("people:add", "Put somebody on the list."),
    "import": ("importing:import_", "Put everybody of a CSV file on the list, or nobody."),
    "list": ("people:list_people", "Who is on the list."),
    "change": ("people:change", "Change a name, a role, a login or a cohort."),
    "leave": ("people:leave", "Somebody leaves; nothing of theirs is erased."),
    "sql": ("roles:sql", "Print what makes a person's role on the server."),
    "give": ("people:give", "Let somebody own what nobody owns."),
    "link": ("panels:link", "Say who of the list a panel's candidate and raters are."),
    "show": ("showing:show", "Let a mentor read your practice, until you take it back."),
    "unshow": ("showing:unshow", "Take back what you show a mentor."),
    "shown": ("showing:shown", "Who reads your practice, and whose you may read."),
    "report": ("panels:report", "Print the report of a closed panel that was handed over."),
    "programme": ("programme:programme", "Candidates, mentors and cohorts in figures."),
}


class TeamGroup(VerbGroup):
    """The verbs of `mock-panel team`."""

    package = "mock_panel.cli.team"
    verbs = COMMANDS


@click.group(cls=TeamGroup)
def team() -> None:
    """Keep the people of a programme: candidates, mentors, administrators.

    In a team's database each sees what is theirs: a candidate their own answers and reports, a
    mentor the panels they convened or sit on, an administrator people and counts. A candidate
    may show their practice to a mentor.
    """
