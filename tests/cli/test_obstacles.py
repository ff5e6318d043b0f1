"""What blocks a cancellation, and how far an authorisation reaches: said in words, corrected by code."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.shell import Shell

REFUSED = "拍拍贷\n注销失败\n不通过原因：账户余额 12.36元，请先提现"
GRANTED = "征信查询授权书\n授权机构 百信银行\n本授权仅限本次贷款审批使用"


def added(vault: Shell, text: str) -> str:
    (record,) = vault("add", "-", "--json", stdin=text.encode()).records
    return str(record["id"])


def fact(vault: Shell, item: str, of_type: str) -> dict[str, Any]:
    (record,) = vault("show", item, "--json").records
    (found,) = (one for one in record["facts"] if one["type"] == of_type)
    return dict(found)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Obstacle: money is left in the account (不通过原因)"),
        ("zh", "受阻原因：账户内有余额（不通过原因）"),
    ],
)
def test_an_obstacle_is_said_in_words(vault: Shell, language: str, told: str) -> None:
    vault.set(VAULT_LANG=language)
    assert told in vault("add", "-", stdin=REFUSED.encode()).out
    (record,) = vault("search", "--json").records
    assert told in vault("show", record["id"]).out
    assert told in vault("read", "-", stdin=REFUSED.encode()).out


def test_json_gives_the_code_the_words_as_they_stand_and_the_rule(vault: Shell) -> None:
    found = fact(vault, added(vault, REFUSED), "obstacle")
    assert (found["value"], found["rule"], found["state"]) == ("balance", "obstacle.balance", "proposed")
    assert found["raw"].startswith("账户余额 1")
    found = fact(vault, added(vault, GRANTED), "authorization")
    assert found["value"] == "one_off"


def test_an_obstacle_is_corrected_by_its_code(vault: Shell) -> None:
    item = added(vault, REFUSED)
    wrong = fact(vault, item, "obstacle")
    ended = vault("edit", item, "--fact", f"{wrong['id']}=coupon")
    assert ended.code == 0
    assert "coupons are left" in ended.out
    found = fact(vault, item, "obstacle")
    assert (found["value"], found["state"], found["raw"]) == ("coupon", "corrected", wrong["raw"])
    refused = vault("edit", item, "--fact", f"{wrong['id']}=weather")
    assert refused.code == 4
    assert "[fact-value]" in refused.err


def test_its_words_are_found_by_a_search(vault: Shell) -> None:
    item = added(vault, REFUSED)
    assert [record["id"] for record in vault("search", "账户余额", "--json").records] == [item]
