"""Numbers of letters that begin with the letters of their sender, and numbers that somebody tells in a chat."""

from __future__ import annotations

import pytest

from vault.model import FactType
from vault.reading import extract


def _numbers(text: str) -> list[object]:
    return [fact.value for fact in extract(text) if fact.type is FactType.REFERENCE]


@pytest.mark.parametrize(
    "number",
    [
        "SXJR证字2026第00512号",
        "ABXJ结字第20260088号",
        "XF结清字第0091号",
        "ZYXF证明2026第3391号",
        "(2026)XJ证字第0087号",
        "MS2026证字第7712号",
        "YN-JQZM字第2026-118号",
        "HBXX证字第2026-00871号",
        "ZB函2026第12号",
        "QH消金结字2026-0091号",
        "JQ证字〔2026〕第118号",
    ],
)
def test_the_number_of_a_letter_may_begin_with_capitals(number: str) -> None:
    assert _numbers(f"结清证明\n编号：{number}\n兹证明借款人已还清。") == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("06-11 11:24 坐席：合同号是多少\n06-11 11:25 您：QD20250308-0112\n06-11 11:31 坐席：好", "QD20250308-0112"),
        ("2026-06-11 11:24 客服：请发一下订单号\n2026-06-11 11:25 我：DD2026030812345", "DD2026030812345"),
        ("客服：麻烦报下工单号\n用户：GD202606110098", "GD202606110098"),
        ("[11:24] 客服：请问受理编号是多少？\n[11:25] 我：SL-0611-8823", "SL-0611-8823"),
        ("11:24 坐席：合同号发一下\n11:25 客户：HT2025060012\n11:26 坐席：收到", "HT2025060012"),
        ("Agent: Could you send me the ticket number?\nMe: TK-20260611-88", "TK-20260611-88"),
    ],
)  # fmt: skip
def test_an_answer_may_be_the_number_that_was_asked_for(text: str, value: str) -> None:
    assert _numbers(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "客服：请提供合同号\n06-12 10:00 我：稍等",
        "请输入合同号\n06-12",
        "合同号\n07/12 更新",
        "编号:03-05",
        "流水号 12/31",
        "客服：请提供手机号\n我：13800001111",
        "编号：ABC函件已寄出",
        "编号：A字第号",
    ],
)
def test_days_and_other_answers_are_no_reference(text: str) -> None:
    assert _numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("编号：GD2026客服热线95188", "GD2026"), ("工单号：GD20260611已受理，客服第3次回复", "GD20260611")],
)
def test_words_behind_a_number_do_not_make_it_that_of_a_letter(text: str, value: str) -> None:
    assert _numbers(text) == [value]
