"""Messages told from where their lines stand: bubbles to the left and right, marks of time in the middle."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from vault.model import Box, Message, Side
from vault.reading.facts.conversation.marks import Dated, moment_of_mark
from vault.reading.facts.page import Page
from vault.reading.levelling import levelled, slant_of

_LINE_GAP = 0.9
"""Height of a line; a wider gap between two lines begins a new bubble."""
_FLUSH = 0.6
"""Height of a line; the left edges of one bubble's lines differ by less."""
_RAGGED = 1.5
"""Height of a line; a wrapped bubble of one's own ends up to this far before its edge."""
_IN_THE_MIDDLE = 0.06
"""Share of the page's width that the middle of a mark or of the title is off the page's middle."""
_TOP = 0.3
"""Share of the page's width that the status bar and the bar with the title are high together, at most."""
_BESIDE = 0.2
"""Share of the bubbles that something else may stand beside; labels and their values all do."""
_PORTRAIT = 1.3
"""Height of what is read in a portrait, one or two characters, as a multiple of a usual line's."""
_NAME = re.compile(r"[^，。！？,!?:：；;【】0-9][^，。！？,!?:：；;【】]{0,15}")
_SMALLER = 0.88
"""Height of a name over a bubble, as a share of the height of the bubble's lines."""
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
_SIGNED = re.compile(r"\s*【[^】\n]{2,20}】")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand under each other; `first` and `last` are their numbers, `height` is a line's."""

    first: int
    last: int
    box: Box
    height: float
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The writing of one picture: its extent, and its blocks from the top."""

    extent: Box
    blocks: tuple[Block, ...]

    @property
    def width(self) -> float:
        """Of the writing, with the status bar and the title."""
        return self.extent.x1 - self.extent.x0

    def is_in_the_middle(self, block: Block) -> bool:
        """Whether a block stands in the middle of the page."""
        off = (block.box.x0 + block.box.x1 - self.extent.x0 - self.extent.x1) / 2
        return abs(off) <= _IN_THE_MIDDLE * self.width

    def side(self, block: Block, margin: float) -> Side | None:
        """Return the side whose edge a block is flush with, `margin` from the page's; None for neither or both."""
        left, right = block.box.x0 - self.extent.x0 - margin, self.extent.x1 - margin - block.box.x1
        if abs(left) <= min(_FLUSH * block.height, abs(right)):
            return Side.THEIRS
        return Side.OWN if right <= _RAGGED * block.height and right < left else None

    def margin(self, blocks: Sequence[Block]) -> float:
        """Return how far from the page's edge the bubbles' writing begins: the same on both sides."""
        left = _edge([(block.box.x0 - self.extent.x0, block.height) for block in blocks])
        right = _edge([(self.extent.x1 - block.box.x1, block.height) for block in blocks])
        return min(left, right)


def bubbles(page: Page, dates: Sequence[Dated], moment: dt.datetime | None) -> tuple[Message, ...]:
    """Return the messages of pictures of a conversation, () where the lines do not stand as in one."""
    numbers = sorted({line.page for line in page.reading.lines if line.quad is not None})
    return tuple(message for number in numbers for message in _of_picture(page, number, dates, moment))


def _of_picture(
    page: Page, number: int, dates: Sequence[Dated], moment: dt.datetime | None
) -> tuple[Message, ...]:
    sheet = _sheet(page, number, dates)
    if sheet is None:
        return ()
    title, body = _title_and_body(page, sheet)
    if title is None:
        return ()
    found: list[tuple[Block, Message]] = []
    day, at, marks = moment.date() if moment else None, None, 0
    margin = sheet.margin([block for block in body if not sheet.is_in_the_middle(block)])
    for block in body:
        span = _span(page, block)
        told = moment_of_mark(page.text, span, dates, day) if block.first == block.last else None
        if told is not None and sheet.is_in_the_middle(block):
            at, marks = told or None, marks + 1
            day = dt.date.fromisoformat(told[:10]) if told else day
        elif side := sheet.side(block, margin):
            found.append((block, Message(span, side, title if side is Side.THEIRS else None, at)))
    if not _is_conversation(page, found, body, marks, title):
        return ()
    return tuple(_with_names(page, found))


def _is_conversation(
    page: Page, found: Sequence[tuple[Block, Message]], body: Sequence[Block], marks: int, title: str
) -> bool:
    """Whether the blocks at both sides of a page are messages; of `body`, `marks` blocks say when they were sent."""
    theirs = [block for block, message in found if message.side is Side.THEIRS]
    own = [block for block, message in found if message.side is Side.OWN]
    beside = sum(any(other is not block and _overlap(block, other) for other in body) for block, _ in found)
    others = len(body) - len(found) - marks
    if not theirs or others > len(found) or beside > _BESIDE * len(found) or (own and not _is_flush(own)):
        return False
    if any(_is_mark(page.text, message.span, ()) for _, message in found):
        return False  # times at one side are those of a list
    if own:
        return marks > 0 or (_SERVICE.search(title) is not None and len(found) > 2)
    signed = any(_SIGNED.match(page.text, message.span[0]) for _, message in found)
    return marks > 0 and (signed or _THREAD.fullmatch(title) is not None)


def _edge(distances: Sequence[tuple[float, float]]) -> float:
    """Return the least of (distance, height of a line) pairs that is not alone; the least of all where each is."""
    ordered = sorted(distances)
    for (near, height), (next_, _) in itertools.pairwise(ordered):
        if next_ - near <= _FLUSH * height:
            return near
    return ordered[0][0] if ordered else 0.0


def _is_flush(own: Sequence[Block]) -> bool:
    """Whether a person's own bubbles end at one edge; wrapped lines make some a little shorter."""
    right = max(block.box.x1 for block in own)
    return sum(right - block.box.x1 <= _RAGGED * block.height for block in own) >= 0.6 * len(own)


def _with_names(page: Page, found: Sequence[tuple[Block, Message]]) -> Iterator[Message]:
    """Yield the messages; a small line over a bubble that can be a name is its speaker."""
    name: str | None = None
    for number, (block, message) in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if (
            following
            and message.side is following[1].side is Side.THEIRS
            and _is_name_of(page, block, following[0])
        ):
            name = page.line_text(block.first).strip()
            continue
        span, speaker = message.span, name or message.speaker
        if block.last > block.first and _is_smaller(block.heights[0], block.heights[1:]):
            text = page.line_text(block.first).strip()
            if _NAME.fullmatch(text):
                span, speaker = (page.line_span(block.first + 1)[0], span[1]), text
        name = None
        yield Message(span, message.side, speaker, message.at)


def _is_name_of(page: Page, block: Block, bubble: Block) -> bool:
    return (
        block.first == block.last
        and _NAME.fullmatch(page.line_text(block.first).strip()) is not None
        and bubble.box.y0 - block.box.y1 < 2 * bubble.height
        and _is_smaller(block.height, bubble.heights)
    )


def _is_smaller(height: float, others: Sequence[float]) -> bool:
    return height <= _SMALLER * median(others)


def _title_and_body(page: Page, sheet: Sheet) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title in the bar at the top, and the blocks under it."""
    bar = [block for block in sheet.blocks if block.box.y1 <= sheet.extent.y0 + _TOP * sheet.width]
    for block in bar:
        text = _COUNT.sub("", page.text[slice(*_span(page, block))].strip())
        if (
            block.first == block.last
            and len(text) > 1
            and sheet.is_in_the_middle(block)
            and not _is_mark(text, (0, len(text)), ())
        ):
            return text, tuple(
                other
                for other in sheet.blocks
                if other.box.y0 >= block.box.y1
                and not _INPUT.fullmatch(page.text[slice(*_span(page, other))].strip())
            )
    return None, ()


def _sheet(page: Page, number: int, dates: Sequence[Dated]) -> Sheet | None:
    """Put the lines of one picture into blocks, without the portraits beside bubbles; None without any."""
    lines = page.reading.lines
    slant = slant_of(line for line in lines if line.page == number)
    placed = [
        (index, levelled(line.quad, slant))
        for index, line in enumerate(lines)
        if line.page == number and line.quad is not None
    ]
    usual = median(box.y1 - box.y0 for _, box in placed) if placed else 0.0
    written = [
        (index, box)
        for index, box in placed
        if (text := page.line_text(index).strip())
        and not (len(text) <= 2 and box.y1 - box.y0 > _PORTRAIT * usual)
    ]
    if not written:
        return None
    groups: list[list[tuple[int, Box]]] = []
    for index, box in written:
        if groups and _goes_on(groups[-1][-1][1], box):
            groups[-1].append((index, box))
        else:
            groups.append([(index, box)])
    extent = _around([box for _, box in placed])
    marks = [box for index, box in written if _is_mark(page.text, page.line_span(index), dates)]
    return Sheet(_centred(extent, marks), tuple(_block(group) for group in groups))


def _is_mark(text: str, span: tuple[int, int], dates: Sequence[Dated]) -> bool:
    return moment_of_mark(text, span, dates, None) is not None


def _centred(extent: Box, marks: Sequence[Box]) -> Box:
    """Return the extent of the whole page: its middle is where the marks of time stand, whatever the bubbles cover."""
    if not marks:
        return extent
    middle = median((box.x0 + box.x1) / 2 for box in marks)
    half = max(middle - extent.x0, extent.x1 - middle)
    return Box(middle - half, extent.y0, middle + half, extent.y1)


def _block(group: Sequence[tuple[int, Box]]) -> Block:
    boxes = [box for _, box in group]
    heights = tuple(box.y1 - box.y0 for box in boxes)
    return Block(group[0][0], group[-1][0], _around(boxes), median(heights), heights)


def _goes_on(upper: Box, lower: Box) -> bool:
    height = min(upper.y1 - upper.y0, lower.y1 - lower.y0)
    return lower.y0 - upper.y1 < _LINE_GAP * height and abs(lower.x0 - upper.x0) < _FLUSH * height


def _overlap(one: Block, other: Block) -> bool:
    shared = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return shared > 0.3 * min(one.height, other.height)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _span(page: Page, block: Block) -> tuple[int, int]:
    return page.line_span(block.first)[0], page.line_span(block.last)[1]
