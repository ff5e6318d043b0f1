"""Names that the directory does not know, proposed as new platforms: in 【】, behind a label, by their legal form."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Set

from vault.reading.facts.finder import Finder
from vault.reading.facts.platforms.cues import cues
from vault.reading.facts.platforms.signals import is_label
from vault.reading.facts.platforms.unknown_english import english_names, english_standing, english_value

_BRACKETS = re.compile(r"【(?P<name>[^【】\n:]{2,20})】(?P<colon> ?[:：])?")
_LINE_BEFORE = re.compile(r" {0,4}(?:\[[^\]\n]{1,6}\] ?)?")
_OPENING = re.compile(
    r" {0,4}(?P<name>[一-龥A-Za-z]{2,12}?)(?:客户服务|客服|信用卡)?(?:中心)?: ?(?=您|尊敬|亲爱|感谢)"
)
_GREETING = re.compile(
    "好|客户$|用户$|先生$|女士$|[函书信]$|通知$|公告$|提醒$|提示$|短信$|回复$|答复$|(?:专享|专属|优惠|特惠|福利|好礼|活动|周年庆|会员日)$"
)
_LINE_ENDS = re.compile(r"(?m) {0,4}$")
_VALUE = re.compile(r"[A-Za-z0-9一-龥()·&.' -]{2,40}")
_COMPANY = re.compile(r"(?:股份有限公司|有限责任公司|股份公司|有限公司|律师事务所)")
_COMPANY_HEAD = re.compile(r"[一-龥A-Za-z0-9()·]{2,24}\Z")
_JOINT = re.compile(
    r".{0,24}(?:[向由与和及的是为在于给至对从受]|委托|通过|授权|公司|撤销|签署|关于|收到|我行|我司|兹有|其中|机构|商户|全称|名称|投诉|查询)(?=[一-龥A-Za-z(]{2,})"
)
_NOT_NAMES = re.compile(r"[0-9]|成功|失败|已|请|无|未|暂|点击|查看|详情|时间|日期|金额|编号|申请|尊敬")
_TITLES = 5
"""Lines at the top of a page among which its title is."""
_LONGEST_LINE = 60


def unknown_names(text: str, taken: list[tuple[int, int]], *, with_payees: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in the folded `text` that stand where platforms stand, outside the spans `taken`.

    Args:
        text: The folded text.
        taken: Where known names stand.
        with_payees: Whether the payee of a bill counts, who need not be a company.
    """
    seen = {offset for span in taken for offset in range(*span)}
    labelled = _behind_labels(text, with_payees=with_payees)
    found = (*_signatures(text), *_opening(text), *labelled, *_titles(text), *_companies(text))
    held = _needed().held(text)
    for span in (*found, *_standing(text, held), *english_names(text, held, with_cards=not taken)):
        if span[1] - span[0] >= 2 and seen.isdisjoint(range(*span)):
            seen.update(range(*span))
            yield span


def _is_name(written: str) -> bool:
    return not (cues().not_a_name.search(written) or _NOT_NAMES.search(written) or is_label(written))


def _signatures(text: str) -> Iterator[tuple[int, int]]:
    for match in _BRACKETS.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        is_first = not match["colon"] and _LINE_BEFORE.fullmatch(text, line_start, match.start())
        stands = is_first or _LINE_ENDS.match(text, match.end("name") + 1)
        if stands and _is_name(match["name"].strip()) and not cues().no_signature.search(match["name"]):
            yield match.span("name")


def _opening(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sender that a message opens with, before a colon: 某某金融:您的账户…."""
    match = _OPENING.match(text)
    if match and _is_name(match["name"]) and not _GREETING.search(match["name"]):
        yield match.span("name")


def _behind_labels(text: str, *, with_payees: bool) -> Iterator[tuple[int, int]]:
    for match in cues().any_subject_label.finditer(text):
        value = _VALUE.match(text, match.end())
        label = match["label"].lower()
        payee = label in cues().payee_labels and not with_payees
        if value is None or payee or label in cues().service_labels:
            continue
        name = value[0].split("  ")[0].rstrip(" (")
        span: tuple[int, int] | None = (value.start(), value.start() + len(name))
        if span and name.isascii():
            span = english_value(text, span)
        if span and 2 <= span[1] - span[0] <= 30 and _is_name(text[slice(*span)]):
            yield span


def _titles(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n", _TITLES)[:_TITLES]:
        match = cues().service_title.match(line[:_LONGEST_LINE])
        if match and _is_name(match["name"]):
            yield start + match.start("name"), start + match.end("name")
        start += len(line) + 1


def _companies(text: str) -> Iterator[tuple[int, int]]:
    for match in _COMPANY.finditer(text):
        broken = text[match.start() - 1 : match.start()] == "\n"  # 某某 | 律师事务所
        end = match.start() - broken
        head = _COMPANY_HEAD.search(text, max(0, end - 24), end)
        if head is None:
            continue
        joint = _JOINT.match(text, head.start(), end)
        start = joint.end() if joint else head.start()
        if end - start >= 2 and not text[start:end].isdigit():
            yield start, match.end()


@functools.cache
def _needed() -> Finder:
    """Return what finds the words of which a page must hold some before a place is looked for."""
    standing = (*cues().standing, *cues().standing_on_pages, *english_standing())
    return Finder(word for each in standing for word in each.needs)


def _standing(text: str, held: Set[str]) -> Iterator[tuple[int, int]]:
    for standing in (*cues().standing, *cues().standing_on_pages):
        for match in () if held.isdisjoint(standing.needs) else standing.any.finditer(text):
            if _is_name(match["name"]):
                yield match.span("name")
