"""Messages of a conversation in plain text: 我：…, 客服：…, or a name and a time over each message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.model import Message, Side
from vault.reading.facts.conversation.marks import Dated, moment_of_mark
from vault.reading.facts.page import Page

_OWN = re.compile(r"(?:我|我方|本人|自己|用户|Me|I)")
_OTHER = re.compile(
    r"(?:对方|[一-龥A-Za-z]{0,8}(?:客服|专员|坐席|机器人|助手|经理|催收员?)[一-龥A-Za-z0-9]{0,8}"
    r"|Agent|Bot|Support|Customer service)",
    re.IGNORECASE,
)
_OWN_SPEAKS = re.compile(r"(?:我|我方|本人|自己|用户|Me|I)[\s\[(（0-9年月日/:.-]")
"""What every heading of the owner holds, told before any line is looked at: most texts are no conversation."""
_TIME = r"[0-9年月日/: .-]{4,24}"
_SAID = re.compile(
    rf"\s{{0,4}}(?:[\[(（]?(?P<before>{_TIME}+)[\])）]?\s{{0,3}})?(?P<who>[^\s:：0-9][^:：\n]{{0,16}}?)(?:\s{{0,3}}[\[(（]?(?P<after>{_TIME})[\])）]?)?\s{{0,2}}:\s{{0,3}}"
)
_OVER = re.compile(rf"\s{{0,4}}(?P<who>[^\s:：0-9][^:：\n]{{0,16}}?)\s{{1,4}}(?P<after>{_TIME}+)\s{{0,4}}")
_BEHIND_THE_TIME = re.compile(
    rf"\s{{0,4}}(?P<before>{_TIME}[0-9])\s{{1,4}}(?P<who>[^\s:：0-9][^:：\n]{{0,16}}?)\s{{0,4}}"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    """Who speaks from `start` on, and the stretch of the line that may tell the time."""

    line: int
    start: int
    who: str
    side: Side
    time: tuple[int, int] | None


def transcript(page: Page, dates: Sequence[Dated]) -> tuple[Message, ...]:
    """Return the messages of a text, () unless both the owner and another party speak in it."""
    if not _OWN_SPEAKS.search(page.text):
        return ()
    headings = [heading for number in range(len(page.starts)) if (heading := _heading(page, number))]
    if {heading.side for heading in headings} != {Side.OWN, Side.THEIRS}:
        return ()
    return tuple(_messages(page, headings, dates))


def _heading(page: Page, number: int) -> _Heading | None:
    start, end = page.line_span(number)
    match = (
        _OVER.fullmatch(page.text, start, end)
        or _BEHIND_THE_TIME.fullmatch(page.text, start, end)
        or _SAID.match(page.text, start, end)
    )
    if match is None:
        return None
    who = match["who"].strip()
    side = Side.OWN if _OWN.fullmatch(who) else Side.THEIRS if _OTHER.fullmatch(who) else None
    if side is None:
        return None
    told = next((match.span(name) for name in ("before", "after") if match.groupdict().get(name)), None)
    return _Heading(number, match.end(), who, side, told)


def _messages(page: Page, headings: Sequence[_Heading], dates: Sequence[Dated]) -> Iterator[Message]:
    day: dt.date | None = None
    for number, heading in enumerate(headings):
        last = headings[number + 1].line - 1 if number + 1 < len(headings) else len(page.starts) - 1
        end = page.line_span(last)[1]
        start = (
            heading.start + len(page.text[heading.start : end]) - len(page.text[heading.start : end].lstrip())
        )
        told = moment_of_mark(page.text, heading.time, dates, day) if heading.time else None
        day = dt.date.fromisoformat(told[:10]) if told else day
        if start < end:
            end -= len(page.text[start:end]) - len(page.text[start:end].rstrip())
            yield Message(
                (start, end), heading.side, None if heading.side is Side.OWN else heading.who, told or None
            )
