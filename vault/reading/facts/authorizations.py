"""How far an authorisation to query the credit record reaches, or that it ended: `rules/authorizations.toml`."""

from __future__ import annotations

import functools
import re

from vault.model import Authorization
from vault.reading.facts.clauses import Statements
from vault.reading.facts.reasons import Ground, ReasonFound, reason
from vault.reading.facts.rules import table
from vault.reading.facts.wordings import wording

_ENDED = (Authorization.REFUSED, Authorization.WITHDRAWN)


@functools.cache
def scopes() -> tuple[Ground, ...]:
    """Return what each state of an authorisation is told by, in the order of the file."""
    return tuple(Ground(row["value"], wording(row)) for row in table("authorizations")["authorization"])


@functools.cache
def _about() -> re.Pattern[str]:
    return re.compile(table("authorizations")["about"])


def authorizations(statements: Statements) -> list[ReasonFound]:
    """Return what the page says of an authorisation to query the credit record.

    Args:
        statements: The clauses of the page, made `plain`.

    Returns:
        That it was withdrawn, or that the withdrawal was refused, where the page says so, and how far it reaches.
    """
    if not statements.holding(table("authorizations")["topic"]):
        return []
    if not any(_about().search(clause.text) for clause in statements.clauses):
        return []
    found = [told for ground in scopes() if (told := _first(ground, statements))]
    ended = [told for told in found if told.value in _ENDED]
    scope = [told for told in found if told.value not in _ENDED]
    return [*ended[:1], *scope[:1]]


def _first(ground: Ground, statements: Statements) -> ReasonFound | None:
    for number, match in ground.wording.hits(statements):
        return reason(ground.value, "authorization", statements.clauses[number], match)
    return None
