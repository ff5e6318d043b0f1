"""What blocks a cancellation or a withdrawal, by the rules in `rules/obstacles.toml`."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from vault.model import Obstacle
from vault.reading.facts.clauses import Clause
from vault.reading.facts.reasons import ReasonFound, Wording, label_before, wording
from vault.reading.facts.rules import table

_ABOVE, _BELOW = 8, 8
"""Clauses around a refusal in which its grounds are looked for."""


@functools.cache
def _blocked() -> tuple[Wording, Wording]:
    """Return what says a refusal, and what says that the account is still open."""
    rows = table("obstacles")
    return wording(rows["blocked"]), wording(rows["still_open"])


@functools.cache
def _grounds() -> tuple[Wording, ...]:
    return tuple(map(wording, table("obstacles")["obstacle"]))


def obstacles(clauses: Sequence[Clause]) -> list[ReasonFound]:
    """Return what the page says to stand in the way, each ground once, in the order of the rules.

    Args:
        clauses: The statements of the page, made `plain`.

    Returns:
        The grounds; `Obstacle.OTHER` at the refusal itself where the page gives none; nothing where it refuses nothing.
    """
    refusals, still_open = (_said(told, clauses) for told in _blocked())
    near = sorted(
        {
            number
            for refused, _, _ in (*refusals, *still_open)
            for number in range(max(0, refused - _ABOVE), min(len(clauses), refused + _BELOW + 1))
        }
    )
    found = [reason for ground in _grounds() if (reason := _ground(ground, clauses, near))]
    if found or not refusals:
        return found
    number, start, end = refusals[0]
    rule = f"obstacle.{Obstacle.OTHER}"
    return [ReasonFound(Obstacle.OTHER, clauses[number].span(start, end), rule, confidence=0.8)]


def _said(told: Wording, clauses: Sequence[Clause]) -> list[tuple[int, int, int]]:
    """Return where it is said: the number of the clause, and the start and end in it."""
    needs = table("obstacles")["blocked"]["needs"]
    found = []
    for number, clause in enumerate(clauses):
        if any(word in clause.text for word in needs) and (match := told.said(clause.text)):
            found.append((number, *match.span()))
    return found


def _ground(ground: Wording, clauses: Sequence[Clause], near: Sequence[int]) -> ReasonFound | None:
    for number in near:
        clause = clauses[number]
        if match := ground.said(clause.text):
            label = label_before(clause.text, match.start())
            return ReasonFound(ground.value, clause.span(*match.span()), f"obstacle.{ground.value}", label)
    return None
