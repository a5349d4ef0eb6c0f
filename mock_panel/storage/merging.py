"""One database's content taken into another: what is new is added, what is known stays.

Tables are taken in families: a head, such as an attempt, with all the rows that go when it goes.
A family comes whole or not at all. Ids are random, so that the same id means the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, tuple_, update

from mock_panel.domain.carrying import Taken
from mock_panel.storage import joining_tables as _joining_tables  # noqa: F401 - as below
from mock_panel.storage import panel_tables as _panel_tables  # noqa: F401 - so that they are known
from mock_panel.storage import people_tables as _people_tables  # noqa: F401 - as below
from mock_panel.storage import story_tables as _story_tables  # noqa: F401 - as above
from mock_panel.storage.statements import pages
from mock_panel.storage.tables import Row

Key = tuple[Any, ...]
Values = Mapping[str, Any]


def merge(
    source: Connection, target: Connection, *, replace: bool = False, dry_run: bool = False
) -> dict[str, Taken]:
    """Take every family of the source that the target has not.

    Args:
        source: a database of the same schema; only read.
        target: in a transaction that writes; nothing in it is ever deleted but with `replace`.
        replace: where both have a family with different content, the source's takes the place
            of the target's, which otherwise stays.
        dry_run: find out what would become of them, and write nothing.

    Returns:
        By the name of the head's table.
    """
    taken = {}
    for head in heads():
        new = same = 0
        differing: list[str] = []
        for page in _pages(source, head):
            theirs, ours = _families(source, head, page), _families(target, head, page)
            fresh = [theirs[key] for key in page if key not in ours]
            other = [key for key in page if key in ours and ours[key] != theirs[key]]
            new, same = new + len(fresh), same + len(page) - len(fresh) - len(other)
            differing += [str(key[0]) for key in other]
            if not dry_run:
                _add(target, head, fresh)
                for key in other if replace else ():
                    _replace(target, head, key, theirs[key])
        taken[head.name] = Taken(new, same, tuple(differing))
    if not dry_run:
        for tie in ties():
            _take_ties(source, target, tie)
    return taken


def counts(connection: Connection) -> dict[str, int]:
    """How many families there are of each head, by the name of its table."""
    return {
        head.name: connection.execute(select(func.count()).select_from(head)).scalar_one()
        for head in heads()
    }


def heads() -> tuple[Table, ...]:
    """The tables whose rows go with nothing else, each after those that it refers to."""
    return tuple(table for table in _carried() if not _parents(table))


def ties() -> tuple[Table, ...]:
    """The tables whose rows belong to two families at once."""
    return tuple(table for table in _carried() if len(_parents(table)) > 1)


def stays(table: Table) -> bool:
    """Whether a table means something in this installation alone, such as an open session."""
    return bool(table.info.get("stays"))


def _carried() -> Iterator[Table]:
    return (table for table in Row.metadata.sorted_tables if not stays(table))


def _members(head: Table) -> list[Table]:
    return [table for table in _carried() if list(_parents(table)) == [head]]


def _travelling(table: Table) -> list[Any]:
    """The columns that mean the same everywhere; whose a row is, the target decides."""
    return [column for column in table.c if not column.info.get("stays")]


def _parents(table: Table) -> dict[Table, str]:
    """Whatever takes a row of this table with it when it goes, by the column that says so."""
    return {
        key.column.table: key.parent.name for key in table.foreign_keys if key.ondelete == "CASCADE"
    }


def _pages(connection: Connection, head: Table) -> Iterable[Sequence[Key]]:
    """The keys of all families, so many at a time."""
    keys = [tuple(row) for row in connection.execute(select(*head.primary_key))]
    return pages(keys)


_Family = dict[str, list[Values]]
"""Rows by the name of their table, in the order of their keys."""


def _families(connection: Connection, head: Table, keys: Sequence[Key]) -> dict[Key, _Family]:
    """The families with these keys that there are."""
    key_of_head = [column.name for column in head.primary_key]
    wanted = tuple_(*head.primary_key).in_(keys)
    found: dict[Key, _Family] = {}
    for row in connection.execute(select(*_travelling(head)).where(wanted)).mappings():
        values = dict(row)
        found[tuple(values[name] for name in key_of_head)] = defaultdict(
            list, {head.name: [values]}
        )
    for member in _members(head):
        name = _parents(member)[head]
        statement = (
            select(*_travelling(member))
            .where(member.c[name].in_([key[0] for key in keys]))
            .order_by(*member.primary_key)
        )
        for row in connection.execute(statement).mappings():
            found[(row[name],)][member.name].append(dict(row))
    return found


def _add(connection: Connection, head: Table, families: Sequence[_Family]) -> None:
    for table in (head, *_members(head)):
        if rows := [row for family in families for row in family.get(table.name, ())]:
            connection.execute(insert(table), rows)


def _replace(connection: Connection, head: Table, key: Key, family: _Family) -> None:
    """Write the head over and never delete it, because others may refer to it."""
    same = and_(*(column == value for column, value in zip(head.primary_key, key, strict=True)))
    connection.execute(update(head).where(same).values(family[head.name][0]))
    for member in _members(head):
        connection.execute(delete(member).where(member.c[_parents(member)[head]] == key[0]))
        if rows := family.get(member.name):
            connection.execute(insert(member), rows)


def _take_ties(source: Connection, target: Connection, tie: Table) -> None:
    for page in _pages(source, tie):
        is_here = tuple_(*tie.primary_key).in_(page)
        known = {tuple(row) for row in target.execute(select(*tie.primary_key).where(is_here))}
        rows = [
            dict(row)
            for row in source.execute(select(tie).where(is_here)).mappings()
            if tuple(row[column.name] for column in tie.primary_key) not in known
        ]
        if rows:
            target.execute(insert(tie), rows)
