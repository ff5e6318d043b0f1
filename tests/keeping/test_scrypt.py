"""A vault opens on a computer that is much slower than the one that made it."""

from __future__ import annotations

import pathlib

import pyrage
import pytest

from vault.keeping import age
from vault.keeping.age import scrypt
from vault.keeping.age.layout import work_factor
from vault.keeping.age.passphrase import ENOUGH_WORK

SECRET = age.generate().text()
SEALED = age.encrypt_with_passphrase(SECRET, "tee mit milch und zucker")
REFUSAL = "Excessive work parameter for passphrase.\nDecryption would take around \u206832\u2069 seconds."


def test_what_age_sealed_opens(tmp_path: pathlib.Path) -> None:
    assert scrypt.opened(SEALED, "tee mit milch und zucker") == SECRET
    with pytest.raises(age.NotForThisKeyError):
        scrypt.opened(SEALED, "tee mit milch")
    assert scrypt.opened(age.encrypt_with_passphrase(b"x" * 200_000, "口令"), "口令") == b"x" * 200_000


def test_every_changed_byte_and_every_cut_is_found() -> None:
    for place in (3, 25, 30, 60, 90, 110, 150, 200, len(SEALED) - 1):
        changed = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]
        if b"-> scrypt" in changed[:40] and b" 2" in changed[40:60]:
            continue  # more work than a test should do
        with pytest.raises((age.BrokenFileError, age.NotForThisKeyError)):
            scrypt.opened(changed, "tee mit milch und zucker")
    for end in (0, 10, 60, len(SEALED) - 1):
        with pytest.raises(age.BrokenFileError):
            scrypt.opened(SEALED[:end], "tee mit milch und zucker")


def test_more_work_than_the_stock_program_accepts_is_refused() -> None:
    start, _, rest = SEALED.partition(b"\n-> scrypt ")
    salt, _, rest = rest.partition(b" ")
    heavy = start + b"\n-> scrypt " + salt + b" 23\n" + rest.partition(b"\n")[2]
    with pytest.raises(age.BrokenFileError):
        scrypt.opened(heavy, "any")


def test_a_computer_that_pyrage_deems_too_slow_opens_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_data: bytes, _passphrase: str) -> bytes:
        raise pyrage.DecryptError(REFUSAL)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", refuse)
    assert age.decrypt_with_passphrase(SEALED, "tee mit milch und zucker") == SECRET
    with pytest.raises(age.NotForThisKeyError):
        age.decrypt_with_passphrase(SEALED, "kaffee")
    with pytest.raises(age.BrokenFileError):
        age.decrypt_with_passphrase(SEALED[:-1], "tee mit milch und zucker")


def test_the_refusal_is_worded_as_it_is_recognised() -> None:
    start, _, rest = SEALED.partition(b"\n-> scrypt ")
    salt, _, rest = rest.partition(b" ")
    heavy = start + b"\n-> scrypt " + salt + b" 30\n" + rest.partition(b"\n")[2]
    with pytest.raises(pyrage.DecryptError, match=r"^Excessive work parameter"):
        pyrage.passphrase.decrypt(heavy, "any")


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_what_is_sealed_here_opens_with_age(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    made = scrypt.sealed(data, "口令 tee", work=12)
    assert work_factor(made) == 12
    assert bytes(pyrage.passphrase.decrypt(made, "口令 tee")) == data
    assert scrypt.opened(made, "口令 tee") == data
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(made, "tee")
    assert scrypt.sealed(data, "口令 tee", work=12) != made


def test_a_busy_computer_asks_for_no_less_work(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = scrypt.sealed(SECRET, "tee mit milch", work=10)
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda _data, _passphrase: measured)
    made = age.encrypt_with_passphrase(SECRET, "tee mit milch")
    assert work_factor(made) == ENOUGH_WORK
    assert age.decrypt_with_passphrase(made, "tee mit milch") == SECRET
