"""What a date is for, told by the words beside it, its place in a table, or the line that it stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vault.model import Role
from vault.reading.facts.dates.cues import GENERAL, cue_behind, happening_behind, nearest_cue
from vault.reading.facts.dates.lines import line_end, line_start
from vault.reading.facts.dates.speakers import heads_of_messages
from vault.reading.facts.dates.tables import heads_of
from vault.reading.facts.surroundings import Neighbours

_CLAUSE_END = re.compile(r"[。!！？?;；]")
_BESIDE_A_STAMP = re.compile(r"[^一-龥]{0,2}|[|·•] ?[^\n]{1,36}|已读|未读|送达|SIM ?[12]|卡 ?[12]")
_PAGE_NUMBER = re.compile(r" ?(?:第? ?\d{1,3} ?页?(?: ?[/共,] ?共? ?\d{1,3} ?页?)?)?")
_BEFORE, _AFTER = 28, 16
_BULLET = 2
"""Characters that may stand before a date on a line of its own."""

_LABEL_ALONE = re.compile(r" {0,40}(?:[一-龥]{2,12}|[A-Za-z][A-Za-z ]{1,24}) {0,40}:? {0,40}")
_OF_A_DAY = re.compile(r"[一-龥](?:日|日期|时间) {0,40}:? {0,40}\Z")
"""A label of a day of which no cue tells what happened; the cue of a label next to it is not its own."""
_MAY_GO_ON = re.compile(r"(?:日|日期|时间|[:,、于在至到自从]|[A-Za-z]) ?\n\Z")
"""Ends of a line that a date below may belong to."""
_NAME = re.compile(r"[^,。;:!?、于在至到了已将的]{1,20}")
_ROW_LABEL = re.compile(
    r"(?:(?:[一-龥]{2,8}|[A-Za-z][A-Za-z ]{1,20}): {0,3}|[一-龥]{0,6}(?:日期|时间) {0,4})"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
)
_WRAPPED = re.compile(r"(?<=[一-龥])\n(?=[一-龥])")
_PARTY = re.compile(r"(?:有限公|公司|银行|中心|客服|分行|支行|管理局|委员会|协会|[部署院])[^,。;:]{0,4}\Z")
_SIGNED = re.compile(
    r"(?:\A|\n)[^\n:]{0,6}(?:人|签[名字章]|落款|消费者|客户|用户)(?: ?[(][^()\n]{1,6}[)])? ?: {0,4}"
    r"[^\n:,。]{2,24}\n\s{0,80}\Z"
    r"|(?:此致|敬礼|谢谢)[^\n]{0,4}\n(?:[^\n]{0,20}\n)?\s{0,40}[一-龥*某]{2,4}\n\s{0,80}\Z"
    r"|(?:[Ff]aithfully|[Ss]incerely|[Rr]egards|Signed)[,.]? ?:?\n[A-Z][A-Za-z. ]{1,24}\n\s{0,80}\Z"
)
"""Before the day under a letter: who signs it."""
_SIGNATURE = 90
_LOCK_SCREEN = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日,? ?(?:星期|周)[一二三四五六日天]")
_BARE_CLOCK = re.compile(r"(?:\A|\n)[0-9]{1,2}:[0-9]{2} ?\n\Z")
_BARE_CLOCK_FOLLOWS = re.compile(r"\n[0-9]{1,2}:[0-9]{2} ?(?:\n|\Z)")

_BETWEEN = re.compile(
    r" ?(?:起)?,? ?(?:至|到|-|~|to|until|through)? ?(?:至|到|-|~|to|until|through) ?$", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:^|[ ,。;|(【])(?P<label>[一-龥]{2,10}|[A-Za-z][A-Za-z ]{1,20}(?=[:)\]]))(?:[:】)\]] {0,4}| {1,4})\Z"
)

_ENDS_OF_A_LABEL = frozenset(" :】)]")


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a date plays; `topic` is finer than the role, `label` is printed before it, None where none is."""

    role: Role
    topic: str
    label: str | None = None


def no_neighbours(_: int) -> tuple[str | None, str | None]:
    """Tell what stands beside a line of a text without a picture: nothing."""
    return None, None


def parts_of(
    text: str, spans: Sequence[tuple[int, int]], neighbours: Neighbours = no_neighbours
) -> list[Part]:
    """Return the part of each date of an item; two dates that a word or dash joins are a period.

    Args:
        text: The folded text.
        spans: Where the dates stand, in order.
        neighbours: What stands beside the lines in the picture.
    """
    parts: list[Part] = []
    previous_end = 0
    heads = heads_of(text) if spans else {}
    messages = heads_of_messages(text, spans)
    for span in spans:
        if span in messages:
            part = Part(Role.MESSAGE, "message")
        elif _is_under_a_signature(text, span):
            part = Part(Role.ISSUED, "signing")
        else:
            in_a_table = _told_by(heads[span]) if span in heads else _told_in_a_table(text, span, neighbours)
            part = in_a_table or part_of(text, span, previous_end)
        parts.append(part)
        previous_end = span[1]
    parts = _issued_once(parts)
    for number, (first, second) in enumerate(pairwise(spans)):
        if second[0] - first[1] <= 12 and _BETWEEN.match(text[first[1] : second[0]]):
            parts[number] = Part(Role.PERIOD_START, "period", parts[number].label)
            parts[number + 1] = Part(Role.PERIOD_END, "period", parts[number].label)
    return parts


def _issued_once(parts: list[Part]) -> list[Part]:
    """Take what one label tells of several days (查询日期 over a list) for what happened: an item is issued once."""
    issued = Counter(part.label or "" for part in parts if part.role is Role.ISSUED)
    if all(count == 1 for label, count in issued.items() if label):
        return parts
    return [
        Part(Role.HAPPENED, "", part.label)
        if part.role is Role.ISSUED and part.label and issued[part.label] > 1
        else part
        for part in parts
    ]


def _told_in_a_table(text: str, span: tuple[int, int], neighbours: Neighbours) -> Part | None:
    """Return the part that the label left of a date or over it tells, unless the words behind the date tell one."""
    beside = neighbours(span[0])
    if beside == (None, None):
        return None
    if beside == ("", "") and ":" in text[slice(*span)] and _fills_its_line(text, span):
        return Part(Role.MESSAGE, "message")  # no label: what stands before it in the text is a message
    behind = text[span[1] : span[1] + _AFTER]
    if text[line_start(text, span[0]) : span[0]].strip() or cue_behind(behind):
        return None
    return _told_by(*(label for label in beside if label and _LABEL_ALONE.fullmatch(label)))


def _told_by(*labels: str) -> Part | None:
    """Return the part that the first of some labels tells that names one."""
    for label in labels:
        if cue := nearest_cue(label):
            return Part(cue.role, cue.topic, label.strip(" :"))
    days = [label for label in labels if _OF_A_DAY.search(label)]
    return Part(Role.HAPPENED, "", days[0].strip(" :")) if days else None


def _fills_its_line(text: str, span: tuple[int, int]) -> bool:
    start, end = line_start(text, span[0]), line_end(text, span[1])
    return not (text[start : span[0]] + text[span[1] : end]).strip()


def part_of(text: str, span: tuple[int, int], previous_end: int) -> Part:
    """Return the part that the date at `span` plays.

    Args:
        text: The folded text.
        span: Where the date stands.
        previous_end: Where the date before it ends; words before that belong to that date.
    """
    after = text[span[1] : span[1] + _AFTER]
    if "\n" in after:
        after = _WRAPPED.sub("", after).replace("\n", " ")
    if clause_end := _CLAUSE_END.search(after):
        after = after[: clause_end.start()]
    if _is_value_of_a_row(text, span):
        after = ""
    if behind := cue_behind(after):
        return Part(behind.role, behind.topic, _label(text, span))
    before = _words_before(text, span, previous_end)
    nearest = None if _tells_of_the_date_above(text, span, previous_end) else nearest_cue(before)
    if nearest and nearest.topic not in GENERAL:
        return Part(nearest.role, nearest.topic, _label(text, span))
    alone = _stands_alone(text, span)
    if nearest is None and _is_behind_a_name(text, span):
        return Part(Role.MESSAGE, "message")
    labelled = nearest is not None and before.rstrip(" ").endswith((":", "】"))
    if not alone and not labelled and (told := happening_behind(after, nearest)):
        return Part(told.role, told.topic, _label(text, span))
    if nearest:
        return Part(nearest.role, nearest.topic, _label(text, span))
    return _part_of_a_line(text, span) if alone else _untold(text, span, before)


def _is_under_a_signature(text: str, span: tuple[int, int]) -> bool:
    """Whether a date ends the text, alone on its line, under the line of who signs it."""
    start = line_start(text, span[0])
    if text[span[1] : span[1] + _BEFORE].strip() or text[start : span[0]].strip():
        return False
    return _SIGNED.search(text, max(0, start - _SIGNATURE), start) is not None


def _is_value_of_a_row(text: str, span: tuple[int, int]) -> bool:
    """Whether a date ends a line that begins with its label: what stands below is no part of it."""
    if not text.startswith("\n", span[1]):
        return False
    return _ROW_LABEL.fullmatch(text, line_start(text, span[0]), span[0]) is not None


def _untold(text: str, span: tuple[int, int], before: str) -> Part:
    """Return the part of a date among words of which none is a cue."""
    if not before.strip():
        return Part(Role.MESSAGE, "")
    return Part(Role.MESSAGE, "message") if _is_behind_a_name(text, span) else Part(Role.HAPPENED, "")


def _is_behind_a_name(text: str, span: tuple[int, int]) -> bool:
    """Whether a moment ends a line of few words without a verb: the sender of a message, and when it came."""
    before, after = text[line_start(text, span[0]) : span[0]], text[span[1] : line_end(text, span[1])]
    has_clock = ":" in text[span[0] : span[1]]
    return has_clock and not after.strip() and _NAME.fullmatch(before) is not None


def _part_of_a_line(text: str, span: tuple[int, int]) -> Part:
    """Return the part of a date that is a line of its own: a lock screen's, the one under a letter, a message's."""
    before, start = text[max(0, span[0] - 24) : span[0]], span[0]
    if _LOCK_SCREEN.fullmatch(text, *span) and (
        _BARE_CLOCK.search(before) or _BARE_CLOCK_FOLLOWS.match(text, span[1])
    ):
        return Part(Role.MESSAGE, "screen")
    is_last = _PAGE_NUMBER.fullmatch(text[span[1] : span[1] + 40].strip()) is not None
    if is_last and "\n" in text[:start].strip() and _PARTY.search(before.replace("\n", "")):
        return Part(Role.ISSUED, "signing")
    return Part(Role.MESSAGE, "message")


def _tells_of_the_date_above(text: str, span: tuple[int, int], previous_end: int) -> bool:
    """Whether nothing stands before a date in its line, and the line above ends with words behind another date."""
    own = line_start(text, span[0])
    above = line_start(text, max(0, own - 1))
    is_first = above < previous_end < own and not text[own : span[0]].strip()
    return is_first and _MAY_GO_ON.search(text, previous_end, own) is None


def _words_before(text: str, span: tuple[int, int], previous_end: int) -> str:
    start = max(previous_end, span[0] - _BEFORE, 0)
    own = line_start(text, span[0])
    before = text[max(start, own) : span[0]]
    if not before.strip():  # the label stands on the line above or, in a row of two columns, just before
        above = line_start(text, max(0, own - 1))
        before = text[max(start, above) : span[0]]
    return _CLAUSE_END.split(before)[-1] if _CLAUSE_END.search(before) else before


def _label(text: str, span: tuple[int, int]) -> str | None:
    if text[span[0] - 1 : span[0]] not in _ENDS_OF_A_LABEL:
        return None
    match = _LABEL.search(text[max(line_start(text, span[0]), span[0] - 24) : span[0]])
    return match["label"].strip() if match else None


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    if len(text[line_start(text, span[0]) : span[0]].strip()) > _BULLET:
        return False
    end = text.find("\n", span[1], span[1] + 40)
    rest = text[span[1] : end if end >= 0 else span[1] + 40]
    return _BESIDE_A_STAMP.fullmatch(rest.strip()) is not None
