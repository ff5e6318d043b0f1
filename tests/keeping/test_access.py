"""Who may open a vault, and what lies in the open."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
import pathlib
import pickle
import shutil
import stat
import subprocess

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping_vault import NOW, Kept

from vault.keeping import age, settings
from vault.keeping.canonical import digest
from vault.keeping.check.audit import check
from vault.keeping.errors import (
    EventUnwritableError,
    IdentityUnreadableError,
    KeyDamagedError,
    KeyMissingError,
    NewerVaultError,
    NoVaultHereError,
    PassphraseNotUsedError,
    SettingsDamagedError,
    VaultBusyError,
    VaultExistsError,
    WrongIdentityError,
    WrongPassphraseError,
)
from vault.keeping.keys import identity_from_file
from vault.keeping.locks import hold
from vault.keeping.recipients import change
from vault.keeping.sealing import change_passphrase, change_recovery
from vault.keeping.settings import Authority, Settings
from vault.keeping.store import Store
from vault.keeping.writer import Entry
from vault.model import EventType, Fact, FactType, Findings, ItemId

PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def test_a_passphrase_opens_and_changes_and_a_wrong_one_is_told_from_damage(tmp_path: pathlib.Path) -> None:
    path, sealed = tmp_path / "vault", tmp_path / "vault" / "keys" / "identity.age"
    store, identity = Store.create(path, now=NOW, passphrase="one", state_folder=tmp_path / "state")
    change_passphrase(store, identity, "two")
    store = Store.open(path, state_folder=tmp_path / "state")
    assert store.identity("two").recipients == identity.recipients
    with pytest.raises(WrongPassphraseError):
        store.identity("one")
    content = sealed.read_bytes()
    for damaged in (content[:60], b"", content[:70] + bytes([content[70] ^ 1]) + content[71:]):
        sealed.write_bytes(damaged)
        with pytest.raises(KeyDamagedError):
            store.identity("two")
        assert "key-damaged" in {finding.code for finding in check(store)}
    sealed.unlink()
    with pytest.raises(KeyMissingError):
        store.identity("two")
    assert "key-missing" in {finding.code for finding in check(store)}


def test_an_identity_file_opens_only_its_own_vault(kept: Kept, tmp_path: pathlib.Path) -> None:
    assert stat.S_IMODE(kept.identity_path.stat().st_mode) == 0o600
    assert identity_from_file(kept.identity_path).recipients == kept.identity.recipients
    with pytest.raises(PassphraseNotUsedError):
        kept.store.identity("any")
    with pytest.raises(WrongIdentityError):
        kept.store.unlock(age.generate())
    for content in ("", "hello", "AGE-SECRET-KEY-1XYZ", "\udc80"):
        strange = tmp_path / "strange.txt"
        strange.write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(IdentityUnreadableError):
            identity_from_file(strange)
    with pytest.raises(IdentityUnreadableError):
        identity_from_file(tmp_path / "missing.txt")


def test_a_secret_shows_nowhere(kept: Kept) -> None:
    secret = kept.identity.text().decode().strip()
    assert secret.startswith("AGE-SECRET-KEY-1")
    for shown in (repr(kept.identity), str(kept.identity), f"{kept.identity!r}", repr(kept.unlocked())):
        assert "SECRET" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(kept.identity)


def test_a_folder_in_use_is_not_made_a_vault(kept: Kept, tmp_path: pathlib.Path) -> None:
    with pytest.raises(VaultExistsError):
        Store.create(kept.path, now=NOW, identity_file=kept.identity_path, state_folder=tmp_path / "state")
    with pytest.raises(NoVaultHereError):
        Store.open(tmp_path)


def test_newer_and_broken_settings_are_told_apart(kept: Kept) -> None:
    path = kept.path / "vault.toml"
    good = path.read_text()
    path.write_text(good.replace("format = 1", "format = 2"))
    with pytest.raises(NewerVaultError):
        Store.open(kept.path)
    for bad in (
        "",
        "format",
        good.replace("age1", "age2"),
        good.replace("format = 1", 'format = "1"'),
        "\x00",
        "format = 1",
    ):
        path.write_text(bad)
        with pytest.raises(SettingsDamagedError):
            Store.open(kept.path)


@given(
    st.builds(
        Settings,
        id=st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
        created=st.datetimes(timezones=st.just(dt.UTC)),
        recipients=st.just(("age1hskswgzxzpf5ykex0mkj6am884pg85ncgqu667dmrn0yn5m0cqnqlztsgk",)),
        authorities=st.lists(
            st.builds(
                Authority,
                st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
                st.just("") | st.just(PEM) | st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
            )
        ).map(tuple),
        sealed_identities=st.just(()) | st.just((digest(b""),)),
    )
)
def test_settings_come_back_as_they_were_written(known: Settings) -> None:
    assert settings.parse(settings.dump(known), pathlib.Path("vault.toml")) == known


def test_the_signer_comes_back_and_lies_encrypted(kept: Kept) -> None:
    kept.store.store_signer(b"PRIVATE KEY", b"CERTIFICATE")
    assert kept.unlocked().signer() == (b"PRIVATE KEY", b"CERTIFICATE")
    assert b"PRIVATE" not in (kept.path / "keys" / "signer.age").read_bytes()


def test_nothing_plain_and_nobody_else_whatever_the_umask(tmp_path: pathlib.Path) -> None:
    canary = "金丝雀ZEBRA7719"
    old = os.umask(0)
    try:
        store, identity = Store.create(
            tmp_path / "vault",
            now=NOW,
            identity_file=tmp_path / "identity.txt",
            state_folder=tmp_path / "state",
        )
        kept = Kept(tmp_path, store, identity)
        fact = Fact(FactType.REFERENCE, canary, canary, "rule", 0.9, (0, 3), id="f1")
        kept.add(canary, title=canary, findings=Findings((fact,)))
        kept.unlocked().close()
        store.store_signer(b"key", b"certificate")
    finally:
        os.umask(old)
    needles = [
        canary.encode(),
        b"ZEBRA7719",
        b"zebra",
        digest(canary.encode()).encode(),
        bytes.fromhex(digest(canary.encode())),
    ]
    for path in [*(tmp_path / "vault").rglob("*"), *(tmp_path / "state").rglob("*"), tmp_path / "vault"]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        if path.is_file():
            assert not any(needle in path.read_bytes() for needle in needles), path


@pytest.mark.skipif(shutil.which("age") is None, reason="the stock age program is not installed")
def test_the_stock_program_opens_every_original_and_every_event(kept: Kept) -> None:
    data = os.urandom(150_000)
    item = kept.add("注销", data=data)

    def plain(path: pathlib.Path) -> bytes:
        command = ["age", "-d", "-i", str(kept.identity_path), str(path)]
        return subprocess.run(command, check=True, capture_output=True).stdout

    assert plain(kept.store.objects.path(item)) == data
    prev = "0" * 64
    for path in sorted((kept.path / "journal").glob("*/*.age")):
        content = plain(path)
        event = msgspec.json.decode(content)
        assert event["prev"] == prev
        prev = digest(content)
    assert event["body"]["reading"]["lines"][0]["text"] == "注销"


def test_an_event_that_json_cannot_carry_is_refused_and_the_chain_goes_on(kept: Kept) -> None:
    with pytest.raises(EventUnwritableError):
        kept.add("\udc80")
    kept.add("good")
    assert [len(kept.store.journal.numbers(writer)) for writer in kept.store.journal.writers()] == [2]


def test_a_held_lock_is_told_after_the_timeout(kept: Kept) -> None:
    store = Store.open(kept.path, state_folder=kept.root / "state", timeout=0.1)
    with hold(kept.path / "lock", 1), pytest.raises(VaultBusyError):
        store.append([Entry(EventType.ITEM_EXPORTED, ItemId("00000000"), {"name": "x"})], NOW)


def test_adding_a_large_original_keeps_memory_flat(kept: Kept) -> None:
    import tracemalloc

    class Zeros(io.RawIOBase):
        left = 30_000_000

        def read(self, size: int = -1) -> bytes:
            self.left -= (count := min(self.left, size))
            return bytes(count)

    tracemalloc.start()
    stored = kept.store.put(Zeros())  # type: ignore[arg-type]
    with kept.store.objects.open(stored.id, kept.identity) as stream:
        while stream.read(65536):
            pass
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()
    assert stored.size == 30_000_000


def test_a_reader_may_stop_early(kept: Kept) -> None:
    stored = kept.store.put(io.BytesIO(bytes(1_000_000)))
    with kept.store.objects.open(stored.id, kept.identity) as stream:
        assert stream.read(10) == bytes(10)


def test_recipients_do_not_change_by_writing_settings(kept: Kept) -> None:
    with pytest.raises(ValueError, match="recipients"):
        kept.store.change_settings(lambda now: dataclasses.replace(now, recipients=age.generate().recipients))
    kept.store.change_settings(
        lambda now: dataclasses.replace(now, authorities=(Authority("http://localhost/"),))
    )
    assert kept.reopened().settings.authorities == (Authority("http://localhost/"),)


def test_a_passphrase_and_a_kit_that_are_changed_at_once_both_stand(kept: Kept) -> None:
    one, other = kept.reopened(), kept.reopened()
    change_passphrase(one, kept.identity, "correct horse battery staple")
    change_recovery(other, kept.identity, "abandon ability able about above absent")
    known = kept.reopened().settings
    assert (len(known.sealed_identities), len(known.sealed_recoveries)) == (1, 1)
    with kept.unlocked(kept.reopened()) as unlocked:
        assert check(unlocked.store, unlocked) == ()


def test_a_kit_that_is_made_while_somebody_is_let_in_does_not_shut_them_out(kept: Kept) -> None:
    waiting = kept.reopened()
    recipients = (*kept.identity.recipients, *age.generate().recipients)
    change(kept.reopened(), kept.identity, recipients, NOW)
    for late in (
        lambda: change_recovery(waiting, kept.identity, "abandon ability able about above absent"),
        lambda: change(waiting, kept.identity, kept.identity.recipients, NOW),
    ):
        with pytest.raises(VaultBusyError):
            late()
    assert kept.reopened().settings.recipients == recipients
