"""What is found in texts, and what stays: evidence must survive."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redaction_numbers import CARD, ID, PHONE, TODAY, card_number, identity_number

from vault.proving.redaction.finding import Secret, Wanted, find, own_name_told, secrets_of, still_told
from vault.proving.redaction.identifiers import is_identity_number
from vault.proving.redaction.reasons import CLASSES, Reason
from vault.proving.redaction.texts import cleaned

ALL = Wanted(CLASSES, TODAY, public=frozenset({"01088888888"}))
BORN = st.dates(dt.date(1940, 1, 1), dt.date(2005, 12, 31))
AREAS = st.sampled_from(["110105", "310104", "440305", "510107"])


def found(text: str, wanted: Wanted = ALL) -> dict[str, set[str]]:
    texts: dict[str, set[str]] = {}
    for place in find(text, wanted, secrets_of(text, wanted)):
        texts.setdefault(place.reason.value, set()).add(text[slice(*place.span)])
    return texts


@pytest.mark.parametrize(
    ("text", "reason", "raw"),
    [
        (f"身份证号：{ID}。", "ids", ID),
        ("证件 110105 19491231 002X", "ids", "110105 19491231 002X"),
        ("证件110105194912310O2X", "ids", "110105194912310O2X"),
        ("身份证号 11010519491231OO2X", "ids", "11010519491231OO2X"),
        ("旧证 110105491231002", "ids", "110105491231002"),
        ("1101051949\n1231002X", "ids", "1101051949\n1231002X"),
        (f"IDCHN{ID}<<<<<<<<", "ids", f"IDCHN{ID}<<<<<<<<"),
        (f"银行卡号{CARD}", "cards", CARD),
        ("卡号 6217 0019 4002 8473 155", "cards", "6217 0019 4002 8473 155"),
        ("6217 0019 4002 8473 158", "cards", "6217 0019 4002 8473 158"),
        ("请拨打138 0013 8000", "phones", "138 0013 8000"),
        ("+86 13800138000", "phones", "+86 13800138000"),
        ("手机 l38OO138000", "phones", "l38OO138000"),
        ("座机 010-66667777", "phones", "010-66667777"),
        ("收货地址：北京市朝阳区建国路88号院3号楼2单元1502室", "addresses", "北京市朝阳区建国路88号院3号楼2单元1502室"),
        ("上海市浦东新区世纪大道100号5层", "addresses", "上海市浦东新区世纪大道100号5层"),
        ("姓名：张三", "names", "张三"),
        ("户名\n李四光", "names", "李四光"),
        ("尊敬的欧阳先生，您好", "names", "欧阳"),
        ("兹证明借款人王小明（身份证号1101**********0000）", "names", "王小明"),
        ("Dear John Smith,", "names", "John Smith"),
        ("邮箱 zhang.san@qq.com", "emails", "zhang.san@qq.com"),
        ("zhangsan @ example . com", "emails", "zhangsan @ example . com"),
        ("账户姓名  李*四", "names", "李*四"),
        ("户名：**明", "names", "**明"),
        ("李雷 <lilei1990@163.com>", "names", "李雷"),
        ("您好，王小丽：您的账户已注销", "names", "王小丽"),
        ("ID card no. 11010519491231002O", "ids", "11010519491231002O"),
        ("Card No: 6217 0019 4002 8473", "cards", "6217 0019 4002 8473"),
        ("全角１３８００１３８０００号码", "phones", "１３８００１３８０００"),
    ],
)  # fmt: skip
def test_personal_data_are_found(text: str, reason: str, raw: str) -> None:
    assert raw in found(text).get(reason, set())


@pytest.mark.parametrize(
    "text",
    [
        "您的账户已于2026年3月2日 14:22:31 注销，注销编号 ZX20260302000118。",
        "工单号 2025112200012345，流水号 4200002345202511221234567890",
        "客服热线 95118、400-098-8511、010-88888888，12378，短信 10691234567890",
        "合同编号：HT2025041800392，金额 12,000.00 元，余额0.00",
        f"交易流水号：{CARD}",
        "尊敬的客户，联系人方式：请在平台内提交；收款人信息已认证",
        "重庆京东盛际小额贷款有限公司，公司地址：重庆市渝北区某路1号",
        "来信请寄 kefu@jd.com 或 no-reply@service.example.com",
        "身份证号1101**********0000，尾号8000，138****8000",
        "借款人应按时还款；借款人于2025年4月18日申请",
        "身份证号[已遮盖]。工单号：GD20260306142201",
        "证件 [redacted]\n工单 GD20260306142201",
        "账号注销编号 202603020001234",
        "京东金融 <service@jd.example>，费用明细 ***明细",
        "SHA-256 8a5e 2026-11-22T09:55:24Z 192.168.10.12",
    ],
)
def test_evidence_stays(text: str) -> None:
    assert found(text) == {}


@given(AREAS, BORN, st.integers(1, 999), st.sampled_from(["", " ", "-"]))
def test_every_identity_number_is_found(area: str, born: dt.date, sequence: int, gap: str) -> None:
    number = identity_number(area, born, sequence)
    written = gap.join((number[:6], number[6:14], number[14:]))
    assert written in found(f"证件 {written}，").get("ids", set())


@given(AREAS, BORN, st.integers(1, 999), st.integers(14, 17), st.sampled_from("0123456789"))
def test_one_misread_character_does_not_save_an_identity_number(
    area: str, born: dt.date, sequence: int, at: int, read: str
) -> None:
    number = identity_number(area, born, sequence)
    misread = number[:at] + read + number[at + 1 :]
    assert misread in found(f"（{misread}）").get("ids", set())


@given(st.sampled_from(["62", "4", "55"]), st.integers(0, 10**17))
def test_every_card_number_is_found(first: str, filling: int) -> None:
    number = card_number(first, 19 if first == "62" else 16, filling)
    assert number in found(f"转入 {number} 成功").get("cards", set())


@given(st.dates(dt.date(2019, 1, 1), TODAY), st.times(), st.integers(0, 10**10 - 1))
def test_numbers_that_begin_with_a_day_stay(day: dt.date, time: dt.time, rest: int) -> None:
    for written in (f"{day:%Y%m%d}", f"{day:%Y%m%d}{time:%H%M%S}", f"KF{day:%Y%m%d}"):
        assert found(f"受理 {written}{rest:010} 完成，{day} {time:%H:%M:%S}") == {}


@settings(max_examples=200)
@given(st.text(alphabet="0123456789 -X\n张三先生姓名：市区路号室@.a地址OolI", max_size=60))
def test_what_is_found_lies_in_the_text_and_is_gone_after(text: str) -> None:
    secrets = secrets_of(text, ALL)
    places = find(text, ALL, secrets)
    assert all(0 <= place.span[0] < place.span[1] <= len(text) for place in places)
    clean = cleaned(text, places, "[×]").text
    assert clean.count("\n") == text.count("\n")
    for one in secrets:
        if one.reason is Reason.IDS:
            assert one.text not in clean


OWNER = Wanted(CLASSES, TODAY, (("张晓明", Reason.NAMES),))


@pytest.mark.parametrize(
    "form",
    [
        *("张晓明", "张 晓 明", "张*明", "张**", "**明", "*晓明", "张晓*", "张某某", "张某"),
        *("Zhang Xiaoming", "ZHANG XIAOMING", "Xiaoming Zhang", "zhangxiaoming"),
        *("Zhang, Xiao Ming", "Zhang Xiao-ming"),
    ],
)
def test_the_owners_name_is_found_in_every_form(form: str) -> None:
    text = f"转出 {form} 2026年3月2日"
    places = find(text, OWNER, OWNER.secrets())
    assert cleaned(text, places, "#").text == "转出 # 2026年3月2日"


@pytest.mark.parametrize(
    ("name", "form", "other"),
    [
        ("李四", "Li Si", "lose Lisa lisi"),
        ("欧阳娜娜", "OUYANG NANA", "Ou yang"),
        ("单田芳", "Shan Tianfang", "Shan Tian"),
        ("王婷", "Wang Ting", "WeiBank Wang"),
        ("John Smith", "SMITH JOHN", "Johnson Smith"),
    ],
)
def test_a_name_in_latin_letters_and_not_its_neighbours(name: str, form: str, other: str) -> None:
    owner = Wanted(CLASSES, TODAY, ((name, Reason.NAMES),))
    text = f"转出 {form} 到 {other} 账户"
    told = [text[slice(*place.span)] for place in own_name_told(text, owner)]
    assert told == [form]


def test_nothing_is_made_of_a_name_of_one_character_or_with_a_number() -> None:
    for name in ("张", "A", "张3", ""):
        assert own_name_told("张* A 张3 Zhang", Wanted(CLASSES, TODAY, ((name, Reason.NAMES),))) == ()


def test_a_value_is_found_in_other_words_and_over_lines() -> None:
    secrets = secrets_of(f"手机号{PHONE} 姓名：张三", ALL)
    text = "记录：0138001380009 与张 三 联系 138001\n38000"
    reasons = [place.reason for place in find(text, Wanted(frozenset(), TODAY), secrets)]
    assert reasons.count(Reason.PHONES) == 2
    assert reasons.count(Reason.NAMES) == 1


def test_most_of_a_number_is_as_good_as_all_of_it() -> None:
    secrets = [Secret(ID, Reason.IDS), Secret(PHONE, Reason.PHONES)]
    assert still_told("…105194912310…", secrets)
    assert still_told("1380013", secrets)
    assert not still_told("生日1949-12-31，尾号002X，138****8000", secrets)


def test_offsets_follow_what_was_taken_out() -> None:
    text = "姓名：张三，编号 ZX20260302"
    clean = cleaned(text, find(text, ALL), "[已遮盖]")
    at = text.index("ZX")
    assert clean.text == "姓名：[已遮盖]，编号 ZX20260302"
    assert clean.text[slice(*clean.span((at, len(text))))] == "ZX20260302"
    assert clean.touches((3, 5))
    assert not clean.touches((at, len(text)))


def test_a_city_without_known_counties_is_no_error() -> None:
    number = identity_number("111801", dt.date(1990, 3, 7), 451)
    assert not is_identity_number(number)
    assert [place.reason for place in find(f"身份证号 {number}", ALL)] == [Reason.IDS]
