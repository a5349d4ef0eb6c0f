"""Who sees which rows of a team's database: PostgreSQL's row-level security.

The rules hold for whoever is connected, whatever program they use. They are taken away before
an upgrade and made anew after it, because a column that a rule speaks of cannot be changed.
While nobody is named in `person`, everything is everybody's. The owner of the tables, a
superuser and a role with BYPASSRLS are not bound by them.
"""

from sqlalchemy import Connection

from mock_panel.storage.row_functions import ME, MY_ROLE, OPEN, make_functions

_RUNS = "panel_id IN (SELECT mock_panel_runs())"
_SITS = (
    "panel_id IN (SELECT panel FROM mock_panel_sealed()) OR panel_id IN (SELECT mock_panel_sits())"
)
_OWN_SEAT = "mock_panel_has(panel_id, seat)"
_OWN_OPEN_SEAT = "mock_panel_has(panel_id, seat, true)"
"""They are asked of each row, and rows are written one by one."""
_SEALED = "(panel_id, seat) IN (SELECT panel, place FROM mock_panel_sealed())"
_SEES_RATINGS = f"{_SEALED} OR panel_id IN (SELECT mock_panel_revealed())"
"""A panel at work is found among the few that are sealed; the many old ones are not read then."""
_IS_MENTOR = f"{MY_ROLE} = 'mentor'"
_IS_ADMINISTRATOR = f"{MY_ROLE} = 'administrator'"

_IS_MINE = f"owner = {ME}"
_LOOKED_AT = "owner = (SELECT mock_panel_looks_at(false))"
_STORIES_LOOKED_AT = "owner = (SELECT mock_panel_looks_at(true))"
_OF_ATTEMPT = "EXISTS (SELECT FROM attempt a WHERE a.id = attempt_id)"
_OF_STORY = "EXISTS (SELECT FROM story s WHERE s.id = story_id)"
"""Of what one sees; but only what is one's own is written."""
_OF_MY_ATTEMPT = f"EXISTS (SELECT FROM attempt a WHERE a.id = attempt_id AND a.{_IS_MINE})"
_OF_MY_STORY = f"EXISTS (SELECT FROM story s WHERE s.id = story_id AND s.{_IS_MINE})"
_OF_SESSION = "EXISTS (SELECT FROM panel_session s WHERE s.id = session_id)"
_OF_MY_FORM = (
    "EXISTS (SELECT FROM panel p"
    " WHERE p.form_id = panel_form_change.form_id AND p.id IN (SELECT mock_panel_runs()))"
)
_USED_FORM = "EXISTS (SELECT FROM panel p WHERE p.form_id = panel_form.id)"
_HANDED_TO_ME = "panel_id IN (SELECT mock_panel_closed())"

_SHOWS = (
    f"person = {ME} AND {MY_ROLE} = 'candidate' AND EXISTS (SELECT FROM person p"
    " WHERE p.id = practice_showing.mentor AND p.role = 'mentor' AND p.active)"
)


def _read_and_own(read: str, own: str) -> dict[str, str]:
    """Rules for rows of which one may read more than one may write."""
    return {"SELECT": read, "INSERT": own, "UPDATE": own, "DELETE": own}


_MAY: dict[str, dict[str, str]] = {
    "attempt": _read_and_own(_LOOKED_AT, _IS_MINE),
    **{
        key: _read_and_own(_OF_ATTEMPT, _OF_MY_ATTEMPT)
        for key in ("answer", "score", "speech", "continuation")
    },
    "story": _read_and_own(_STORIES_LOOKED_AT, _IS_MINE),
    "story_competency": _read_and_own(_OF_STORY, _OF_MY_STORY),
    "attempt_story": _read_and_own(
        f"{_OF_ATTEMPT} AND {_OF_STORY}", f"{_OF_MY_ATTEMPT} AND {_OF_MY_STORY}"
    ),
    "calibration": {
        "SELECT": f"{_IS_MINE} OR {_IS_MENTOR}",
        "INSERT": _IS_MINE,
        "DELETE": _IS_MINE,
    },
    "panel": {
        "SELECT": f"mentor = {ME} OR {_SITS.replace('panel_id', 'id')}",
        "INSERT": f"mentor = {ME} AND {_IS_MENTOR}",
        "UPDATE": "id IN (SELECT mock_panel_runs())",
        "DELETE": f"mentor = {ME}",
    },
    "panel_form": {
        "SELECT": f"{_IS_MENTOR} OR {_USED_FORM}",
        "INSERT": _IS_MENTOR,
        "DELETE": f"{_IS_MENTOR} AND id NOT IN (SELECT mock_panel_forms_in_use())",
    },
    "panel_form_change": {
        "SELECT": "EXISTS (SELECT FROM panel_form f WHERE f.id = form_id)",
        "INSERT": _OF_MY_FORM,
    },
    "panel_seat": {
        "SELECT": _SITS,
        "INSERT": _RUNS,
        "UPDATE": _OWN_SEAT,
    },
    "panel_rating": {
        "SELECT": _SEES_RATINGS,
        "INSERT": _OWN_SEAT,
        "UPDATE": _OWN_OPEN_SEAT,
        "DELETE": _OWN_OPEN_SEAT,
    },
    "panel_note": {
        "SELECT": _SEES_RATINGS,
        "INSERT": _OWN_SEAT,
        "UPDATE": _OWN_OPEN_SEAT,
        "DELETE": _OWN_OPEN_SEAT,
    },
    "panel_move": {"SELECT": _SITS, "INSERT": _OWN_SEAT},
    "panel_settlement": {"SELECT": _SITS, "INSERT": _RUNS},
    "panel_event": {"SELECT": _SITS, "INSERT": _RUNS},
    "panel_answer": {"SELECT": _SITS, "INSERT": _RUNS, "UPDATE": _RUNS, "DELETE": _RUNS},
    "panel_report": {
        "SELECT": f"{_SITS} OR {_HANDED_TO_ME}",
        "INSERT": _RUNS,
        "UPDATE": _RUNS,
        "DELETE": _RUNS,
    },
    **{key: {"ALL": _RUNS} for key in ("panel_invitation", "panel_session", "panel_refusal")},
    "panel_presence": {"ALL": _OF_SESSION},
    "practice_showing": {
        "SELECT": f"person = {ME} OR mentor = {ME}",
        "INSERT": _SHOWS,
        "UPDATE": _SHOWS,
        "DELETE": f"person = {ME}",
    },
    "person": {
        # Candidates know of mentors and of themselves, and not of each other.
        "SELECT": f"id = {ME} OR {_IS_MENTOR} OR {_IS_ADMINISTRATOR}"
        f" OR ({ME} IS NOT NULL AND role <> 'candidate')",
        "INSERT": _IS_ADMINISTRATOR,
        "UPDATE": _IS_ADMINISTRATOR,
    },
}
"""What somebody may do to the rows of each table; what is not here they may not."""

_NEVER_SHARED = {
    (table, command) for table in ("person", "practice_showing") for command in ("INSERT", "UPDATE")
}
"""Who is first named is named by the owner, and nobody shows what others have."""
_FILLED = (
    ("attempt", "owner"), ("story", "owner"), ("calibration", "owner"), ("panel", "mentor"),
)  # fmt: skip

_KEEPS_LOGIN = """
CREATE OR REPLACE FUNCTION mock_panel_keeps_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.login) IS DISTINCT FROM (OLD.id, OLD.login) AND row_security_active(TG_RELID)
  THEN
    RAISE insufficient_privilege USING MESSAGE = 'whose a login is only the owner changes';
  END IF;
  RETURN NEW;
END $$"""
"""An administrator who could move logins about could become any candidate."""


def tables() -> frozenset[str]:
    """The tables that have rules."""
    return frozenset(_MAY)


def withdraw(connection: Connection) -> None:
    """Take every rule away, so that the tables can be changed."""
    found = connection.exec_driver_sql(
        "SELECT policyname, tablename FROM pg_policies WHERE schemaname = current_schema()"
    )
    quoted = connection.dialect.identifier_preparer.quote
    for policy, table in found.all():
        connection.exec_driver_sql(f"DROP POLICY {quoted(policy)} ON {quoted(table)}")


def secure(connection: Connection) -> None:
    """Make every rule, in the transaction that made or upgraded the tables."""
    run = connection.exec_driver_sql
    make_functions(connection)
    run(_KEEPS_LOGIN)
    run(
        "CREATE OR REPLACE TRIGGER mock_panel_keeps_login BEFORE UPDATE ON person"
        " FOR EACH ROW EXECUTE FUNCTION mock_panel_keeps_login()"
    )
    for table, column in _FILLED:
        run(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT mock_panel_person()")
    for table, rules in _MAY.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        every = rules if "ALL" in rules else dict.fromkeys(("SELECT", "INSERT", "UPDATE", "DELETE"))
        for command in every:
            run(_policy(table, command, rules.get(command)))


def is_narrowed(connection: Connection) -> bool:
    """Whether whoever is connected sees only what the rules let them."""
    if connection.dialect.name != "postgresql":
        return False
    active = connection.exec_driver_sql("SELECT row_security_active('panel')")
    return bool(active.scalar_one())


def _policy(table: str, command: str, rule: str | None) -> str:
    """One rule; a command without a rule is allowed only while everything is shared."""
    is_shared = (table, command) not in _NEVER_SHARED
    parts = [OPEN] * is_shared + [f"({rule})"] * (rule is not None)
    allowed = " OR ".join(parts) or "false"
    checks = {"SELECT": "USING", "DELETE": "USING", "INSERT": "WITH CHECK"}.get(command)
    words = f"{checks} ({allowed})" if checks else f"USING ({allowed}) WITH CHECK ({allowed})"
    return f"CREATE POLICY mock_panel_{command.lower()} ON {table} FOR {command} {words}"
