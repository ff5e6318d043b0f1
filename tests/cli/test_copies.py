"""Backup, restore, drill and repair, as a person meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.shell import Shell

SMS = "您的借呗账户已于2026年3月10日注销成功。".encode()
OTHER = "您的微粒贷账户已于2026年3月11日注销成功。".encode()


def test_a_lost_vault_comes_back(vault: Shell) -> None:
    vault("add", "-", stdin=SMS)
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
    vault("add", "-", stdin=SMS)
    assert vault("drill").code == 5
    assert vault("backup", "usb").code == 0
    damage(next((vault.home / "usb" / "objects").rglob("*.age")))
    ended = vault("drill")
    assert ended.code == 20
    assert "object-damaged" in ended.out
    assert not list(Path("/tmp").glob("vault-drill-*/vault"))
    assert vault("check", "--read-data").code == 0


def test_repair_fetches_from_the_last_backup(vault: Shell) -> None:
    vault("add", "-", stdin=SMS)
    assert vault("repair").code == 0
    original = next((vault.home / "vault" / "objects").rglob("*.age"))
    damage(original)
    assert vault("repair").code == 20
    original.unlink()
    ended = vault("repair")
    assert ended.code == 20
    assert "--from" in ended.err
    vault("add", "-", stdin=SMS)
    restored = vault("check", "--read-data").code
    assert restored == 20
    shutil.rmtree(vault.home / "vault")
    vault("init", "--tsa", "none")
    vault("add", "-", stdin=SMS)
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
