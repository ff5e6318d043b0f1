"""Days as screens show them: marks of a chat, labels over values, the day of a message and the day that it tells."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import Fact, FactType, Findings, Line, Reading, Role
from vault.reading import extract, load_directory, understand

HEIGHT, WIDTH = 40, 20
CHINA = dt.timezone(dt.timedelta(hours=8))
WEDNESDAY = dt.datetime(2024, 2, 14, 16, 50, tzinfo=CHINA)

Placed = tuple[float, float, str]


def findings(lines: list[Placed], captured: dt.datetime = WEDNESDAY) -> Findings:
    def line(left: float, top: float, text: str) -> Line:
        right = left + WIDTH * sum(2 if char > "\u1100" else 1 for char in text)
        return Line(text, 0.99, ((left, top), (right, top), (right, top + HEIGHT), (left, top + HEIGHT)))

    reading = Reading("engine", "1", tuple(line(*one) for one in lines))
    return understand(reading, captured_at=captured, directory=load_directory())


def dates(found: Findings) -> list[Fact]:
    return [fact for fact in found.facts if fact.type is FactType.DATE]


def test_each_weekday_mark_of_a_chat_counts_from_the_capture() -> None:
    found = findings(
        [
            (400, 180, "星期日 14:26"),
            (500, 260, "我的贷款已经还完了"),
            (140, 420, "您好,请先处理余额后"),
            (140, 466, "再销户"),
            (400, 600, "星期一 09:40"),
            (600, 690, "余额已提现了"),
            (140, 800, "收到"),
            (440, 980, "16:02"),
        ]
    )
    told = [(fact.value, fact.role) for fact in dates(found)]
    assert told == [("2024-02-11T14:26", Role.MESSAGE), ("2024-02-12T09:40", Role.MESSAGE)]


@given(opened=st.sampled_from(["开户日", "起息日", "某某日"]), closed=st.sampled_from(["注销日", "销户日期"]))
def test_each_value_of_a_grid_has_the_label_over_it(opened: str, closed: str) -> None:
    found = findings(
        [
            (60, 300, "账户状态"),
            (560, 300, "授信额度"),
            (60, 350, "已注销"),
            (560, 350, "0.00"),
            (60, 450, opened),
            (560, 450, closed),
            (60, 500, "2022-11-11"),
            (560, 500, "2023-06-09"),
        ]
    )
    assert [fact.label for fact in dates(found)][1] == closed
    assert found.event_date == "2023-06-09"


@given(
    before=st.sampled_from(["6月待还(元)\n2,377.61", "6月账单", "本月", ""]),
    gap=st.sampled_from(["", " ", ":"]),
)
def test_a_day_is_read_behind_whatever_month_stands_before_it(before: str, gap: str) -> None:
    found = extract(f"{before}\n还款日{gap}06月18日 剩余7天", dt.date(2025, 6, 11))
    assert [fact.value for fact in found if fact.type is FactType.DATE] == ["2025-06-18"]


def test_a_day_of_birth_is_never_the_day_of_the_evidence() -> None:
    text = "注销申请表\n姓名 某某\n出生日期:1993-07-21\n业务:注销账户"
    found = understand(
        Reading("text", "1", tuple(map(Line, text.split("\n")))),
        captured_at=WEDNESDAY,
        directory=load_directory(),
    )
    assert found.event_date is None


def test_a_mail_of_a_closing_is_about_the_day_that_it_tells() -> None:
    text = (
        "授信终止确认\n某某银行 2023年10月16日 09:32\n尊敬的客户:\n"
        "您的授信已于2023年10月15日终止,贷款账户同步销户,账户已注销。"
    )
    found = understand(
        Reading("text", "1", tuple(map(Line, text.split("\n")))),
        captured_at=WEDNESDAY,
        directory=load_directory(),
    )
    assert found.event_date == "2023-10-15"


def test_a_list_of_what_was_opened_is_about_no_one_day() -> None:
    text = "我的卡包\n储蓄卡\n开户日期 2023-03-18\n储蓄卡\n开户日期 2022-11-05\n天气晴"
    found = understand(
        Reading("text", "1", tuple(map(Line, text.split("\n")))),
        captured_at=WEDNESDAY,
        directory=load_directory(),
    )
    assert found.event_date is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("【某某金融】您的贷款昨日扣款失败后已于今日补扣成功,金额412.66元", "2024-02-14"),
        (
            "[Some Finance] Your instalment of CNY 690.00 due Feb 1 is overdue. Please pay at once.",
            "2024-02-01",
        ),
        ("您的借款已逾期,请于2024年2月14日前还款", None),
    ],
)
def test_a_message_is_about_what_came_about_or_was_due(text: str, day: str | None) -> None:
    found = understand(Reading("text", "1", (Line(text),)), captured_at=WEDNESDAY, directory=load_directory())
    assert found.event_date == day


def test_today_under_a_moment_on_its_own_line_is_the_day_of_that_moment() -> None:
    text = "消息详情\n月付已注销\n2024/02/12 16:27\n您于今日16:25提交的注销已处理完毕"
    assert [fact.value for fact in extract(text, WEDNESDAY.date()) if fact.type is FactType.DATE] == [
        "2024-02-12T16:27",
        "2024-02-12T16:25",
    ]
