"""Why a reference number is not firm although two engines read the same characters.

Two engines may be wrong alike: they see the same pixels, and both take a letter O among digits for a zero. Measured
on drawn numbers, every wrong agreement was an O read as 0 or an I read as 1, beside letters or in front
(docs/decisions/0003). And both may be right about a line of which the number is a part only. Such a number is shown
as read, and asked about. So is one that stands without a label: it may be no reference number at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from statistics import median

from vault.model import Box, Line
from vault.reading.facts.page import Page

Size = tuple[int, int]
"""Width and height of a picture in pixels."""


class Weakness(StrEnum):
    """What keeps a number from being firm; the fact's note."""

    LOOK_ALIKE = "look-alike"  # a character that may as well be another: O and 0, I and 1
    CUT = "cut"  # it may go on where it was not read
    SPACING = "spacing"  # the distance of two characters has room for one more
    UNNAMED = "unnamed"  # no label says that it is a reference number


_REGULAR = re.compile(r"[A-Za-z]*[0-9]*(?:[-_/](?:[A-Za-z]+[0-9]*|[0-9]+))*")
"""Letters then digits, once in each group: a letter among digits would stand out."""
_BESIDE_A_LETTER = re.compile(
    r"[A-Za-z](?:0|1(?![0-9](?:0[1-9]|1[0-2])[0-3][0-9]))|[01][A-Za-z]|[OIl][0-9]|[-_/][01OIl](?![A-Za-z0-9])"
)
"""Or alone in its group, which may be one of letters; the one of a year, month and day (170513) is a digit."""
_IN_FRONT = re.compile(r"0|1(?=20[0-3][0-9][01][0-9])")
"""A first character that may be a letter: a zero, or a one before what reads as a year and a month."""
_EITHER = re.compile(r"[01OoQIl|]")

_CERTAIN = re.compile(r"[〔\[(（【](?:19|20)[0-9]{2}[〕\])）】]|(?:第|(?<=[〕\])）】]))[0-9]{1,10}(?=号|號)")
"""Of a number with Chinese characters: the year in brackets and what 第…号 holds are digits."""
_LABELLED = re.compile(r"[A-Za-z][A-Za-z .]{2,30}[:：]")
"""The next entry of a row in English, which is no more of a number."""

_GOES_ON = re.compile(r" ?[A-Za-z0-9*_/-]| ?(?:…|⋯|\.\.|·\s?·)|\s?[)）〕\]】]?\s?[第字]")
DATED = re.compile(r" {1,40}[0-9]{4}[-/.年] ?[0-9]{1,2}[-/.月]")
"""A date behind a number, which is no further group of it."""

_WORDS = re.compile(r" [a-z]{2,9} ?[a-z]")
"""Words of English behind a number, which are no further group of it."""

_ENDS_OPEN = re.compile(r"(?:[A-Za-z0-9*_/-]|…|⋯|\.\.)\Z")
_MORE = re.compile(r"[A-Za-z0-9-]{1,40}\Z")
_A_DATE_OR_TIME = re.compile(
    r"(?:[0-9]{2,4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})?[ 0-9:]{0,40}:[0-9]{2}\Z|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\Z"
)

_EDGE = 0.2  # of the line's height, from the picture's border
_NEAR = 1.2  # of the line's height, between two parts of one row or two lines
_ROOM = 1.7  # of the usual distance of two digits; a lost one leaves 2
_FEWEST_DIGITS = 5


def weakness_of(
    page: Page, span: tuple[int, int], value: str, size: Size | None = None, rest: int | None = None
) -> Weakness | None:
    """Return why the number at `span` cannot be firm, None where nothing speaks against it.

    Args:
        page: The page that the first engine read.
        span: Where the number stands in it.
        value: The number, without spaces.
        size: Of the picture, where it is known.
        rest: The line that is the number's end, where it stands apart from the span.
    """
    if _looks_like_another(value):
        return Weakness.LOOK_ALIKE
    if "*" in value or _is_cut(page, span, size, rest):
        return Weakness.CUT
    return (
        Weakness.SPACING
        if any(_has_room(line, first, last) for line, first, last in page.parts(span))
        else None
    )


def _looks_like_another(value: str) -> bool:
    if not value.isascii():
        value = _CERTAIN.sub("", value)
    if _REGULAR.fullmatch(value) and any(map(str.isdigit, value)):  # letters alone may hide a digit: QKGEOVRN
        return bool(_BESIDE_A_LETTER.search(value) or _IN_FRONT.match(value))
    return bool(_EITHER.search(value))


def _is_cut(page: Page, span: tuple[int, int], size: Size | None, rest: int | None) -> bool:
    first, last = page.line_number(span[0]), page.line_number(span[1] - 1) if rest is None else rest
    start, end = page.line_span(first)[0], page.line_span(last)[1]
    stop = span[1] if rest is None else end
    before, after = page.text[max(start, span[0] - 4) : span[0]], page.text[stop : min(end, stop + 12)]
    apart = DATED.match(after) or _WORDS.match(after)
    if _ENDS_OPEN.search(before) or (_GOES_ON.match(after) and not apart):
        return True
    at_start, at_end = not page.text[start : span[0]].strip(), not after.strip()
    return _leaves_the_picture(page, first, last, size, (at_start, at_end)) or _has_a_neighbour(
        page, first, last, (at_start, at_end)
    )


def _leaves_the_picture(
    page: Page, first: int, last: int, size: Size | None, open_ends: tuple[bool, bool]
) -> bool:
    """Whether a number that begins or ends its line touches the picture's border there."""
    left, right = page.reading.lines[first].box, page.reading.lines[last].box
    if size is None or left is None or right is None:
        return False
    borders = [
        (open_ends[0], left, (left.x0, left.y0)),
        (open_ends[1], right, (size[0] - right.x1, size[1] - right.y1)),
    ]
    return any(
        is_open and min(away) < _EDGE * min(box.y1 - box.y0, box.x1 - box.x0)
        for is_open, box, away in borders
    )


def _has_a_neighbour(page: Page, first: int, last: int, open_ends: tuple[bool, bool]) -> bool:
    """Whether what stands close to the left, to the right or below may be more of the number."""
    boxes = dict(_boxes(page, page.reading.lines[first].page))
    left, right = boxes.get(first), boxes.get(last)
    if left is None or right is None:
        return False
    for number, box in boxes.items():
        if number in range(first, last + 1):
            continue
        text = page.line_text(number).strip()
        if open_ends[0] and _is_close(box, left) and _ENDS_OPEN.search(text[-4:]):
            return True
        if open_ends[1] and _is_close(right, box) and _goes_on(text):
            return True
        if (
            open_ends[1]
            and _is_under(right, box, boxes)
            and _MORE.match(text)
            and not _A_DATE_OR_TIME.match(text)
        ):
            return True
    return False


def _goes_on(text: str) -> bool:
    return _GOES_ON.match(text[:4]) is not None and not _LABELLED.match(text)


def _boxes(page: Page, sheet: int) -> Iterator[tuple[int, Box]]:
    for number, box in enumerate(page.boxes):
        if box is not None and page.reading.lines[number].page == sheet:
            yield number, box


def _is_close(left: Box, right: Box) -> bool:
    """Whether two boxes stand in one row, one right behind the other."""
    height = min(left.y1 - left.y0, right.y1 - right.y0)
    level = abs((left.y0 + left.y1) - (right.y0 + right.y1)) / 2 <= height / 2
    return level and -height < right.x0 - left.x1 < _NEAR * height


def _is_under(upper: Box, lower: Box, boxes: dict[int, Box]) -> bool:
    """Whether `lower` is the next line under `upper`, flush with it on one side, with no label of its own beside it."""
    height = upper.y1 - upper.y0
    flush = min(abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1)) < height
    near = -height / 2 < lower.y0 - upper.y1 < _NEAR * height / 2
    return (
        flush
        and near
        and not any(
            box.x1 <= lower.x0 and min(box.y1, lower.y1) - max(box.y0, lower.y0) > (lower.y1 - lower.y0) / 2
            for box in boxes.values()
        )
    )


def _has_room(line: Line, first: int, last: int) -> bool:
    """Whether two neighbours among the digits of a number stand as far apart as if one between them was lost."""
    if len(line.places) != len(line.text):
        return False
    steps = [
        line.places[at + 1] - line.places[at]
        for at in range(first, last - 1)
        if line.text[at].isdigit() and line.text[at + 1].isdigit()
    ]
    return len(steps) >= _FEWEST_DIGITS and max(steps) > _ROOM * median(steps)
