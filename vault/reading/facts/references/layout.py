"""Which line stands beside or below a label: by place where lines have one, else by their order."""

from __future__ import annotations

import re

from vault.reading.facts.page import Page
from vault.reading.facts.references.shapes import is_telephone_number
from vault.reading.facts.surroundings import near, share

_REACH = 6  # lines that may stand between a label and its value in reading order
_DOWN = (
    24  # the same for a value below it: the heads and the cells of a row may stand between, and a menu beside
)
_FULL_LINE, _CUT_LINE = 18, 14  # characters of a line that reaches its end
_SHORT, _LONG, _LONG_NUMBER = 6, 10, 12  # characters of a number
_REST_OF_SENTENCE = re.compile(r"[A-Z]{0,4}[0-9][0-9A-Z-]{0,30}[,。;)】]")
_FRAGMENT = re.compile(r"[0-9][0-9A-Z-]{1,20}")
_LEAST_SHARE = 0.25  # of the height: a label may stand at the middle of a value of two lines


def beside(page: Page, number: int) -> int | None:
    """Return the line to the right of line `number` in the same row, None where lines have no places."""
    label = page.boxes[number]
    if label is None:
        return None
    height = label.y1 - label.y0
    row = [
        (level < 0.5, box.x0 if level >= 0.5 else box.y0, other)
        for other, box in near(page, number, before=_REACH, after=_REACH)
        if (level := share(label.y0, label.y1, box.y0, box.y1)) >= _LEAST_SHARE
        and box.x0 >= label.x1 - height / 2
    ]
    return min(row)[-1] if row else None


def below(page: Page, number: int) -> int | None:
    """Return the line under line `number`; where lines have no places, the next that is not empty."""
    label = page.boxes[number]
    if label is None:
        following = range(number + 1, min(number + 3, len(page.reading.lines)))
        return next((other for other in following if page.line_text(other).strip()), None)
    height = label.y1 - label.y0
    under = [
        (box.y0, other)
        for other, box in near(page, number, before=_REACH, after=_DOWN)
        if box.y0 >= label.y1 - height / 2
        and box.y0 - label.y1 <= 2.5 * height
        and share(label.x0, label.x1, box.x0, box.x1) > 0
    ]
    return min(under)[1] if under else None


def continues_in_text(page: Page, number: int, span: tuple[int, int]) -> bool:
    """Whether the number at `span`, at the end of line `number`, may go on at the start of the next line.

    For text whose lines have no places: the number must be long or stand in a sentence that the line break cuts.
    """
    if number + 1 >= len(page.reading.lines):
        return False
    long = span[1] - span[0] >= _LONG_NUMBER and len(page.reading.lines[number].text) >= _FULL_LINE
    return long or _is_cut_in_text(page.reading.lines[number].text, page.line_text(number + 1), span)


def _is_cut_in_text(line: str, following: str, span: tuple[int, int]) -> bool:
    """Whether the end of `line` cuts its number: a sentence goes on below, or a fragment of digits stands there.

    A number of another make is no fragment, nor is a telephone number.
    """
    if _REST_OF_SENTENCE.match(following):
        return span[1] - span[0] >= _SHORT and len(line) >= _CUT_LINE
    number, rest = line.strip(), following.strip()
    if len(number) != span[1] - span[0] or len(number) < _LONG or not _FRAGMENT.fullmatch(rest):
        return False
    alike = abs(len(number) - len(rest)) <= 1 and number[:2].isdigit() == rest[:2].isdigit()
    return not alike and not is_telephone_number(rest) and (not number.isdigit() or len(rest) < _LONG)
