"""How far an authorisation to query the credit record reaches, or that it ended: `rules/authorizations.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from vault.model import Authorization
from vault.reading.facts.clauses import Clause
from vault.reading.facts.reasons import ReasonFound, Wording, label_before, wording
from vault.reading.facts.rules import table

_ENDED = (Authorization.REFUSED, Authorization.WITHDRAWN)


@functools.cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(map(wording, table("authorizations")["authorization"]))


@functools.cache
def _topic() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table("authorizations")
    return re.compile(rows["topic"]), re.compile(rows["about"])


def authorizations(clauses: Sequence[Clause]) -> list[ReasonFound]:
    """Return what the page says of an authorisation to query the credit record.

    Args:
        clauses: The statements of the page, made `plain`.

    Returns:
        That it was withdrawn, or that the withdrawal was refused, where the page says so, and how far it reaches.
    """
    if not all(any(pattern.search(clause.text) for clause in clauses) for pattern in _topic()):
        return []
    found = [reason for known in _wordings() if (reason := _reason(known, clauses))]
    ended = [reason for reason in found if reason.value in _ENDED]
    scope = [reason for reason in found if reason.value not in _ENDED]
    return [*ended[:1], *scope[:1]]


def _reason(known: Wording, clauses: Sequence[Clause]) -> ReasonFound | None:
    for clause in clauses:
        if match := known.said(clause.text):
            label = label_before(clause.text, match.start())
            rule = f"authorization.{known.value.replace('_', '-')}"
            return ReasonFound(known.value, clause.span(*match.span()), rule, label)
    return None
