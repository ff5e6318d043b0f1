"""What an item is evidence of, by the rules in `rules/kinds.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vault.model import Kind
from vault.reading.facts.folding import lower
from vault.reading.facts.rules import table

_BEFORE, _AFTER = 10, 8
_PENDING = re.compile("预计|审核中|处理中|进度|expected")
_DAY = re.compile("[0-9]{1,2} ?[月.-] ?[0-9]{1,2}")
_STATES = frozenset({Kind.CANCELLATION, Kind.CANCELLATION_REQUEST})


@dataclass(frozen=True, slots=True)
class KindRule:
    """Wordings that speak for a kind, for text in lower case.

    `needs` are words of which every wording holds one, empty when there are none. `beside` must stand somewhere on the
    page too, where it is given; `none`, right around a hit, take it back, as `negated` does between the same commas.
    """

    name: str
    kind: Kind
    weight: int
    needs: tuple[str, ...]
    any: re.Pattern[str]
    beside: re.Pattern[str] | None
    negated: re.Pattern[str] | None
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
            tuple(row.get("needs", ())),
            re.compile("|".join(row["any"])),
            re.compile(row["with"]) if "with" in row else None,
            re.compile(not_done["negated"]) if "negated" in row["none"] else None,
            re.compile("|".join(none)) if (none := _words(row["none"], not_done)) else None,
        )
        for row in rows["rule"]
    )


def _words(none: Sequence[str], not_done: Mapping[str, str]) -> list[str]:
    return [not_done.get(word, word) for word in none if word != "negated"]


@functools.cache
def topics_of(kind: Kind) -> tuple[str, ...]:
    """Return the topics of dates that tell the day of an item of this kind, best first."""
    return tuple(table("kinds")["days"][kind.value])


def plain(text: str) -> str:
    """Return `text` as the wordings of kinds are written: in lower case, without common slips, length kept."""
    text = lower(text)
    for slip, meant in table("kinds")["slips"].items():
        if slip in text:
            text = text.replace(slip, meant)
    return text


def kind_of(clauses: Sequence[str]) -> tuple[Kind, str]:
    """Return the kind that the clauses speak for and the name of the rule that weighed most.

    Args:
        clauses: The statements of the page, each made `plain`.

    Without any rule that holds, the kind is `OTHER` and the name is empty.
    """
    text = "\n".join(clauses)
    held = {rule.name: rule for rule in kind_rules() if _may_hold(rule, text) and _holds(rule, clauses)}
    if not held:
        return Kind.OTHER, ""
    weights: dict[Kind, list[int]] = {}
    for rule in held.values():
        weights.setdefault(rule.kind, []).append(rule.weight)
    if weights.keys() >= _STATES:
        del weights[_overtaken(held.values(), clauses)]
    best = max(weights, key=lambda kind: max(weights[kind]) + sum(weights[kind]))
    decisive = max((rule for rule in held.values() if rule.kind is best), key=lambda rule: rule.weight)
    return best, decisive.name


def _overtaken(held: Iterable[KindRule], clauses: Sequence[str]) -> Kind:
    """Return which of request and cancellation is not how things stand.

    A cancellation with its day has happened, wherever it stands (notifications have the newest on top); else what is
    said last is how things stand: a step that is still to come is written below the one that is reached.
    """
    done, asked = -1, -1
    for number, clause in enumerate(clauses):
        said = {rule.kind for rule in held if rule.kind in _STATES and _is_said(rule, clause)}
        if Kind.CANCELLATION in said and not _PENDING.search(clause):
            done = len(clauses) if _DAY.search(clause) else number
        if Kind.CANCELLATION_REQUEST in said:
            asked = number
    return Kind.CANCELLATION_REQUEST if done > asked else Kind.CANCELLATION


def _may_hold(rule: KindRule, text: str) -> bool:
    """Whether a rule is worth trying on `text` at all; never False where it holds."""
    return not rule.needs or any(word in text for word in rule.needs)


def _holds(rule: KindRule, clauses: Sequence[str]) -> bool:
    if rule.beside and not any(rule.beside.search(clause) for clause in clauses):
        return False
    return any(_is_said(rule, clause) for clause in clauses)


def _is_said(rule: KindRule, clause: str) -> bool:
    if not _may_hold(rule, clause):
        return False
    for match in rule.any.finditer(clause):
        before = clause[max(0, match.start() - _BEFORE) : match.start()]
        behind = clause[match.end() : match.end() + _AFTER].split(",", maxsplit=1)[0]
        near = before.rsplit(",", maxsplit=1)[-1] + match[0] + behind
        if rule.negated and rule.negated.search(near):
            continue
        if rule.none is None or not rule.none.search(before + match[0] + behind):
            return True
    return False
