"""Days of the month that a sentence names without one: 15日 14:22, 我们15号去, 他说9号已审核."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.telling import NOT_A_DAY
from vault.reading.facts.dates.words import WEEKDAYS
from vault.reading.facts.dates.writing import Shift, Tense, Writing
from vault.reading.facts.signs import around, places_of

_N = f"[0-9{numerals.SIMPLE}]"
_SIGN = re.compile(rf"[日号](?<={_N}.)(?<!月{_N}.)(?<!月[ 0-9{numerals.SIMPLE}]{_N}.)")
_DAY = re.compile(
    rf"(?<![0-9A-Za-z./_#*月年个每第近前后共内满超{numerals.SIMPLE}-])(?<![月年] )(?<![月年]\n)"
    rf"(?P<d>[0-3]?[0-9]|[{numerals.SIMPLE}]{{1,3}})(?P<unit>[日号])"
)
_CLOCK = re.compile(r" ?(?:凌晨|早上|上午|中午|下午|傍晚|晚上)| ?[0-9]{1,2}(?::[0-5][0-9]|时[0-9]{1,2}分)")
_BEFORE_WHICH = re.compile(r"(?:之|以)?前(?![后一二三期往台])")
_LIMIT = re.compile(r"(?:于|在|到|最晚|最迟|务必|须|需|请您?) ?\Z")
_CLAUSE_START = re.compile(r"(?:\A|[,。;我们你您他她咱定约])\Z")
_SPOKEN = re.compile(rf"(?=[\u4e00-\u9fff])(?![{NOT_A_DAY}])")
_WEEKDAY = re.compile(r" ?[(]?(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![一二三四五六日天])")
"""It tells of which month the day is."""
_DONE_ON = re.compile(
    r" ?(?:(?:就|才|刚|又|都)(?=[\u4e00-\u9fff])|已经?(?=[审受提登寄还扣收办注结通驳批开发签生回联处转关为]|到账)"
    r"|提交|申请|审核|受理|登记|寄[出的来]|打(?:的|来|过|了|电话)|还[的清款了]|扣[的款了]|收到|到账|办[好结完理的]"
    r"|注销|结清|通过|驳回|批[了下]|开[好具]|发[了出来的]|签收|生效)"
)
"""What happened on a day of the month that a sentence names: 他说9号已审核."""
_TO_COME = re.compile(r" ?(?:给|能|可以|会|将|要|出结果|答复|回[复电])")
_WILL_BE = re.compile(
    r"(?:最[晚迟]|预计|预估|估计|大概|约定|承诺|保证|等到|要等|下次)(?:是|在|于|到|要)? ?\Z"
)
_NUMBER_OF = re.compile(
    r"(?:工号|[坐座]席|专员|接线员|客服员|话务员|员工|编号|号是|选手|用户|住户|组|柜台|窗口|代表|经理|柜员|服务员|按|第|线"
    r"|排队?|队|[桌幢栋楼文路街弄巷]|大道|尾号|末[位尾]|单号)(?:是|为|:)? ?\Z"
)
"""Before a number with 号 that is the number of somebody or something."""
_NAMED_BEFORE = 5
_SOMEBODY = re.compile(r"[你我他她您]")
_TOLD_OF = "date.day-told-of"
_ALONE = frozenset({_TOLD_OF, "date.day-alone"})


def written(text: str) -> Iterator[Writing]:
    """Yield the days of the month of `text` that stand without a month, where something says that they are days."""
    for match in around(places_of(_SIGN, text), _DAY, text, before=3, after=1):
        day = numerals.number(match["d"])
        weekday = _WEEKDAY.match(text, match.end())
        found = _rule(text, match) if day and 1 <= day <= 31 else None
        if day and 1 <= day <= 31 and weekday:
            found = ("date.day-and-weekday", 0.85)
        if found:
            clock, end = clock_after(text, match.end())
            shift = Shift(weekday=WEEKDAYS[weekday["day"]]) if weekday else None
            tense = _tense(text, match, found[0])
            yield Writing((match.start(), end), *found, None, None, day, clock, shift=shift, tense=tense)


def _rule(text: str, match: re.Match[str]) -> tuple[str, float] | None:
    """Return the rule that takes the number for a day, with its confidence."""
    spoken, end = match["unit"] == "号", match.end()
    if _CLOCK.match(text, end):
        return "date.day-and-clock", 0.8
    if _BEFORE_WHICH.match(text, end):  # 3日前 alone is three days ago
        told = spoken or _LIMIT.search(text, max(0, match.start() - 4), match.start())
        return ("date.day-and-clock", 0.8) if told else None
    if len(text) < 8 and text.strip(" 。") == match[0] and (spoken or match["d"].isascii()):
        return "date.day-alone", 0.7
    if _CLAUSE_START.search(text, max(0, match.start() - 1), match.start()):
        follows = _SPOKEN if spoken else _SOMEBODY
        return ("date.day-alone", 0.7) if follows.match(text, end) else None
    return (_TOLD_OF, 0.7) if spoken and _is_told_of(text, match) else None


def _is_told_of(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence tells what happened on the day, or what will; 03号 is the number of somebody."""
    before = (max(0, match.start() - _NAMED_BEFORE), match.start())
    if match["d"].startswith("0") or _NUMBER_OF.search(text, *before):
        return False
    ahead = _WILL_BE.search(text, *before) or _TO_COME.match(text, match.end())
    return ahead is not None or _DONE_ON.match(text, match.end()) is not None


def _tense(text: str, match: re.Match[str], rule: str) -> Tense | None:
    """Return on which side the day lies where the words beside it tell."""
    before = (max(0, match.start() - _NAMED_BEFORE), match.start())
    if rule in _ALONE and (_WILL_BE.search(text, *before) or _TO_COME.match(text, match.end())):
        return Tense.AHEAD
    return Tense.BEHIND if rule == _TOLD_OF else None
