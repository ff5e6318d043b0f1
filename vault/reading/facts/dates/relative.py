"""Chinese dates that count from the day of the message: 昨天, 3天前, 去年3月5日, 上个月8号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.marks import places
from vault.reading.facts.dates.words import YEAR_WORDS
from vault.reading.facts.dates.writing import Shift, Writing, calendar_day
from vault.reading.facts.signs import around

_DIALECT = {"聽": 1, "琴": -1, "尋": -1}
"""Words for tomorrow and yesterday (聽日, 琴日) that people in Hong Kong and Guangdong write."""
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_DAY_WORD = re.compile(r"(?P<which>大前|大后|前|后|昨|今|明)(?P<part>天|日|晚上?|夜|早上?|晨|儿)")
_ONLY_DAYS = frozenset(
    {"前", "后", "大前", "大后"}
)  # 前晚 is the evening before last; 后早, 后夜 are no words
_NOT_AFTER = {"今天": re.compile(r"[前后]的\Z")}
_NOT_BEFORE = {"今日": ("头条",), "后天": ("性", "的努力")}
_JUST_NOW = re.compile(r"刚刚(?!好)|刚才")

_SAME_DAY = re.compile(
    rf"(?:(?P<year>{'|'.join(YEAR_WORDS)})|(?P<far>上{{1,3}}|下{{1,3}})一?个?(?P<unit>月|周|星期|礼拜))的?\Z"
)
_BEFORE_THE_SAME_DAY = frozenset("年月周期拜的")
"""What makes 今天 the same day of another year, month or week: 去年的今天, 上周今天."""

_N = rf"(?:[0-9]{{1,3}}|[{numerals.SIMPLE}百]{{1,5}}|半|俩|仨)"
_UNIT = "个半月|秒钟?|刻钟|分钟|个?(?:半?小时|半?钟头?)|天半?|日|个?(?:星期|礼拜)半?|周半?|个?月|年半?"
_BEFORE_A_WAY = frozenset("秒钟时头天日期拜周月年半之以过")
"""What stands before the 前 or 后 of a distance."""
_DISTANCE = re.compile(
    rf"(?<![0-9.,:月日期第近{numerals.SIMPLE}])"
    rf"(?P<parts>{_N} ?(?:{_UNIT})(?:[零又]?{_N} ?(?:{_UNIT})){{0,3}})"
    r"(?:[之以]|过(?=后))?(?P<way>前|后)(?![期台端面续者缀后夕])"
)
_AFTER_AN_EVENT = re.compile(
    r"(?:注销|销户|结清|还清|提交|申请|逾期|关闭|放款|签约|开户|到期|登记|受理|投诉|离职|毕业|解绑|成功|完成|办理|办结|收到"
    r"|还款|借款|扣款|起诉|判决|立案|签收|发货|下单|寄出|通过|审核|撤[销回]|激活|开通|注册|购买|生效|解约|终止|出具)"
    r"[了的]? ?\Z"
)
"""Before a distance that counts from what happened, not from the day of the message: 注销半年后."""
_WITHIN = re.compile(
    rf" ?(?P<parts>{_N} ?(?:天|日|个?(?:星期|礼拜)|周|个月|年))(?P<way>)(?:之|以)?内(?=[^ ,。;!(的])"
)
_NOTE = 40
"""Below this length a text that begins with the time allowed (三日内答复) is a note of a deadline, not terms."""
_PART = re.compile(rf"(?P<n>{_N}) ?(?P<unit>{_UNIT})")
_UNITS = {
    "秒": ("seconds", 1), "秒钟": ("seconds", 1), "分钟": ("seconds", 60), "小时": ("seconds", 3600),
    "钟头": ("seconds", 3600), "天": ("days", 1), "日": ("days", 1), "周": ("days", 7), "星期": ("days", 7),
    "礼拜": ("days", 7), "月": ("months", 1), "年": ("years", 1), "钟": ("seconds", 3600), "刻钟": ("seconds", 900),
}  # fmt: skip
_HALVES = {
    "年": ("months", 6), "月": ("days", 15), "周": ("seconds", 302400), "星期": ("seconds", 302400),
    "礼拜": ("seconds", 302400), "天": ("seconds", 43200), "小时": ("seconds", 1800), "钟头": ("seconds", 1800),
    "钟": ("seconds", 1800),
}  # fmt: skip
_WORDS = {"俩": 2, "仨": 3}
_WITHOUT_MEASURE = frozenset({"半", *_WORDS})
"""Counts that 月 follows without 个."""
_ORDER = "年月周星礼天日小钟刻分秒"
"""First characters of the units, from the longest."""
_OF_A_MONTH = re.compile(r"[月年]\s*\Z")
_LIMITED = re.compile(r"(?:于|在|最晚|最迟|截至|请) ?\Z")
"""What makes 11日前 the day before which, not eleven days ago."""

_NUMBER = rf"[0-9]{{1,2}}|[{numerals.SIMPLE}廿]{{1,3}}"
_NAMES_ONE = re.compile(f"[去前今本明后上下一个这当](?:月|年的?[0-9廿{numerals.SIMPLE}上下本这当])")
"""What every such month or year holds: a cheap first look."""
_NAMED = re.compile(
    r"(?=[上下本这当去今明后大前])(?P<year>大?前年|去年|[今本明后]年)?的?"
    rf"(?:(?P<month>(?:上{{1,3}}|下{{1,3}})一?个?月|本月|这个?月|当月)的?|(?:(?<=年)|(?<=年的))(?P<m>{_NUMBER})月)"
    rf"(?P<d>{_NUMBER})(?:[日号]|(?=$|[,。;!? \n]))"
)


def written(text: str) -> Iterator[Writing]:
    """Yield the relative dates of `text`; spans may overlap."""
    for match in _NAMED.finditer(text) if _NAMES_ONE.search(text) else ():
        if writing := _in_a_named_month(text, match):
            yield writing
    yield from _day_words(text)
    for match in _JUST_NOW.finditer(text):
        yield Writing(match.span(), "date.just-now", 0.85, shift=Shift())
    yield from _time_allowed(text)
    for match in around(_ways(text), _DISTANCE, text, before=22, after=4):
        if _is_a_day_of_the_month(text, match) or _counts_from_an_event(text, match):
            continue
        if (shift := _distance(match)) and _is_said(text, shift):
            yield _with_clock(text, match.span(), shift)


def _counts_from_an_event(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    return match["way"] == "后" and _AFTER_AN_EVENT.search(text, max(0, start - 5), start) is not None


def _ways(text: str) -> list[int]:
    """Return where 前 and 后 stand behind what may be a distance; ascending."""
    return [at for at in places(text, "前后") if text[at - 1 : at] in _BEFORE_A_WAY]


def _day_words(text: str) -> Iterator[Writing]:
    for match in _DAY_WORD.finditer(text):
        if not _is_a_day(text, match):
            continue
        start, days = match.start(), _DAYS[match["which"]]
        may_be_another = text[start - 1 : start] in _BEFORE_THE_SAME_DAY
        if may_be_another and (same := _SAME_DAY.search(text, max(0, start - 8), start)):
            yield _with_clock(text, (same.start(), match.end()), _same_day(same, days))
        else:
            evening = match["part"].startswith(("晚", "夜"))
            yield _with_clock(text, match.span(), Shift(days=days), evening=evening)
    for word, days in _DIALECT.items():
        for match in re.finditer(f"{word}日", text) if word in text else ():
            yield _with_clock(text, match.span(), Shift(days=days))


def _is_said(text: str, shift: Shift) -> bool:
    """Whether a distance is a day at all: hours ahead (24小时后更新) are a time to wait, but in a short note."""
    return shift.seconds <= 0 or len(text) < _NOTE // 2


def _time_allowed(text: str) -> Iterator[Writing]:
    match = _WITHIN.match(text) if len(text) < _NOTE and "\n" not in text else None
    shift = _distance(match) if match else None
    if match and shift:
        yield Writing(match.span(), "date.within", 0.7, shift=shift)


def _is_a_day(text: str, match: re.Match[str]) -> bool:
    if (
        match["which"] in _ONLY_DAYS
        and match["part"] not in {"天", "日"}
        and match[0] not in {"前晚", "前晚上"}
    ):
        return False
    before = _NOT_AFTER.get(match[0])
    if before and before.search(text, max(0, match.start() - 2), match.start()):
        return False
    return not text.startswith(_NOT_BEFORE.get(match[0], ()), match.end())


def _is_a_day_of_the_month(text: str, match: re.Match[str]) -> bool:
    unit = match["parts"][-1]
    if unit not in "天日":
        return False
    before = (max(0, match.start() - 4), match.start())
    return bool(_OF_A_MONTH.search(text, *before) or (unit == "日" and _LIMITED.search(text, *before)))


def _with_clock(text: str, span: tuple[int, int], shift: Shift, *, evening: bool = False) -> Writing:
    clock, end = clock_after(text, span[1])
    if clock and evening and int(clock[:2]) < 12:
        clock = f"{int(clock[:2]) + 12:02}{clock[2:]}"
    return Writing((span[0], end), "date.relative", 0.85, clock=clock, shift=shift)


def _in_a_named_month(text: str, match: re.Match[str]) -> Writing | None:
    month = numerals.number(match["m"] or "")
    day = numerals.number(match["d"])
    if not day or not (match["year"] or match["month"]) or not calendar_day(2000, month or 1, day):
        return None
    word = match["month"] or ""
    months = word.count("下") - word.count("上")
    shift = Shift(years=YEAR_WORDS.get(match["year"] or "", 0), months=months)
    clock, end = clock_after(text, match.end())
    return Writing((match.start(), end), "date.relative", 0.85, None, month, day, clock, shift=shift)


def _same_day(match: re.Match[str], day: int) -> Shift:
    far = match["far"] or ""
    count = far.count("下") - far.count("上")
    months, days = (count, 0) if match["unit"] == "月" else (0, 7 * count)
    return Shift(YEAR_WORDS.get(match["year"] or "", 0), months, days + day)


def _distance(match: re.Match[str]) -> Shift | None:
    """Add up 一年两个月; None where a part has no length, or a part is not shorter than the one before."""
    sign = -1 if match["way"] == "前" else 1
    total = dict.fromkeys(("years", "months", "days", "seconds"), 0)
    parts = list(_PART.finditer(match["parts"]))
    ranks = [_ORDER.index(part["unit"].strip("个半")[0]) for part in parts]
    if ranks != sorted(set(ranks)):
        return None
    if any(part["unit"] == "月" and part["n"] not in _WITHOUT_MEASURE for part in parts):
        return None  # 3月前 is before March; 3个月前 is three months ago
    for part in parts:
        for field, size in _lengths(part["n"], part["unit"]):
            total[field] += sign * size
    return (
        Shift(total["years"], total["months"], total["days"], total["seconds"])
        if any(total.values())
        else None
    )


def _lengths(count: str, unit: str) -> Iterator[tuple[str, int]]:
    """Yield the fields of a distance with what one part adds to them."""
    half = unit.startswith(("个半", "半")) or unit.endswith("半")
    unit = unit.removeprefix("个").strip("半")
    if half or count == "半":
        yield _HALVES.get(unit, ("seconds", 0))
    number = _WORDS.get(count) or numerals.number(count)
    if count != "半" and number is not None:
        field, size = _UNITS[unit]
        yield field, number * size
