"""`search`, `show`, `confirm`, `edit`, `rm`, `export`: find an item again and say what one knows of it."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.shell import Shell
from tests.cli.sms import BAITIAO

OTHER = "【微众银行】您的微粒贷借款已于2026年4月2日结清，业务流水号 WZ8801300。"


@pytest.fixture
def filled(vault: Shell) -> Shell:
    """A vault with two messages."""
    for text in (BAITIAO, OTHER):
        assert vault("add", "-", stdin=text.encode()).code == 0
    return vault


def found(shell: Shell, *arguments: str) -> list[str]:
    """Return the event dates of what a search finds; they tell the two messages apart."""
    return sorted(record["event_date"] for record in shell("search", *arguments, "--json").records)


JD, WZ = "2026-03-10", "2026-04-02"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("注销",), [JD]),
        (("结清",), [WZ]),
        (("８８０１",), [JD, WZ]),
        (("ZX20240305",), [JD]),
        (("8801", "微粒贷"), [WZ]),
        (("--ref", "0305-8801"), [JD]),
        (("--ref", "ZX2O24O3O5"), [JD]),
        (("--platform", "京东金融"), [JD]),
        (("--platform", "webank"), [WZ]),
        (("--kind", "settlement"), [WZ]),
        (("--since", "2026-03-11"), [WZ]),
        (("--until", "2026-03-31"), [JD]),
        (("不在其中",), []),
        (("--ref", "-"), []),
        (('") OR 1=1 --',), []),
        ((), [JD, WZ]),
    ],
)
def test_search_finds_by_text_number_platform_kind_and_day(
    filled: Shell, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert found(filled, *arguments) == expected


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("您已注销支付宝借呗账户", "註銷", "注销"),
        ("您已注销支付宝借呗账户", "借唄帳戶", "借呗账户"),
        ("您的螞蟻借唄帳戶已註銷成功", "蚂蚁借呗", "螞蟻借唄"),
        ("您的螞蟻借唄帳戶已註銷成功", "注销", "註銷"),
        ("客服回覆：張巖薰女士的帐户已銷", "张岩薰 账户 回复", "張巖薰"),
    ],
)
def test_simplified_and_traditional_characters_find_one_another(
    vault: Shell, text: str, typed: str, shown: str
) -> None:
    assert vault("add", "-", stdin=text.encode()).code == 0
    (record,) = vault("search", typed, "--json").records
    assert text in record["snippet"]
    assert shown in vault("search", typed).out


def test_a_platform_is_known_by_its_traditional_name(vault: Shell) -> None:
    assert vault("platforms", "螞蟻借唄").out == vault("platforms", "蚂蚁借呗").out


def test_a_hit_shows_where_it_was_found(filled: Shell) -> None:
    (record,) = filled("search", "注销", "--json").records
    assert "注销" in record["snippet"]
    assert set(record) == {"id", "kind", "event_date", "platforms", "name", "snippet", "score"}


def test_nothing_found_is_no_error(filled: Shell) -> None:
    ended = filled("search", "不在其中")
    assert (ended.code, ended.out) == (0, "")
    assert "Nothing found" in ended.err


def test_an_unknown_platform_names_near_ones(filled: Shell) -> None:
    ended = filled("search", "--platform", "京东金容")
    assert ended.code == 5
    assert "[platform-not-found]" in ended.err
    assert "京东金融" in ended.err


def item(shell: Shell, word: str) -> str:
    (record,) = shell("search", word, "--json").records
    identifier: str = record["id"]
    return identifier


def states(shell: Shell, identifier: str) -> dict[str, str]:
    (record,) = shell("show", identifier, "--json").records
    return {fact["id"]: fact["state"] for fact in record["facts"]}


def test_any_unique_prefix_of_an_id_serves(filled: Shell) -> None:
    identifier = item(filled, "注销")
    assert filled("show", identifier[:6]).code == 0
    assert filled("show", "iiiiiiii").code == 5


def test_confirm_confirms_what_is_proposed(filled: Shell) -> None:
    identifier = item(filled, "注销")
    assert filled("confirm", identifier, "--yes").code == 0
    assert set(states(filled, identifier).values()) == {"confirmed"}


def test_confirm_and_reject_single_facts(filled: Shell) -> None:
    identifier = item(filled, "注销")
    assert filled("confirm", identifier, "--fact", "f1", "--reject", "f2").code == 0
    told = states(filled, identifier)
    assert (told["f1"], told["f2"], told["f3"]) == ("confirmed", "rejected", "proposed")
    assert filled("confirm", identifier, "--fact", "f99").code == 5


def test_a_correction_stands_and_the_reading_stays(filled: Shell) -> None:
    identifier = item(filled, "注销")
    (before,) = filled("show", identifier, "--json", "--text").records
    (number,) = [fact["id"] for fact in before["facts"] if fact["type"] == "reference"]
    assert filled("edit", identifier, "--fact", f"{number}=ZX20240305-8807", "--kind", "complaint").code == 0
    (after,) = filled("show", identifier, "--json", "--text").records
    (corrected,) = [fact for fact in after["facts"] if fact["id"] == number]
    assert (corrected["value"], corrected["state"]) == ("ZX20240305-8807", "corrected")
    assert after["kind"] == "complaint"
    assert after["text"] == before["text"]
    assert [one["type"] for one in after["custody"]] == ["item.added", "item.edited", "facts.judged"]
    assert found(filled, "--ref", "8807") == [JD]


def test_facts_can_be_added(filled: Shell) -> None:
    identifier = item(filled, "注销")
    added = ("reference=GD-77", "amount=￥1,234.5", "date=2026-03-09", "platform=微粒贷")
    assert filled("edit", identifier, *(part for one in added for part in ("--new", one))).code == 0
    (record,) = filled("show", identifier, "--json").records
    values = [fact["value"] for fact in record["facts"] if fact["state"] == "confirmed"]
    assert values == ["GD-77", {"amount": "1234.50", "currency": "CNY"}, "2026-03-09", "weilidai"]


def test_facts_that_two_devices_added_apart_both_stand_once_their_folders_are_merged(filled: Shell) -> None:
    identifier = item(filled, "注销")
    mine, other = filled.home / "vault", filled.home / "other device"
    shutil.copytree(mine, other)
    assert filled("edit", identifier, "--new", "reference=GD-77").code == 0
    filled.set(VAULT_DIR=str(other), XDG_STATE_HOME=str(filled.home / "other state"))
    assert filled("edit", identifier, "--new", "phone=95188").code == 0
    for name in other.rglob("*.age"):
        target = mine / name.relative_to(other)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(name, target)
    filled.set(VAULT_DIR=str(mine), XDG_STATE_HOME=str(filled.home / "state"))
    (record,) = filled("show", identifier, "--json").records
    added = {(fact["type"], fact["value"]) for fact in record["facts"] if fact["state"] == "confirmed"}
    assert added == {("reference", "GD-77"), ("phone", "95188")}


def test_a_correction_keeps_the_currency(vault: Shell) -> None:
    text = "您的借呗账户已注销，退款 USD 100.00 已到账。"
    (record,) = vault("add", "-", "--json", stdin=text.encode()).records
    (fact,) = [one for one in record["facts"] if one["type"] == "amount"]
    (known,) = [
        one["id"]
        for one in vault("show", record["id"], "--json").records[0]["facts"]
        if one["type"] == "amount"
    ]
    for typed, expected in (
        ("120", {**fact["value"], "amount": "120.00"}),
        ("￥9", {"amount": "9.00", "currency": "CNY"}),
    ):
        assert vault("edit", record["id"], "--fact", f"{known}={typed}").code == 0
        (shown,) = vault("show", record["id"], "--json").records
        assert [one["value"] for one in shown["facts"] if one["id"] == known] == [expected]
    assert fact["value"]["currency"] == "USD"


def test_a_telephone_number_is_kept_in_digits(filled: Shell) -> None:
    identifier = item(filled, "注销")
    assert (
        filled("edit", identifier, "--new", "phone=(010) 1234-5678", "--new", "phone=+86 138 0013 8000").code
        == 0
    )
    (record,) = filled("show", identifier, "--json").records
    added = [one["value"] for one in record["facts"] if one["state"] == "confirmed"]
    assert added == ["01012345678", "+8613800138000"]


def test_a_fact_is_not_right_and_wrong_at_once(filled: Shell) -> None:
    ended = filled("confirm", item(filled, "注销"), "--fact", "f1", "--reject", "f1")
    assert (ended.code, "fact-judged-twice" in ended.err) == (2, True)


@pytest.mark.parametrize(
    "bad",
    [
        "phone=hello",
        "phone=12",
        "reference=---",
        "employee=--",
        "date=31.3.",
        "date=2026-02-30",
        "date=2026-W10-4",
        "amount=viel",
        "amount=nan",
        "amount=1.239",
    ],
)
def test_a_value_must_fit_its_type(filled: Shell, bad: str) -> None:
    ended = filled("edit", item(filled, "注销"), "--new", bad)
    assert ended.code == 4
    assert "[fact-value]" in ended.err


def test_an_edit_without_a_change_is_refused(filled: Shell) -> None:
    assert filled("edit", item(filled, "注销")).code == 4


def test_a_removed_item_is_out_of_sight_and_comes_back(filled: Shell) -> None:
    identifier = item(filled, "注销")
    assert filled("rm", identifier, "--reason", "not mine").code == 0
    assert found(filled, "注销") == []
    assert found(filled, "注销", "--removed") == [JD]
    assert filled("rm", identifier, "--reason", "again").code == 6
    assert filled("rm", identifier, "--undo", "--reason", "it is").code == 0
    assert found(filled, "注销") == [JD]
    (record,) = filled("show", identifier, "--json").records
    assert [one["type"] for one in record["custody"]][-2:] == ["item.removed", "item.restored"]


def test_a_reason_is_needed_to_remove(filled: Shell) -> None:
    assert filled("rm", item(filled, "注销")).code == 2


def test_export_never_overwrites(filled: Shell) -> None:
    identifier = item(filled, "注销")
    filled.write("there.txt", "mine")
    ended = filled("export", identifier, "-o", "there.txt")
    assert ended.code == 6
    assert (filled.home / "there.txt").read_text() == "mine"
    assert filled("export", identifier, "-o", "missing/there.txt").code == 4
    assert filled("export", identifier, "-o", "new.txt").code == 0
    assert (filled.home / "new.txt").read_text() == BAITIAO
    assert not list(filled.home.glob(".vault-*"))


def test_show_tells_everything_within_80_columns_in_both_languages(filled: Shell) -> None:
    from rich.cells import cell_len

    identifier = item(filled, "注销")
    for language, words in (("en", ("Custody", "Account cancelled")), ("zh", ("保管记录", "账户注销"))):
        filled.set(VAULT_LANG=language)
        out = filled("show", identifier).out
        assert all(word in out for word in words)
        assert max(map(cell_len, out.splitlines())) <= 80
