"""Texts: the rules that find facts, the rules that find what to cover, and what a person types."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Sequence

from tests.fuzz.target import Target, as_text, texts
from vault import reading
from vault.keeping.index import words
from vault.keeping.index.query import terms
from vault.keeping.recovery import cleaned as recovery_words
from vault.model import FactType, Line, Quad, Reading
from vault.proving.redaction.finding import Wanted, find, secrets_of, still_told
from vault.proving.redaction.reasons import CLASSES
from vault.proving.redaction.texts import cleaned

TODAY = dt.date(2026, 11, 22)
CAPTURED = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
EVERYTHING = Wanted(CLASSES, TODAY, known=(("张三", next(iter(CLASSES))),))
NOTHING_MORE = Wanted(frozenset(), TODAY)
_PLACE = struct.Struct("<4H")


def _facts(data: bytes) -> None:
    """Read facts; each must say where it stands, word for word."""
    text = as_text(data)
    for day in (TODAY, None):
        for fact in reading.extract(text, captured_on=day):
            assert text[slice(*fact.span)] == fact.raw
            if fact.type is FactType.DATE and isinstance(fact.value, str) and day and fact.value[0].isdigit():
                dt.datetime.fromisoformat(fact.value)


def _placed(data: bytes) -> Reading:
    """Make lines with quads: eight bytes a line say where it stands, up to a line feed what it says."""
    lines = []
    for piece in data.split(b"\n")[:60]:
        x, y, width, height = _PLACE.unpack(piece[:8].ljust(8, b"\1"))
        right, below = x + width % 1000, y + height % 100
        quad: Quad = ((x, y), (right, y), (right, below), (x, below))
        lines.append(Line(as_text(piece[8:]).replace("\n", " "), 0.9, quad))
    return Reading("made", "1", tuple(lines))


def _screen(data: bytes) -> None:
    """Understand a page of placed lines, as a picture gives them: columns, bubbles, certificates."""
    page = _placed(data)
    found = reading.understand(page, captured_at=CAPTURED, directory=reading.load_directory())
    for fact in found.facts:
        assert page.text[slice(*fact.span)] == fact.raw
    for message in found.messages:
        assert 0 <= message.span[0] <= message.span[1] <= len(page.text)


def _covered(data: bytes) -> None:
    """Cover a text; nothing that was to be covered may be told by what is left."""
    text = as_text(data)
    secrets = secrets_of(text, EVERYTHING)
    left = cleaned(text, find(text, EVERYTHING, secrets), "[redacted]")
    still_told(left.text, secrets)
    assert not find(left.text, NOTHING_MORE, secrets)


def _typed(data: bytes) -> None:
    """Take a search apart, as typed."""
    text = as_text(data)
    terms(text)
    words.normal(text)
    words.misread(words.tokens(text))


def _sayings() -> Sequence[bytes]:
    return texts(
        "【京东金融】您的账户已于2026年3月10日14:22注销成功，受理编号JD20260310-8846，金额￥1,234.50。",
        "昨天 14:22 客服工号A1234：三个工作日内处理，电话95118转3，截至下月5日。",
        "二〇二五年六月一日 农历五月初六 上周五 3天前 03/04/2025 Jun 1st, 2025 10 minutes ago",
        "身份证110101199003074514 卡号6222 0200 0000 0000 手机13800138000 张三 北京市朝阳区建国路1号",
        "您的申请无法注销：账户有未结清的借款，或仍有优惠券、会员未到期。征信授权已撤回。",
        "单号 KF-2026 1122 0001\n编号：ABC123\n合同编号（2026）京01字第0042号\n壹万贰仟叁佰元整",
    )


def _screens() -> Sequence[bytes]:
    rows = (
        (40, 60, 300, 30, "在线客服"),
        (300, 120, 180, 30, "昨天 14:22"),
        (40, 200, 500, 40, "您好，您的注销申请已受理，编号KF20261122"),
        (420, 280, 500, 40, "请问什么时候完成？"),
        (40, 360, 200, 30, "申请编号"),
        (600, 360, 300, 30, "2026112200001"),
    )
    return (b"\n".join(_PLACE.pack(*row[:4]) + row[4].encode() for row in rows),)


def _recovery() -> Sequence[bytes]:
    words = ("abandon " * 11 + "about", "的" * 11 + "在", " 的" * 11 + " 在")
    return tuple(one.encode() for one in words)


TARGETS = (
    Target("facts", _sayings, _facts, longest=2000),
    Target("screen", _screens, _screen, longest=3000),
    Target("redaction", _sayings, _covered, longest=2000),
    Target("typed", _sayings, _typed, longest=1000),
    Target("recovery", _recovery, lambda data: recovery_words(as_text(data)), longest=500),
)
