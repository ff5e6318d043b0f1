"""Making and opening a vault: identity file, passphrase, and what happens with the wrong one."""

from __future__ import annotations

import stat

from tests.cli.shell import Shell
from tests.cli.sms import JIEBEI


def test_init_makes_an_identity_file_for_its_owner_alone(shell: Shell) -> None:
    shell.set(VAULT_IDENTITY=None)
    ended = shell("init", shell.home / "other", "--identity", shell.home / "id.txt", "--tsa", "none")
    assert ended.code == 0
    assert stat.S_IMODE((shell.home / "id.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE((shell.home / "other").stat().st_mode) == 0o700


def test_init_refuses_a_folder_that_is_in_use(vault: Shell) -> None:
    assert vault("init").code == 6


def test_a_passphrase_from_a_file_or_command_opens(shell: Shell) -> None:
    secret = shell.protect("correct horse battery staple\n")
    assert shell("init", "--tsa", "none").code == 0
    assert shell("add", "-", stdin=JIEBEI).code == 0
    assert len(shell("search", "注销", "--json").records) == 1
    shell.set(VAULT_PASSPHRASE_FILE=None, VAULT_PASSPHRASE_COMMAND=f"cat {secret}")
    assert len(shell("search", "注销", "--json").records) == 1
    shell.set(VAULT_PASSPHRASE_COMMAND="false")
    assert shell("search", "注销").code == 12


def test_a_byte_order_mark_of_an_editor_is_no_part_of_a_passphrase(shell: Shell) -> None:
    shell.protect("correct horse battery staple\n")
    assert shell("init", "--tsa", "none").code == 0
    marked = shell.write("marked", "\ufeffcorrect horse battery staple\r\n")
    shell.set(VAULT_PASSPHRASE_FILE=str(marked))
    assert shell("search").code == 0
    shell.set(VAULT_PASSPHRASE_FILE=None, VAULT_PASSPHRASE_COMMAND=f"cat {marked}")
    assert shell("search").code == 0


def test_a_byte_order_mark_is_no_part_of_an_identity(vault: Shell) -> None:
    identity = vault.home / "identity.txt"
    identity.write_text("\ufeff" + identity.read_text())
    assert vault("search").code == 0


def test_a_wrong_passphrase_is_told_and_nothing_changes(shell: Shell) -> None:
    secret = shell.protect("correct horse battery staple")
    assert shell("init", "--tsa", "none").code == 0
    secret.write_text("incorrect horse")
    ended = shell("search", "注销")
    assert ended.code == 12
    assert "[wrong-passphrase]" in ended.err
    assert "incorrect" not in ended.err
    secret.write_text("correct horse battery staple")
    assert shell("search", "注销").code == 0


def test_another_identity_does_not_open(vault: Shell) -> None:
    vault("init", vault.home / "second", "--identity", vault.home / "second.txt", "--tsa", "none")
    vault.set(VAULT_IDENTITY=str(vault.home / "second.txt"))
    ended = vault("search", "注销")
    assert ended.code == 12
    assert "[wrong-identity]" in ended.err


def test_without_key_and_terminal_a_command_says_what_to_set(vault: Shell) -> None:
    vault.set(VAULT_IDENTITY=None)
    ended = vault("search", "注销")
    assert ended.code == 12
    assert "VAULT_IDENTITY" in ended.err


def test_without_terminal_init_says_what_to_set(shell: Shell) -> None:
    shell.set(VAULT_IDENTITY=None)
    ended = shell("init")
    assert ended.code == 2
    assert "[passphrase-needed]" in ended.err
    assert not (shell.home / "vault").exists()


def test_a_newer_vault_is_left_alone(vault: Shell) -> None:
    settings = vault.home / "vault" / "vault.toml"
    settings.write_text(settings.read_text().replace("format = 1", "format = 99"))
    ended = vault("add", "-", stdin=JIEBEI)
    assert ended.code == 40


def test_check_tells_a_missing_original_and_says_20(vault: Shell) -> None:
    (record,) = vault("add", "-", "--json", stdin=JIEBEI).records
    assert vault("check").code == 0
    (path,) = (vault.home / "vault" / "objects").glob("*/*.age")
    path.unlink()
    ended = vault("check", "--json")
    assert ended.code == 20
    assert [one["code"] for one in ended.records] == ["object-missing"]
    assert record["id"] in ended.records[0]["subject"]


def test_check_without_a_key_still_sees_gaps(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    vault.set(VAULT_IDENTITY=None)
    ended = vault("check")
    assert ended.code == 0
    assert "Without the key" in ended.err


def test_a_damaged_index_heals_by_itself(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    assert len(vault("search", "注销", "--json").records) == 1
    index = vault.home / "vault" / "index.db"
    content = bytearray(index.read_bytes())
    content[200] ^= 1
    index.write_bytes(content)
    assert len(vault("search", "注销", "--json").records) == 1
