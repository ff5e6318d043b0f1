"""What says a thing in words: patterns for it, and patterns around a hit that take it back."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vault.reading.facts.beginnings import compiled
from vault.reading.facts.rules import table
from vault.reading.facts.statements import Statements

_BEFORE, _AFTER = 10, 8
_LIST = re.compile(r"{([a-z]+)}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns for one clause, in lower case.

    `needs` are words of which every hit holds one. `none`, right around a hit, takes it back, as `negated` does
    between the same commas; each is None where nothing does.
    """

    needs: tuple[str, ...]
    any: re.Pattern[str]
    negated: re.Pattern[str] | None
    none: re.Pattern[str] | None

    def hits(
        self, statements: Statements, among: Container[int] | None = None
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the clauses that say it, by number (of `among`, where that is given), each with its first hit."""
        for number in statements.holding(self.needs):
            if among is not None and number not in among:
                continue
            if match := self.said(statements.clauses[number].text):
                yield number, match

    def said(self, clause: str) -> re.Match[str] | None:
        """Return the first hit in a clause that nothing around it takes back."""
        if not self.any.search(clause):  # most clauses; cheaper than an iterator
            return None
        for match in self.any.finditer(clause):
            before = clause[max(0, match.start() - _BEFORE) : match.start()]
            behind = clause[match.end() : match.end() + _AFTER].split(",", maxsplit=1)[0]
            near = before.rsplit(",", maxsplit=1)[-1] + match[0] + behind
            if self.negated and self.negated.search(near):
                continue
            if self.none is None or not self.none.search(before + match[0] + behind):
                return match
        return None


def wording(row: Mapping[str, Any], not_done: Mapping[str, str] | None = None) -> Wording:
    """Return the wording of a row of rule data.

    Args:
        row: `needs`, `any` and `none`, lists of words and patterns.
        not_done: Patterns that `none` may name; that of `negated` reaches only as far as the commas.
    """
    shared = not_done or {}
    none = [shared.get(word, word) for word in row["none"] if word != "negated"]
    return Wording(
        tuple(row["needs"]),
        compiled((spelled_out("|".join(row["any"])),)),
        compiled((shared["negated"],)) if "negated" in row["none"] else None,
        compiled((spelled_out("|".join(none)),)) if none else None,
    )


def spelled_out(pattern: str) -> str:
    """Return `pattern` with the lists of `rules/words.toml` in place of their names in braces."""
    return _LIST.sub(lambda match: table("words")["words"][match[1]], pattern)
