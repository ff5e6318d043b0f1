"""Telephone numbers: mobiles, landlines, service numbers, SMS senders, foreign numbers with a plus.

A masked number (138****1234) is not a telephone number: nobody can call it.

Source: 工业和信息化部 电信网编号计划 (2017 edition) for the lengths and first digits of mainland numbers;
ITU-T E.164 and E.123 for international ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.reading.facts.rules import table
from vault.reading.facts.signs import at, places_of

_START = re.compile(
    r"[0-9(+](?=[0-9() +-]{3}[0-9() +\n-]|1[0249])(?:(?<![0-9A-Za-z*.,/_¥$#+-].)|(?<=[0-9]{4}/.))"
)
"""Where a number may start; all have five characters and more but the emergency numbers."""
_UNITS = r"[元万年月日%笔期步次人条件级]"
_ENDS = rf"(?![0-9A-Za-z*_]|[.,][0-9]| ?{_UNITS})"
_AFTER = rf"{_ENDS}(?! ?[(]?[^\n0-9]{{0,3}}验证码|-[0-9])"
_AREA = r"(?:10|2[0-9]|[3-9][0-9]{2})"
_DASH = r"(?:[ -]|-\n)"
"""Between the parts of a number, which a line may break behind a dash."""
_FORMS = {
    "mobile": r"(?:[(]?\+?86[)]?[ -]?|0086[ -]?)?1[3-9][0-9]"
    r"(?:[ -]?[0-9]{8}|[0-9]{4} [0-9]{4}|(?P<gap>[ -])[0-9]{4}(?P=gap)[0-9]{4})" + _AFTER,
    "service": rf"[48]00(?:[0-9]{{7}}|{_DASH}?[0-9]{{3}}{_DASH}[0-9]{{4}}|{_DASH}?[0-9]{{4}}{_DASH}[0-9]{{3}}"
    r"|-\n?[0-9]{7}|[0-9]-\n[0-9]{6}|[0-9](?P<by>[ -])[0-9]{3}(?P=by)[0-9]{3})" + _AFTER,
    "landline": rf"(?:(?:\+?86[ -]?)?[(]?0{_AREA}[)]?(?: ?-[ \n]?|(?<=[)]) ?| )"
    r"(?:[0-9]{7,8}|[0-9]{3,4}[ -][0-9]{4}|[0-9]{5})(?:(?:-| ?转 ?)[0-9]{1,6})?" + _ENDS
    + rf"|\+86[ -]?{_AREA}[ -][0-9]{{3,4}}[ -]?[0-9]{{4}}{_AFTER})",
    "short": r"(?:95[0-9]{3,6}|1010[ -]?[0-9]{4}|123[0-9]{2}|1211[07]|1212[0-3]"
    r"|100(?:86|10|00|99|01|11|50|15|39|96)|1118[0-9])(?:(?:-[0-9]){1,4})?" + _AFTER,
    "sender": r"(?:\+?86 ?)?106(?:[0-9]{5,17}|[0-9](?: [0-9]{2,4}){2,5}(?: [0-9](?=\n|\Z))?)" + _AFTER,
    "foreign": r"\+(?!86)[1-9][0-9]{0,2}[ -]?(?:[0-9]{7,13}|(?:[(][0-9]{1,4}[)]|[0-9]{2,4})"
    r"(?:[ -]?[0-9]{2,4}){2,3})" + _AFTER,
    "american": r"(?:1-)?(?:[(][2-9][0-9]{2}[)] ?|[2-9][0-9]{2}-)[0-9]{3}-[0-9]{4}" + _AFTER,
}  # fmt: skip
_CONFIDENCE = {
    "mobile": 0.98, "service": 0.97, "landline": 0.95, "short": 0.9, "sender": 0.9, "foreign": 0.9, "american": 0.85,
}  # fmt: skip
_NUMBER = re.compile(f"(?:{'|'.join(f'(?P<{name}>{form})' for name, form in _FORMS.items())})")
_TOLD = re.compile(
    r"(?:电话|热线|手机号?码?|联系方式|座机|专线|总机|客服(?!\n)|联系|详询|咨询|致电|拨打|回电号码|回拨号码|来电号码|主叫|被叫|传真"
    r"|[Pp]hone|[Tt]el|[Cc]all|[Hh]otline|[Mm]obile|[Ff]ax)[^0-9\n]{0,6}\n?$"
)
_PLAIN = re.compile(
    r"(?:0(?:10|2[0-9]|[3-9][0-9]{2})[0-9]{7,8}|96[0-9]{3,4}|[2-9][0-9]{6,9}|[2-9][0-9]{3} [0-9]{4}"
    r"|1[0-2][0-9]{3}(?! ?(?:号|为您|很高兴|接待|已?受理|[(:]))|11[0249]|110|118114|116114)" + _AFTER
)
_CALLED = re.compile(
    rf"(?:0{_AREA}[0-9]{{7,8}}|9[56][0-9]{{3,6}})(?= ?(?:打[来的给]|来电|呼入|致电|给我打|给我来电|外呼))"
)
"""A number of which is told that it called."""
_NOT_A_PHONE = re.compile(
    r"(?:验证码|校验码|动态码|密码|取件码|尾号|余额|金额|工号|编号|单号|流水号|序号|邮编|版本|卡号|积分|¥|RMB|人民币"
    r"|QQ[^0-9\n]{0,6}|[Cc]ode|[Ii][Pp])(?:为|是|:| ){0,3}$"
)
_ALONE = re.compile(r"(?m)^ {0,2}[2-9][0-9]{9} {0,2}$")
_BARE = re.compile(
    r"0(?<![0-9A-Za-z*.:_/¥$#+-]0)(?:(?:10|2[0-9])[2-8][0-9]{7}|[3-9][0-9]{2}[2-8][0-9]{6,7})" + _AFTER
)
"""A landline with its area and no sign between them, in a sentence."""
_NO_DIGITS = re.compile("[^0-9]+")
_EXTENSION = re.compile(r"(?:-[0-9]){1,4}\Z")
_BROKEN = re.compile(r"[0-9A-Za-z]-\n\Z")
"""Before a number that is the end of another, which the line above begins."""
_LABEL = 14
"""Characters before a number in which is told what it is."""
_TITLE = 2
"""Lines at the top of a page among which its title is."""


@dataclass(frozen=True, slots=True)
class PhoneFound:
    """A telephone number; `value` is its digits, a leading plus kept."""

    span: tuple[int, int]
    value: str
    rule: str
    confidence: float


def phones(text: str) -> Iterator[PhoneFound]:
    """Yield the telephone numbers of the folded `text`; spans may overlap."""
    starts = list(places_of(_START, text))
    made = list(_made_like_one(text, starts))
    yield from made
    yield from _told_or_in_a_sentence(text, starts)
    for match in at(starts, _CALLED, text):
        yield PhoneFound(match.span(), _digits(match[0]), "phone.called", 0.85)
    if sum(_is_a_line(text, phone.span) for phone in made) > 1:
        for match in _ALONE.finditer(
            text
        ):  # a list of contacts: a bare number among the others is one of them
            yield PhoneFound(match.span(), _digits(match[0]), "phone.listed", 0.75)


def _made_like_one(text: str, starts: Sequence[int]) -> Iterator[PhoneFound]:
    """Yield the numbers whose own make says that they are dialled, where nothing says that they are something else."""
    for match in at(starts, _NUMBER, text):
        form, start = str(match.lastgroup), match.start()
        is_another = _NOT_A_PHONE.search(text, max(0, start - 12), start)
        if not (is_another or _ends_a_number(text, start) or _names_an_app(text, match)):
            dialled = _EXTENSION.sub("", match[0]) if form == "short" else match[0]
            yield PhoneFound(match.span(), _digits(dialled), f"phone.{form}", _CONFIDENCE[form])


def _told_or_in_a_sentence(text: str, starts: Sequence[int]) -> Iterator[PhoneFound]:
    for match in at(starts, _PLAIN, text):
        before = (max(0, match.start() - _LABEL), match.start())
        if _TOLD.search(text, *before) and not _NOT_A_PHONE.search(text, *before):
            yield PhoneFound(match.span(), _digits(match[0]), "phone.labelled", 0.85)
    for match in _BARE.finditer(text):
        before = (max(0, match.start() - _LABEL), match.start())
        if not _is_a_line(text, match.span()) and not _NOT_A_PHONE.search(text, *before):
            yield PhoneFound(match.span(), _digits(match[0]), "phone.bare", 0.75)


def _ends_a_number(text: str, start: int) -> bool:
    """Whether what begins a line at `start` is the rest of a number that the line above begins."""
    return text[start - 1 : start] == "\n" and _BROKEN.search(text, max(0, start - 3), start) is not None


@functools.cache
def _named_after() -> frozenset[str]:
    """Return the telephone numbers that an app is named after."""
    return frozenset(app["number"] for app in table("apps_named_after_numbers")["app"])


def _names_an_app(text: str, match: re.Match[str]) -> bool:
    """Whether a number in a list of apps is the name of one, and nothing before it says that it is dialled."""
    start = match.start()
    listed = (
        match[0] in _named_after() and _is_a_line(text, match.span()) and text.count("\n", 0, start) >= _TITLE
    )
    return listed and not _TOLD.search(text, max(0, start - _LABEL), start)


def _is_a_line(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] - 1 : span[0]] in {"", "\n"} and text[span[1] : span[1] + 1] in {"", "\n"}


def _digits(text: str) -> str:
    return ("+" if text.lstrip("(").startswith("+") else "") + _NO_DIGITS.sub("", text)
