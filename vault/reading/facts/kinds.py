"""What an item is evidence of, by the rules in `rules/kinds.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vault.model import Kind
from vault.reading.facts.rules import table

_BEFORE, _AFTER = 10, 8


@dataclass(frozen=True, slots=True)
class KindRule:
    """Wordings that speak for a kind.

    `beside` must stand somewhere on the page too, where it is given; `none`, right around a hit, take it back.
    """

    name: str
    kind: Kind
    weight: int
    any: re.Pattern[str]
    beside: re.Pattern[str] | None
    none: re.Pattern[str] | None


@functools.cache
def kind_rules() -> tuple[KindRule, ...]:
    """Return the packaged rules, in the order of the file."""
    rows = table("kinds")
    not_done = rows["not_done"]
    return tuple(
        KindRule(
            row["name"],
            Kind(row["kind"]),
            row["weight"],
            re.compile(row["any"], re.IGNORECASE),
            re.compile(row["with"]) if "with" in row else None,
            re.compile("|".join(not_done.get(word, word) for word in row["none"]), re.IGNORECASE)
            if row["none"]
            else None,
        )
        for row in rows["rule"]
    )


@functools.cache
def topics_of(kind: Kind) -> tuple[str, ...]:
    """Return the topics of dates that tell the day of an item of this kind, best first."""
    return tuple(table("kinds")["days"][kind.value])


def kind_of(clauses: Sequence[str]) -> tuple[Kind, str]:
    """Return the kind that the clauses speak for and the name of the rule that weighed most.

    Without any rule that holds, the kind is `OTHER` and the name is empty.
    """
    held = {rule.name: rule for rule in kind_rules() if _holds(rule, clauses)}
    if not held:
        return Kind.OTHER, ""
    weights: dict[Kind, list[int]] = {}
    for rule in held.values():
        weights.setdefault(rule.kind, []).append(rule.weight)
    best = max(weights, key=lambda kind: max(weights[kind]) + sum(weights[kind]))
    decisive = max((rule for rule in held.values() if rule.kind is best), key=lambda rule: rule.weight)
    return best, decisive.name


def _holds(rule: KindRule, clauses: Sequence[str]) -> bool:
    if rule.beside and not any(rule.beside.search(clause) for clause in clauses):
        return False
    return any(_is_said(rule, clause) for clause in clauses)


def _is_said(rule: KindRule, clause: str) -> bool:
    for match in rule.any.finditer(clause):
        around = clause[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
        if rule.none is None or not rule.none.search(around):
            return True
    return False
