"""Postal addresses and e-mail addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.proving.redaction.numbers import Place
from vault.proving.redaction.reasons import Reason

HAN = "一-鿿㐀-䶿"
WORD = rf"[{HAN}A-Za-z0-9]"

# Source: 民政部 标准地址 practice (province, city, district, road, number, building, unit, room); GB/T 23705-2009.
PROVINCE = rf"[{HAN}]{{2,8}}(?:省|自治区|特别行政区)"
CITY = rf"[{HAN}]{{2,10}}(?:市|自治州|地区|盟)"
COUNTY = rf"[{HAN}]{{1,10}}(?:区|县|旗|市)"
STREET = rf"{WORD}{{1,14}}?(?:街道|镇|乡|大道|大街|路|街|道|巷|弄|胡同|村|社区|小区|花园|苑|里|庄|屯|组)"
NUMBER = r"[0-9A-Za-z一二三四五六七八九十百零-]{1,8}(?:号院|号楼|号|栋|幢|座|楼|层|单元|室|弄|组|户|门|房)"
DETAIL = rf"(?:{NUMBER}|{WORD}{{2,14}}?(?:小区|花园|苑|大厦|公寓|广场|中心|宿舍|家园|新村|城)|[0-9]{{3,5}}(?![0-9]))"

WRITTEN = re.compile(
    rf"(?:{PROVINCE} ?\n?)?(?:{CITY} ?\n?)?(?:{COUNTY} ?\n?)?(?:{STREET} ?\n?){{1,3}}{DETAIL}(?: ?\n?{DETAIL}){{0,5}}"
)
AREA = re.compile(rf"(?:{PROVINCE} ?(?:{CITY} ?)?|{CITY} ?){COUNTY} ?{STREET}(?: ?{DETAIL}){{0,6}}")
PLACE_LABELS = "家庭|收货|收件|寄送|邮寄|联系|通讯|通信|居住|户籍|现住|送达|详细|所在"
CONTINUED = r"(?:\n(?=[^\n:：]{0,24}(?:[号室栋幢楼层座户]|单元)[^\n:：]{0,4}(?:\n|$))[^\n;；。:：]{2,30})?"
"""The next line, where it goes on to a house or a room."""

LABELLED = re.compile(
    rf"(?P<of>公司|注册|办公|经营|网站|官网|网点|营业|企业|单位|IP|链接)?(?:{PLACE_LABELS})?"
    r"(?:地 ?址|住 ?址|住 ?所|户籍所在地|住所地|[Aa]ddress)(?: ?[:：为是] ?\n? ?|\n| {1,3})"
    rf"([^\n;；。]{{4,60}}{CONTINUED})"
)
FIRMS = re.compile(r"公司|银行|法院|监管|管理局|分行|支行")
PLACE_WORD = re.compile(r"[省市区县镇乡村路街道巷弄号室栋幢楼院]|[0-9]")

MAIL = re.compile(r"([A-Za-z0-9][A-Za-z0-9._%+-]{0,63}) ?[@©®] ?((?:[A-Za-z0-9-]+ ?\. ?){1,4}[A-Za-z]{2,10})")
ROLES = re.compile(
    r"(?:no-?_?reply|kefu|service|services|support|help|info|contact|customer|cs|care|admin|postmaster|mailer|webmaster"
    r"|notice|notify|notification|alert|news|privacy|complain|complaint|complaints|tousu|jubao|system|mail|ebank|bill|epay)"
    r"[a-z0-9._-]{0,12}",
    re.IGNORECASE,
)
"""Mailboxes of a function, not of a person (RFC 2142 and the custom of Chinese firms): they are evidence."""


def postal_addresses(folded: str) -> Iterator[Place]:
    """Yield the postal addresses in a folded text, down to a house; a firm's own registered address stays."""
    of_firms = []
    for match in LABELLED.finditer(folded):
        if match["of"]:
            of_firms.append(match.span())
        elif PLACE_WORD.search(match[2]) and "@" not in match[2]:
            yield Place(match.span(2), Reason.ADDRESSES)
    for pattern in (WRITTEN, AREA):
        for match in pattern.finditer(folded):
            firm = FIRMS.search(match[0]) or any(a < match.end() and match.start() < b for a, b in of_firms)
            if not firm and any(char.isdigit() for char in match[0]):
                yield Place(match.span(), Reason.ADDRESSES)


def mail_addresses(folded: str) -> Iterator[Place]:
    """Yield the e-mail addresses of persons in a folded text."""
    for match in MAIL.finditer(folded):
        if not ROLES.fullmatch(match[1]):
            yield Place(match.span(), Reason.EMAILS)
