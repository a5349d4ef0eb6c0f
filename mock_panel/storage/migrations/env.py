"""Run by Alembic for each command; the caller passes an open connection.

With the caller's connection every step is part of the caller's transaction.
A new step: `python -m mock_panel.storage.new_migration "what it does"`.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from mock_panel.storage import joining_tables as _joining_tables  # noqa: F401 - as below
from mock_panel.storage import panel_tables as _panel_tables  # noqa: F401 - so that they are known
from mock_panel.storage import people_tables as _people_tables  # noqa: F401 - as below
from mock_panel.storage import story_tables as _story_tables  # noqa: F401 - as above
from mock_panel.storage.searching import is_modelled
from mock_panel.storage.tables import Row


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write SQLModel's own types as SQLAlchemy's, so that a step imports no SQLModel."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_item=render_item,
    include_object=is_modelled,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
