"""Numbers that one is told to keep or to name, without a label; what else is given out is none."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType
from vault.reading import extract

CAPTURED = dt.date(2026, 6, 15)

NUMBERS = [
    ("您的投诉已受理，可凭 TS20260601338 查询办理进度。", "TS20260601338"),
    ("请牢记 GD20260514007712，后续查询需要提供。", "GD20260514007712"),
    ("凭 ZX-2026-081734 可在官网查询结果。", "ZX-2026-081734"),
    ("Please quote AB-12345 in any reply.", "AB-12345"),
    ("When you contact us, mention HC/2026/00871.", "HC/2026/00871"),
    ("Your reference is QX7-44812-B.", "QX7-44812-B"),
    ("The reference for this matter is CMP-2026-5519.", "CMP-2026-5519"),
    ("您可以使用 8820260614000173 查询本次注销进度。", "8820260614000173"),
    ("已为您登记，记录在案：FK20260612-0098。", "FK20260612-0098"),
    ("请保存好此号：WH202606140099，以便日后核对。", "WH202606140099"),
    ("We have logged this as CAS-77120-X.", "CAS-77120-X"),
    ("Keep this for your records: RQ-20260614-22.", "RQ-20260614-22"),
    ("您的诉求我们登记为 SQ20260610-771，将于5日内答复。", "SQ20260610-771"),
    ("回复时请注明 LX-260614-0087。", "LX-260614-0087"),
    ("来电请报 20260614778812。", "20260614778812"),
    ("Use TKT-90817 to track progress.", "TKT-90817"),
    ("In all correspondence please use our ref 26/0614/CC.", "26/0614/CC"),
    ("您可随时凭编号 2026061499 查询。", "2026061499"),
    ("案件已转交，跟踪请用 KY-5510-2026。", "KY-5510-2026"),
    ("You can follow up with number 5520-118-77.", "5520-118-77"),
    ("请告知客服 GD20260609-31 以便核实。", "GD20260609-31"),
    ("It was filed under FOS/26/004417.", "FOS/26/004417"),
]
NOTHING = [
    "请凭身份证 110101199003078888 办理。",
    "请凭验证码 338812 登录。",
    "请牢记密码 88213344。",
    "请拨打 4008108866 查询。",
    "可凭手机号 13800138000 查询。",
    "Please quote your date of birth.",
    "Please call 95118 to track progress.",
    "凭取件码 3-2-4017 取件。",
    "可使用 10 元券，满 100 可用。",
    "Use code SAVE20 to get 20% off.",
    "请用 Chrome 120.0.6099 访问官网查询。",
    "Use Windows 11 23H2 or later.",
    "请使用尾号 8812 的银行卡查询。",
    "您可以使用 iPhone15 扫码查询。",
    "凭 2026-06-14 的通知办理。",
    "请注明 2026年6月14日 的通话。",
    "Reply TD12345 to unsubscribe.",
    "Mention this before 2026-06-30.",
    "请记住 ISO-27001-2022 标准。",
    "Use MU5137 to check in.",
    "请牢记 021-5566-7788。",
    "使用 6222021234567890123 查询余额。",
    "保存好 IMG-20260614-001 照片。",
    "请用 400-810-8866 查询。",
    "使用 10 次后查询",
    "Quote of the day: 12345 steps.",
    "提供 3 个工作日 查询",
    "凭 2026-06-14 查询",
]


def references(text: str) -> list[object]:
    return [fact.value for fact in extract(text, CAPTURED) if fact.type is FactType.REFERENCE]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_that_one_is_told_to_keep_or_to_name_is_a_reference(text: str, number: str) -> None:
    assert references(text) == [number]


@pytest.mark.parametrize("text", NOTHING)
def test_what_else_one_is_told_to_use_is_none(text: str) -> None:
    assert references(text) == []
