"""The Date of a mail's header: a date of the item, what its words count from, and its day where no other is told."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from vault.intake import Circumstances, Intake
from vault.model import Fact, FactState, FactType, Findings, Line, Reading, Role
from vault.reading import Sent, event_date_as_judged, load_directory, understand
from vault.sources import Limits, identify

CHINA = dt.timezone(dt.timedelta(hours=8))
CAPTURED = dt.datetime(2026, 3, 1, 12, tzinfo=CHINA)
SAID = "Tue, 27 Jan 2026 16:20:00 +0800"
SENT = Sent(SAID, dt.datetime(2026, 1, 27, 8, 20, tzinfo=dt.UTC))


def read(text: str) -> Reading:
    return Reading("text", "1", tuple(Line(line) for line in text.split("\n")))


def understood(text: str, sent: Sent | None = SENT) -> Findings:
    return understand(read(text), captured_at=CAPTURED, directory=load_directory(), sent=sent)


def dates(found: Findings) -> list[Fact]:
    return [fact for fact in found.facts if fact.type is FactType.DATE]


def test_the_header_tells_a_date_that_stands_nowhere_in_the_text() -> None:
    (date,) = dates(understood("您好,请注销我的账户。"))
    assert (date.value, date.role, date.rule) == ("2026-01-27T16:20", Role.MESSAGE, "date.mail-header")
    assert (date.raw, date.span, date.box) == (SAID, (0, 0), None)


def test_a_mail_that_tells_no_day_is_about_the_day_on_which_it_was_sent() -> None:
    found = understood("您好,请注销我的账户。")
    assert (found.event_date, found.event_date_why) == ("2026-01-27", "message.message")


def test_the_day_that_the_body_tells_comes_first() -> None:
    assert understood("您的账户已于2026年1月20日注销。").event_date == "2026-01-20"


def test_a_complaint_is_about_the_day_on_which_it_was_sent_not_about_what_it_tells() -> None:
    text = "投诉书\n本人投诉某某小额贷款有限公司。我2025年9月2日结清全部贷款,该公司拒不注销账户。"
    assert understood(text).event_date == "2026-01-27"


@pytest.mark.parametrize(("word", "day"), [("今天", "2026-01-27"), ("昨天", "2026-01-26")])
def test_words_for_days_count_from_when_the_mail_was_sent(word: str, day: str) -> None:
    found = understood(f"您的账户{word}已注销。")
    assert [fact.value for fact in dates(found)][1:] == [day]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2026年1月27日", "2026-01-27"),
        ("2026/01/27 08:15", "2026-01-27T08:15"),
        ("27 Jan 2026", "2026-01-27"),
    ],
)
def test_a_date_field_written_by_hand_is_read_by_the_rules(said: str, value: str) -> None:
    assert [fact.value for fact in dates(understood("已注销", Sent(said)))] == [value]


@pytest.mark.parametrize("said", ["", "soon", "1月27日", "27/01/26 or 28/01/26", "9" * 4000])
def test_a_date_field_that_tells_no_day_is_left_out(said: str) -> None:
    assert dates(understood("已注销", Sent(said))) == []


def test_the_last_day_of_the_calendar_is_no_fault() -> None:
    assert dates(understood("已注销", Sent("x", dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)))) == []


def test_a_rejected_header_counts_no_more() -> None:
    found = understood("您好,请注销我的账户。")
    assert event_date_as_judged(read("您好,请注销我的账户。"), found.facts, found.kind) == (
        found.event_date,
        found.event_date_why,
    )
    rejected = [dataclasses.replace(fact, state=FactState.REJECTED) for fact in found.facts]
    assert event_date_as_judged(read("您好,请注销我的账户。"), rejected, found.kind) == (None, "")


def test_a_mail_counts_from_its_own_date_whatever_was_stated_of_the_capture() -> None:
    mail = (
        f"From: Care <care@shop.example>\nSubject: closed\nDate: {SAID}\n\nYour account was closed today.\n"
    )
    data = mail.encode()
    intake = Intake("none", load_directory(), zone=CHINA, now=lambda: CAPTURED)
    understood = intake.understand(data, identify(data), Circumstances(captured_at=CAPTURED), Limits())
    assert [fact.value for fact in dates(understood.findings)] == ["2026-01-27T16:20", "2026-01-27"]
    assert understood.captured_at == CAPTURED
