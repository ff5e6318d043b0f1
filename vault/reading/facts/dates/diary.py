"""Days of a diary in numbers alone: lines that begin with 4/18 or 4.18 and tell what was done on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from vault.reading.facts.dates.lines import line_start
from vault.reading.facts.dates.writing import calendar_day

_LINE_BEGINS = re.compile(r"[ *·•-]{0,3}(?:[0-9]{1,2}[.、)] ?)?[(\[【]?")
_CLAUSE_BEGINS = re.compile(r"[,。;:、] ?\Z")
_BEHIND = r"[)\]】]? ?[:,、-]? ?(?:(?:周|星期|礼拜)[一二三四五六日天],? ?)?(?:[0-9]{1,2}:[0-5][0-9],? ?)?"
_WORDS = re.compile(
    _BEHIND + r"(?![期步页折倍元万亿%个天次笔款版]|分[^期]|小时)(?:[\u4e00-\u9fff]|[A-Za-z]{2})"
)
_DEED = re.compile(
    _BEHIND
    + r"(?:我|又|再次?|第[一二两三四五]次|已|去|给|用|在?(?:APP|app|微信|网[上点]|柜台)|重新|对方|银行|平台|[上下]午"
    r"|早上|晚上)?(?:提交|打(?![折包分印])|拨|致电|[来回]电|电话|联系|咨询|投诉|收到|发[了起送邮短]|寄|登录|解绑|被|驳回"
    r"|退回|催|问|申请(?!人|条件|流程|材料|表)|注销(?!条件|流程|须知|后|前|说明|方式|入口)|结清|还[了清款完上]|扣[了款费]"
    r"|到账|受理|登记|客服|人工|短信|上传|查[了询]|签收|审核|通过|办[了理好妥完]|关[了闭]|停用|截图|录音|显示"
    r"|(?i:submit|call|phon|receiv|reject|appl|asked|paid|told|email|sent|got|spoke|request|cancel|clos|log))"
)
_OF_MONEY = re.compile(
    _BEHIND + r"[再又已]?(?:还[款清了完上]|扣|到账|结清|收到(?!短信|[回来]电|电话|通知|邮件|驳回)|审核|显示)"
)
"""What may as well follow a sum, 12.50 还款, or a heading."""
_PLANNED = re.compile(_BEHIND + r"(?:打算|计划|准备|预计|将|应|要|需|截止|到期|前|之前|出(?!来)|能|可)")
_PARTS = 5
"""Into as many parts a whole is often cut: 3/5 may be a step of five."""
_FEWEST = 3
"""Of so many days of a diary one at least tells a deed."""
_SECTIONS = 12
"""Sections that a chapter has at most, where numbers count them."""
_LATE, _EARLY = 10, 3
"""Months around the turn of a year, over which a diary goes on."""


def entries(text: str, found: Iterable[re.Match[str]]) -> frozenset[int]:
    """Return where the days of a diary start among the numbers `found` in `text`.

    Args:
        text: The folded text.
        found: Pairs of numbers with a separator: groups a, sep and b.
    """
    standing = [match for match in found if _stands(text, match)]
    standing.sort(key=lambda match: (match["sep"], match.start()))
    days: set[int] = set()
    for _, group in groupby(standing, key=lambda match: match["sep"]):
        written = list(group)
        if _is_numbering(written):
            continue
        deeds = [match for match in written if _tells_a_deed(text, match)]
        if _go_on(written) and len(deeds) * _FEWEST >= len(written):
            days.update(match.start() for match in written)
        else:
            days.update(match.start() for match in deeds if _is_day_alone(match))
    return frozenset(days)


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether a day of the calendar begins a line of words, or a clause that tells a deed."""
    if not calendar_day(2000, int(match["a"]), int(match["b"])):
        return False
    start = line_start(text, match.start())
    if _LINE_BEGINS.fullmatch(text, start, match.start()):
        return _WORDS.match(text, match.end()) is not None
    begins = _CLAUSE_BEGINS.search(text, max(start, match.start() - 2), match.start())
    return begins is not None and _DEED.match(text, match.end()) is not None


def _tells_a_deed(text: str, match: re.Match[str]) -> bool:
    is_sum = match["sep"] != "/" and _OF_MONEY.match(text, match.end())
    return not is_sum and _DEED.match(text, match.end()) is not None


def is_planned(text: str, end: int) -> bool:
    """Whether the words behind a day of a diary, which ends at `end`, tell what is still to be done."""
    return _PLANNED.match(text, end) is not None


def _is_numbering(written: Sequence[re.Match[str]]) -> bool:
    """Whether the numbers count sections (2.1, 2.2, 3.1) or steps of a whole (1/3, 2/3)."""
    pairs = [(int(match["a"]), int(match["b"])) for match in written]
    steps = [after in {(before[0], before[1] + 1), (before[0] + 1, 1)} for before, after in pairwise(pairs)]
    if written[0]["sep"] == "/":
        return len(pairs) > 1 and len({whole for _, whole in pairs}) == 1
    return bool(steps) and 2 * sum(steps) >= len(steps) and max(pairs, key=itemgetter(1))[1] <= _SECTIONS


def _go_on(written: Sequence[re.Match[str]]) -> bool:
    """Whether there are several days, each later than the one before or each earlier, but for one turn of a year."""
    pairs = [(int(match["a"]), int(match["b"])) for match in written]
    rises = [
        before <= after or (before[0] >= _LATE and after[0] <= _EARLY) for before, after in pairwise(pairs)
    ]
    falls = [
        before >= after or (before[0] <= _EARLY and after[0] >= _LATE) for before, after in pairwise(pairs)
    ]
    return len(pairs) > 1 and (all(rises) or all(falls))


def _is_day_alone(match: re.Match[str]) -> bool:
    """Whether a day with its deed is taken without another beside it: neither a share, nor the number of a section."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "/":
        return not first < second <= _PARTS
    return match["sep"] != "-" and (len(match[0]) == len("03.05") or second > _SECTIONS)
