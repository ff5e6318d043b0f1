"""What blocks a cancellation or a withdrawal, by the rules in `rules/obstacles.toml`."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Container, Iterator, Sequence

from vault.model import Obstacle
from vault.reading.facts.clauses import Clause, Statements
from vault.reading.facts.reasons import Ground, ReasonFound, reason
from vault.reading.facts.rules import table
from vault.reading.facts.wordings import Wording, wording

_NEAR = 12
"""Clauses above and below a refusal in which its grounds are looked for."""
_LONGEST_LABEL = 8
_NOTHING = Clause("", ((0, 0),))
_UNEXPLAINED = 0.8


@functools.cache
def _told_by(part: str) -> Wording:
    """Return what says a refusal, with the act or on a page about it, or that the account is still open."""
    return wording(table("obstacles")[part])


@functools.cache
def grounds() -> tuple[Ground, ...]:
    """Return what each obstacle is told by, in the order of the file."""
    return tuple(Ground(row["value"], wording(row)) for row in table("obstacles")["obstacle"])


def obstacles(statements: Statements) -> list[ReasonFound]:
    """Return what the page says to stand in the way, each ground once, in the order of the rules.

    Args:
        statements: The clauses of the page, made `plain`.

    Returns:
        The grounds; `Obstacle.OTHER` at the refusal itself where the page gives none; nothing where it refuses nothing.
    """
    refused = list(_told_by("blocked").hits(statements))
    if not refused and statements.holding(table("obstacles")["blocked_here"]["topic"]):
        refused = list(_told_by("blocked_here").hits(statements))
    still_open = list(_told_by("still_open").hits(statements))
    clauses = statements.clauses
    near = {
        number
        for told, _ in (*refused, *still_open)
        for number in range(max(0, told - _NEAR), min(len(clauses), told + _NEAR + 1))
    }
    if not near:
        return []
    rows = Statements(list(_rows([clauses[number] for number in sorted(near)])))
    found = [
        told for ground in grounds() if (told := _first(ground, statements, near) or _first(ground, rows))
    ]
    if found or not refused:
        return found
    number, match = refused[0]
    unexplained = reason(Obstacle.OTHER.value, "obstacle", clauses[number], match)
    return [dataclasses.replace(unexplained, confidence=_UNEXPLAINED)]


def _rows(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield labels with their values: on the next line, or two below in a grid of two columns."""
    labels = [_is_label(clause) for clause in (*clauses, _NOTHING)]
    for number, label in enumerate(clauses[:-1]):
        if labels[number] and not labels[number + 1]:
            yield label.with_next(clauses[number + 1])
        in_grid = labels[number + 1] or (number > 0 and labels[number - 1])
        if labels[number] and in_grid and number + 2 < len(clauses):
            yield label.with_next(clauses[number + 2])


def _is_label(clause: Clause) -> bool:
    return len(clause.text) <= _LONGEST_LABEL and clause.text.isalpha()


def _first(ground: Ground, statements: Statements, among: Container[int] | None = None) -> ReasonFound | None:
    for number, match in ground.wording.hits(statements, among):
        return reason(ground.value, "obstacle", statements.clauses[number], match)
    return None
