"""`vault review`: one key for each uncertain fact, recorded at once."""

from __future__ import annotations

import os

import click
import pytest

from tests.cli.review_material import (
    AMBIGUOUS,
    OTHERS,
    OURS,
    PROMPT,
    SURE,
    Keys,
    added,
    dates,
    disagreement,
    shown,
)
from tests.cli.shell import Shell

pytestmark = pytest.mark.usefixtures("plain_terminal")


def test_only_what_is_uncertain_is_listed(vault: Shell) -> None:
    added(vault, SURE)
    item = added(vault, AMBIGUOUS)
    records = [one for one in vault("review", "--json").records if one["fact"]["type"] == "date"]
    (record,) = records
    assert (record["id"], record["doubt"]) == (item, "ambiguous")
    assert record["alternatives"] == ["2026-03-04", "2026-04-03"]
    assert record["line"] == AMBIGUOUS
    assert record["fact"]["value"] == "[2026-03-04,2026-04-03]"


def test_all_lists_every_fact_that_nobody_judged(vault: Shell) -> None:
    item = added(vault, SURE)
    assert vault("review", item, "--json").out == ""
    proposed = {one["id"] for one in shown(vault, item)}
    assert {one["fact"]["id"] for one in vault("review", "--all", "--json").records} == proposed
    assert {one["doubt"] for one in vault("review", "--all", "--json").records} == {"none"}
    assert vault("confirm", item, "--yes").code == 0
    assert vault("review", "--all", "--json").out == ""


def test_disagreeing_engines_are_listed_with_both_readings(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    (record,) = vault("review", item, "--json").records
    assert (record["doubt"], record["alternatives"]) == ("disagreement", [OTHERS])
    assert record["fact"]["value"] == OURS


def test_a_long_line_is_cut_around_what_was_read(vault: Shell) -> None:
    added(vault, "x " * 5000 + AMBIGUOUS + " y" * 5000)
    records = vault("review", "--json").records
    assert records
    assert all(len(one["line"]) < 200 for one in records)
    assert all(one["fact"]["raw"] in one["line"] for one in records)


def test_without_a_terminal_it_says_what_to_use(vault: Shell) -> None:
    ended = vault("review")
    assert ended.code == 2
    assert "[review-needs-terminal]" in ended.err
    assert "vault confirm" in ended.err
    assert "vault edit" in ended.err


def test_an_unknown_item_is_an_error(vault: Shell) -> None:
    assert vault("review", "zzzz", "--json").code == 5


def test_nothing_to_review_is_said(vault: Shell) -> None:
    item = added(vault, SURE)
    terminal = Keys(vault, "review", item)
    assert terminal.ended() == 0
    assert "Nothing to review." in terminal.printed


@pytest.mark.parametrize(
    ("key", "state", "value", "summary"),
    [
        ("a", "confirmed", OURS, "1 confirmed, 0 corrected, 0 rejected, 0 left."),
        ("o", "corrected", OTHERS, "0 confirmed, 1 corrected, 0 rejected, 0 left."),
        ("r", "rejected", OURS, "0 confirmed, 0 corrected, 1 rejected, 0 left."),
        ("s", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
        ("q", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
        ("\x04", "proposed", OURS, "0 confirmed, 0 corrected, 0 rejected, 1 left."),
    ],
)
def test_one_key_answers(vault: Shell, key: str, state: str, value: str, summary: str) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    told = click.unstyle(terminal.printed)
    assert f"  a  {OURS}  rapidocr" in told
    assert f"  o  {OTHERS}" in told
    assert f"vault export {item}" in terminal.printed
    terminal.press(key, "left.")
    assert terminal.ended() == 0
    assert summary in terminal.printed
    (fact,) = shown(vault, item)
    assert (fact["state"], fact["value"]) == (state, value)


def test_a_value_is_typed_and_one_that_does_not_fit_is_asked_for_again(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    terminal.press("t", "Value")
    terminal.type("soon")
    terminal.expect("[fact-value]")
    terminal.press("t", "Value")
    terminal.type("")
    terminal.press("t", "Value")
    terminal.type("2026-05-06")
    assert terminal.ended() == 0
    assert "1 corrected" in terminal.printed
    assert dates(vault, item) == [("2026-05-06", "corrected")]


@pytest.mark.parametrize(("keys", "day"), [("1", "2026-03-04"), ("2", "2026-04-03"), ("o2", "2026-04-03")])
def test_one_of_two_days_is_chosen(vault: Shell, keys: str, day: str) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    for key in keys[:-1]:
        terminal.press(key, "1/2")
        terminal.printed += PROMPT
    terminal.press(keys[-1], "1 corrected")
    assert terminal.ended() == 0
    assert dates(vault, item) == [(day, "corrected")]
    (record,) = vault("show", item, "--json").records
    assert record["event_date"] == day


def test_a_rejected_date_is_no_longer_what_the_item_is_about(vault: Shell) -> None:
    item = added(vault, "Account cancelled on 2026-05-06\nWe received your request on 2026-05-02")
    (before,) = vault("show", item, "--json").records
    terminal = Keys(vault, "review", "--all", item)
    terminal.expect(PROMPT)
    for fact in before["facts"]:
        terminal.press("r" if fact["value"] == "2026-05-06" else "s", "")
    assert terminal.ended() == 0
    (after,) = vault("show", item, "--json").records
    assert (before["event_date"], after["event_date"]) == ("2026-05-06", "2026-05-02")


def test_quitting_keeps_the_answers_that_were_given(vault: Shell) -> None:
    items = [added(vault, AMBIGUOUS.replace("Example", name)) for name in ("First", "Second", "Third")]
    terminal = Keys(vault, "review", *items)
    terminal.press("a")
    terminal.press("q", "1 confirmed, 0 corrected, 0 rejected, 2 left.")
    assert terminal.ended() == 0
    assert [dates(vault, item)[0][1] for item in items] == ["confirmed", "proposed", "proposed"]


def test_an_interrupt_keeps_the_answers_and_restores_the_terminal(vault: Shell) -> None:
    items = [added(vault, AMBIGUOUS.replace("Example", name)) for name in ("First", "Second")]
    terminal = Keys(vault, "review", *items)
    terminal.press("r")
    terminal.press("\x03", "Interrupted")
    assert terminal.ended() == 130
    assert [dates(vault, item)[0][1] for item in items] == ["rejected", "proposed"]


def test_other_keys_and_arrows_answer_nothing(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item)
    terminal.expect(PROMPT)
    for key in ("x", "3", "\x1b[A", "\n"):
        os.write(terminal._fd, key.encode())
    terminal.press("s", "1 left")
    assert terminal.ended() == 0


def test_a_correction_leaves_what_the_engine_read(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    terminal = Keys(vault, "review")
    terminal.press("o", "1 corrected")
    assert terminal.ended() == 0
    (fact,) = shown(vault, item)
    assert (fact["raw"], fact["value"]) == (OURS, OTHERS)
    (record,) = vault("show", item, "--json").records
    assert [event["type"] for event in record["custody"]] == ["item.added", "facts.judged"]


def test_a_second_engine_that_read_nothing_offers_no_other_reading(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png", second="")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    assert "The other engine read nothing here." in terminal.printed
    assert "o the other" not in terminal.printed
    terminal.press("q")
    assert terminal.ended() == 0


def test_the_review_speaks_chinese(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png")
    vault.set(VAULT_LANG="zh")
    terminal = Keys(vault, "review")
    terminal.expect("q 退出")
    assert "两个引擎读得不一样" in terminal.printed
    terminal.printed = PROMPT
    terminal.press("a", "确认 1 条，更正 0 条，否定 0 条，还剩 0 条。")
    assert terminal.ended() == 0


def test_control_characters_of_evidence_do_not_reach_the_terminal(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png", second="88\x1b]0;owned\x07")
    terminal = Keys(vault, "review")
    terminal.expect(PROMPT)
    assert "\x1b]0" not in terminal.printed
    terminal.press("q")
    assert terminal.ended() == 0


def test_nothing_but_the_list_reaches_a_pipe(vault: Shell) -> None:
    disagreement(vault, "06-jd-cancelled.png", "image/png")
    vault.set(KITTY_WINDOW_ID="1", DISPLAY=":0")
    assert "\x1b" not in vault("review", "--json").out


@pytest.mark.parametrize("key", ["a", "o", "r", "s"])
def test_the_last_answer_is_taken_back_and_asked_again(vault: Shell, key: str) -> None:
    first = disagreement(vault, "06-jd-cancelled.png", "image/png")
    second = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", first, second)
    terminal.expect(PROMPT)
    assert "u undo" not in terminal.printed
    terminal.press(key)
    terminal.expect("u undo the last")
    terminal.press("u")
    terminal.press("r")
    terminal.press("s", "0 confirmed, 0 corrected, 1 rejected, 1 left.")
    assert terminal.ended() == 0
    (fact,) = shown(vault, first)
    assert (fact["state"], fact["value"]) == ("rejected", OURS)


def test_an_answer_that_was_taken_back_stands_as_it_was_read(vault: Shell) -> None:
    item = disagreement(vault, "06-jd-cancelled.png", "image/png")
    other = added(vault, AMBIGUOUS)
    terminal = Keys(vault, "review", item, other)
    terminal.press("o")
    terminal.press("u")
    terminal.press("q", "0 confirmed, 0 corrected, 0 rejected, 2 left.")
    assert terminal.ended() == 0
    (fact,) = shown(vault, item)
    assert (fact["state"], fact["value"], fact["second"]) == ("proposed", OURS, OTHERS)


def test_a_day_that_was_taken_back_is_no_longer_what_the_item_is_about(vault: Shell) -> None:
    item = added(vault, AMBIGUOUS)
    other = added(vault, AMBIGUOUS.replace("Example", "Second"))
    (before,) = vault("show", item, "--json").records
    terminal = Keys(vault, "review", item, other)
    terminal.press("2")
    terminal.press("u")
    terminal.press("q", "2 left.")
    assert terminal.ended() == 0
    (after,) = vault("show", item, "--json").records
    assert after["facts"] == before["facts"]
    assert after["event_date"] == before["event_date"]
