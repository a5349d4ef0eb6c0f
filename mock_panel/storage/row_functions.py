"""What the rules of a team's database ask: functions that look past the rules.

They are PL/pgSQL, whose plans a connection keeps: a function in plain SQL would be planned
anew by every statement, which took longer than all else of storing a rating.
"""

from functools import reduce

from sqlalchemy import Connection

ME = "(SELECT mock_panel_person())"
OPEN = "(SELECT mock_panel_shared())"
MY_ROLE = "(SELECT mock_panel_role())"

LOOKS_AT = "mock_panel.looks_at"
"""The setting of a connection that reads what somebody shows: their id; else it is empty."""

_FUNCTIONS = (
    ("mock_panel_person()", "text", "SELECT id FROM person WHERE login = session_user AND active"),
    ("mock_panel_role()", "text", "SELECT role FROM person WHERE login = session_user AND active"),
    ("mock_panel_shared()", "boolean", "SELECT NOT EXISTS (SELECT FROM person)"),
    (
        # Who asks to look at what nobody shows them gets nothing, and not their own instead.
        "mock_panel_looks_at(with_stories boolean)",
        "text",
        (
            "SELECT CASE WHEN :wanted = '' THEN :me ELSE (SELECT s.person FROM practice_showing s"
            " JOIN person p ON p.id = s.person WHERE p.active AND p.role = 'candidate'"
            " AND s.person = :wanted AND s.mentor = :me AND :role = 'mentor'"
            " AND (s.stories OR NOT with_stories)) END"
        ),
    ),
    (
        "mock_panel_runs()",
        "SETOF text",
        (
            "SELECT id::text FROM panel WHERE mentor = :me"
            " UNION SELECT panel_id FROM panel_seat"
            " WHERE person = :me AND role = 'chair'"
        ),
    ),
    (
        "mock_panel_sits()",
        "SETOF text",
        ("SELECT mock_panel_runs() UNION SELECT panel_id FROM panel_seat WHERE person = :me"),
    ),
    (
        "mock_panel_revealed()",
        "SETOF text",
        (
            "SELECT id::text FROM panel"
            " WHERE revealed_at IS NOT NULL AND id IN (SELECT mock_panel_sits())"
        ),
    ),
    (
        "mock_panel_closed()",
        "SETOF text",
        ("SELECT id::text FROM panel WHERE candidate_person = :me AND closed_at IS NOT NULL"),
    ),
    (
        "mock_panel_sealed()",
        "TABLE (panel text, place text)",
        (
            "SELECT s.panel_id::text, s.seat::text"
            " FROM panel p JOIN panel_seat s ON s.panel_id = p.id"
            " WHERE p.revealed_at IS NULL"
            " AND (s.person = :me OR :runs)"
        ),
    ),
    (
        "mock_panel_has(asked text, place text, unlocked boolean DEFAULT false)",
        "boolean",
        (
            "SELECT EXISTS (SELECT FROM panel p JOIN panel_seat s ON s.panel_id = p.id"
            " WHERE p.id = asked AND s.seat = place AND (s.locked_at IS NULL OR NOT unlocked)"
            " AND (s.person = :me OR :runs))"
        ),
    ),
    # A form comes as often as it has panels: how many are hidden from the asker is counted by it.
    ("mock_panel_forms_in_use()", "SETOF text", "SELECT form_id::text FROM panel"),
    (
        "mock_panel_given(asked text)",
        "TABLE (seat text, item text)",
        (
            "SELECT r.seat::text, r.item::text FROM panel_rating r"
            " WHERE r.panel_id = asked AND r.score IS NOT NULL AND r.evidence <> '[]'"
            " AND (:shared OR asked IN (SELECT panel FROM mock_panel_sealed())"
            " OR asked IN (SELECT mock_panel_sits()))"
        ),
    ),
    (
        "mock_panel_programme()",
        (
            "TABLE (id text, candidate text, cohort text, candidate_person text, mentor text,"
            " convened_at timestamptz, closed_at timestamptz)"
        ),
        (
            "SELECT p.id::text, p.candidate::text, p.cohort::text, p.candidate_person::text,"
            " p.mentor::text, p.convened_at, p.closed_at FROM panel p WHERE :shared"
            " OR :role = 'administrator' OR p.id IN (SELECT mock_panel_sits())"
            " OR (p.candidate_person = :me AND p.closed_at IS NOT NULL)"
        ),
    ),
    (
        "mock_panel_load()",
        "TABLE (panel_id text, name text, role text, rates boolean, person text, locked boolean)",
        (
            "SELECT s.panel_id::text, s.name::text, s.role::text, s.rates, s.person::text,"
            # Which letters have locked is shown: with names beside it a mask would be none.
            " CASE WHEN p.masked THEN NULL ELSE s.locked_at IS NOT NULL END"
            " FROM panel_seat s JOIN panel p ON p.id = s.panel_id"
            " WHERE :shared OR :role = 'administrator'"
            " OR s.panel_id IN (SELECT mock_panel_sits())"
        ),
    ),
)
"""They look past the rules, and tell of what they find no more than their asker may know.

What begins with a colon is one of `_ASKER`.
"""
_ASKER = {
    ":runs": (
        "p.mentor = :me OR EXISTS (SELECT FROM panel_seat c"
        " WHERE c.panel_id = p.id AND c.person = :me AND c.role = 'chair')"
    ),
    ":wanted": f"COALESCE(current_setting('{LOOKS_AT}', true), '')",
    ":me": "asker",
    ":role": MY_ROLE,
    ":shared": OPEN,
}
"""Found out once for a call, and not for each row."""

_OF_OLDER_VERSIONS = ("mock_panel_seats()",)


def make_functions(connection: Connection) -> None:
    """Make every function, in the schema whose tables they read; no rule may name an old one."""
    run = connection.exec_driver_sql
    path = run("SELECT quote_ident(current_schema())").scalar_one()
    for name in _OF_OLDER_VERSIONS:
        run(f"DROP FUNCTION IF EXISTS {name}")
    for name, returned, asking in _FUNCTIONS:
        body = reduce(lambda words, one: words.replace(*one), _ASKER.items(), asking)
        is_many = returned.startswith(("SETOF", "TABLE"))
        asker = "DECLARE asker text := mock_panel_person(); " if ":me" in asking else ""
        answer = f"RETURN QUERY {body}" if is_many else f"RETURN ({body})"
        run(
            f"CREATE OR REPLACE FUNCTION {name} RETURNS {returned} LANGUAGE plpgsql STABLE"
            f" SECURITY DEFINER SET search_path = {path}, pg_temp"
            # What a table has too is the table's.
            f" AS $$#variable_conflict use_column\n{asker}BEGIN {answer}; END$$"
        )
