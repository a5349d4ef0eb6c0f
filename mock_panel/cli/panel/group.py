"""The group: each verb's module is imported when the verb is used."""

import click

from mock_panel.cli.verbs import VerbGroup

COMMANDS = {
    "new": ("convene:new", "Convene a panel; prints its id, its items and the PINs."),
    "list": ("state:list_panels", "List the panels."),
    "status": ("state:status", "Who has rated how many, and who has locked."),
    "pin": ("rating:pin", "Give a rater who has not rated yet another PIN."),
    "rate": ("rating:rate", "Give a rating with its evidence."),
    "lock": ("rating:lock", "Make a rater's ratings final."),
    "packet": ("packets:packet", "Write a rater's packet, a page that works anywhere."),
    "import": ("packets:import_ratings", "Take in the file that a packet saved."),
    "invite": ("inviting:invite", "Print codes by which people join from other machines."),
    "invitations": ("inviting:invitations", "Who was invited, has joined, and is there."),
    "disinvite": ("inviting:disinvite", "Take a code back, and end the session it opened."),
    "reveal": ("discussion:reveal", "Show all ratings, when all have locked."),
    "move": ("discussion:move", "A rater thinks otherwise after the discussion."),
    "consensus": ("discussion:consensus", "What the panel came to on an item."),
    "drop": ("discussion:drop", "Take an item out of the rating, for every candidate."),
    "close": ("discussion:close", "Declare everything settled."),
    "stats": ("statistics:stats", "How far the raters agree, over panels or a CSV file."),
    "report": ("reports:report", "Write the candidate's report: HTML, Markdown or PDF."),
    "cohort": ("reports:cohort", "The candidates of a cohort side by side."),
    "erase": ("state:erase", "Erase a panel for good."),
    "run": ("run:run", "Open the app at the panels."),
}


class PanelGroup(VerbGroup):
    """The verbs of `mock-panel panel`."""

    package = "mock_panel.cli.panel"
    verbs = COMMANDS


@click.group(cls=PanelGroup)
def panel() -> None:
    """Run a mock panel: several people rate, blind, and settle.

    A panel goes new, rate, lock, reveal, consensus, close, report. A step out of order is
    refused with exit code 2 and the reason.
    """
