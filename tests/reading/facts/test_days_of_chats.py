"""Days of chats in text: rules of signs around a day, and the moments beside the names of those who write."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reading.facts.dates_in_text import days
from vault.model import Line, Reading, Role, Side
from vault.reading import load_directory, understand

_CAPTURED = dt.datetime(2026, 6, 20, 10, tzinfo=dt.UTC)


def _read(text: str) -> list[tuple[str, Role | None]]:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=_CAPTURED, directory=load_directory())
    return [(str(fact.value)[:10], fact.role) for fact in found.facts if fact.type == "date"]


@pytest.mark.parametrize(
    "line",
    [
        "——2026-06-12——",
        "—— 2026年6月12日 ——",
        "-----2026-06-12 星期五-----",
        "=====2026/06/12=====",
        "***2026-06-12***",
        "--2026-06-12 20:31--",
        "__2026-06-12__",
        "———06-12———",
        "------ 06-12 20:31 ------",
    ],
)
def test_a_day_between_rules_of_signs_is_the_day_of_the_messages_under_it(line: str) -> None:
    assert _read(f"{line}\n我:怎么销户\n客服:在设置里") == [("2026-06-12", Role.MESSAGE)]


@pytest.mark.parametrize(
    "text", ["订单AB--2026-06-12-0001", "单号:**2026-06-12-77", "backup_2026-06-12_01.zip", "=====12.50====="]
)
def test_signs_inside_a_number_are_no_rules_around_a_day(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026/06/10 14:05 我\n还款昨天到账了吗\n2026/06/10 14:06 客服\n到了",
        "2026-06-10 14:05:12 用户\n昨天就该销户了\n2026-06-10 14:06:12 客服小王\n请稍等。",
        "[2026-06-10 14:05] 用户：昨天提交的没反应\n[2026-06-10 14:06] 坐席：请等待",
        "2026-06-10 14:05:11 赵六(用户)：昨天说好的\n2026-06-10 14:06:22 坐席008：稍等",
        "2026-06-10 14:05:11 Customer\nYesterday it failed.\n2026-06-10 14:06:22 Agent Lily\nLet me look.",
        "06-10 14:05 我：昨天说好的\n06-10 14:06 客服：稍等",
        "——2026-06-10——\n14:05 我：昨天说好的\n14:06 客服：稍等",
    ],
)
def test_a_word_for_a_day_counts_from_the_moment_of_its_message(text: str) -> None:
    assert set(_read(text)) >= {("2026-06-10", Role.MESSAGE)}
    assert {day for day, _ in _read(text)} == {"2026-06-10", "2026-06-09"}


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-10 14:05 提交申请\n2026-06-11 15:00 审核中\n2026-06-12 10:00 注销成功",
        "进度\n2026-06-10 14:05 客服受理\n2026-06-11 15:00 客服处理\n2026-06-12 09:00 客服办结",
        "记录\n2026-06-10 14:05 注销申请：已提交\n2026-06-12 14:05 注销审核：已通过",
    ],
)
def test_steps_with_their_moments_are_no_messages(text: str) -> None:
    assert ("2026-06-12", Role.MESSAGE) not in _read(text)


def test_a_name_behind_the_moment_heads_its_message() -> None:
    text = "2026-06-10 14:05:12 用户\n我要销户\n2026-06-10 14:06:12 客服小王\n请稍等。"
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=_CAPTURED, directory=load_directory())
    assert [(message.side, message.at) for message in found.messages] == [
        (Side.OWN, "2026-06-10T14:05:12"),
        (Side.THEIRS, "2026-06-10T14:06:12"),
    ]
