"""Clauses of a page: what one statement holds together, across the line breaks that only the screen's width made."""

from __future__ import annotations

import bisect
import itertools
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

_SENTENCE = re.compile(r"[^。！!？?；;]+[。！!？?；;]?|[。！!？?；;]")
_OPEN_ENDED = (*"未尚不无已被成注结的您为于,、", "没有", "无法", "不能")
_CLOSED = ("。", "！", "!", "？", "?", "；", ";", ":", "】", ".")
_DATED_ROW = re.compile(r"[^,。;:\d]{1,12}[: ] {0,3}\d[\d年月日:./ -]{5,22}")
"""A label and a day: however wide, a row of its own."""
_LABELLED_ROW = re.compile(r"[一-龥]{2,8}: ?\S")
_LONGEST = 600
_NARROWEST = 20
"""Cells that a page holds in a line at least: ten characters of Chinese in large type."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `places` tells for offsets in `text`, ascending from 0, where they stand in the page's text."""

    text: str
    places: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters `start` to `end` (exclusive, not empty) stand in the page's text."""
        return self._place(start), self._place(end - 1) + 1

    def with_next(self, clause: Clause) -> Clause:
        """Return this clause and the next, a blank between them: a label and its value."""
        start = len(self.text) + 1
        moved = ((start + at, place) for at, place in clause.places)
        return Clause(f"{self.text} {clause.text}", (*self.places, *moved))

    def _place(self, offset: int) -> int:
        at, place = self.places[bisect.bisect_right(self.places, offset, key=itemgetter(0)) - 1]
        return place + offset - at


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of the folded text of a page; lines that are cut by its width are joined first.

    A line counts as cut when it is nearly as wide as the widest and does not end a sentence, or when it ends in a word
    that cannot stand last.
    """
    lines = text.split("\n")
    widest = max(map(_width, lines))
    found: list[Clause] = []
    joined, place = "", 0
    places: list[tuple[int, int]] = []
    for line in lines:
        said = line.strip()
        if _LABELLED_ROW.match(joined) and _LABELLED_ROW.match(said):
            found += _sentences(joined, places)
            joined, places = "", []
        if said and joined and joined[-1].isascii() and said[0].isascii():
            joined += " "
        if said:
            places.append((len(joined), place + len(line) - len(line.lstrip())))
        joined, place = joined + said, place + len(line) + 1
        ended = line.rstrip().endswith(_CLOSED) or _DATED_ROW.fullmatch(said) is not None
        cut = _width(line) >= max(_NARROWEST, 0.75 * widest) and not ended
        if joined and not ((cut or said.endswith(_OPEN_ENDED)) and len(joined) < _LONGEST):
            found += _sentences(joined, places)
            joined, places = "", []
    return (*found, *_sentences(joined, places))


def _width(line: str) -> int:
    """Return the width of a line in half-width cells: in UTF-8 an ASCII character is one byte, a Chinese one three."""
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def _sentences(text: str, places: list[tuple[int, int]]) -> Iterator[Clause]:
    """Cut lines that were joined into sentences."""
    whole = Clause(text, tuple(places))
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if match[0].strip():
            inside = [(at - start, place) for at, place in places if start < at < end]
            yield Clause(match[0], ((0, whole.span(start, start + 1)[0]), *inside))


class Statements:
    """The clauses of a page, and a quick way to those that hold a word; one object serves one pass over one page."""

    __slots__ = ("_holding", "_pairs", "_starts", "_text", "clauses")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self._text = "\n".join(clause.text for clause in clauses)
        lengths = (len(clause.text) + 1 for clause in clauses)
        self._starts = tuple(itertools.accumulate(lengths, initial=0))
        self._holding: dict[str, frozenset[int]] = {}
        self._pairs = set(map(operator.add, self._text, self._text[1:]))

    def holding(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the clauses that hold at least one of `words`, in order.

        A word of which the page has not even the first two letters is not looked for.
        """
        likely = [word for word in words if word[:2] in self._pairs or len(word) < 2]
        return sorted(frozenset().union(*map(self._with, likely))) if likely else []

    def _with(self, word: str) -> frozenset[int]:
        known = self._holding.get(word)
        if known is None:
            known = self._holding[word] = frozenset(self._found(word))
        return known

    def _found(self, word: str) -> Iterator[int]:
        at = self._text.find(word)
        while at >= 0:
            number = bisect.bisect_right(self._starts, at) - 1
            yield number
            at = self._text.find(word, self._starts[number + 1])
