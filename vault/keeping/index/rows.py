"""Reading and writing the rows of the index."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from vault.keeping.index.document import Document, references
from vault.keeping.index.schema import content, event, item, platform, reference, writer
from vault.keeping.index.words import confusable
from vault.model import Item, ItemId, Sha256, WriterId


@dataclass(frozen=True, slots=True)
class WriterRow:
    """How far the index has read a writer's chain."""

    id: WriterId
    seq: int
    sha256: Sha256
    moment: str
    listed: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """Where an event stands and what it is about. `order` sorts the events of an item on every device alike."""

    writer: WriterId
    seq: int
    sha256: str
    type: str
    order: str
    item: ItemId | None
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as its own events tell it, not joined with its copies."""

    id: ItemId
    main: ItemId
    sha256: Sha256
    added: str
    last: str
    item: Item
    n: int | None = None


def writers(connection: sa.Connection) -> dict[WriterId, WriterRow]:
    """Return how far each writer's chain was read."""
    rows = connection.execute(sa.select(writer)).mappings()
    return {row["id"]: WriterRow(**row) for row in rows}


def save_writer(connection: sa.Connection, row: WriterRow) -> None:
    """Note how far a chain was read."""
    connection.execute(writer.insert().prefix_with("OR REPLACE"), dataclasses.asdict(row))


def add_events(connection: sa.Connection, rows: Sequence[EventRow]) -> None:
    """Add events that were read."""
    connection.execute(event.insert(), [dataclasses.asdict(row) for row in rows])


def count_of_writer(connection: sa.Connection, of: WriterId) -> int:
    """Return how many events of a writer were read, unreadable ones included."""
    return connection.execute(sa.select(sa.func.count()).where(event.c.writer == of)).scalar_one()


def event_digests(connection: sa.Connection, of: WriterId) -> dict[int, str]:
    """Return the digest of every event of a writer that was read, empty for unreadable ones."""
    columns = sa.select(event.c.seq, event.c.sha256).where(event.c.writer == of)
    return dict(connection.execute(columns).all())


def unreadable_events(connection: sa.Connection) -> list[EventRow]:
    """Return the events that could not be read when it was tried."""
    rows = connection.execute(sa.select(event).where(event.c.sha256 == "")).mappings()
    return [EventRow(**row) for row in rows]


def events_of(connection: sa.Connection, ids: Sequence[ItemId]) -> list[EventRow]:
    """Return the events about items, in their order."""
    rows = connection.execute(
        sa.select(event).where(event.c.item.in_(ids)).order_by(event.c.order)
    ).mappings()
    return [EventRow(**row) for row in rows]


def count_events(connection: sa.Connection, ids: Sequence[ItemId]) -> dict[ItemId, int]:
    """Return how many events there are about each item."""
    counted = sa.select(event.c.item, sa.func.count()).where(event.c.item.in_(ids)).group_by(event.c.item)
    return {ItemId(found): count for found, count in connection.execute(counted) if found is not None}


def _items(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[ItemRow]:
    joined = sa.select(item, content.c.item.label("blob")).join(content, content.c.n == item.c.n)
    rows = connection.execute(joined.where(condition).order_by(item.c.added))
    return [
        ItemRow(row.id, row.main, row.sha256, row.added, row.last, decode_item(row.blob), row.n)
        for row in rows
    ]


def items_by_id(connection: sa.Connection, ids: Sequence[ItemId]) -> list[ItemRow]:
    """Return items, the first added first."""
    return _items(connection, item.c.id.in_(ids))


def items_by_digest(connection: sa.Connection, digests: Sequence[Sha256]) -> list[ItemRow]:
    """Return the items of these bytes, the first added first."""
    return _items(connection, item.c.sha256.in_(digests))


def items_joined(connection: sa.Connection, mains: Sequence[ItemId]) -> list[ItemRow]:
    """Return items with all that were joined to them, the first added first."""
    return _items(connection, item.c.main.in_(mains))


def items_at(connection: sa.Connection, places: Sequence[int]) -> list[ItemRow]:
    """Return the items of these rows with all that were joined to them, the first added first."""
    return _items(connection, item.c.main.in_(sa.select(item.c.id).where(item.c.n.in_(places))))


def ids_at(connection: sa.Connection, places: Sequence[int]) -> list[ItemId]:
    """Return the ids of the items of these rows, in their order."""
    ids = dict(connection.execute(sa.select(item.c.n, item.c.id).where(item.c.n.in_(places))).all())
    return [ids[place] for place in places]


def mains(connection: sa.Connection, ids: Sequence[ItemId]) -> list[ItemId]:
    """Return the ids that items are found under: their own, or of those that they were joined to."""
    return list(connection.execute(sa.select(item.c.main).where(item.c.id.in_(ids)).distinct()).scalars())


def ids_with_prefix(connection: sa.Connection, prefix: str, limit: int) -> list[tuple[ItemId, ItemId]]:
    """Return ids that begin so, each with the id of the item that it was joined to."""
    found = (
        sa.select(item.c.id, item.c.main).where(item.c.id >= prefix, item.c.id < prefix + "~").limit(limit)
    )
    return list(connection.execute(found))


def add_items(
    connection: sa.Connection, rows: Sequence[ItemRow], documents: Mapping[ItemId, tuple[Item, Document]]
) -> None:
    """Add items that are new; those with a document are searched, the others are copies.

    Args:
        connection: Within a writing.
        rows: The items, none of them known.
        documents: What is searched, by id, with the item as it is found.
    """
    start = connection.execute(sa.select(sa.func.coalesce(sa.func.max(item.c.n), 0))).scalar_one() + 1
    numbered = [dataclasses.replace(row, n=n) for n, row in enumerate(rows, start)]
    shown = {row.id: documents[row.id][0] if row.id in documents else row.item for row in numbered}
    connection.execute(item.insert(), [_columns(row, shown[row.id]) for row in numbered])
    connection.execute(content.insert(), [{"n": row.n, "item": encode_item(row.item)} for row in numbered])
    searched = [(row.n, *documents[row.id]) for row in numbered if row.id in documents and row.n is not None]
    _add_search(connection, searched)


def replace_item(connection: sa.Connection, row: ItemRow, searched: tuple[Item, Document] | None) -> None:
    """Put an item in the place of its older self.

    Args:
        connection: Within a writing.
        row: The item; `n` is its place.
        searched: The item as it is found and its document; None for a copy.

    Raises:
        ValueError: The row has no place.
    """
    shown = searched[0] if searched else row.item
    n = row.n
    if n is None:
        message = "an item that is not in the index cannot be replaced"
        raise ValueError(message)
    connection.execute(item.update().where(item.c.n == n), _columns(row, shown))
    connection.execute(content.update().where(content.c.n == n), {"item": encode_item(row.item)})
    for table in ("platform", "reference"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608 - names of ours
    for table in ("words", "parts"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (n,))  # noqa: S608 - names of ours
    if searched:
        _add_search(connection, [(n, *searched)])


def encode_item(value: Item) -> bytes:
    """Return an item as stored."""
    return msgspec.msgpack.encode(value)


def decode_item(blob: bytes) -> Item:
    """Read a stored item back."""
    return msgspec.msgpack.decode(blob, type=Item)


def _columns(row: ItemRow, shown: Item) -> dict[str, Any]:
    return {
        "n": row.n,
        "id": row.id,
        "main": row.main,
        "sha256": row.sha256,
        "added": row.added,
        "last": row.last,
        "kind": shown.findings.kind.value,
        "event_date": shown.findings.event_date,
        "removed": shown.removed is not None,
        "stamped": bool(shown.tokens),
    }


def _add_search(connection: sa.Connection, searched: Sequence[tuple[int, Item, Document]]) -> None:
    platforms = [
        {"n": n, "place": place, "platform": fact.value, "role": fact.role}
        for n, shown, _ in searched
        for place, fact in enumerate(shown.platforms)
    ]
    numbers = [
        {"n": n, "place": place, "exact": number, "misread": confusable(number)}
        for n, shown, _ in searched
        for place, number in enumerate(references(shown))
    ]
    if platforms:
        connection.execute(platform.insert(), platforms)
    if numbers:
        connection.execute(reference.insert(), numbers)
    if searched:
        connection.exec_driver_sql(
            "INSERT INTO words(rowid, title, facts, body) VALUES (?, ?, ?, ?)",
            [(n, text.title, text.facts, text.body) for n, _, text in searched],
        )
        connection.exec_driver_sql(
            "INSERT INTO parts(rowid, strong, body, misread) VALUES (?, ?, ?, ?)",
            [(n, text.strong, text.run, text.misread) for n, _, text in searched],
        )
