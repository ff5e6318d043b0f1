"""Days as screens show them: marks of a chat, labels over values, the day of a message and the day that it tells."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import Fact, FactType, Findings, Kind, Line, Reading, Role
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


NOTED = dt.datetime(2024, 2, 16, 8, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "备忘录\n2024年2月14日 07:52\n昨天打给某某花\n2月13日下午三点多打的,接电话的姓彭,工号6617",
            "2024-02-13",
        ),
        ("备忘录\n2024年2月14日 21:10\n2月12日下午打了95118,客服说账户三天内注销", "2024-02-12"),
        ("便签\n2024-02-14 21:10\n前天拨了某某贷客服热线,对方说注销要先还清", "2024-02-12"),
        ("笔记\n2024/02/14 21:10\n昨天下午给某某贷打了电话,对方工号3021,说七天办好", "2024-02-13"),
        ("记事本\n2024年2月14日 星期三 22:41\n昨晚跟某某客服通了电话,客服答应月底前关掉账户", "2024-02-13"),
        ("备忘录\n2024年2月14日 07:52\n给某某乐打电话\n12号上午打的,接线员说要等五个工作日", "2024-02-12"),
        ("Notes\nFeb 14, 2024\nOn Feb 12 I phoned the hotline 95118 and spoke with Amy", "2024-02-12"),
        ("Notes\n2024-02-14 08:10\nRang 95188 on Monday, got told that it was closed", "2024-02-12"),
        ("备忘录\n2024年2月14日 07:52\n今天打给某某贷,客服说没有欠款。上次2月2日打过没人接", "2024-02-14"),
        ("2024年2月14日 通话记录\n打给某某贷客服,对方说七天办好。上次2月2日打过没人接", "2024-02-14"),
        ("备忘录\n2024年2月14日 07:52\n打给某某贷客服,对方工号3021,说2月20日前注销", "2024-02-14"),
    ],
)
def test_a_note_of_a_call_is_about_the_day_of_the_call(text: str, day: str) -> None:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=NOTED, directory=load_directory())
    assert (found.kind, found.event_date) == (Kind.CALL_NOTE, day)


def test_the_day_before_yesterday_below_a_stamp_does_not_make_it_a_deadline() -> None:
    found = extract("便签\n2024-02-14 21:10\n前天拨了热线", NOTED.date())
    assert next(fact.role for fact in found if fact.type is FactType.DATE) is Role.MESSAGE


def test_words_for_days_in_a_note_count_from_the_call_at_its_head() -> None:
    found = extract("2024-02-12 10:05 打给某某银行客服\n说明天回电", WEDNESDAY.date())
    assert [fact.value for fact in found if fact.type is FactType.DATE] == ["2024-02-12T10:05", "2024-02-13"]


CERTIFIED = dt.datetime(2026, 2, 10, tzinfo=CHINA)
LOANS = "借款编号 放款日期 借款本金（元） 结清日期\nPP991208 2025-03-03 6,500.00 2026-01-15\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"结清证明\n{LOANS}PP991440 2025-07-21 9,200.00 2026-02-08\n开具日期：2026年02月09日", "2026-02-08"),
        (
            f"结清证明\n{LOANS.replace(' ', ' | ')}PP991440 | 2025-07-21 | 900 | 2025-12-08\n开具日期：2026-02-09",
            "2026-01-15",
        ),
        (
            "结清证明\n借款均已结清\n借据号：JQ1 结清日期：2026-02-08\n借据号：JQ2 结清日期：2026-01-15\n2026年2月9日",
            "2026-02-08",
        ),
        ("贷款结清证明\n您的两笔贷款分别于2025年11月3日、2026年2月6日全部结清,特此证明", "2026-02-06"),
        (
            "Certificate of settlement\nLoan 1: settled on 2025-11-03\nLoan 2: settled on 2026-02-06",
            "2026-02-06",
        ),
        (
            "结清证明\n合同号 HT20250303001\n结清日期：2026-01-15\n本结清证明于2026年2月9日开具,有效期至2026年8月9日",
            "2026-01-15",
        ),
    ],
)
def test_a_certificate_of_several_loans_is_about_the_day_on_which_the_last_was_settled(
    text: str, day: str
) -> None:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=CERTIFIED, directory=load_directory())
    assert (found.kind, found.event_date) == (Kind.SETTLEMENT, day)


def test_a_day_in_a_row_of_a_table_has_the_part_that_its_head_tells() -> None:
    found = extract(
        "序号 开立日期 到期日 销户日期\n1 2023.10.30 2027.05.01 2026.02.19\n2 2024.10.30 2027.05.01 -"
    )
    dated = [(fact.value, fact.role, fact.label) for fact in found if fact.type is FactType.DATE]
    assert dated == [
        ("2023-10-30", Role.HAPPENED, "开立日期"),
        ("2027-05-01", Role.DUE, "到期日"),
        ("2026-02-19", Role.HAPPENED, "销户日期"),
        ("2024-10-30", Role.HAPPENED, "开立日期"),
        ("2027-05-01", Role.DUE, "到期日"),
    ]


def test_each_day_of_a_column_has_the_label_at_its_head() -> None:
    rows = [
        ("借款编号", "放款日期", "结清日期"),
        ("PP01", "2023-03-03", "2024-01-15"),
        ("PP02", "--", "2024-02-08"),
    ]
    rows.append(("PP03", "2023年7月1日", "2024-01-31"))
    cells = [
        (300.0 * at, 60.0 * row, cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells)
    ]
    found = findings([(0, -80, "结清证明"), *cells])
    assert [fact.label for fact in dates(found)] == [
        "放款日期",
        "结清日期",
        "结清日期",
        "放款日期",
        "结清日期",
    ]
    assert (found.kind, found.event_date) == (Kind.SETTLEMENT, "2024-02-08")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("站内信\n注销结果通知\n2024-02-12\n您今天提交的注销申请已通过", ["2024-02-12", "2024-02-12"]),
        ("2024-02-12 16:27\n尊敬的客户:\n您今日提交的注销已完成", ["2024-02-12", "2024-02-12"]),
        ("某某贷客服 2024年2月12日\n亲,您的账户昨天已注销", ["2024-02-12", "2024-02-11"]),
        ("消息中心\n注销成功\n您的借呗已于今日注销\n2024-02-12 10:00", ["2024-02-12", "2024-02-12"]),
        (
            "消息详情\n您今日16:25提交的注销已完成。\n2024/02/12 16:27\n查看详情 >",
            ["2024-02-12", "2024-02-12"],
        ),
        ("通知时间 2024-02-12 16:27\n您于今天提交的申请", ["2024-02-12", "2024-02-12"]),
        ("From Some Loan\nFebruary 12, 2024\nYour account was closed today.", ["2024-02-12", "2024-02-12"]),
        ("还款日\n2024-02-20\n今天还款享优惠", ["2024-02-20", "2024-02-14"]),
        ("注销时间 2024-02-12\n今日起不再提供服务", ["2024-02-12", "2024-02-14"]),
        (
            "您今天的申请已收到\n2024-02-12 16:27\n您的账户已注销,感谢您一直以来的支持",
            ["2024-02-14", "2024-02-12"],
        ),
    ],
)
def test_words_for_days_count_from_the_day_that_the_message_carries(text: str, days: list[str]) -> None:
    found = extract(text, WEDNESDAY.date())
    assert [str(fact.value)[:10] for fact in found if fact.type is FactType.DATE] == days


def test_the_days_of_a_list_of_queries_are_not_those_on_which_the_report_was_issued() -> None:
    text = "个人信用报告\n报告时间 2026-03-02\n序号 查询日期 查询原因\n1 2026.02.27 贷后管理\n2 2026.01.15 贷后管理"
    found = extract(text, dt.date(2026, 3, 5))
    roles = [fact.role for fact in found if fact.type is FactType.DATE]
    assert roles == [Role.ISSUED, Role.HAPPENED, Role.HAPPENED]
