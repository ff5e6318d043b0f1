"""The statements of a page: its clauses, and which of them hold which words of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from vault.reading.facts.clauses import Clause
from vault.reading.facts.finder import Place
from vault.reading.facts.vocabulary import vocabulary

T = TypeVar("T")


class Statements:
    """The clauses of a page, and where words of the `vocabulary` stand in each.

    One object serves one pass over one page.
    """

    __slots__ = ("_holding", "_made", "clauses", "places", "text")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self.text = "\n".join([clause.text for clause in clauses])
        self._made: dict[object, Any] = {}
        self.places: list[list[Place]] = [[] for _ in clauses]
        words, holding = vocabulary(), defaultdict[str, list[int]](list)
        number, start, end = -1, 0, -1  # of the clause that holds the place
        for word, first, last in words.places(self.text):
            while last > end:
                number, start = number + 1, end + 1
                end = start + len(self.clauses[number].text)
            self.places[number].append((word, first - start, last - start))
            holding[words.words[word]].append(number)
        self._holding = dict(holding)

    def once(self, make: Callable[[Statements], T]) -> T:
        """Return what `make` makes of these statements; it is called once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def holding(self, words: Collection[str]) -> list[int]:
        """Return the numbers of the clauses that hold at least one of `words` of the vocabulary, in order."""
        held = self._holding.keys() & words
        return sorted(set().union(*map(self._holding.__getitem__, held))) if held else []

    def count(self, words: Collection[str]) -> int:
        """Return how many of `words` of the vocabulary stand on the page."""
        return len(self._holding.keys() & words)
