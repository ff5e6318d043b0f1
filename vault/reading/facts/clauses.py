"""Clauses of a page: what one statement holds together, across the line breaks that only the screen's width made."""

from __future__ import annotations

import bisect
import functools
import itertools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

T = TypeVar("T")

_ENDS = re.compile(r"[。！!？?；;]|(?<=[a-z]{4})[.](?= [a-z])|(?<=[一-龥])[.](?![0-9])")
_OPEN_ENDED = (*"未尚不无已被成注结的您为于,、", "没有", "无法", "不能")
_CLOSED = ("。", "！", "!", "？", "?", "；", ";", ":", "】", ".")
_DATED_ROW = re.compile(r"[^,。;:\d]{1,12}[: ] {0,3}\d[\d年月日:./ -]{5,22}")
"""A label and a day: however wide, a row of its own."""
_LABELLED_ROW = re.compile(r"[一-龥]{2,8}: ?\S")
_SPACED = re.compile(r"(?<![一-龥])(?<![一-龥] )[一-龥](?: [一-龥]){2,}")
"""A title or label whose letters stand apart: 结 清 函."""
_LONGEST = 600
_WHOLE = ((0, 0),)
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
    widths = [len(line) + len(line.encode("utf-8", "replace")) for line in lines]
    cut_from = max(2 * _NARROWEST, 0.75 * max(widths))
    found: list[Clause] = []
    joined, place, is_row = "", 0, False
    places: list[tuple[int, int]] = []
    for line, width in zip(lines, widths, strict=True):
        said = line.strip()
        if said:
            if " " in said and _SPACED.search(said):
                said, inside = _squeezed(said)
            else:
                inside = _WHOLE
            begins_row = _LABELLED_ROW.match(said) is not None
            if joined and is_row and begins_row:
                found += _sentences(joined, places)
                joined, places = "", []
            is_row = is_row if joined else begins_row
            if joined and joined[-1].isascii() and said[0].isascii():
                joined += " "
            start = place + len(line) - len(line.lstrip())
            places += [(len(joined) + at, start + begin) for at, begin in inside]
            joined += said
        place += len(line) + 1
        is_cut = width >= cut_from and not said.endswith(_CLOSED) and not _DATED_ROW.fullmatch(said)
        if joined and not ((is_cut or said.endswith(_OPEN_ENDED)) and len(joined) < _LONGEST):
            found += _sentences(joined, places)
            joined, places = "", []
    return (*found, *_sentences(joined, places))


def _squeezed(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a line without the blanks between letters that stand apart, and where its pieces stood."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length, place = 0, 0
    for match in _SPACED.finditer(line):
        for start, end, step in ((place, match.start(), 1), (match.start(), match.end(), 2)):
            places += (
                [(length, start)]
                if step == 1
                else [(length + at, start + 2 * at) for at in range((end - start + 1) // 2)]
            )
            pieces.append(line[start:end:step])
            length += len(pieces[-1])
        place = match.end()
    return "".join((*pieces, line[place:])), (*places, (length, place))


def _sentences(text: str, places: list[tuple[int, int]]) -> Iterator[Clause]:
    """Cut lines that were joined into sentences."""
    whole = Clause(text, tuple(places))
    start = 0
    for match in _ENDS.finditer(text):
        yield from _part(whole, start, match.end())
        start = match.end()
    if start == 0 and text.strip():
        yield whole
    elif start < len(text):
        yield from _part(whole, start, len(text))


def _part(whole: Clause, start: int, end: int) -> Iterator[Clause]:
    """Yield a part of a clause, unless it is blank."""
    if text := whole.text[start:end].strip() and whole.text[start:end]:
        inside = [(at - start, place) for at, place in whole.places if start < at < end]
        yield Clause(text, ((0, whole.span(start, start + 1)[0]), *inside))


@functools.cache
def _by_beginning(words: tuple[str, ...]) -> dict[str, list[str]]:
    """Return words by their first two letters, or the only one; the lists of words are those of the rules."""
    known: dict[str, list[str]] = {}
    for word in words:
        known.setdefault(word[:2], []).append(word)
    return known


class Statements:
    """The clauses of a page, and a quick way to those that hold a word; one object serves one pass over one page."""

    __slots__ = ("_beginnings", "_holding", "_made", "clauses", "starts", "text")

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self.text = "\n".join(clause.text for clause in clauses)
        lengths = (len(clause.text) + 1 for clause in clauses)
        self.starts = tuple(itertools.accumulate(lengths, initial=0))
        self._made: dict[object, Any] = {}
        self._holding: dict[str, frozenset[int]] = {}
        self._beginnings = {*self.text, *map(operator.add, self.text, self.text[1:])}

    def once(self, make: Callable[[Statements], T]) -> T:
        """Return what `make` makes of these statements; it is called once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def holding(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the clauses that hold at least one of `words`, in order.

        A word of which the page has not even the first two letters is not looked for.
        """
        likely = self._likely(words)
        return sorted(frozenset().union(*map(self._with, likely))) if likely else []

    def count(self, words: Iterable[str]) -> int:
        """Return how many of `words` stand on the page."""
        return sum(word in self.text for word in self._likely(words))

    def _likely(self, words: Iterable[str]) -> list[str]:
        """Return those of `words` of which the page has the first two letters."""
        known = _by_beginning(tuple(words))
        return [word for beginning in known.keys() & self._beginnings for word in known[beginning]]

    def _with(self, word: str) -> frozenset[int]:
        known = self._holding.get(word)
        if known is None:
            known = self._holding[word] = frozenset(self._found(word))
        return known

    def _found(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            number = bisect.bisect_right(self.starts, at) - 1
            yield number
            at = self.text.find(word, self.starts[number + 1])
