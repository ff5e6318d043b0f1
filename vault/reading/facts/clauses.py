"""Clauses of a page: what one statement holds together, across the line breaks that only the screen's width made."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from operator import itemgetter

_ENDS = re.compile(r"[。！!？?；;.](?:(?<![.])|(?<=[a-z]{4}[.])(?= [a-z])|(?<=[一-龥][.])(?![0-9]))")
_OPEN_ENDS = frozenset("未尚不无已被成注结的您为于,、")
_OPEN_WORDS = frozenset(("没有", "无法", "不能"))
"""Letters and words that cannot stand last in a statement."""
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

    def part(self, start: int, end: int) -> Clause:
        """Return the clause that the characters `start` to `end` (exclusive, not empty) are."""
        if len(self.places) == 1:  # most statements lie in one line
            return Clause(self.text[start:end], ((0, self.places[0][1] + start),))
        inside = [(at - start, place) for at, place in self.places if start < at < end]
        return Clause(self.text[start:end], ((0, self._place(start)), *inside))

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
        if joined and not (
            len(joined) < _LONGEST and (_is_open(said) or (width >= cut_from and _is_cut(said)))
        ):
            found += _sentences(joined, places)
            joined, places = "", []
    return (*found, *_sentences(joined, places))


def _is_open(line: str) -> bool:
    return line[-1:] in _OPEN_ENDS or line[-2:] in _OPEN_WORDS


def _is_cut(line: str) -> bool:
    """Whether a line as wide as the page goes on in the next."""
    return not (line.endswith(_CLOSED) or _DATED_ROW.fullmatch(line))


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


def _sentences(text: str, places: list[tuple[int, int]]) -> list[Clause]:
    """Cut lines that were joined into sentences."""
    whole = Clause(text, tuple(places))
    ends = [match.end() for match in _ENDS.finditer(text)]
    if not ends or ends[0] == len(text):
        return [whole] if text else []
    cuts = itertools.pairwise((0, *ends, len(text)))
    return [whole.part(start, end) for start, end in cuts if text[start:end].strip()]
