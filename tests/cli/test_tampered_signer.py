"""The signing key and its certificate: exchanged, mixed up, and put right."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from vault.keeping import age
from vault.keeping.canonical import canonical
from vault.proving.signer import new_signer

STRANGER = new_signer("Stranger", now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), serial=7)


def keys(shell: Shell) -> Path:
    return shell.home / "vault" / "keys"


def found(shell: Shell) -> set[str]:
    return {record["code"] for record in shell("check", "--json").records}


def key_for(shell: Shell) -> bytes:
    from vault.keeping import settings

    return age.encrypt(STRANGER.key_pem, settings.load(shell.home / "vault").recipients)


def test_a_certificate_that_is_not_of_the_key_is_a_finding_and_a_new_key_is_made(vault: Shell) -> None:
    (keys(vault) / "signer.crt").write_bytes(STRANGER.certificate_pem)
    assert found(vault) == {"signer-mismatch", "signer-changed"}
    assert vault("check").code == 20
    assert vault("recipients", "finish").code == 0
    assert found(vault) == set()


def test_a_key_that_is_not_of_the_certificate_is_a_finding(vault: Shell) -> None:
    (keys(vault) / "signer.age").write_bytes(key_for(vault))
    assert found(vault) == {"signer-mismatch"}


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", b"\xff"]
)
def test_a_certificate_that_is_none_is_a_finding(vault: Shell, content: bytes) -> None:
    (keys(vault) / "signer.crt").write_bytes(content)
    assert found(vault) == {"signer-mismatch", "signer-changed"}


def test_a_signer_that_was_exchanged_as_a_whole_is_a_finding_until_the_user_agrees(vault: Shell) -> None:
    (keys(vault) / "signer.age").write_bytes(key_for(vault))
    (keys(vault) / "signer.crt").write_bytes(STRANGER.certificate_pem)
    assert found(vault) == {"signer-changed"}
    agreed = vault("recipients", "accept", "--yes")
    assert agreed.code == 0
    assert "changed: the signing certificate" in agreed.err
    assert found(vault) == set()
    assert "Nothing was changed" in vault("recipients", "accept", "--yes").err


def test_removing_a_reader_makes_a_new_signer_that_is_known(vault: Shell) -> None:
    other = age.generate().recipients[0]
    assert vault("recipients", "add", other, "--yes").code == 0
    before = (keys(vault) / "signer.crt").read_bytes()
    assert vault("recipients", "remove", other, "--yes").code == 0
    assert (keys(vault) / "signer.crt").read_bytes() != before
    assert found(vault) <= {"index-rebuilt"}


def lost(keys: Path, _key: bytes) -> None:
    (keys / "signer.crt").unlink()
    (keys / "signer.age").unlink()


def cut_off(keys: Path, _key: bytes) -> None:
    (keys / "signer.age").write_bytes((keys / "signer.age").read_bytes()[:-9])


def other_certificate(keys: Path, _key: bytes) -> None:
    (keys / "signer.crt").write_bytes(STRANGER.certificate_pem)


def other_key(keys: Path, key: bytes) -> None:
    (keys / "signer.age").write_bytes(key)


def other_signer(keys: Path, key: bytes) -> None:
    other_certificate(keys, key)
    other_key(keys, key)


DAMAGES = [lost, cut_off, other_certificate, other_key, other_signer]


def contents(shell: Shell) -> list[bytes]:
    return [(keys(shell) / name).read_bytes() for name in ("signer.crt", "signer.age")]


@pytest.mark.parametrize("forgotten", [False, True], ids=["known to the device", "on a new device"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_signer_comes_back_from_the_backup(
    vault: Shell, damage: Callable[[Path, bytes], None], *, forgotten: bool
) -> None:
    assert vault("backup", vault.home / "backup").code == 0
    before = contents(vault)
    damage(keys(vault), key_for(vault))
    if forgotten:
        shutil.rmtree(vault.home / "state")
    assert found(vault) <= {"key-missing", "key-damaged", "signer-changed", "signer-mismatch"}
    assert vault("check").code == 20
    ended = vault("repair", "--from", vault.home / "backup", "--json")
    assert {record["fix"] for record in ended.records} == {"fetched"}
    assert (ended.code, contents(vault), found(vault)) == (0, before, set())
    assert vault("check", "--read-data").code == 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_was_tampered_with_gives_no_signer(
    vault: Shell, damage: Callable[[Path, bytes], None]
) -> None:
    assert vault("backup", vault.home / "backup").code == 0
    key = key_for(vault)
    lost(keys(vault), key)
    damage(vault.home / "backup" / "keys", key)
    ended = vault("repair", "--from", vault.home / "backup", "--json")
    assert {record["fix"] for record in ended.records} == {"left"}
    assert ended.code == 20
    assert not (keys(vault) / "signer.age").exists()


def test_a_journal_that_names_no_signer_is_as_good_as_the_device_s_memory(vault: Shell) -> None:
    journal = vault.home / "vault" / "journal"
    (first,) = journal.glob("*/*.age")
    identity = age.parse_identity((vault.home / "identity.txt").read_text())
    event = json.loads(identity.decrypt(first.read_bytes()))
    assert event["body"].pop("signer") == hashlib.sha256(contents(vault)[0]).hexdigest()
    first.write_bytes(age.encrypt(canonical(event), identity.recipients))
    (vault.home / "vault" / "index.db").unlink(missing_ok=True)
    shutil.rmtree(vault.home / "state")
    assert found(vault) <= {"index-rebuilt"}
    assert vault("backup", vault.home / "backup").code == 0
    before = contents(vault)
    other_signer(keys(vault), key_for(vault))
    assert found(vault) == {"signer-changed"}
    assert vault("repair").code == 0
    assert (contents(vault), found(vault)) == (before, set())


def test_nothing_is_signed_with_a_certificate_that_was_exchanged(vault: Shell) -> None:
    assert vault("add", "-", stdin="您的借呗账户已于2026年3月10日注销成功".encode()).code == 0
    assert found(vault) <= {"index-rebuilt"}
    other_signer(keys(vault), key_for(vault))
    ended = vault("packet", "--platform", "借呗", "-o", vault.home / "out.zip")
    assert ended.code == 20
    assert "signer-changed" in ended.err or "signing certificate" in ended.err
    assert not (vault.home / "out.zip").exists()
