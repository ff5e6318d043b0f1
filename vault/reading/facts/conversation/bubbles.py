"""Messages told from where their lines stand: bubbles to the left and right, marks of time in the middle.

Bubbles that are as wide as bubbles get stand flush with both sides; the colour of their ground tells whose they are.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from vault.model import Line, Message, Side
from vault.reading.facts.conversation.marks import Dated, moment_of_mark
from vault.reading.facts.conversation.sheet import Block, Sheet, is_mark, sheet_of
from vault.reading.facts.page import Page

Colour = tuple[int, int, int]
Grounds = Callable[[Line], Colour | None]
"""The colour that a line is written on, red, green and blue in 0..255; None where no picture tells."""

_TOP = 0.3
"""Share of the page's width that the status bar and the bar with the title are high together, at most."""
_BESIDE = 0.2
"""Share of the bubbles that something else may stand beside; labels and their values all do."""
_SAME_COLOUR = 24.0
"""Distance of two colours up to which they are one, as pictures are compressed."""
_SMALLER = 0.8
"""Height of a name over a bubble, as a share of the height of the bubble's lines."""
_NAME = re.compile(r"[^，。！？,!?:：；;【】0-9][^，。！？,!?:：；;【】]{0,11}")
_INPUT = re.compile(
    r"(?:按住 ?说话|发消息|发送|短信|文本信息|信息|iMessage|Text Message|Message)"
    r"|输入(?:消息|内容|文字).{0,6}|请输入.{0,8}"
)
"""What stands in the empty field for the next message."""
_COUNT = re.compile(r" ?[(（][0-9]{1,4}[)）]\Z")
_THREAD = re.compile(
    r"[+(]?[0-9][0-9 ()+-]{3,24}|.{0,12}(?:客服|服务号|助手|官方|银行|金融|小贷|贷款).{0,8}|【.{2,20}】"
)
_SERVICE = re.compile(r"客服|[Ss]ervice|[Ss]upport")
_SIGNED = re.compile(r"\s{0,8}【[^】\n]{2,20}】")

Found = tuple[Block, Message]


def bubbles(
    page: Page, dates: Sequence[Dated], moment: dt.datetime | None, grounds: Grounds
) -> tuple[Message, ...]:
    """Return the messages of pictures of a conversation, () where the lines do not stand as in one."""
    numbers = sorted({line.page for line in page.reading.lines if line.quad is not None})
    return tuple(
        message for number in numbers for message in _of_picture(page, number, dates, moment, grounds)
    )


def _of_picture(
    page: Page, number: int, dates: Sequence[Dated], moment: dt.datetime | None, grounds: Grounds
) -> tuple[Message, ...]:
    sheet = sheet_of(page, number, dates)
    title, body = _title_and_body(page, sheet) if sheet else (None, ())
    if sheet is None or title is None:
        return ()
    sides = _sides(page, sheet, body, grounds)
    found: list[Found] = []
    day, at, marks = moment.date() if moment else None, None, 0
    for block, side in zip(body, sides, strict=True):
        span = _span(page, block)
        told = moment_of_mark(page.text, span, dates, day) if len(block.numbers) == 1 else None
        if told is not None and sheet.is_in_the_middle(block):
            at, marks = told or None, marks + 1
            day = dt.date.fromisoformat(told[:10]) if told else day
        elif side:
            found.append((block, Message(span, side, title if side is Side.THEIRS else None, at)))
    return tuple(_with_names(page, found)) if _is_conversation(page, found, body, marks, title) else ()


def _sides(page: Page, sheet: Sheet, body: Sequence[Block], grounds: Grounds) -> list[Side | None]:
    """Return the side of each block: by where it stands, where that leaves both by its colour, else the nearer one."""
    placed = [_side(sheet, block) for block in body]
    colours = [grounds(page.reading.lines[block.first]) for block in body]
    known = [
        (colour, side)
        for block, side, colour in zip(body, placed, colours, strict=True)
        if side and colour and not (sheet.is_flush_left(block) and sheet.is_flush_right(block))
    ]
    return [
        _side_of_colour(colour, known) or side
        if side and sheet.is_flush_left(block) and sheet.is_flush_right(block)
        else side
        for block, side, colour in zip(body, placed, colours, strict=True)
    ]


def _side(sheet: Sheet, block: Block) -> Side | None:
    left, right = sheet.indents(block)
    at_left, at_right = sheet.is_flush_left(block), sheet.is_flush_right(block)
    if at_left and (not at_right or abs(left) <= abs(right)):
        return Side.THEIRS
    return Side.OWN if at_right and (at_left or right < left) else None


def _side_of_colour(colour: Colour | None, known: Sequence[tuple[Colour, Side]]) -> Side | None:
    """Return the side whose bubbles have this colour, when the colours of both sides are not alike."""
    if colour is None:
        return None
    near = {side for other, side in known if math.dist(colour, other) <= _SAME_COLOUR}
    if len(near) == 1:
        return near.pop()
    theirs = [side for _, side in known if side is Side.THEIRS]
    return Side.OWN if not near and len(theirs) == len(known) and theirs else None


def _is_conversation(
    page: Page, found: Sequence[Found], body: Sequence[Block], marks: int, title: str
) -> bool:
    """Whether the blocks at both sides of a page are messages; of `body`, `marks` blocks say when they were sent."""
    theirs = [block for block, message in found if message.side is Side.THEIRS]
    others = len(body) - len(found) - marks
    beside = sum(any(other is not block and block.is_beside(other) for other in body) for block, _ in found)
    if not theirs or others > len(found) or beside > _BESIDE * len(found):
        return False
    if any(is_mark(page.text, message.span) for _, message in found):
        return False  # times at one side are those of a list
    if len(theirs) < len(found):
        return marks > 0 or (_SERVICE.search(title) is not None and len(found) > 2)
    signed = any(_SIGNED.match(page.text, message.span[0]) for _, message in found)
    return marks > 0 and (signed or _THREAD.fullmatch(title) is not None)


def _with_names(page: Page, found: Sequence[Found]) -> Iterator[Message]:
    """Yield the messages; a small line over a bubble of the other side that can be a name is its speaker."""
    name: str | None = None
    for number, (block, message) in enumerate(found):
        if number + 1 < len(found) and _is_name_of(page, (block, message), found[number + 1]):
            name = page.line_text(block.first).strip()
            continue
        yield _named(page, block, message, name)
        name = None


def _named(page: Page, block: Block, message: Message, name: str | None) -> Message:
    first = page.line_text(block.first).strip()
    inside = name is None and message.side is Side.THEIRS and len(block.numbers) > 1
    if inside and _is_smaller(block.heights[0], block.heights[1:]) and _NAME.fullmatch(first):
        start = page.line_span(block.numbers[1])[0]
        return dataclasses.replace(message, span=(start, message.span[1]), speaker=first)
    return dataclasses.replace(message, speaker=name) if name else message


def _is_name_of(page: Page, one: Found, following: Found) -> bool:
    (block, message), (bubble, next_message) = one, following
    return (
        message.side is next_message.side is Side.THEIRS
        and len(block.numbers) == 1
        and _NAME.fullmatch(page.line_text(block.first).strip()) is not None
        and bubble.box.y0 - block.box.y1 < 2 * bubble.height
        and _is_smaller(block.height, bubble.heights)
    )


def _is_smaller(height: float, others: Sequence[float]) -> bool:
    return height <= _SMALLER * median(others)


def _title_and_body(page: Page, sheet: Sheet) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title in the bar at the top, and the blocks under it."""
    for block in sheet.blocks:
        if block.box.y1 > sheet.extent.y0 + _TOP * sheet.width or len(block.numbers) > 1:
            continue
        text = _COUNT.sub("", page.line_text(block.first).strip())
        if len(text) > 1 and sheet.is_in_the_middle(block) and not is_mark(text, (0, len(text))):
            return text, tuple(
                other
                for other in sheet.blocks
                if other.box.y0 >= block.box.y1
                and not _INPUT.fullmatch(page.text[slice(*_span(page, other))].strip())
            )
    return None, ()


def _span(page: Page, block: Block) -> tuple[int, int]:
    return page.line_span(block.first)[0], page.line_span(block.numbers[-1])[1]
