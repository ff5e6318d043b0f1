"""Searching the index: conditions become SQL, the best come first.

What matches few items is ranked by bm25, titles and facts before the text. A word that stands in more than
`COMMON` items tells nothing by its frequency (bm25's inverse document frequency tends to nothing), and
ranking all of them costs: there the newest come first, those with the word in the title before those with it
in a fact before the rest.

Source: https://www.sqlite.org/fts5.html section 5.1.1 (bm25, column weights).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from vault.keeping.index.query import Match, Query, match, reference_forms, terms
from vault.keeping.index.words import MISREADABLE, has_digit

COMMON: Final = 2000
_COLUMNS: Final = {"words": ("title", "facts", "body"), "parts": ("strong", "body", "misread")}
_WEIGHTS: Final = {"words": (8.0, 4.0, 1.0), "parts": (8.0, 4.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index and how well it fits, greater is better."""

    n: int
    score: float


@dataclass(slots=True)
class _Conditions:
    """Parts of a WHERE clause over the table `item` as `i`, with their values."""

    clauses: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, clause: str, **values: object) -> None:
        self.clauses.append(clause)
        self.values |= values

    def any_of(self, column: str, name: str, allowed: tuple[str, ...]) -> str:
        self.values |= {f"{name}{place}": value for place, value in enumerate(allowed)}
        return f"{column} IN ({', '.join(f':{name}{place}' for place in range(len(allowed)))})"

    def text(self) -> str:
        return " AND ".join(["i.main = i.id", *self.clauses])


def search(connection: sa.Connection, query: Query) -> list[Found]:
    """Find items.

    Args:
        connection: Within a reading.
        query: What to search for; a text without letters or digits counts as none.

    Returns:
        What was found, best first, at most `query.limit`.
    """
    where = _filters(query)
    wanted = terms(query.text)
    if not wanted:
        return _newest(connection, where, query.limit)
    conditions = match(wanted)
    if conditions.words is not None:
        _require_parts(where, conditions)
        return _ranked(connection, "words", conditions.words, where, query.limit)
    _require_short(where, conditions)
    if conditions.parts is not None:
        return _ranked(connection, "parts", conditions.parts, where, query.limit)
    return _newest(connection, where, query.limit)


def _filters(query: Query) -> _Conditions:
    where = _Conditions()
    if not query.removed:
        where.add("i.removed = 0")
    if query.kinds:
        where.add(where.any_of("i.kind", "kind", tuple(kind.value for kind in query.kinds)))
    if query.since is not None:
        where.add("i.event_date >= :since", since=query.since)
    if query.until is not None:
        where.add("i.event_date <= :until", until=query.until)
    if query.stamped is not None:
        where.add("i.stamped = :stamped", stamped=query.stamped)
    if query.platforms:
        named = where.any_of("p.platform", "platform", query.platforms)
        role = "" if query.role is None else " AND p.role = :role"
        where.add(f"i.n IN (SELECT p.n FROM platform p WHERE {named}{role})")  # noqa: S608 - clauses of ours, values bound
        where.values |= {} if query.role is None else {"role": query.role.value}
    if query.reference is not None:
        _require_reference(where, query.reference)
    return where


def _require_reference(where: _Conditions, typed: str) -> None:
    exact, misread = reference_forms(typed)
    if not exact:
        where.add("0")  # no letter, no digit: part of no number
        return
    clause = "instr(r.exact, :reference) > 0"
    values = {"reference": exact}
    if len(exact) >= MISREADABLE and has_digit(exact):
        clause += " OR instr(r.misread, :misread) > 0"
        values["misread"] = misread
    where.add(f"i.n IN (SELECT r.n FROM reference r WHERE {clause})", **values)  # noqa: S608 - clauses of ours, values bound


def _require_parts(where: _Conditions, conditions: Match) -> None:
    if conditions.parts is not None:
        where.add("i.n IN (SELECT rowid FROM parts WHERE parts MATCH :parts)", parts=conditions.parts)
    _require_short(where, conditions)


def _require_short(where: _Conditions, conditions: Match) -> None:
    for place, part in enumerate(conditions.short):
        where.add(
            f"i.n IN (SELECT rowid FROM parts WHERE instr(strong, :short{place}) OR instr(body, :short{place}))",  # noqa: S608 - clauses of ours, values bound
            **{f"short{place}": part},
        )


def _newest(connection: sa.Connection, where: _Conditions, limit: int | None) -> list[Found]:
    statement = (
        f"SELECT i.n, 0.0 FROM item i WHERE {where.text()} ORDER BY i.event_date DESC, i.n DESC LIMIT :limit"  # noqa: S608 - clauses of ours, values bound
    )
    return _rows(connection, statement, where.values | {"limit": _limit(limit)})


def _ranked(
    connection: sa.Connection, table: str, expression: str, where: _Conditions, limit: int | None
) -> list[Found]:
    # CROSS JOIN keeps SQLite from walking through all items and asking the full-text table for each.
    matching = (
        f"FROM {table} CROSS JOIN item i ON i.n = {table}.rowid WHERE {table} MATCH :match AND {where.text()}"
    )
    values = where.values | {"match": expression, "limit": _limit(limit)}
    some = _rows(connection, f"SELECT i.n, 1.0 {matching} LIMIT {COMMON + 1}", values)
    if len(some) > COMMON:
        return _in_tiers(connection, table, matching, values, limit)
    if len(some) <= 1:
        return some[:limit]
    weights = ", ".join(map(str, _WEIGHTS[table]))
    statement = f"SELECT i.n, -bm25({table}, {weights}) AS score {matching} ORDER BY score DESC, i.n DESC LIMIT :limit"
    return _rows(connection, statement, values)


def _in_tiers(
    connection: sa.Connection, table: str, matching: str, values: dict[str, Any], limit: int | None
) -> list[Found]:
    found: dict[int, Found] = {}
    expression = values["match"]
    tiers = [f"{{{column}}} : ({expression})" for column in _COLUMNS[table][:2]]
    for tier, weight in zip([*tiers, expression], _WEIGHTS[table], strict=True):
        if limit is not None and len(found) >= limit:
            break
        statement = f"SELECT i.n, :score {matching} ORDER BY {table}.rowid DESC LIMIT :limit"
        for row in _rows(connection, statement, values | {"match": tier, "score": weight}):
            found.setdefault(row.n, row)
    return list(found.values())[:limit]


def _rows(connection: sa.Connection, statement: str, values: dict[str, Any]) -> list[Found]:
    return [Found(n, float(score)) for n, score in connection.execute(sa.text(statement), values)]


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
