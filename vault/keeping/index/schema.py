"""The tables of the index.

Source: https://www.sqlite.org/fts5.html (sections 4.3 tokenizers, 4.4 external and contentless tables).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

SCHEMA: Final = "3"
"""Changes with every change of the tables or of what is put into them; an index of another schema is built anew."""

_tables = sa.MetaData()

meta = sa.Table(
    "meta", _tables, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)

writer = sa.Table(
    "writer",
    _tables,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("moment", sa.Text, nullable=False),  # the latest instant of its events so far
    sa.Column("listed", sa.Integer, nullable=False),  # the folder's mtime when it was listed, 0 if too fresh
)

event = sa.Table(
    "event",
    _tables,
    sa.Column("writer", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),  # empty when the event could not be read
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("order", sa.Text, nullable=False),
    sa.Column("item", sa.Text, index=True),
    sa.Column("broken", sa.Text),  # the code of what is wrong with it
    sqlite_with_rowid=False,
)

item = sa.Table(
    "item",
    _tables,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column(
        "main", sa.Text, nullable=False, index=True
    ),  # its own id, or that of the item that it was joined to
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("added", sa.Text, nullable=False),
    sa.Column("last", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("event_date", sa.Text),
    sa.Column("removed", sa.Boolean, nullable=False),
    sa.Column("stamped", sa.Boolean, nullable=False),
)

content = sa.Table(
    "content",
    _tables,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("item", sa.LargeBinary, nullable=False),
)

platform = sa.Table(
    "platform",
    _tables,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("platform", sa.Text, nullable=False, index=True),
    sa.Column("role", sa.Text),
    sqlite_with_rowid=False,
)

reference = sa.Table(
    "reference",
    _tables,
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("exact", sa.Text, nullable=False),
    sa.Column("misread", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

_FULL_TEXT: Final = (
    "CREATE VIRTUAL TABLE words USING fts5(title, facts, body, content='', contentless_delete=1, tokenize='ascii')",
    "CREATE VIRTUAL TABLE parts USING fts5(strong, body, misread, tokenize='trigram case_sensitive 1')",
)

# 32 and 8 MiB of postings in memory before they go to the file: fewer, larger segments while building.
_BULK: Final = (
    "INSERT INTO words(words, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO parts(parts, rank) VALUES ('hashsize', 8388608)",
)


def create(connection: sa.Connection, about: Mapping[str, str]) -> None:
    """Make the tables.

    Args:
        connection: Of a new file.
        about: What the index is of; `read_about` gives it back.
    """
    _tables.create_all(connection)
    for statement in (*_FULL_TEXT, *_BULK):
        connection.exec_driver_sql(statement)
    rows = [{"name": name, "value": value} for name, value in about.items()]
    connection.execute(meta.insert(), rows)


def read_about(connection: sa.Connection) -> dict[str, str]:
    """Return what the index is of."""
    return dict(connection.execute(sa.select(meta.c.name, meta.c.value)).all())


def finish(connection: sa.Connection) -> None:
    """Merge the full-text segments after building."""
    for table in ("words", "parts"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - names of ours
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', 1048576)")  # noqa: S608 - names of ours
