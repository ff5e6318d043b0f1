"""Numbers that a picture breaks over two lines: which line goes on with the end of another, told by place and make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vault.model import Box
from vault.reading.facts.page import Page
from vault.reading.facts.references.shapes import is_quantity, is_telephone_number
from vault.reading.facts.spans import Claims
from vault.reading.facts.surroundings import near, share

_AHEAD, _BEHIND = 15, 6  # lines after and before one in reading order among which its column is looked for
_REST = re.compile(
    r" ?(?P<rest>[A-Za-z0-9*_/-]{1,40})(?!,[0-9]{3}(?![0-9])|[.:][0-9])(?=$|[ ,.;:!?，。；！）)】\"”]|[一-龥])(?![:：])"
)
_COPY = re.compile(r" {0,4}(?:复制|[Cc]opy)?[>›]? {0,4}")
"""What may stand behind a number that ends in its line, or between its parts."""
_ENGLISH = re.compile(" [a-z]")
"""Words of English behind the end: no line of it is broken within a number."""
_SET_APART = re.compile(" {1,4}[一-龥]")
_OF_A_SENTENCE = 10  # characters before a number, which are more than its label
_BREAKS = ("-", "_", "/")
_ENTRY = re.compile(r"[A-Za-z]{2,6}-?[0-9]{6}")
_DAY = re.compile(
    r"(?:(?:19|20)[0-9]{2}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])"
)
_BEGINNING = 2  # characters that the numbers of a list have in common
_SHORTEST_ENTRY = 5  # characters of a number in a list
_FEW = 4  # letters that a number may end with
_SPACE = 0.8  # of a line's height, between two lines of one number
_OVERLAP = -0.6
_FLUSH = 0.6  # of a line's height, by which edges that are meant to be one differ
_RECKONED = 1.5  # the same, where the edge is reckoned from the share of the characters before it
_AT_THE_EDGE = 1.2  # of a line's height, which a full line leaves free before the edge of its column
_BETWEEN_COLUMNS = 2.5  # the same, before the next column
_FILLED = 2.4  # of a line's height, between a label and a value that fills its row
_BESIDE = 0.5


def end_below(
    page: Page, number: int, span: tuple[int, int], claims: Claims, left: float | None = None
) -> tuple[int, int] | None:
    """Return where the number at `span` goes on, which ends line `number`; None where it is whole.

    The line below must be flush with it on the left, on the right or in the middle, stand no further away than lines
    of one paragraph do, and begin with characters that can be more of the number. A label left of it makes it a row
    of its own, and a number of the same make the next of a list.

    Args:
        page: The page.
        number: The line that ends with the number.
        span: Where the number, or as much of it as stands there, starts and ends.
        claims: What is taken already.
        left: Where the label begins to which the number belongs, in pixels; None where its line holds it too.
    """
    if not _COPY.fullmatch(page.text[span[1] : page.line_span(number)[1]].strip("-_/")):
        return None
    upper = page.boxes[number]
    lower = None if upper is None else _line_below(page, number, span)
    if upper is None or lower is None:
        return None
    start, end = page.line_span(lower)
    match = _REST.match(page.text, start, end)
    if match is None or claims.overlaps(match.span("rest")):
        return None
    bound = upper.x0 if left is None else min(left, upper.x0)
    goes_on = _can_go_on(page, number, span, lower, match) and not _has_a_label(page, lower, bound)
    return match.span("rest") if goes_on else None


def had_to_break(page: Page, number: int, lower: int, left: float | None = None) -> bool:
    """Whether line `number` is broken where it had to be: behind a dash, or where its column ends.

    Args:
        page: The page.
        number: The line that ends with a number.
        lower: The line that goes on with it.
        left: Where the label of the number ends in its row, in pixels; None where it stands elsewhere.
    """
    upper, under = page.boxes[number], page.boxes[lower]
    if upper is None or under is None or page.line_text(number).rstrip().endswith(_BREAKS):
        return True
    height = upper.y1 - upper.y0
    if left is not None and upper.x0 - left <= _FILLED * height:
        return True
    if (
        abs(under.x0 - upper.x0) > _FLUSH * height
    ):  # flush on the right: full if its label stands in the same line
        return not page.line_text(number)[:1].isascii()
    room = _room(page, number, lower)
    return room is not None and room <= 0


def left_of_row(page: Page, label: int, number: int) -> float | None:
    """Return where the label in line `label` ends, left of line `number` in its row; None where it stands elsewhere."""
    one, other = page.boxes[label], page.boxes[number]
    if one is None or other is None or label == number or one.x1 > other.x0:
        return None
    return one.x1 if share(one.y0, one.y1, other.y0, other.y1) > 0 else None


def _line_below(page: Page, number: int, span: tuple[int, int]) -> int | None:
    """Return the line right under the end of a number, flush with it; None where none or several stand there."""
    upper = page.boxes[number]
    if upper is None:
        return None
    height = upper.y1 - upper.y0
    starts = (upper.x0, _start_of(page, span, upper))
    found = []
    for other, box in near(page, number, before=_BEHIND, after=_AHEAD):
        space = min(height, box.y1 - box.y0)
        if not (_OVERLAP * space <= box.y0 - upper.y1 <= _SPACE * space and box.y0 > upper.y0):
            continue
        if _is_flush(upper, box, starts, height):
            found.append((abs(box.y0 - upper.y1), other))
    return min(found)[1] if found else None


def _is_flush(upper: Box, lower: Box, starts: Sequence[float], height: float) -> bool:
    near = _FLUSH * height
    if abs(lower.x0 - starts[0]) <= near:
        return True
    if lower.x1 > upper.x1 + height:
        return False
    middle = abs(lower.x0 + lower.x1 - upper.x0 - upper.x1) / 2
    return min(middle, abs(lower.x1 - upper.x1)) <= near or abs(lower.x0 - starts[1]) <= _RECKONED * height


def _start_of(page: Page, span: tuple[int, int], upper: Box) -> float:
    """Return where the characters at `span` start along `upper`, the level box of their line."""
    value, line = page.box((span[0], span[0] + 1)), page.reading.lines[page.line_number(span[0])].box
    if value is None or line is None or line.x1 <= line.x0:
        return upper.x0
    return upper.x0 + (value.x0 - line.x0) / (line.x1 - line.x0) * (upper.x1 - upper.x0)


def _can_go_on(page: Page, number: int, span: tuple[int, int], lower: int, match: re.Match[str]) -> bool:
    """Whether what line `lower` begins with can be the end of the number at `span`, by its make."""
    start, end = page.line_span(number)
    first, rest, after = (
        page.text[slice(*span)],
        match["rest"],
        page.text[match.end() : page.line_span(lower)[1]],
    )
    dashed = page.text[span[0] : end].rstrip().endswith(_BREAKS)
    room = _room(page, number, lower)
    full = dashed or room is None or room <= 0
    if is_quantity(rest, after) or not _has_the_make(first, rest, full=dashed or (full and room is not None)):
        return False
    if dashed:
        return True
    before = page.text[start : span[0]].strip()
    if not _COPY.fullmatch(after):  # words follow: a sentence that the end of the line cuts
        apart = _SET_APART.match(after) and len(before) < _OF_A_SENTENCE
        return full and not apart and not _ENGLISH.match(after)
    alone = not before
    listed = (alone or not _is_flush_left(page, number, lower)) and _is_of_a_list(first, rest)
    other = listed or is_telephone_number(rest) or _DAY.fullmatch(rest)
    return not other and not _is_longer(page, number, lower)


def _room(page: Page, number: int, lower: int) -> float | None:
    """Return how many pixels line `number` leaves free before the edge of its column; None where nothing tells.

    The edge is where the next column begins or, without one, where the longest of the lines ends that begin under
    each other. A line that nearly reaches it leaves 0 or less.
    """
    upper = page.boxes[number]
    if upper is None:
        return None
    height, around = upper.y1 - upper.y0, near(page, number, before=_BEHIND, after=_AHEAD)
    beyond = [
        box.x0
        for _, box in around
        if box.x0 > upper.x1 and share(box.y0, box.y1, upper.y0 - 3 * height, upper.y1 + 3 * height) > 0
    ]
    if beyond:
        return min(beyond) - upper.x1 - _BETWEEN_COLUMNS * height
    column = [box.x1 for other, box in around if other != lower and abs(box.x0 - upper.x0) <= _FLUSH * height]
    return max(column) - upper.x1 - _AT_THE_EDGE * height if column else None


def _is_longer(page: Page, number: int, lower: int) -> bool:
    upper, under = page.boxes[number], page.boxes[lower]
    return upper is None or under is None or under.x1 > upper.x1 + upper.y1 - upper.y0


def _is_flush_left(page: Page, number: int, lower: int) -> bool:
    upper, under = page.boxes[number], page.boxes[lower]
    return (
        upper is not None and under is not None and abs(under.x0 - upper.x0) <= _FLUSH * (upper.y1 - upper.y0)
    )


def _has_the_make(first: str, rest: str, *, full: bool) -> bool:
    """Whether `rest` has digits, or the few letters that a number may end with."""
    letters = "".join(filter(str.isalpha, first + rest))
    if not letters.isupper() and letters and any(map(str.isupper, letters)):
        return False
    if any(map(str.isdigit, rest)):
        return not rest.startswith("-") or full
    digits = any(map(str.isdigit, first))
    return (
        rest.isalpha() and rest.isupper() and digits and (first[-1].isalpha() or (full and len(rest) <= _FEW))
    )


def _is_of_a_list(first: str, rest: str) -> bool:
    """Whether two numbers below each other are entries of a list: of one length and beginning, or each with letters."""
    if len(rest) < _SHORTEST_ENTRY:
        return False
    alike = abs(len(first) - len(rest)) <= 1 and first[:_BEGINNING] == rest[:_BEGINNING]
    return alike or (first[0].isalpha() and _ENTRY.match(rest) is not None)


def _has_a_label(page: Page, number: int, bound: float) -> bool:
    """Whether something stands left of line `number` in its row, not further left than `bound`."""
    own = page.boxes[number]
    return own is not None and any(
        share(own.y0, own.y1, box.y0, box.y1) >= _BESIDE and box.x1 <= own.x0 and box.x1 > bound
        for _, box in near(page, number, before=_BEHIND, after=_AHEAD)
    )
