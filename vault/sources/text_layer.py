"""Judges the text layer of a PDF page and puts its characters into lines.

Pure: the characters come in as values, with boxes in points of the page, origin bottom left (ISO 32000-1
section 8.3.2.3).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

LINE_ENDS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
SOFT_HYPHEN = "\x02"  # what PDFium gives for a hyphen that breaks a word at the end of a line
GARBAGE_SHARE = 0.3  # of the visible characters
PICTURE_SHARE = 0.25  # of the page
TOLD = 60  # characters; a stamp or page number has fewer
SMALL_GAP = 0.6  # of the height of the taller neighbour


class Glyph(NamedTuple):
    """One character of a text layer.

    `bounds` is None for one that the engine put in between; `mapped` is false when the font does not say
    which character it is.
    """

    char: str
    bounds: Bounds | None
    mapped: bool = True


@dataclass(frozen=True, slots=True)
class LayerLine:
    """One line of a text layer. `middles` are those of its characters, one for each; () where that is not known."""

    text: str
    bounds: Bounds
    middles: tuple[tuple[float, float], ...] = ()


def to_lines(glyphs: Iterable[Glyph]) -> tuple[LayerLine, ...]:
    """Return characters in reading order as lines; those without anything visible are left out."""
    lines: list[LayerLine] = []
    current: list[Glyph] = []
    for glyph in (*glyphs, Glyph("\n", None)):
        if glyph.char not in LINE_ENDS:
            current.append(glyph)
            continue
        shown = list(_without_gaps(current))
        text = "".join(_shown(each.char) for each in shown).strip()
        bounds = [each.bounds for each in current if each.bounds and not each.char.isspace()]
        if text and bounds:
            lines.append(LayerLine(text, around(bounds), _middles(shown, text)))
        current = []
    return tuple(lines)


def _middles(shown: Sequence[Glyph], text: str) -> tuple[tuple[float, float], ...]:
    """Return the middle of each character of a line; one that the engine put in between has that of the one before."""
    found: list[tuple[float, float]] = []
    for glyph in shown:
        if not _shown(glyph.char) or not (found or _shown(glyph.char).strip()):
            continue
        if glyph.bounds is not None:
            left, bottom, right, top = glyph.bounds
            found.append(((left + right) / 2, (bottom + top) / 2))
        elif found:
            found.append(found[-1])
    return tuple(found[: len(text)]) if len(found) >= len(text) else ()


def _without_gaps(line: Sequence[Glyph]) -> Iterator[Glyph]:
    """Leave out spaces that stand for the small gap between Chinese and digits or letters in typesetting.

    The engine makes a space of any gap; one as wide as a character separates columns and stays.
    """
    last = len(line) - 1
    for at, glyph in enumerate(line):
        made_up = glyph.char == " " and glyph.bounds is None and 0 < at < last
        if not (made_up and _is_small_gap(line[at - 1], line[at + 1])):
            yield glyph


def _is_small_gap(before: Glyph, after: Glyph) -> bool:
    if not (before.bounds and after.bounds and (_is_chinese(before.char) or _is_chinese(after.char))):
        return False
    height = max(bounds[3] - bounds[1] for bounds in (before.bounds, after.bounds))
    return after.bounds[0] - before.bounds[2] < SMALL_GAP * height


def _is_chinese(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def around(bounds: Sequence[Bounds]) -> Bounds:
    """Return the smallest upright rectangle that holds all of them."""
    lefts, bottoms, rights, tops = zip(*bounds, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def is_garbage(glyphs: Iterable[Glyph]) -> bool:
    """Return whether a text layer says nothing: no characters, or too many that stand for none.

    Fonts embedded without a table of their characters give replacement characters, private use or controls.
    """
    visible = [glyph for glyph in glyphs if not glyph.char.isspace() and glyph.char != SOFT_HYPHEN]
    lost = sum(1 for glyph in visible if not glyph.mapped or _is_meaningless(glyph.char))
    return not visible or lost > GARBAGE_SHARE * len(visible)


def shows_untold_picture(pictures: Iterable[Bounds], page: Bounds, lines: Sequence[LayerLine]) -> bool:
    """Return whether a picture takes up much of the page and hardly any text lies on it.

    A scan with a text layer has its lines on the picture. A screenshot pasted under a heading has none, and a scan
    may bear no more than the stamp of the scanning app: what these say is only found by reading the page as a
    picture, which sees the few words of text as well.
    """
    area = (page[2] - page[0]) * (page[3] - page[1])
    for bounds in pictures:
        left, bottom, right, top = seen = _overlap(bounds, page)
        large = right > left and top > bottom and (right - left) * (top - bottom) >= PICTURE_SHARE * area
        if large and sum(len(line.text) for line in lines if _lies_on(line, seen)) < TOLD:
            return True
    return False


def _lies_on(line: LayerLine, picture: Bounds) -> bool:
    across, up = (line.bounds[0] + line.bounds[2]) / 2, (line.bounds[1] + line.bounds[3]) / 2
    return picture[0] <= across <= picture[2] and picture[1] <= up <= picture[3]


def _overlap(one: Bounds, other: Bounds) -> Bounds:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _is_meaningless(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"}


def _shown(char: str) -> str:
    if char == SOFT_HYPHEN:
        return "-"
    return " " if char.isspace() else "" if _is_meaningless(char) and char != "\ufffd" else char
