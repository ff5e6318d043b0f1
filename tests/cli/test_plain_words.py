"""What a person reads: nothing of the machine's, columns that stand, hints that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.shell import MATERIAL, Shell
from tests.cli.terminal import Terminal

SMS = (
    "【借呗】尊敬的张三，您的借呗账户已于2026年3月10日注销成功，受理编号JB2026031000017，还款金额1234.50元。"
)
CARD = "【京东金融】" + "请妥善保管您的材料。" * 12 + "工单GD20260703141988已办结。"


@pytest.fixture
def filled(vault: Shell) -> Shell:
    """A vault of two messages that speaks Chinese."""
    vault.set(VAULT_LANG="zh")
    assert vault("add", vault.write("借呗.txt", SMS), vault.write("京东.txt", CARD)).code == 0
    return vault


def test_what_became_of_several_files_is_summed_up(vault: Shell) -> None:
    vault.set(VAULT_LANG="zh")
    ended = vault("add", vault.write("a.txt", SMS), vault.write("b.txt", SMS), "absent.txt")
    assert ended.code == 3
    assert "存入 1 份、已有 1 份、失败 1 份。" in ended.err


def test_an_error_names_its_file_once(vault: Shell) -> None:
    assert vault("add", "absent.txt").err.count("absent.txt") == 1


def test_a_hit_is_shown_where_it_stands_in_its_line(filled: Shell) -> None:
    assert "GD20260703141988" in filled("search", "GD20260703141988").out


def test_hits_stand_in_columns_and_name_their_files(filled: Shell) -> None:
    ended = filled("search")
    first, second = (line for line in ended.out.splitlines() if not line.startswith(" "))
    assert {first.split()[-1], second.split()[-1]} == {"京东.txt", "借呗.txt"}
    assert cell_len(first) == cell_len(second)
    assert "共 2 份。" in ended.err


def test_a_search_without_hits_says_how_to_see_everything(filled: Shell) -> None:
    assert "vault search" in filled("search", "没有这个词").err


def test_amounts_are_written_as_chinese_writes_them(filled: Shell) -> None:
    (hit,) = filled("search", "借呗", "--json").records
    assert "金额：1234.50 元" in filled("show", hit["id"]).out


def test_confirming_what_is_confirmed_says_so(filled: Shell) -> None:
    (hit,) = filled("search", "借呗", "--json").records
    assert filled("confirm", hit["id"], "--yes").code == 0
    assert "没有待确认的要素" in filled("confirm", hit["id"], "--yes").err


def test_a_value_that_does_not_fit_is_told_with_the_words_of_its_type(filled: Shell) -> None:
    (hit,) = filled("search", "借呗", "--json").records
    assert "这不是有效的金额。" in filled("edit", hit["id"], "--new", "amount=viel").err


def test_readers_are_listed_without_a_header_of_the_catalogue(vault: Shell) -> None:
    vault.set(VAULT_LANG="zh")
    ended = vault("recipients")
    assert "age1" in ended.out
    assert "Project-Id-Version" not in ended.out


def test_demands_are_named_in_words(vault: Shell) -> None:
    vault.set(VAULT_LANG="zh")
    assert vault("add", MATERIAL / "14-jd-sms-pasted.txt").code == 0
    ended = vault(
        "packet", "--platform", "京东金融", "--for", "platform", "--demand", "close-account", "--check"
    )
    assert "请求：注销账户（close-account）" in ended.out


def test_an_authority_must_be_an_address(shell: Shell) -> None:
    assert shell("init", "--tsa", "tsa.example.org").code == 2
    assert not (shell.home / "vault").exists()


def test_a_no_is_no_interruption(vault: Shell) -> None:
    (record,) = vault("add", vault.write("a.txt", SMS), "--json").records
    removing = Terminal(vault, "rm", record["id"], "--reason", "x")
    removing.expect("Remove this item?")
    removing.type("n")
    assert removing.ended() == 130
    assert "Nothing was changed." in removing.printed


def test_particulars_are_not_cleared_without_a_question(vault: Shell) -> None:
    given = vault.write("me.toml", 'name = "张三"')
    assert vault("profile", "set", "--from", given).code == 0
    clearing = Terminal(vault, "profile", "clear")
    clearing.expect("?")
    clearing.type("n")
    assert clearing.ended() == 130
    assert "张三" in vault("profile").out


def test_a_call_with_an_unknown_platform_says_how_to_name_it(vault: Shell) -> None:
    ended = vault("note", "--with", "小河贷", "--said", "已注销")
    assert ended.code == 0
    assert "--new platform=小河贷" in ended.err


def test_removing_twice_and_bringing_back_what_is_there_are_told_apart(vault: Shell) -> None:
    (record,) = vault("add", vault.write("a.txt", SMS), "--json").records
    undo = ("rm", record["id"], "--undo", "--reason", "x")
    assert "[not-removed]" in vault(*undo).err
    assert vault("rm", record["id"], "--reason", "x").code == 0
    assert "[removed-already]" in vault("rm", record["id"], "--reason", "x").err
    assert vault(*undo).code == 0


def test_blanks_are_no_note(vault: Shell) -> None:
    ended = vault("note", "--said", " ", "--promised", "\u3000")
    assert ended.code != 0
    assert "[empty-note]" in ended.err
    assert vault("search", "--json").records == []


def test_a_file_that_is_not_there_is_told_in_chinese(vault: Shell) -> None:
    vault.set(VAULT_LANG="zh")
    assert "没有这个文件" in vault("verify", Path("absent.zip")).err


def test_a_kind_is_named_as_it_is_shown(filled: Shell) -> None:
    assert filled("search", "--kind", "账户注销").out == filled("search", "--kind", "cancellation").out != ""
