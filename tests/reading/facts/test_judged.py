"""The event date follows the facts as a person judged them."""

from __future__ import annotations

import dataclasses
import datetime as dt

from vault.model import Fact, FactState, FactType, Findings, Line, Reading, Role
from vault.reading import event_date_as_judged, load_directory, understand

CAPTURED = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def read(text: str) -> tuple[Reading, Findings]:
    reading = Reading("none", "1", tuple(Line(line) for line in text.split("\n")))
    return reading, understand(reading, captured_at=CAPTURED, directory=load_directory())


def test_what_nobody_judged_gives_the_same_day() -> None:
    reading, findings = read("注销时间:2026-07-09\n打印日期:2026-07-11\n有效期 2026-01-01至2026-12-31")
    told = event_date_as_judged(reading, findings.facts, findings.kind)
    assert told == (findings.event_date, findings.event_date_why) == ("2026-07-09", "happened.closing")


def test_a_chosen_day_of_an_ambiguous_date_is_the_event_date() -> None:
    reading, findings = read("Account closed on 03/04/2026\nReport date: 2026-05-05")
    chosen = [
        dataclasses.replace(fact, value="2026-04-03", state=FactState.CORRECTED) if fact.note else fact
        for fact in findings.facts
    ]
    assert findings.event_date == "2026-05-05"
    assert event_date_as_judged(reading, chosen, findings.kind) == ("2026-04-03", "happened.closing")


def test_rejected_dates_do_not_count() -> None:
    reading, findings = read("注销时间:2026-07-09")
    rejected = [dataclasses.replace(fact, state=FactState.REJECTED) for fact in findings.facts]
    assert event_date_as_judged(reading, rejected, findings.kind) == (None, "")


def test_a_date_that_a_person_added_counts() -> None:
    reading, findings = read("账户已注销")
    added = Fact(FactType.DATE, "2026-07-09", "", "person", 1.0, (0, 0), role=Role.HAPPENED)
    assert event_date_as_judged(reading, [*findings.facts, added], findings.kind)[0] == "2026-07-09"


def test_a_dunning_message_stays_about_the_day_on_which_payment_was_due() -> None:
    reading, findings = read("[Some Finance] Your instalment due Nov 1 is overdue. Please pay at once.")
    told = event_date_as_judged(reading, findings.facts, findings.kind, CAPTURED.date())
    assert told == (findings.event_date, findings.event_date_why) == ("2026-11-01", "due")
