"""Letters that complain to an office are complaints, whatever they retell and ask for."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import Kind, Line, Reading
from vault.reading import load_directory, understand


def _kind(text: str) -> Kind:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    captured_at = dt.datetime(2026, 6, 25, 10, tzinfo=dt.UTC)
    return understand(reading, captured_at=captured_at, directory=load_directory()).kind


@pytest.mark.parametrize(
    "text",
    [
        "举报信\n某某监管局：\n现举报好分期拒绝注销账户，客服几次答应都没有办。请依法查处，并责令其注销账户。\n举报人：赵某",
        "致某某协会的投诉\n四次打电话要求分期乐注销账户，对方说让我等。请贵会介入，督促其注销。",
        "信访投诉书\n被投诉单位：洋钱罐\n我电话申请注销，客服告知七日内办结，期满仍未注销。\n诉求：1.注销账户",
        "投诉信\n尊敬的领导：\n客服多次答应注销账户却一直不办，我打了五次电话。请贵局责令其注销我的账户。\n投诉人：赵某",
        "关于还呗拒不注销账户的投诉\n某某监管局：\n本人多次致电客服要求销户，客服称系统不支持。恳请贵局督促其办理。",
        "Complaint letter\nI wish to complain about Huanbei. I called three times to close my account; they said wait.",
    ],
)
def test_a_letter_of_complaint_is_a_complaint(text: str) -> None:
    assert _kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "关于要求注销账户的函\n好分期：\n本人要求注销账户。否则将向监管部门投诉。\n赵某",
        "账户注销申请书\n还呗：\n现申请注销账户。如拒绝，本人将向监管局举报。\n申请人：赵某",
        "监管部门表示，将督促各机构畅通注销渠道，对拒绝消费者的依法查处。",
        "投诉书模板：如何写投诉书，先写明投诉对象和诉求。",
    ],
)
def test_what_only_speaks_of_complaining_is_none(text: str) -> None:
    assert _kind(text) is not Kind.COMPLAINT
