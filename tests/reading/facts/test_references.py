"""Reference numbers: every label beside, above, before or after its number, however the number is broken."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Line, Reading
from vault.reading import extract, load_directory, understand


def values(text: str, type_: FactType) -> list[object]:
    return [fact.value for fact in extract(text) if fact.type is type_]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("受理编号:SL7700214,请留存", "SL7700214", "受理编号"),
        ("工单号 7702 1455 9031", "770214559031", "工单号"),
        ("您的投诉编号为TS-77-0021-4。", "TS-77-0021-4", "投诉编号"),
        ("借据号:JJ99120047", "JJ99120047", "借据号"),
        ("协议号\nXY-5540-1288", "XY-5540-1288", "协议号"),
        ("业务流水号\n880012345678901234\n5566778899", "8800123456789012345566778899", "业务流水号"),
        ("990011223344(凭证编号)", "990011223344", "凭证编号"),
        ("990011223344556\n回执编号", "990011223344556", "回执编号"),
        ("举报查询编码 K7QP-22MX-9031", "K7QP-22MX-9031", "举报查询编码"),
        ("Case ID: QX-55120 was opened", "QX-55120", "Case ID"),
        ("confirmation number is KL 553311.", "KL553311", "confirmation number"),
        ("ticket #77120", "77120", "ticket #"),
        ("Ref no. ZZ-77-1009", "ZZ-77-1009", "Ref no."),
        ("您反馈的工单GD7700214410已办结", "GD7700214410", "工单"),
        ("受理編號：SL7700214", "SL7700214", "受理编号"),
        ("投诉单号\n17700214553", "17700214553", "投诉单号"),
        ("服务单号\nFW-770021-\n4553\n创建时间", "FW-770021-4553", "服务单号"),
        ("订单号:DD20250709001 2025-07-09 10:00", "DD20250709001", "订单号"),
        ("您的订单已支付，流\n水号770214559031", "770214559031", "流水号"),
        ("编号：2025-07-09-0031", "2025-07-09-0031", "编号"),
        ("协议编号 (7702145)", "7702145", "协议编号"),
        ("订单编号：7 7021 4559 0031 复制", "7702145590031", "订单编号"),
        ("证明编号：示例结字[2025]第0031号", "示例结字[2025]第0031号", "证明编号"),
        ("投诉编号：京A-2025-0031", "京A-2025-0031", "投诉编号"),
        ("（2025）京0105民初7702号 民事调解书", "(2025)京0105民初7702号", "案号"),
        ("示例监管局\n示监信受〔2025〕31号\n李四：", "示监信受〔2025〕31号", "文号"),
        ("商户单号 可在支持的商户扫码退款\n7702145590031770", "7702145590031770", "商户单号"),
        ("【示例投诉】您的投诉77021455903商家已回复", "77021455903", "投诉"),
        ("签约号：QY-7702", "QY-7702", "签约号"),
        ("诉求号：20250709000031", "20250709000031", "诉求号"),
        ("“20250709000031”为您的受理编号", "20250709000031", "受理编号"),
        ("工单号我发您：GD770214", "GD770214", "工单号"),
        ("登记编码\n7702-QP91-X74M", "7702-QP91-X74M", "登记编码"),
        ("受理编号：客诉2025070900031", "客诉2025070900031", "受理编号"),
        ("受理编号：KX(2025)0031", "KX(2025)0031", "受理编号"),
        ("受理编号 K7QP QXMM 9031", "K7QPQXMM9031", "受理编号"),
        ("申请单 SQD770214", "SQD770214", "单"),
        ("Matter number: 770214559", "770214559", "Matter number"),
        ("合　同　编　号：HT-7702", "HT-7702", "合同编号"),
        ("现已生成您的工单 KH-\n55120077310,请留意来电", "KH-55120077310", "工单"),
        ("投诉单号TS-\n20250709003,已转专员", "TS-20250709003", "投诉单号"),
        ("We confirm that your loan\nLN250709A0031\n, CNY 3,000.00, was repaid", "LN250709A0031", "loan"),
        ("under credit agreement\nCAG-7702145590\n, dated last year", "CAG-7702145590", "agreement"),
        ("GD770214 工单已受理", "GD770214", "工单"),
        ("文号：客诉函20250709-31", "客诉函20250709-31", "文号"),
        ("仲裁裁决书 (2025)穗仲案字第7702号", "(2025)穗仲案字第7702号", "案号"),
        ("合同编号：ZL-2025-7702 月租金", "ZL-2025-7702", "合同编号"),
        ("[#FD-77021] We received your request", "FD-77021", "[#"),
        ("编号：7702", "7702", "编号"),
        ("Your request (#77021) has been received", "77021", "request"),
        ("Your case ID is\n7702145. We will reply", "7702145", "case ID"),
        ("Please quote complaint ref FS-770214 in any reply", "FS-770214", "complaint ref"),
        ("Invoice #INV-2025-0031", "INV-2025-0031", "Invoice #"),
        ("Confirmation code: QJ7T4X", "QJ7T4X", "Confirmation code"),
        ("No. 20250709-0031\n结清证明", "20250709-0031", "No."),
        ("Amount 12.00 Ref No 770214559031.", "770214559031", "Ref No"),
    ],
)
def test_a_reference_is_read_with_its_label(text: str, value: str, label: str) -> None:
    found = [(fact.value, fact.label) for fact in extract(text) if fact.type is FactType.REFERENCE]
    assert found == [(value, label)]


@pytest.mark.parametrize(
    "text",
    [
        "工号:6612",
        "客服工号 661234 为您服务",
        "验证码 771204",
        "尾号6612",
        "手机号码:13805127788",
        "身份证号码:110101199003078515",
        "客服电话:400-661-2233",
        "金额:1234567.00",
        "流水号:2025年7月9日",
        "订单编号查询请点击这里",
        "application no longer needed 661234",
        "业务员编号:YW6612",
        "授权码:661234,10分钟有效",
        "Your confirmation code: 661234",
        "统一社会信用代码:91110105MA01X2Y37K",
        "京ICP备15038876号-2",
        "银行卡号:6222021001116245702",
        "订单号:--",
        "受理编号:****6612",
        "依据《示例条例》(国务院令第631号)第二十五条",
        "流水号 100.00",
        "营业执照注册号:110105018823401",
        "充值号码:770214559031",
        "账号:770214559031",
        "房间号:1203",
        "公民身份号码:33010219900307001X",
        "关闭服务\n支付宝账号\n138****7788",
    ],
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.REFERENCE) == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("合同编号\n借款编号\nHT7702\nJK7703", "HT7702", "JK7703"),
        ("合同编号 借款金额 借据号\nHT7702 8,000.00 JJ7703", "HT7702", "JJ7703"),
        ("借据号：JJ7702、JJ7703 均已结清", "JJ7702", "JJ7703"),
        ("注销编号ZX77021与工单编号GD77031均已关闭", "ZX77021", "GD77031"),
    ],
)
def test_two_numbers_find_their_labels(text: str, first: str, second: str) -> None:
    assert values(text, FactType.REFERENCE) == [first, second]


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("订单号:77021455…9031", "77021455...9031", "truncated"),
        ("订单号:77021455...", "77021455...", "truncated"),
        ("订单号:770214***355", "770214***355", "masked"),
        ("订单号:770214355", "770214355", None),
    ],
)
def test_a_number_shown_in_part_says_so(text: str, value: str, note: str | None) -> None:
    found = [(str(fact.value).replace("…", "..."), fact.note) for fact in extract(text)]
    assert found == [(value, note)]


def test_a_number_of_an_identity_card_needs_place_day_and_check_digit() -> None:
    assert values("借据编号559826202608016683", FactType.REFERENCE) == ["559826202608016683"]
    assert values("编号:110101199003078515", FactType.REFERENCE) == []


def line(left: float, top: float, text: str) -> Line:
    right = left + 20 * sum(2 if char > "\u1100" else 1 for char in text)
    return Line(text, 0.99, ((left, top), (right, top), (right, top + 40), (left, top + 40)))


def placed(*lines: tuple[float, float, str]) -> list[object]:
    reading = Reading("engine", "1", tuple(line(*each) for each in lines))
    captured = dt.datetime(2025, 7, 10, tzinfo=dt.UTC)
    found = understand(reading, captured_at=captured, directory=load_directory()).facts
    return [fact.value for fact in found if fact.type is FactType.REFERENCE]


def test_every_number_of_a_column_is_read_under_its_head() -> None:
    heads = [(60, 200, "借据号"), (500, 200, "借款金额")]
    rows = [
        cell
        for top, number in ((260, "JJ77021"), (320, "JJ77022"), (380, "JJ77023"))
        for cell in ((60, top, number), (500, top, "8,000.00"))
    ]
    assert placed(*heads, *rows) == ["JJ77021", "JJ77022", "JJ77023"]


def test_a_label_may_stand_at_the_middle_of_a_number_of_two_lines() -> None:
    lines = (
        (60, 325, "业务流水号"),
        (400, 300, "20250709123048217335501"),
        (400, 350, "7884"),
        (60, 430, "状态"),
    )
    assert placed(*lines) == ["202507091230482173355017884"]


def test_a_number_goes_on_in_its_cell_of_a_grid() -> None:
    lines = (
        (60, 300, "协议号"),
        (520, 300, "状态"),
        (60, 350, "202507095008497946"),
        (520, 350, "已解约"),
        (60, 395, "643635"),
    )
    assert placed(*lines) == ["202507095008497946643635"]


def test_the_number_of_the_next_row_is_not_joined() -> None:
    lines = (
        (60, 300, "订单号"),
        (600, 300, "20250709004821"),
        (60, 360, "流水号"),
        (600, 360, "48217335501788"),
    )
    assert placed(*lines) == ["20250709004821", "48217335501788"]


def test_a_remark_in_place_of_the_number_is_passed_over() -> None:
    lines = ((60, 300, "商户单号"), (330, 300, "可在支持的商户扫码退款"), (330, 360, "25090311100400001300"))
    assert placed(*lines) == ["25090311100400001300"]
