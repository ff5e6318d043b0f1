"""Backup, restore, drill and repair, as a person meets them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.cli.sms import JIEBEI
from vault.keeping import age

OTHER = "您的微粒贷账户已于2026年3月11日注销成功。".encode()


def test_a_lost_vault_comes_back(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    (first,) = vault("backup", "usb", "--json").records
    assert first["failures"] == []
    vault("add", "-", stdin=OTHER)
    (second,) = vault("backup", "--json").records
    assert (second["copied"], second["path"]) == (2, str(vault.home / "usb"))
    (drill,) = vault("drill", "--json").records
    assert (drill["passed"], drill["items"], drill["findings"]) == (True, 2, [])
    shutil.rmtree(vault.home / "vault")
    assert vault("restore", "usb").code == 0
    assert len(vault("search", "注销", "--json").records) == 2
    assert vault("check", "--read-data").code == 0
    assert vault("restore", "usb", vault.home / "elsewhere").code == 0
    assert vault("--vault", vault.home / "elsewhere", "check", "--read-data").code == 0


def test_a_drill_of_a_damaged_backup_fails_and_leaves_nothing_behind(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    assert vault("drill").code == 5
    assert vault("backup", "usb").code == 0
    damage(next((vault.home / "usb" / "objects").rglob("*.age")))
    ended = vault("drill")
    assert ended.code == 20
    assert "object-damaged" in ended.out
    assert not list(Path("/tmp").glob("vault-drill-*/vault"))
    assert vault("check", "--read-data").code == 0


@pytest.mark.parametrize("command", ["restore", "drill"])
def test_what_is_no_backup_is_told_as_one(vault: Shell, command: str) -> None:
    (vault.home / "usb").mkdir()
    ended = vault(command, "usb")
    assert ended.code == 10
    assert "[no-backup] There is no backup in usb." in ended.err.replace(f"{vault.home}/", "")
    assert "vault init" not in ended.err


def test_repair_fetches_from_the_last_backup(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    assert vault("repair").code == 0
    original = next((vault.home / "vault" / "objects").rglob("*.age"))
    damage(original)
    assert vault("repair").code == 20
    original.unlink()
    ended = vault("repair")
    assert ended.code == 20
    assert "--from" in ended.err
    vault("add", "-", stdin=JIEBEI)
    restored = vault("check", "--read-data").code
    assert restored == 20
    shutil.rmtree(vault.home / "vault")
    vault("init", "--tsa", "none")
    vault("add", "-", stdin=JIEBEI)
    assert vault("backup", "usb").code == 0
    damage(next((vault.home / "vault" / "objects").rglob("*.age")))
    (one,) = vault("repair", "--json").records
    assert (one["code"], one["fix"]) == ("object-damaged", "fetched")
    assert vault("check", "--read-data").code == 0


def test_a_backup_into_the_vault_is_refused(vault: Shell) -> None:
    assert vault("backup", vault.home / "vault" / "backup").code == 6
    assert vault("backup").code == 5


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(bytes(content))


def garbage(settings: Path) -> None:
    settings.write_bytes(b"\xff\x00")


@pytest.mark.parametrize("lose", [garbage, Path.unlink])
def test_lost_settings_come_back(vault: Shell, lose: Callable[[Path], None]) -> None:
    vault("add", "-", stdin=JIEBEI)
    assert vault("backup", "usb").code == 0
    settings = vault.home / "vault" / "vault.toml"
    before = settings.read_bytes()
    lose(settings)
    assert vault("check").code in {10, 20}
    ended = vault("repair", "--from", "usb", "--json")
    assert ended.code == 0
    assert ended.records[0] == {"code": "settings-damaged", "subject": "vault.toml", "fix": "fetched"}
    assert settings.read_bytes() == before
    assert vault("check", "--read-data", "--json").records == []


def test_what_was_fetched_is_told_even_if_the_vault_then_does_not_open(vault: Shell) -> None:
    assert vault("backup", "usb").code == 0
    (vault.home / "vault" / "vault.toml").unlink()
    stranger = vault.write("stranger", age.generate().text().decode())
    vault.set(VAULT_IDENTITY=str(stranger))
    ended = vault("repair", "--from", "usb", "--json")
    assert ended.code == 12
    assert ended.records[0] == {"code": "settings-damaged", "subject": "vault.toml", "fix": "fetched"}


def test_settings_of_a_backup_that_names_another_reader_are_not_taken(vault: Shell) -> None:
    assert vault("backup", "usb").code == 0
    there = vault.home / "usb" / "vault.toml"
    stranger = age.generate().recipients[0]
    there.write_text(there.read_text().replace("recipients = [", f'recipients = ["{stranger}", '))
    garbage(vault.home / "vault" / "vault.toml")
    assert vault("repair", "--from", "usb").code == 20
    assert (vault.home / "vault" / "vault.toml").read_bytes() == b"\xff\x00"


def test_whole_settings_are_left_as_they_are(vault: Shell) -> None:
    assert vault("backup", "usb").code == 0
    garbage(vault.home / "usb" / "vault.toml")
    assert vault("repair", "--from", "usb").code == 0
    assert vault("check").code == 0


@pytest.mark.slow
def test_settings_from_before_a_change_of_passphrase_keep_the_new_one(vault: Shell) -> None:
    old, new = (vault.write(name, f"{name} correct horse battery staple") for name in ("old", "new"))
    vault.set(VAULT_IDENTITY=None, VAULT_PASSPHRASE_FILE=str(old), VAULT_DIR=str(vault.home / "closed"))
    assert vault("init", "--tsa", "none").code == 0
    assert vault("backup", "usb").code == 0
    vault.set(VAULT_NEW_PASSPHRASE_FILE=str(new))
    assert vault("passwd").code == 0
    garbage(vault.home / "closed" / "vault.toml")
    vault.set(VAULT_PASSPHRASE_FILE=str(new))
    assert vault("repair", "--from", "usb").code == 0
    assert vault("check", "--read-data").code == 0
    vault.set(VAULT_PASSPHRASE_FILE=str(old))
    assert vault("check", "--read-data").code == 12
