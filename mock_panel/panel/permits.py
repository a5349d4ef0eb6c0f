"""What each person at a panel may do: a store of panels, and a door, that refuse the rest.

Whoever sits elsewhere works in a process of their own, whose screens have no keys for what is
not theirs. That is comfort; this is the lock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any, cast

from mock_panel.domain.clocks import SteadyClock
from mock_panel.domain.joining import Guest, PlaceRole
from mock_panel.errors import OutOfOrder
from mock_panel.panel.joining import Joining
from mock_panel.panel.ports import PanelStore

Rule = Callable[[Guest, PanelStore, tuple[Any, ...]], bool]
"""Whether a guest may make a call with these arguments."""

LOOKED_UP_SECONDS = 1.0
"""For which a session that was good is taken to be so still."""


@dataclass(slots=True)
class Watch:
    """Who asks at which panels, and who is told when it is not theirs to ask.

    Args:
        store: of all panels.
        guest: who asks.
        on_refused: is told the name of each call that was not permitted.
        is_over: whether the session has ended; asked once a second at most.
        steady: seconds that never run backwards.
    """

    store: PanelStore
    guest: Guest
    on_refused: Callable[[str], object]
    is_over: Callable[[], bool]
    steady: SteadyClock
    _good_until: float = float("-inf")

    def check(self, name: str, rules: Mapping[PlaceRole, Rule], args: tuple[Any, ...]) -> None:
        """Let a call pass.

        Raises:
            OutOfOrder: `session_over`, or `not_permitted`.
        """
        self._must_go_on()
        if not rules.get(self.guest.role, nobody)(self.guest, self.store, args):
            self.on_refused(name)
            raise OutOfOrder(
                "not_permitted", "This is not yours to do here.", "The chair was told of it."
            )

    def _must_go_on(self) -> None:
        now = self.steady()
        if now < self._good_until:
            return
        if self.is_over():
            raise OutOfOrder(
                "session_over",
                "Your session at this panel has ended.",
                "Ask the chair for another code; what you entered is kept.",
            )
        self._good_until = now + LOOKED_UP_SECONDS


def guarded(watch: Watch) -> PanelStore:
    """The same store, as far as a guest may use it.

    A call that is not theirs raises OutOfOrder `not_permitted`, and any call after the end of
    the session `session_over`; nothing is read or written then.
    """
    return cast("PanelStore", _Guarded(watch.store, PanelStore, RULES, watch))


def guarded_joining(watch: Watch, joining: Joining) -> Joining:
    """The same use cases of joining, as far as a guest may use them; refused as by `guarded`."""
    return cast("Joining", _Guarded(joining, Joining, JOINING_RULES, watch))


class _Guarded:
    def __init__(
        self, of: object, kind: type, rules: Mapping[str, Mapping[PlaceRole, Rule]], watch: Watch
    ) -> None:
        self.__of, self.__kind, self.__rules, self.__watch = of, kind, rules, watch

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self.__rules:
            raise AttributeError(name)

        def call(*given: Any, **named: Any) -> Any:
            # What is named is judged by its place too.
            args = signature(getattr(self.__kind, name)).bind(None, *given, **named).args[1:]
            self.__watch.check(name, self.__rules[name], args)
            return getattr(self.__of, name)(*args)

        return call


# --- who may do what -----------------------------------------------------------------------------


def nobody(_guest: Guest, _store: PanelStore, _args: tuple[Any, ...]) -> bool:
    """Not from elsewhere."""
    return False


def here(guest: Guest, _store: PanelStore, args: tuple[Any, ...]) -> bool:
    """At the own panel."""
    return bool(args) and args[0] == guest.panel


def own_panel(guest: Guest, _store: PanelStore, args: tuple[Any, ...]) -> bool:
    """The own panel, given whole."""
    return bool(args) and getattr(args[0], "id", None) == guest.panel


def own_seat(guest: Guest, store: PanelStore, args: tuple[Any, ...]) -> bool:
    """At the own seat of the own panel: the second argument is the seat, or has it."""
    seat = getattr(args[1], "seat", args[1]) if len(args) > 1 else None
    return here(guest, store, args) and seat == guest.place


def only_this(guest: Guest, _store: PanelStore, args: tuple[Any, ...]) -> bool:
    """Of several panels, none but the own one."""
    return bool(args) and args[0] is not None and list(args[0]) == [guest.panel]


def named(guest: Guest, _store: PanelStore, args: tuple[Any, ...]) -> bool:
    """Of all panels, by nothing less than the whole name of the own one."""
    return args == (guest.panel,)


def own_form(guest: Guest, store: PanelStore, args: tuple[Any, ...]) -> bool:
    """The form of the own panel."""
    panel = store.get(guest.panel)
    return bool(args) and panel is not None and args[0] == panel.form.id


@dataclass(frozen=True, slots=True)
class _Roles:
    """A rule for each role; who is not named may not."""

    chair: Rule = nobody
    rater: Rule = nobody
    observer: Rule = nobody
    candidate: Rule = nobody

    def by_role(self) -> Mapping[PlaceRole, Rule]:
        return {role: getattr(self, role.value) for role in PlaceRole}


RULES: Mapping[str, Mapping[PlaceRole, Rule]] = {
    name: roles.by_role()
    for name, roles in {
        # What is done where the database is.
        "convene": _Roles(),
        "erase": _Roles(),
        "renew_pin": _Roles(),
        # A packet is made and taken in by `packet_desk`.
        "packet_key": _Roles(),
        "existing_key": _Roles(),
        "merge": _Roles(),
        # The session stands for the PIN.
        "guess": _Roles(),
        "forget_guesses": _Roles(),
        "guard": _Roles(chair=own_seat, rater=own_seat),
        # What is read.
        "panels": _Roles(chair=named, rater=named, observer=named),
        "get": _Roles(chair=here, rater=here, observer=here),
        "progress": _Roles(chair=here, rater=here, observer=here),
        "events": _Roles(chair=here, rater=here, observer=here),
        "answers": _Roles(chair=here, rater=here, observer=here),
        "record": _Roles(chair=here, rater=here, observer=here),
        "records": _Roles(chair=only_this, rater=only_this, observer=only_this),
        # Whoever takes a question out is told whose closed outcomes change.
        "closed_with": _Roles(chair=own_form),
        "unseen_with": _Roles(chair=own_form),
        "pooled": _Roles(chair=only_this, rater=only_this, observer=only_this),
        # A rater's own.
        "own_ratings": _Roles(chair=own_seat, rater=own_seat),
        "own_notes": _Roles(chair=own_seat, rater=own_seat),
        "rate": _Roles(chair=own_seat, rater=own_seat),
        "keep_notes": _Roles(chair=own_seat, rater=own_seat),
        "lock": _Roles(chair=own_seat, rater=own_seat),
        # The discussion: the chair writes down what each comes to.
        "move": _Roles(chair=here, rater=own_seat),
        "settle": _Roles(chair=here),
        # Running the panel.
        "reveal": _Roles(chair=here),
        "close": _Roles(chair=here),
        "change_form": _Roles(chair=own_form),
        "happened": _Roles(chair=here),
        "keep_answer": _Roles(chair=here),
    }.items()
}
"""For every call that a store of panels has. A candidate has none: see `candidate_view`."""

JOINING_RULES: Mapping[str, Mapping[PlaceRole, Rule]] = {
    name: roles.by_role()
    for name, roles in {
        # What the chair does at the terminal, and elsewhere.
        "invite": _Roles(chair=own_panel),
        "invitations": _Roles(chair=own_panel),
        "revoke": _Roles(chair=own_panel),
        "present": _Roles(chair=own_panel),
        "refusals": _Roles(chair=own_panel),
        # What the server does.
        "admit": _Roles(),
        "guest": _Roles(),
        "is_over": _Roles(),
        "arrived": _Roles(),
        "left": _Roles(),
        "leave": _Roles(),
        "clear_presence": _Roles(),
        "refused": _Roles(),
    }.items()
}
"""For every call that joining has."""

PACKET_RULES: Mapping[str, Mapping[PlaceRole, Rule]] = {
    "make": _Roles(chair=here).by_role(),
    "receive": _Roles(chair=here).by_role(),
}
"""For every call of `packet_desk.PacketDesk`."""
