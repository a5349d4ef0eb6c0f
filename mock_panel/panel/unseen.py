"""Why somebody sees no panels, and what to do: in a team's database there may be, and not theirs.

A team's list decides what each login sees. Whoever is told "no panels yet" where the rules keep
them away looks for the fault in the wrong place.
"""

from dataclasses import dataclass

from mock_panel.domain.people import Person, PersonRole


@dataclass(frozen=True, slots=True)
class Unseen:
    """The reason, in a sentence, and what to do."""

    reason: str
    to_do: str
    may_convene: bool = False


_BY_ROLE = {
    PersonRole.CANDIDATE: (
        "as a candidate: candidates see no panels.",
        (
            "What came of your own closed panels: `mock-panel team report`. If you are to rate, an "
            "administrator makes you a mentor: `mock-panel team change {name!r} --role mentor`."
        ),
    ),
    PersonRole.ADMINISTRATOR: (
        "as an administrator: administrators see counts, and no panels.",
        (
            "The counts: `mock-panel team programme`. Panels are convened and rated by mentors. If "
            "you are to rate, the chair gives you a code for the browser: `panel invite`."
        ),
    ),
}


def unseen(me: Person | None, stranger: str | None) -> Unseen | None:
    """Why no panels are seen; None where there are none yet, for anybody.

    Args:
        me: who is connected, as a team's list has them.
        stranger: their login, where the list names others and not them.
    """
    if stranger is not None:
        return Unseen(
            f"You are connected as {stranger!r}, whom this team's list does not name.",
            "Who is not on the list sees no panels, not even one that they sit on. Ask an "
            "administrator of the team to put you on it: `mock-panel team add 'YOUR NAME' --role "
            f"mentor --login {stranger}`. Then whoever convened the panel says where you sit: "
            "`mock-panel team link PANEL --seat b='YOUR NAME'`.",
        )
    if me is None:
        return None
    if me.role in _BY_ROLE:
        reason, to_do = _BY_ROLE[me.role]
        return Unseen(f"You are on this team's list {reason}", to_do.format(name=me.name))
    return Unseen(
        "No panels of yours yet.",
        "You see the panels that you convened or sit on. If you sit on one that is not here, "
        "whoever convened it says so: "
        f"`mock-panel team link PANEL --seat b={me.name!r}`.",
        may_convene=True,
    )
