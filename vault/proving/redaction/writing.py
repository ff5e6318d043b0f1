"""How text is compared: look-alike characters in one spelling, digits that an engine misread, gaps left out.

Every function keeps track of places, so that what is found in the compared form can be covered in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─﹣－"), "-")
SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2002\u2003\u2009\u200b\u202f\u3000\ufeff"), " ")

SLIPS = str.maketrans({**dict.fromkeys("OoQD〇○", "0"), **dict.fromkeys("lI|i!", "1"), **dict.fromkeys("Zz", "2")}
    | {**dict.fromkeys("Ss", "5"), "B": "8", "G": "6", "b": "6", "g": "9", "q": "9", "x": "X"})  # fmt: skip
"""Characters that engines give for a digit (and the small x of an identity number)."""

_DIGITLIKE = r"0-9OoQD〇○lI|i!ZzSsBGbgqXx"
_RUN = re.compile(rf"[{_DIGITLIKE}]+(?:(?: ?[-·•.] ?| {{1,3}}| ?\n ?)[{_DIGITLIKE}]+)*")
_GROUP = re.compile(rf"[{_DIGITLIKE}]+")
_ALNUM = re.compile(r"[0-9A-Za-z]")
_LATIN = re.compile(r"[A-Za-z]")
REAL_DIGITS = 0.7
"""Share of real digits from which a run is a number with slips, and not a word."""
MOST_GROUPS = 7


def fold(text: str) -> str:
    """Return `text` with full-width and compatibility forms in plain spelling; the length stays the same."""
    folded = "".join(_plain(char) for char in text)
    return folded.translate(DASHES).translate(SPACES)


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that may be one number. `groups` are the lengths of the parts that gaps set apart."""

    text: str  # slips mended, gaps left out
    span: tuple[int, int]
    groups: tuple[int, ...]
    mended: int  # characters that were no digits
    breaks: int  # line breaks in it


def numbers(folded: str) -> Iterator[Number]:
    """Yield every run of digits and every few neighbouring groups of one, longest first at each place."""
    for run in _RUN.finditer(folded):
        groups = [(run.start() + m.start(), run.start() + m.end()) for m in _GROUP.finditer(run[0])]
        for first in range(len(groups)):
            for last in range(min(len(groups), first + MOST_GROUPS) - 1, first - 1, -1):
                number = _number(folded, groups[first : last + 1])
                if number is not None:
                    yield number


def is_free(folded: str, span: tuple[int, int]) -> bool:
    """Tell whether no letter or digit touches a span."""
    before, after = folded[max(0, span[0] - 1) : span[0]], folded[span[1] : span[1] + 1]
    return not (_ALNUM.match(before) or _ALNUM.match(after))


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without gaps; `at[i]` is where its character i stands in the text."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text itself of characters `start` to `end` here."""
        return self.at[start], self.at[end - 1] + 1


def compact(folded: str, *, digits: bool) -> Compact:
    """Leave out white space, and for `digits` also what joins groups, with slips mended."""
    gaps = " \n-·•." if digits else " \n"
    kept = tuple(place for place, char in enumerate(folded) if char not in gaps)
    text = "".join(folded[place] for place in kept)
    return Compact(text.translate(SLIPS) if digits else text.casefold() if _same_length(text) else text, kept)


def _same_length(text: str) -> bool:
    return len(text.casefold()) == len(text)


def _plain(char: str) -> str:
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char


def _number(folded: str, groups: list[tuple[int, int]]) -> Number | None:
    start, end = groups[0][0], groups[-1][1]
    if len(groups) == 1:
        start, end = _trimmed(folded, start, end)
        groups = [(start, end)]
    written = "".join(folded[first:last] for first, last in groups)
    real = sum(char.isdigit() for char in written)
    if not written or real < REAL_DIGITS * len(written):
        return None
    lengths = tuple(last - first for first, last in groups)
    mended = len(written) - real - written[-1:].upper().count("X")
    return Number(written.translate(SLIPS), (start, end), lengths, mended, folded.count("\n", start, end))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """Leave out letters of a word before the digits: `Tel138` has an l that is none."""
    if start and _LATIN.match(folded[start - 1]):
        while start < end and not folded[start].isdigit():
            start += 1
    return start, end
