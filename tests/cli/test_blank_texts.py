"""A text that must say something is refused where it is blank, before anything is asked or recorded."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell
from tests.cli.terminal import Terminal
from vault.keeping import age

BLANKS = ("", " ", "\u3000\t", "\u200b\u2060")


@pytest.fixture
def item(vault: Shell) -> str:
    """The id of the only item."""
    assert vault("add", "-", stdin="京东金融账户已注销".encode()).code == 0
    (record,) = vault("search", "--json").records
    return str(record["id"])


def history(shell: Shell, item: str) -> list[str]:
    """Return the types of the events about an item."""
    return [event["type"] for event in shell("show", item, "--json").records[0]["custody"]]


def test_an_item_is_neither_removed_nor_restored_for_a_blank_reason(vault: Shell, item: str) -> None:
    for blank in BLANKS:
        ended = vault("rm", item, "--yes", "--reason", blank)
        assert ended.code == 2
        assert "error [text-blank] The reason is blank." in ended.err
    assert vault("rm", item, "--yes", "--reason", "not mine").code == 0
    assert vault("rm", item, "--undo", "--reason", " ").code == 2
    assert history(vault, item) == ["item.added", "item.removed"]


def test_nobody_is_asked_about_a_removal_without_a_reason(vault: Shell, item: str) -> None:
    terminal = Terminal(vault, "rm", item, "--reason", " ")
    assert terminal.ended() == 2
    assert not any("?" in line for line in terminal.lines)


def test_an_item_keeps_its_title(vault: Shell, item: str) -> None:
    for blank in BLANKS:
        assert "[text-blank] The title is blank." in vault("edit", item, "--title", blank).err
    assert history(vault, item) == ["item.added"]
    assert vault("edit", item, "--note", "seen").code == 0
    assert vault("edit", item, "--note", "").code == 0  # a remark may be taken back


@pytest.mark.parametrize("option", ["--title", "--app", "--system", "--device"])
def test_nothing_is_added_under_a_blank(vault: Shell, option: str) -> None:
    assert "[text-blank]" in vault("add", "-", option, " ", stdin="账户已注销".encode()).err
    assert vault("search", "--json").records == []


@pytest.mark.parametrize("option", ["--number", "--with", "--staff"])
def test_no_note_is_kept_with_a_blank(vault: Shell, option: str) -> None:
    assert "[text-blank]" in vault("note", "--said", "账户已注销", option, " ").err
    assert vault("search", "--json").records == []


def test_a_reader_is_called_something_or_nothing(vault: Shell) -> None:
    (age_key,) = age.generate().recipients
    assert "[text-blank] The name is blank." in vault("recipients", "add", age_key, "--name", " ").err
    assert vault("recipients", "add", age_key, "--name", " Lawyer ").code == 0
    assert vault("recipients", "remove", "Lawyer").code == 0


@pytest.mark.parametrize("name", ["", " ", "-", "？？"])
def test_a_platform_has_a_name(vault: Shell, item: str, name: str) -> None:
    for arguments in (
        ("platforms", "--new", name),
        ("platforms", "--new", "小河贷", "--alias", name),
        ("platforms", "--", name),
        ("search", "--platform", name),
        ("packet", "--platform", name),
    ):
        ended = vault(*arguments)
        assert ended.code == 2, arguments
        problem, hint = ended.err.splitlines()
        assert problem.startswith("error [platform-name] ")
        assert "Did you mean" not in hint
    assert vault("search", "--platform", "own-1").code == 5


@pytest.mark.parametrize("option", ["--hotline", "--source"])
def test_what_is_said_of_a_platform_is_not_blank(vault: Shell, option: str) -> None:
    assert "[text-blank]" in vault("platforms", "--new", "小河贷", option, " ").err
    assert vault("platforms", "小河贷").code == 5


def test_a_recipient_that_asks_for_no_detail_says_so(vault: Shell, item: str) -> None:
    ended = vault("packet", "--platform", "京东金融", "--for", "platform", "--check", "--detail", "no=1")
    assert ended.code == 2
    assert "-." not in ended.err
    assert "Leave --detail out" in ended.err


@pytest.mark.parametrize("url", ["tsa.example.org", "ftp://tsa.example.org", "https://", "http://[", " "])
def test_no_vault_is_made_with_an_authority_that_has_no_address(shell: Shell, url: str) -> None:
    ended = shell("init", "--tsa", url)
    assert ended.code == 2
    assert "error [authority-url] " in ended.err
    assert not (shell.home / "vault").exists()
    shell.set(VAULT_TSA=url if url.strip() else "nowhere")
    assert shell("init").code == 2
