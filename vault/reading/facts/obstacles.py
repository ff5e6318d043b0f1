"""What blocks a cancellation or a withdrawal, by the rules in `rules/obstacles.toml`."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Container, Iterator, Sequence

from vault.model import Obstacle
from vault.reading.facts.acts import Act, acts
from vault.reading.facts.clauses import Clause
from vault.reading.facts.reasons import Ground, ReasonFound, reason
from vault.reading.facts.rules import table
from vault.reading.facts.statements import Statements
from vault.reading.facts.states import State
from vault.reading.facts.wordings import Wording, wording

_NEAR = 12
"""Clauses above and below a refusal in which its grounds are looked for."""
_LONGEST_LABEL = 8
_NOTHING = Clause("", ((0, 0),))
_UNEXPLAINED = 0.8
_PART = re.compile(r"[^,。;!]+")
_BLOCKED = frozenset({"account", "service", "consent", "line"})


@functools.cache
def _blocked() -> Wording:
    """Return what says a refusal that is none of an act."""
    return wording(table("obstacles")["blocked"])


@functools.cache
def grounds() -> tuple[Ground, ...]:
    """Return what each obstacle is told by, in the order of the file."""
    return tuple(Ground(row["value"], wording(row)) for row in table("obstacles")["obstacle"])


def obstacles(statements: Statements) -> list[ReasonFound]:
    """Return what the page says to stand in the way, each ground once, in the order of the rules.

    Args:
        statements: The clauses of the page, made `plain`.

    Returns:
        The grounds; `Obstacle.OTHER` at the refusal itself where the page gives none; nothing where it refuses nothing,
        or where it is a complaint or a report that only tells of it.
    """
    if statements.count(table("obstacles")["retold"]):
        return []
    told = [act for act in statements.once(acts) if act.thing in _BLOCKED]
    refusals = [act for act in told if act.state is State.REFUSED]
    refused = [*(act.clause for act in refusals), *(number for number, _ in _blocked().hits(statements))]
    near = _around(statements, [*refused, *(act.clause for act in told if act.state is State.NOT_YET)])
    if not near:
        return []
    clauses = [statements.clauses[number] for number in near]
    rows, among = Statements(list(_rows(clauses))), frozenset(near)
    found = [
        found for ground in grounds() if (found := _first(ground, statements, among) or _first(ground, rows))
    ]
    if not found and refused:
        found = _by_nouns(clauses)
    unexplained = [act for act in refusals if act.thing != "line"]
    return found or [_without_ground(statements, act) for act in unexplained[:1]]


def _around(statements: Statements, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of the clauses that stand near one of `numbers`, in order."""
    last = len(statements.clauses)
    return sorted(
        {near for number in numbers for near in range(max(0, number - _NEAR), min(last, number + _NEAR + 1))}
    )


def _without_ground(statements: Statements, act: Act) -> ReasonFound:
    found = reason(Obstacle.OTHER.value, "obstacle", statements.clauses[act.clause], act.span)
    return dataclasses.replace(found, confidence=_UNEXPLAINED)


@functools.cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the nouns of each ground."""
    return tuple((row["value"], _any_of(row["words"])) for row in table("obstacles")["noun"])


@functools.cache
def _words(part: str) -> re.Pattern[str]:
    """Return the words by which something stands in the way, or does not."""
    return _any_of(table("obstacles")[part])


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _by_nouns(clauses: Sequence[Clause]) -> list[ReasonFound]:
    """Return the grounds told by a noun and a word that it stands in the way, in one part of a statement."""
    found: dict[str, ReasonFound] = {}
    for clause in clauses:
        for part in _PART.finditer(clause.text):
            if not _words("standing").search(part[0]) or _words("relieved").search(part[0]):
                continue
            for value, nouns in _nouns():
                if match := nouns.search(clause.text, *part.span()):
                    found.setdefault(value, reason(value, "obstacle", clause, match.span()))
                    break
    return list(found.values())


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
        return reason(ground.value, "obstacle", statements.clauses[number], match.span())
    return None
