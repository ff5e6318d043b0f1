"""What stands where names of parties stand and names none: heads of a page's parts, the press, shops, codes."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Line, Reading, Role
from vault.reading import extract, load_directory, understand

_CAPTURED = dt.datetime(2026, 6, 20, 10, tzinfo=dt.UTC)


def _parties(text: str) -> dict[object, Role | None]:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=_CAPTURED, directory=load_directory())
    return {fact.value: fact.role for fact in found.facts if fact.type is FactType.PLATFORM}


@pytest.mark.parametrize(
    "head",
    [
        "企业回复",
        "追加投诉",
        "平台介入",
        "投诉要求",
        "用户评价",
        "处理方案",
        "事实经过",
        "投诉人诉求",
        "客服答复",
        "撤诉",
    ],
)
def test_the_parts_of_a_complaint_are_no_parties(head: str) -> None:
    text = f"投诉对象：还呗\n投诉编号：17375200001\n【{head}】2026-06-16 11:05:40\n已安排专人联系。"
    assert set(_parties(text)) == {"huanbei"}


@pytest.mark.parametrize("head", ["某城晚报", "财经早餐", "每日快讯", "今日要闻", "求助", "经验分享", "转载"])
def test_a_newspaper_or_post_is_no_party(head: str) -> None:
    assert set(_parties(f"【{head}】多家机构公布数据，花呗用户中近两成关闭过额度。")) == {"huabei"}


@pytest.mark.parametrize(
    "signature", ["丰巢快递柜", "妈妈驿站", "韵达快递", "饿了么", "国家电网", "某某物业"]
)
def test_a_shop_that_keeps_a_parcel_is_no_party(signature: str) -> None:
    assert _parties(f"【{signature}】您的东西已到，请于今日20:00前领取。") == {}


@pytest.mark.parametrize("signature", ["小桔分期", "速易贷", "云易花", "快讯贷", "财付宝"])
def test_an_unknown_lender_is_still_the_subject_of_its_message(signature: str) -> None:
    assert _parties(f"【{signature}】您的账户已于2026年5月3日注销。") == {f"new:{signature}": Role.SUBJECT}
    assert _parties(f"【{signature}】祝您节日快乐。") == {f"new:{signature}": Role.SUBJECT}


def test_a_shop_that_tells_of_an_account_is_the_subject() -> None:
    assert _parties("【某某商城】您的账户已注销，感谢使用。") == {"new:某某商城": Role.SUBJECT}


@pytest.mark.parametrize("code", ["ICBC-2026-00881", "MSXF-2026-7781", "CMBC-20260611-02", "HSBC/2026/0071"])
def test_letters_that_begin_a_number_name_no_party(code: str) -> None:
    assert set(_parties(f"平安消费金融：\n授权书编号：{code}\n现予撤回。")) == {"pingan-consumer-finance"}


def test_the_same_letters_alone_name_one() -> None:
    assert set(_parties("ICBC account closed")) == {"icbc"}


@pytest.mark.parametrize(
    "text", ["取货码：6-2-2019", "凭5-1-2011取件", "提货码为 8-4-2015", "自提码3-2-1908"]
)
def test_the_code_of_a_parcel_is_no_day(text: str) -> None:
    assert [fact for fact in extract(text) if fact.type is FactType.DATE] == []


@pytest.mark.parametrize(
    "text",
    [
        "结清三天后又扣款",
        "提交申请7天后无人联系",
        "还清一个月后收到短信",
        "逾期三个月后上门",
        "销户半年后仍查我",
    ],
)
def test_a_distance_from_what_happened_is_no_day(text: str) -> None:
    assert [fact for fact in extract(text, _CAPTURED.date()) if fact.type is FactType.DATE] == []


@pytest.mark.parametrize("text", ["三天后给您答复", "请您三天后再试", "预计3天后到账"])
def test_a_distance_from_the_message_is_a_day(text: str) -> None:
    found = [fact.value for fact in extract(text, _CAPTURED.date()) if fact.type is FactType.DATE]
    assert found == ["2026-06-23"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("详询11888。", "11888"),
        ("请拨打11185", "11185"),
        ("客服热线：11800", "11800"),
        ("致电10198咨询", "10198"),
    ],
)
def test_a_service_number_of_five_digits_is_dialled_where_it_is_told(text: str, number: str) -> None:
    assert [fact.value for fact in extract(text) if fact.type is FactType.PHONE] == [number]


@pytest.mark.parametrize(
    "text",
    ["余额11500元", "详询 12000 元套餐", "积分11888", "工号10198", "客服12018为您服务", "拨打了11888次"],
)
def test_five_digits_of_something_else_are_not_dialled(text: str) -> None:
    assert [fact.value for fact in extract(text) if fact.type is FactType.PHONE] == []


@pytest.mark.parametrize(
    "text",
    ["再不办就打12378", "找12378举报", "已向12378反映", "投诉到12378了", "12378回电说已转办", "打过12378"],
)
def test_who_complains_to_an_office_by_its_number_names_it(text: str) -> None:
    assert set(_parties(text)) == {"nfra"}


@pytest.mark.parametrize("text", ["如不满意可拨打12378投诉", "请拨打12378", "可打12378", "编号112378受理"])
def test_a_number_that_may_be_called_names_no_office(text: str) -> None:
    assert _parties(text) == {}
