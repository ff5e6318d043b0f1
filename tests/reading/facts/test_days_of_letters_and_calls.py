"""The day that an item is about: of a letter that a person signs, a note that its call heads, a list of payments."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Findings, Kind, Line, Reading, Role
from vault.reading import load_directory, understand


def _found(text: str) -> Findings:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    captured_at = dt.datetime(2026, 6, 25, 10, tzinfo=dt.UTC)
    return understand(reading, captured_at=captured_at, directory=load_directory())


_LETTER = """投诉书
本人于2025年4月2日在还呗借款6000元。2026年3月3日起多次要求销户，均被拒绝，请依法查处。
此致
某某监管局
"""


@pytest.mark.parametrize(
    "signed",
    [
        "投诉人：周某\n2026年6月20日",
        "投诉人（签名）：周某\n2026-06-20",
        "本人签字：周某\n2026/06/20",
        "致函人：周某\n                 2026年6月20日",
        "消费者：周某\n\n二〇二六年六月二十日",
        "周某\n2026年6月20日",
    ],
)
def test_the_day_under_who_signs_a_letter_is_its_day(signed: str) -> None:
    found = _found(_LETTER + signed)
    last = [fact for fact in found.facts if fact.type is FactType.DATE][-1]
    assert (last.value, last.role) == ("2026-06-20", Role.ISSUED)
    assert found.event_date == "2026-06-20"


@pytest.mark.parametrize("text", ["投诉人：周某\n2026-06-20\n已受理", "申请人：周某\n2026年6月20日\n处理中"])
def test_a_day_with_more_below_it_is_signed_by_nobody(text: str) -> None:
    assert [fact.role for fact in _found(text).facts if fact.type is FactType.DATE] == [Role.HAPPENED]


@pytest.mark.parametrize(
    "text",
    [
        "通话记录\n时间：2026年6月10日 09:47—10:05\n对方：客服1034\n内容：我问6月1日寄出的申请。",
        "电话记录\n日期：2026年6月10日\n对方：客服\n1. 我说5月30日提交的申请没人处理\n2. 对方答复6月20日前处理",
        "通话纪要 2026-06-10 15:20\n对方：还呗客服\n我提到5月12日申请过一次被拒，对方承认",
        "和客服通话 6/10 下午\n对方工号221，说我5月20日的申请失效了",
        "致电时间：2026-06-10 15:20\n客服：工号8890\n内容：5月8日提交的申请无记录",
        "Call note\nDate: June 10, 2026, 3:20 pm\nSpoke with: agent 4471\nAsked about the request submitted on May 8.",
    ],
)
def test_a_note_of_a_call_is_about_the_day_that_heads_it(text: str) -> None:
    found = _found(text)
    assert (found.kind, found.event_date) == (Kind.CALL_NOTE, "2026-06-10")


def test_what_a_note_begins_to_tell_is_not_its_head() -> None:
    text = "6月6号短信说不同意撤回，今天6月7号我打客服问为什么，说按合同办，我说要投诉，他说您的权利"
    assert _found(text).event_date == "2026-06-07"


@pytest.mark.parametrize(
    "rows",
    [
        "1    2026-01-12  862.40    2026-01-12  已还\n2    2026-02-12  862.40    2026-02-10  已还",
        "2    2026-02-12  862.40    2026-02-10  已还\n1    2026-01-12  862.40    2026-01-12  已还",
    ],
)
def test_a_list_of_payments_is_about_the_last(rows: str) -> None:
    found = _found(f"还款明细\n期次  应还日       金额(元)   实还日       状态\n{rows}")
    assert (found.kind, found.event_date) == (Kind.REPAYMENT, "2026-02-10")


def test_the_day_on_which_a_bank_books_a_payment_is_not_when_it_was_paid() -> None:
    found = _found("信用卡对账单\n交易日 记账日 摘要 金额\n2025-11-10 2025-11-11 还款-跨行转入 -560.00")
    assert found.event_date == "2025-11-10"
