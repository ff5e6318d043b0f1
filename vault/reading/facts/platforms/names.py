"""Where names of the directory stand in a text: the longest name first, each character once."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.directory import Directory, Platform
from vault.reading.facts.folding import fold, lower

_BREAK = re.compile(r"(?<=[一-龥])\n(?=[一-龥])")
_LATIN_BREAK = re.compile(r"(?<=[a-z])\n(?=[a-z])")
_SHORTEST_LATIN = 5
"""Latin names under five letters are abbreviations that collide; they count only in 【】."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands at `span`. `bold` names count anywhere, the others only where a name is expected."""

    span: tuple[int, int]
    platform: Platform
    bold: bool


@dataclass(frozen=True, slots=True)
class _Known:
    text: str
    platform: Platform
    bold: bool
    latin: bool


def names(text: str, directory: Directory) -> Iterator[Name]:
    """Yield the directory's names in the folded `text`, from left to right, without overlap.

    A name may be broken over two lines; in Latin letters the break stands for a space.
    """
    known = _by_start(directory)
    breaks = [match.start() for match in _BREAK.finditer(text)]
    low = _LATIN_BREAK.sub(" ", _BREAK.sub("", lower(text)))
    stop = 0
    for start in _starts(directory).finditer(low):
        offset = start.start()
        if offset < stop or (near := known.get(low[offset : offset + 2])) is None:
            continue
        found = next((name for name in near if _stands(low, offset, name)), None)
        if found is None:
            continue
        stop = offset + len(found.text)
        yield Name(
            (_with_breaks(offset, breaks), _with_breaks(stop - 1, breaks) + 1), found.platform, found.bold
        )


def _with_breaks(offset: int, breaks: list[int]) -> int:
    """Return where the character at `offset` of the text without its inner line breaks stands in the text itself.

    The break number n (from 0) lies n characters further left in the shortened text than in the text.
    """
    return offset + bisect.bisect_right(
        range(len(breaks)), offset, key=lambda number: breaks[number] - number
    )


def _stands(low: str, offset: int, name: _Known) -> bool:
    if not low.startswith(name.text, offset):
        return False
    stop = offset + len(name.text)
    before, after = low[offset - 1 : offset] if offset else "", low[stop : stop + 1]
    return not name.latin or not (_is_latin(before) or _is_latin(after))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@functools.lru_cache(maxsize=8)
def _starts(directory: Directory) -> re.Pattern[str]:
    """Return what finds the places where a name may start, by its first two characters: a cheap first look."""
    first, second = ("".join(sorted({start[at] for start in _by_start(directory)})) for at in (0, 1))
    return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")


@functools.lru_cache(maxsize=8)
def _by_start(directory: Directory) -> dict[str, tuple[_Known, ...]]:
    by_start: dict[str, dict[str, _Known]] = {}
    for entry in directory.entries:
        for name in entry.names:
            text = lower(fold(name))
            meant = directory.find(name)
            if len(text) >= 2 and not text.isdigit() and meant is not None:
                latin = text.isascii()
                bold = name not in meant.common and not (latin and len(text) < _SHORTEST_LATIN)
                by_start.setdefault(text[:2], {})[text] = _Known(text, meant, bold, latin)
    return {
        start: tuple(sorted(found.values(), key=lambda name: -len(name.text)))
        for start, found in by_start.items()
    }
