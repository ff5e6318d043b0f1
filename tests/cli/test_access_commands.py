"""Passphrase, recovery kit, keychain and readers, as a person meets them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from tests.cli.shell import MATERIAL, Shell, words_of
from tests.cli.sms import JIEBEI
from vault.keeping import age

OLD = "correct horse battery staple"
NEW = "tee mit milch und zucker"


class MemoryKeyring(KeyringBackend):
    """A keychain that lasts as long as the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def keychain() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    keyring.set_keyring(found := MemoryKeyring())
    yield found
    keyring.set_keyring(before)


@pytest.fixture
def closed(shell: Shell) -> Shell:
    """A vault under a passphrase, with one item."""
    shell.protect(OLD)
    assert shell("init", "--tsa", "none", "--recovery-kit", "kit.pdf").code == 0
    assert shell("add", "-", stdin=JIEBEI).code == 0
    return shell


@pytest.mark.parametrize(
    "passphrase", ["12345678", "qwertyuiop", "1990-05-17", "zxcvb", "aaaaaaaaaaaaaaaaaaaa"]
)
def test_a_weak_passphrase_is_refused_with_a_reason(shell: Shell, passphrase: str) -> None:
    shell.protect(passphrase)
    ended = shell("init", "--tsa", "none")
    assert ended.code == 4
    assert "passphrase" in ended.err
    assert passphrase not in ended.err
    assert not (shell.home / "vault").exists()


def test_the_passphrase_changes_and_the_old_one_opens_nothing(closed: Shell) -> None:
    closed.set(VAULT_NEW_PASSPHRASE_FILE=str(closed.write("new", "12345678")))
    assert closed("passwd").code == 4
    assert closed("search", "注销").code == 0
    closed.set(VAULT_NEW_PASSPHRASE_FILE=str(closed.write("new", NEW)))
    assert closed("passwd").code == 0
    assert closed("search", "注销").code == 12
    closed.set(VAULT_PASSPHRASE_FILE=str(closed.home / "new"))
    assert len(closed("search", "注销", "--json").records) == 1


def test_the_kit_opens_the_vault_when_the_passphrase_is_lost(closed: Shell) -> None:
    words = closed.write("words", words_of(closed.home / "kit.pdf"))
    closed.set(VAULT_PASSPHRASE_FILE=None, VAULT_NEW_PASSPHRASE_FILE=str(closed.write("new", NEW)))
    assert closed("recover", "--words", words).code == 0
    closed.set(VAULT_PASSPHRASE_FILE=str(closed.home / "new"))
    assert len(closed("search", "注销", "--json").records) == 1
    assert closed("check").code == 0


@pytest.mark.slow
def test_the_kit_opens_the_vault_with_the_stock_program(closed: Shell) -> None:
    sealed = closed.home / "vault" / "keys" / "recovery.age"
    opened = age.decrypt_with_passphrase(sealed.read_bytes(), words_of(closed.home / "kit.pdf"))
    assert age.parse_identity(opened.decode()).recipients


@pytest.mark.slow
def test_wrong_words_change_nothing_and_a_new_kit_takes_the_place_of_the_old(closed: Shell) -> None:
    old = closed.write("words", words_of(closed.home / "kit.pdf"))
    assert closed("recovery-kit", "-o", "kit.pdf").code == 6
    assert closed("recovery-kit", "-o", "second.pdf").code == 0
    closed.set(VAULT_NEW_PASSPHRASE_FILE=str(closed.write("new", NEW)))
    ended = closed("recover", "--words", old)
    assert ended.code == 12
    assert "[wrong-recovery-words]" in ended.err
    assert "[recovery-words]" in closed("recover", "--words", closed.write("words", "one two three")).err
    assert closed("search", "注销").code == 0


def test_an_unlocked_vault_asks_for_nothing_until_its_time_is_over(
    closed: Shell, keychain: MemoryKeyring
) -> None:
    assert closed("unlock", "--for", "30m").code == 0
    closed.set(VAULT_PASSPHRASE_FILE=None)
    assert len(closed("search", "注销", "--json").records) == 1
    ((place, secret),) = keychain.kept.items()
    keychain.kept[place] = "2020-01-01T00:00:00+00:00\n" + secret.partition("\n")[2]
    assert "[no-key]" in closed("search", "注销").err
    assert not keychain.kept


@pytest.mark.slow
def test_lock_takes_the_key_out(closed: Shell, keychain: MemoryKeyring) -> None:
    assert closed("unlock").code == 0
    assert closed("lock").code == 0
    assert not keychain.kept
    closed.set(VAULT_PASSPHRASE_FILE=None)
    assert closed("search", "注销").code == 12
    assert closed("lock").code == 0


def test_without_a_keychain_unlock_says_what_to_set(closed: Shell, keychain: MemoryKeyring) -> None:
    keyring.set_keyring(NoKeyring())
    ended = closed("unlock")
    assert ended.code == 5
    assert "VAULT_PASSPHRASE_COMMAND" in ended.err
    assert closed("unlock", "--for", "9y").code == 2


def test_readers_come_and_go(vault: Shell) -> None:
    vault("add", "-", stdin=JIEBEI)
    other = vault.write("lawyer.txt", age.generate().text())
    public = age.parse_identity(other.read_text()).recipients[0]
    assert vault("recipients", "add", public, "--name", "律师").code == 0
    assert vault("recipients", "add", public).code == 6
    assert vault("recipients", "add", "age1nonsense").code == 4
    listed = vault("recipients", "--json").records
    assert [(one["name"], one["own"]) for one in listed] == [("", True), ("律师", False)]
    mine = vault.home / "identity.txt"
    vault.set(VAULT_IDENTITY=str(other))
    assert len(vault("search", "注销", "--json").records) == 1
    assert vault("recipients", "remove", "律师").code == 6
    vault.set(VAULT_IDENTITY=str(mine))
    assert vault("recipients", "remove", "律师").code == 0
    assert vault("recipients", "remove", "律师").code == 5
    vault.set(VAULT_IDENTITY=str(other))
    assert vault("search", "注销").code == 12
    vault.set(VAULT_IDENTITY=str(mine))
    assert len(vault("search", "注销", "--json").records) == 1
    assert vault("check", "--read-data").code == 0
    assert vault("packet", "--platform", "借呗").code == 31  # no timestamp


def test_a_reader_that_somebody_slipped_in_is_refused_until_the_user_agrees(vault: Shell) -> None:
    settings = vault.home / "vault" / "vault.toml"
    text = settings.read_text()
    settings.write_text(text.replace('recipients = ["', f'recipients = ["{age.generate().recipients[0]}", "'))
    ended = vault("add", "-", stdin=JIEBEI)
    assert ended.code == 20
    assert "[recipients-changed]" in ended.err
    assert not list((vault.home / "vault" / "objects").rglob("*.age"))
    assert vault("recipients", "accept", "--yes").code == 0
    assert vault("add", "-", stdin=JIEBEI).code == 0


def test_secrets_are_in_no_representation_and_no_core_dump(closed: Shell) -> None:
    from vault import recovery
    from vault.language import Language
    from vault.opening import Vault

    with Vault.open(closed.home / "vault") as vault:
        kit = recovery.draft(vault, Language.EN)
        identity = vault.identity()
        shown = repr((kit, identity, vault, vault.store, vault.store.keys, vault.store.settings))
        assert not [word for word in kit.words if f"{word}'" in shown]
        assert "AGE-SECRET-KEY" not in shown
        assert OLD not in shown
    program = "import sys; sys.argv = ['vault', '--version']\ntry:\n import cli.main; cli.main.main()\n"
    program += "except SystemExit:\n import resource; print(resource.getrlimit(resource.RLIMIT_CORE))\n"
    program += " import ctypes; print('dumpable', ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, cwd=MATERIAL.parent.parent
    )
    assert b"(0, 0)" in done.stdout
    if sys.platform == "linux":
        assert b"dumpable 0" in done.stdout
