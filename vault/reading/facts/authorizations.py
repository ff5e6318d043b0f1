"""How far an authorisation to query the credit record reaches, or that it ended: `rules/authorizations.toml`."""

from __future__ import annotations

import functools
import re

from vault.model import Authorization
from vault.reading.facts.acts import acts
from vault.reading.facts.reasons import Ground, ReasonFound, reason
from vault.reading.facts.rules import table
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State
from vault.reading.facts.wordings import wording

_ENDED = {
    State.REFUSED: Authorization.REFUSED,
    State.DONE: Authorization.WITHDRAWN,
    State.DATED: Authorization.WITHDRAWN,
}


@functools.cache
def scopes() -> tuple[Ground, ...]:
    """Return what each reach of an authorisation is told by, in the order of the file."""
    return tuple(Ground(row["value"], wording(row)) for row in table("authorizations")["authorization"])


@functools.cache
def _about() -> re.Pattern[str]:
    return re.compile(table("authorizations")["about"])


def authorizations(statements: Statements) -> list[ReasonFound]:
    """Return what the page says of an authorisation to query the credit record.

    Args:
        statements: The clauses of the page, made `plain`.

    Returns:
        That its withdrawal was refused; else that it was withdrawn, where the page says so, and how far it reaches.
    """
    if not statements.holding(table("authorizations")["topic"]) or not _about().search(statements.text):
        return []
    if statements.count(table("obstacles")["retold"]):
        return []
    ended = _ended(statements)
    if ended and ended[0].value == Authorization.REFUSED:
        return ended[:1]
    scope = [told for ground in scopes() if (told := _first(ground, statements))]
    return [*ended[:1], *scope[:1]]


def _ended(statements: Statements) -> list[ReasonFound]:
    """Return what the page says of its end, refusals first."""
    told = [act for act in statements.once(acts) if act.thing == "consent" and act.state in _ENDED]
    told.sort(key=lambda act: act.state is not State.REFUSED)
    return [
        reason(_ENDED[act.state].value, "authorization", statements.clauses[act.clause], act.span)
        for act in told
    ]


def _first(ground: Ground, statements: Statements) -> ReasonFound | None:
    for number, match in ground.wording.hits(statements):
        return reason(ground.value, "authorization", statements.clauses[number], match.span())
    return None
