"""Whole items: whom they are about, what they prove, on which day, and where each fact stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import Box, FactType, Findings, Kind, Line, Reading, Role
from vault.reading import extract, load_directory, references_to_reread, understand, with_second_reading

CAPTURED = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def reading(text: str) -> Reading:
    return Reading("none", "1", tuple(Line(line) for line in text.split("\n")))


def findings(text: str, **options: object) -> Findings:
    return understand(reading(text), captured_at=CAPTURED, directory=load_directory(), **options)  # type: ignore[arg-type]


def roles(found: Findings) -> dict[str, Role | None]:
    return {str(fact.value): fact.role for fact in found.facts if fact.type is FactType.PLATFORM}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("您的微粒贷借款已于2026年4月2日结清。", Kind.SETTLEMENT),
        ("通话记录\n拨打95118,客服称注销申请已受理,账户尚未注销", Kind.CALL_NOTE),
        ("您的京东白条账户已于2026年03月10日 09:42注销。", Kind.CANCELLATION),
        ("自动扣款服务已于2026-04-02 10:11:12关闭。", Kind.AUTOPAY_TERMINATION),
        ("【分期乐】您的账户已成功注销,感谢一路相伴。", Kind.CANCELLATION),
        ("账号注销\n注销成功", Kind.CANCELLATION),
        ("Your account has been permanently closed.", Kind.CANCELLATION),
        ("【分期乐】您的销户申请已提交,正在审核中。", Kind.CANCELLATION_REQUEST),
        ("暂不支持注销\n您有一笔借款在途", Kind.CANCELLATION_REQUEST),
        ("账户注销失败,请联系客服", Kind.CANCELLATION_REQUEST),
        ("贷款结清证明\n兹证明李四名下贷款本息已全部结清", Kind.SETTLEMENT),
        ("Your loan has been paid in full.", Kind.SETTLEMENT),
        ("自动扣款\n当前状态\n已解约", Kind.AUTOPAY_TERMINATION),
        ("您与商户的委托扣款协议已成功解除", Kind.AUTOPAY_TERMINATION),
        ("连续包月服务已取消", Kind.RENEWAL_TERMINATION),
        ("您已撤销对该机构的征信查询授权", Kind.AUTHORIZATION_REVOCATION),
        ("Your consent has been withdrawn.", Kind.AUTHORIZATION_REVOCATION),
        ("还款成功\n本次还款 500.00元", Kind.REPAYMENT),
        ("您的借款已逾期9天,请尽快还款", Kind.DUNNING),
        ("投诉受理回执\n投诉编号 7781200931", Kind.COMPLAINT),
        ("个人信用报告\n报告编号 77812009310045", Kind.CREDIT_REPORT),
        ("您好,很高兴为您服务,请问有什么可以帮您", Kind.CUSTOMER_SERVICE),
        ("居民身份证\n公民身份号码", Kind.IDENTITY_DOCUMENT),
        ("今日天气晴", Kind.OTHER),
    ],
)
def test_the_kind_follows_what_is_said(text: str, kind: Kind) -> None:
    found = findings(text)
    assert found.kind is kind
    assert bool(found.kind_why) is (kind is not Kind.OTHER)


@pytest.mark.parametrize(
    "text",
    [
        "您的账户未注销",
        "借款尚未结清",
        "无法注销",
        "注销失败",
        "注销申请已受理",
        "如账户已注销成功,请忽略",
        "注销成功后将无法恢复",
        "账户尚\n未注销",
        "您的花呗额度已关闭",
        "credit line closed",
    ],
)
def test_what_is_not_done_is_neither_cancellation_nor_settlement(text: str) -> None:
    assert findings(text).kind not in {Kind.CANCELLATION, Kind.SETTLEMENT}


def test_a_note_of_a_call_is_one_whatever_it_says() -> None:
    found = findings("打给客服,说账户已注销成功", is_call_note=True)
    assert (found.kind, found.kind_why) == (Kind.CALL_NOTE, "call-note")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "【京东金融】您的金条账户已注销",
            {"jd-finance": Role.NAMED, "jd-jintiao": Role.SUBJECT},
        ),
        (
            "扣费商户\n京东金融\n付款方式\n招商银行储蓄卡(6612)",
            {"jd-finance": Role.SUBJECT, "cmb": Role.NAMED},
        ),
        (
            "京东金融客服\n白条和金条都要注销",
            {"jd-finance": Role.SUBJECT, "jd-baitiao": Role.NAMED, "jd-jintiao": Role.NAMED},
        ),
        ("支付宝\n扣费商户:分期乐\n已解约", {"fenqile": Role.SUBJECT, "alipay": Role.NAMED}),
        ("分期乐客服\n您好", {"fenqile": Role.SUBJECT}),
        ("被投诉机构:拍拍贷\n向12378投诉", {"ppdai": Role.SUBJECT}),
        ("95118\n您的账户已注销", {"jd-finance": Role.SUBJECT}),
        ("【小蓝鲸分期】您的账户已注销", {"new:小蓝鲸分期": Role.SUBJECT}),
        ("授权机构:蓝鲸小额贷款有限公司", {"new:蓝鲸小额贷款有限公司": Role.SUBJECT}),
        ("尊敬的用户,您的拍拍\n贷账户已注销", {"ppdai": Role.SUBJECT}),
        ("富民路三湘菜馆", {}),
    ],
)
def test_the_subject_is_told_from_those_merely_named(text: str, expected: dict[str, Role]) -> None:
    assert roles(findings(text)) == expected


def test_the_sender_of_a_message_is_its_subject() -> None:
    found = findings("您的账户已注销", sender="分期乐 <service@example.com>")
    assert roles(found) == {"fenqile": Role.SUBJECT}


@pytest.mark.parametrize(
    ("day", "name"), [("2024年7月9日", "捷信消费金融"), ("2026年7月9日", "京东消费金融")]
)
def test_a_renamed_company_bears_the_name_of_the_day(day: str, name: str) -> None:
    (fact,) = [f for f in findings(f"捷信消费金融\n贷款已于{day}结清").facts if f.type is FactType.PLATFORM]
    assert (fact.value, fact.name) == ("jd-consumer-finance", name)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("签约时间 2024-01-02\n解约时间 2025-07-09 10:00\n自动扣款已解约", "2025-07-09"),
        ("结清证明\n于2023年1月2日办理贷款,已于2025年7月9日全部结清\n2025年7月12日", "2025-07-09"),
        ("个人信用报告\n报告时间:2025-07-09 10:00:00\n2019年3月4日开立", "2025-07-09"),
        ("请于2025年7月9日前还款,您已逾期", None),
        ("账户已注销", None),
    ],
)
def test_the_event_date_is_the_day_that_the_evidence_is_about(text: str, day: str | None) -> None:
    found = findings(text)
    assert (found.event_date, bool(found.event_date_why)) == (day, day is not None)


def test_the_status_bar_is_not_read_and_boxes_are_inside_the_line() -> None:
    def line(text: str, top: float) -> Line:
        return Line(text, 0.9, ((0, top), (400, top), (400, top + 20), (0, top + 20)), 0)

    seen = Reading(
        "a", "1", (line("9:41 5G 88%", 2), line("受理编号:SL7700214", 500), line("2025-07-09", 900))
    )
    found = understand(seen, captured_at=CAPTURED, directory=load_directory())
    number, date = found.facts
    assert (number.type, date.type) == (FactType.REFERENCE, FactType.DATE)
    assert number.box == Box(pytest.approx(182, abs=4), 500, 400, 520)
    assert date.box == Box(0, 900, 400, 920)


def test_a_label_finds_its_value_in_the_same_row_by_place() -> None:
    def at(text: str, x: float, y: float) -> Line:
        return Line(text, 0.9, ((x, y), (x + 200, y), (x + 200, y + 20), (x, y + 20)), 0)

    seen = Reading(
        "a",
        "1",
        (
            at("合同编号", 0, 300),
            at("借据号", 0, 340),
            at("HT77001234", 300, 300),
            at("JJ88001234", 300, 340),
        ),
    )
    found = understand(seen, captured_at=CAPTURED, directory=load_directory())
    assert [(fact.label, fact.value) for fact in found.facts] == [
        ("合同编号", "HT77001234"),
        ("借据号", "JJ88001234"),
    ]


def test_agreement_makes_a_reference_firm_and_disagreement_is_kept() -> None:
    seen = Reading(
        "first",
        "1",
        (Line("工单号:GD7700214", 0.9, ((0, 0), (90, 0), (90, 9), (0, 9))), Line("x", 1, ((0, 900),) * 4)),
    )
    found = understand(seen, captured_at=CAPTURED, directory=load_directory())
    (index,) = references_to_reread(found)
    agreed = with_second_reading(found, {index: ("工单号: GD77 00214", "second")}, seen).facts[index]
    assert (agreed.engines, agreed.second) == (("first", "second"), None)
    assert (
        references_to_reread(with_second_reading(found, {index: ("工单号:GD7700214", "second")}, seen)) == ()
    )
    for other, kept in (("工单号:GD77O0214", "GD77O0214"), ("GD77002149", "GD77002149"), ("", "")):
        differing = with_second_reading(found, {index: (other, "second")}, seen).facts[index]
        assert (differing.engines, differing.second) == (("first",), kept)


@given(
    st.text(
        alphabet=st.sampled_from(
            "2025年7月9日-/.: 昨天注销成功编号:A0¥,元【】京东金融95118\n（）Jul周三１２　"
        ),
        max_size=120,
    )
)
def test_every_span_holds_its_raw_text(text: str) -> None:
    for fact in extract(text, CAPTURED.date()):
        assert text[fact.span[0] : fact.span[1]] == fact.raw
        assert 0 <= fact.confidence <= 1


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    found = findings(text)
    assert all(reading(text).text[slice(*fact.span)] == fact.raw for fact in found.facts)


def test_nothing_is_found_in_nothing() -> None:
    assert understand(Reading("a", "1"), captured_at=CAPTURED, directory=load_directory()).facts == ()
    assert extract("") == ()


def test_a_naive_capture_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        understand(reading("x"), captured_at=CAPTURED.replace(tzinfo=None), directory=load_directory())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "2026年4月1日 09:10\n您的销户申请已受理\n2026年4月6日 11:20\n您的账户已于4月6日注销成功",
            Kind.CANCELLATION,
        ),
        ("销户申请已提交\n审核中\n预计2026-04-06前完成\n销户完成", Kind.CANCELLATION_REQUEST),
        (
            "关于注销信用账户的申请\n本人借款已于2026年4月1日全部结清,现申请注销账户",
            Kind.CANCELLATION_REQUEST,
        ),
        ("您咨询的问题已核实:您的账户已于2026年4月6日注销", Kind.CUSTOMER_SERVICE),
        ("关于您来信的答复\n账户已于2026年4月6日注销,投诉编号 7781200931", Kind.CUSTOMER_SERVICE),
        ("投诉编号 7781200931\n投诉事项:账户已注销,征信未更新", Kind.COMPLAINT),
        ("您的授信额度已关闭,借款本息已全部结清", Kind.SETTLEMENT),
        ("借款服务已关闭\n全部结清的记录请在证明中查看", Kind.OTHER),
        ("您的借款已逾期,请立即还款\n我4月1日已结清,请停止催收", Kind.DUNNING),
        ("销户条件未满足\n您还有积分未兑换", Kind.CANCELLATION_REQUEST),
        ("您的账户已注销,如要恢复请重新注册", Kind.CANCELLATION),
        ("处理结果\n已为客户办理注销", Kind.CANCELLATION),
        ("销户申请撤回成功", Kind.CANCELLATION_REQUEST),
    ],
)
def test_the_latest_state_and_the_purpose_outweigh_what_is_retold(text: str, kind: Kind) -> None:
    assert findings(text).kind is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【分期乐】您的账单已逾期,请立即还款", {"fenqile": Role.SUBJECT}),
        ("【京东金融】您的白条已逾期,请立即还款", {"jd-finance": Role.SUBJECT, "jd-baitiao": Role.NAMED}),
        ("扣款服务\n美团月付\n收款方\n重庆美团三快小额贷款有限公司", {"meituan-pay-later": Role.SUBJECT}),
        (
            "服务名称\n京东白条\n客服电话:95118 京东金融",
            {"jd-baitiao": Role.SUBJECT, "jd-finance": Role.NAMED},
        ),
        ("Your loan with China Merchants\nBank is settled.", {"cmb": Role.SUBJECT}),
        ("Industrial and Commercial Bank of China: account closed", {"icbc": Role.SUBJECT}),
    ],
)
def test_labels_products_and_english_names_tell_the_subject(text: str, expected: dict[str, Role]) -> None:
    assert roles(findings(text)) == expected


def test_a_date_in_a_grid_has_the_label_over_it() -> None:
    def cell(text: str, left: float, top: float) -> Line:
        right, bottom = left + 20 * len(text), top + 20
        return Line(text, 0.9, ((left, top), (right, top), (right, bottom), (left, bottom)), 0)

    grid = Reading(
        "a",
        "1",
        (
            cell("已关闭自动扣款", 60, 100),
            cell("签约时间", 40, 300),
            cell("解约时间", 400, 300),
            cell("2025.03.12", 40, 330),
            cell("2026.01.06", 400, 330),
        ),
    )
    found = understand(grid, captured_at=CAPTURED, directory=load_directory())
    dates = [(fact.value, fact.label) for fact in found.facts if fact.type is FactType.DATE]
    assert dates == [("2025-03-12", "签约时间"), ("2026-01-06", "解约时间")]
    assert found.event_date == "2026-01-06"
