"""Some two hundred pages of few lines: what each is evidence of, whom it is about, what stands in the way."""

from __future__ import annotations

import datetime as dt
import pathlib
import tomllib
from typing import Any

import pytest

from vault.model import Authorization, Fact, FactType, Findings, Line, Obstacle, Reading, Role
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 6, 20, 6, 0, tzinfo=dt.UTC)
STATEMENTS = tomllib.loads(pathlib.Path(__file__).with_name("statements.toml").read_text("utf-8"))[
    "statement"
]


def findings(text: str) -> Findings:
    reading = Reading("none", "1", tuple(Line(line) for line in text.split("\n")))
    return understand(reading, captured_at=CAPTURED, directory=load_directory())


def told(found: Findings, of_type: FactType, role: Role | None = None) -> set[str]:
    return {str(fact.value) for fact in found.facts if fact.type is of_type and fact.role is role}


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one["text"][:24].replace("\n", " "))
def test_a_page_is_understood(statement: dict[str, Any]) -> None:
    found = findings(statement["text"])
    assert found.kind == statement["kind"], found.kind_why
    assert told(found, FactType.PLATFORM, Role.SUBJECT) == set(statement.get("subject", ()))
    assert told(found, FactType.PLATFORM, Role.NAMED) == set(statement.get("named", ()))
    assert told(found, FactType.OBSTACLE) == set(statement.get("obstacles", ()))
    assert told(found, FactType.AUTHORIZATION) == set(statement.get("authorizations", ()))


def one(text: str, of_type: FactType) -> Fact:
    (fact,) = (fact for fact in findings(text).facts if fact.type is of_type)
    return fact


def test_an_obstacle_stands_where_it_is_said_with_its_label() -> None:
    text = "拍拍贷\n注销申请未通过\n不通过原因：账户余额 12.36元，请先\n提现"
    fact = one(text, FactType.OBSTACLE)
    assert (fact.value, fact.label, fact.rule) == (Obstacle.BALANCE, "不通过原因", "obstacle.balance")
    assert text[slice(*fact.span)] == fact.raw
    assert fact.raw.startswith("账户余额 1")


def test_a_ground_over_a_line_break_keeps_its_place() -> None:
    text = "您好，经查询您的注销申请未通过，原因是您名下仍有一笔在途\n借款未结清"
    fact = one(text, FactType.OBSTACLE)
    assert fact.value == Obstacle.UNSETTLED
    assert text[slice(*fact.span)] == fact.raw


def test_a_refusal_without_a_ground_is_one_of_its_own() -> None:
    fact = one("拍拍贷\n注销失败，请联系客服", FactType.OBSTACLE)
    assert (fact.value, fact.raw) == (Obstacle.OTHER, "注销失败")


@pytest.mark.parametrize(
    "text",
    [
        "您的账户余额 12.36元，优惠券2张未使用",
        "注销后将无法恢复，余额将清零",
        "如何注销？请先结清全部借款",
        "您的账户已注销成功",
        "无法登录，请检查网络",
    ],
)
def test_where_nothing_is_refused_nothing_stands_in_the_way(text: str) -> None:
    assert told(findings(text), FactType.OBSTACLE) == set()


def test_an_authorisation_that_ended_keeps_how_far_it_reached() -> None:
    found = findings("征信查询授权已撤回\n授权方式 持续授权\n授权机构 杭银消费金融股份有限公司")
    assert told(found, FactType.AUTHORIZATION) == {Authorization.WITHDRAWN, Authorization.CONTINUING}


@pytest.mark.parametrize(
    "text",
    ["已授权 通讯录 相册", "您的免密支付已解约", "本次授权失败，请重试", "手机号一键登录授权，长期有效"],
)
def test_other_authorisations_are_not_those_of_credit_queries(text: str) -> None:
    assert told(findings(text), FactType.AUTHORIZATION) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "拍拍贷\n8月8日 12:33\n您的账户注销申请已受理\n8月12日 12:50\n您的账户已于8月12日注销成功",
            "cancellation",
        ),
        ("今天 12:50\n您的账户已于8月12日注销成功\n8月8日 12:33\n您的账户注销申请已受理", "cancellation"),
        ("您的账户已注销成功\n8月20日\n您的账户并未注销成功，请重新提交注销申请", "cancellation_request"),
    ],
)
def test_the_newest_or_the_dated_state_is_how_things_stand(text: str, kind: str) -> None:
    assert findings(text).kind == kind


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("【京東金融】您的賬戶已註銷", "jd-finance"),
        ("【微粒货】您的借款已结清", "weilidai"),
        ("36O借条\n账户注销成功", "qifu"),
        ("【抖音月 付】您的账户已注销", "douyin-pay-later"),
        ("您在招联消费金融的账户已注销", "zhaolian"),
        ("【海尔消金】您的账户已注销", "haier-consumer-finance"),
        ("[招商银行]您的贷款已结清", "cmb"),
        ("全国12315平台\n您的投诉已受理", "samr"),
        ("【12378】您的投诉已受理", "nfra"),
        ("您的ICBC贷款账户已注销", "icbc"),
    ],
)
def test_a_name_is_known_under_slips_short_forms_and_numbers(text: str, identifier: str) -> None:
    assert told(findings(text), FactType.PLATFORM, Role.SUBJECT) == {identifier}


def test_a_slip_in_a_name_costs_confidence() -> None:
    slipped, exact = (one(f"【微粒{char}】您的借款已结清", FactType.PLATFORM) for char in "货贷")
    assert slipped.confidence < exact.confidence
    assert (slipped.raw, slipped.name) == ("微粒货", "微粒贷")


@pytest.mark.parametrize(
    "text",
    [
        "账单分期\n立即还款",
        "我的钱包\n余额 3.00元",
        "【验证码】881200",
        "【系统通知】请及时还款",
        "商户名称 老王面馆\n-12.00",
    ],
)
def test_words_that_stand_where_names_do_are_not_proposed(text: str) -> None:
    assert told(findings(text), FactType.PLATFORM, Role.SUBJECT) == set()
    assert told(findings(text), FactType.PLATFORM, Role.NAMED) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小蓝鲸官方客服\n您好，有什么可以帮您", "小蓝鲸"),
        ("您在时光分期的借款已逾期3天", "时光分期"),
        ("您与快付通签订的委托扣款协议已解除", "快付通"),
        ("收款方 蓝鲸支付科技有限公司\n自动扣款已解约", "蓝鲸支付科技有限公司"),
    ],
)
def test_a_name_that_the_directory_does_not_know_is_proposed(text: str, name: str) -> None:
    assert f"new:{name}" in told(findings(text), FactType.PLATFORM, Role.SUBJECT)
