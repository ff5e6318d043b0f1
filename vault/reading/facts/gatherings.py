"""What sort of text a page is, by the words that it gathers: `[[gathering]]` in `rules/kinds.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vault.model import Kind
from vault.reading.facts.rules import table
from vault.reading.facts.statements import Statements


@dataclass(frozen=True, slots=True)
class Claim:
    """That a page is evidence of a kind, and how much that weighs; it does not count beside those in `yields_to`.

    Likeness has no say where it `is_sure`.
    """

    name: str
    kind: Kind
    weight: int
    yields_to: frozenset[str]
    is_sure: bool = False


def claimed(row: Mapping[str, Any]) -> Claim:
    """Return what a row of rule data claims."""
    yields_to = frozenset(row.get("yields_to", ()))
    return Claim(row["name"], Kind(row["kind"]), row["weight"], yields_to, row.get("is_sure", False))


@dataclass(frozen=True, slots=True)
class Gathering:
    """What a page must hold all over it: of each list in `words` so many, all `patterns`, and none of `none`.

    A page of fewer than `fewest` clauses does not count.
    """

    claim: Claim
    words: tuple[tuple[int, tuple[str, ...]], ...]
    patterns: tuple[re.Pattern[str], ...]
    none: tuple[str, ...]
    fewest: int

    def holds(self, statements: Statements) -> bool:
        """Whether the page holds enough of each list, and nothing that it must not."""
        if len(statements.clauses) < self.fewest:
            return False
        if any(statements.count(words) < least for least, words in self.words) or statements.count(self.none):
            return False
        return all(pattern.search(statements.text) for pattern in self.patterns)


@functools.cache
def gatherings() -> tuple[Gathering, ...]:
    """Return the packaged gatherings, in the order of the file."""
    return tuple(
        Gathering(
            claimed(row),
            tuple(zip(row.get("least", ()), map(tuple, row.get("words", ())), strict=True)),
            tuple(map(re.compile, row.get("patterns", ()))),
            tuple(row["none"]),
            row.get("fewest", 1),
        )
        for row in table("kinds")["gathering"]
    )
