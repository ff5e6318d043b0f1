"""What stands beside bare numbers and says that they are a date: a clock, a label, a weekday, a line of their own."""

from __future__ import annotations

import re

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.lines import line_end, line_start
from vault.reading.facts.dates.words import ENGLISH_WEEKDAYS
from vault.reading.facts.dates.writing import Writing

_LABEL = re.compile(
    r"(?:(?:日期|时间|周期|期间|有效期|预计|预期|最晚|最迟|截止|不晚|日|于|在|至|到|[Dd]ate|[Tt]ime)[:】)\] ]{0,3}"
    r"|(?:[今昨前][天日]|(?:周|星期|礼拜)[一二三四五六日天])[( ]{1,2}"
    r"|\b[Oo]n[: ]{1,5}|\b(?:by|before|since|until|from|due|dated|back) {1,5})\Z"
)
NOT_A_DAY = (
    "楼线门院桌机店房库仓台柜窗坑选球位地路街段信令标字种码馆厅车井工病床公单室层基航档电染牌人文客坐座内"
)
"""What follows a number with 号 that is the number of something, or one with 日 that is a time allowed."""
WEEKDAY_BEFORE = re.compile(
    rf"(?:\b(?P<day>(?i:{'|'.join(ENGLISH_WEEKDAYS)}))[a-z]{{0,6}}"
    r"(?: (?:morning|afternoon|evening|night))?[.,]? {1,2})\Z"
)
WEEKDAY_REACH = 24
"""Characters before the numbers in which a weekday stands."""
_ENGLISH_LABEL = re.compile(r"\b(?:[Oo]n|by|before|since|until|from|dated) {1,3}\Z")
_AMONG_WORDS = re.compile(r"(?:[A-Za-z,] {1,5}|[\u4e00-\u9fff] {0,2})\Z")
_PLAN_ROW = re.compile(r"[0-9]期 {1,4}\Z")
_NOTE_FOLLOWS = re.compile(r" {1,3}[a-z]{2}| ?[\u4e00-\u9fff]{2}")
_PARTS = 5
"""Into as many parts a whole is often cut, or a text in as many pages."""
_MONTHS = 12
_PART_OF_DAY = re.compile(r" ?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)")
_BANKED = re.compile(r"(?:[卡户您]|[)】])\Z")
_BANKED_FOLLOWS = re.compile(
    r" ?(?:成功|已)?(?:收到|消费|支出|支取|存入|转[入出账]|还款|扣[款费除划]|入账|到账|支付|提现|取[现款]"
    r"|退[款货]|充值|缴费)"
)
"""What a bank's message says behind its card and the day of a movement: 尾号5520的信用卡10-25收到还款."""


def is_labelled(text: str, start: int) -> bool:
    """Whether a label or a preposition stands right before `start`."""
    return _LABEL.search(text, max(0, start - 12), start) is not None


def is_told(text: str, writing: Writing) -> bool:
    """Whether something beside the numbers says that this is a date: a clock, a label, or a line of its own."""
    start, end = writing.span
    if writing.clock or is_labelled(text, start):
        return True
    if "-" in text[start:end] and _PLAN_ROW.search(text, max(0, start - 6), start):
        return True
    return (
        is_alone(text, writing.span) and len(text[start:end].strip()) in {5, 8} and "." not in text[start:end]
    )


def is_spoken(text: str, match: re.Match[str]) -> bool:
    """Whether a part of the day follows (2/13上午), or a movement of the account that stands before."""
    if _PART_OF_DAY.match(text, match.end()):
        return match["sep"] != "-"
    padded = len(match[0]) == len("10-25") and match["sep"] != "·"
    before = _BANKED.search(text, max(0, match.start() - 1), match.start())
    return padded and before is not None and _BANKED_FOLLOWS.match(text, match.end()) is not None


def is_stated(text: str, match: re.Match[str]) -> bool:
    """Whether 3/7/26 stands among the words of a sentence, at its start, behind a weekday, or is the whole text."""
    if WEEKDAY_BEFORE.search(text, max(0, match.start() - WEEKDAY_REACH), match.start()):
        return True
    starts_a_line = text[match.start() - 1 : match.start()] in {"", "\n"}
    if starts_a_line and match["sep"] == "/" and _NOTE_FOLLOWS.match(text, match.end()):
        return True
    beside = match["sep"] == "/" and _AMONG_WORDS.search(text, max(0, match.start() - 6), match.start())
    if beside or (match["sep"] == "/" and clock_after(text, match.end())[0]):
        return True
    if match["sep"] == "-" and _ENGLISH_LABEL.search(text, max(0, match.start() - 8), match.start()):
        return True
    return match["sep"] != "." and _is_whole_text(text, match.span())


def is_whole(text: str, writing: Writing, separator: str) -> bool:
    """Whether 2/15, 8/10 or 6·30 is all that there is; 1/2 and 3/5 are rather parts of a whole."""
    month, day = writing.month or 0, writing.day or 0
    is_part = month < day <= _PARTS
    told = (separator == "/" and not is_part) or (separator == "·" and day > _MONTHS)
    return told and _is_whole_text(text, writing.span)


def _is_whole_text(text: str, span: tuple[int, int]) -> bool:
    return len(text) < 40 and text.strip() == text[span[0] : span[1]].strip()


def is_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether nothing else stands on the line."""
    before, after = text[line_start(text, span[0]) : span[0]], text[span[1] : line_end(text, span[1])]
    return not before.strip() and not after[:8].strip()
