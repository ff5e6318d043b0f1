"""The check reads with another implementation than pyrage: it reads the same, and nothing that pyrage refuses."""

from __future__ import annotations

import io
import os
import pickle

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping_vault import Kept

from vault.keeping import age
from vault.keeping.age import payload
from vault.keeping.age.x25519 import Reader
from vault.keeping.check.audit import check

IDENTITY, OTHER = age.generate(), age.generate()
READER = Reader(IDENTITY.text())
SIZES = (0, 1, 65_535, 65_536, 65_537, 131_072, 200_001)
SEALED = age.encrypt(b"evidence" * 9_000, IDENTITY.recipients)
HEADER = age.header_length(SEALED) or 0


def read(data: bytes, reader: Reader = READER) -> bytes:
    return b"".join(reader.plaintext(io.BytesIO(data)))


def both_refuse(data: bytes) -> None:
    for decrypt in (read, IDENTITY.decrypt):
        with pytest.raises((age.BrokenFileError, age.NotForThisKeyError)):
            decrypt(data)


@pytest.mark.parametrize("size", SIZES)
def test_it_reads_what_pyrage_wrote(size: int) -> None:
    data = os.urandom(size)
    assert read(age.encrypt(data, IDENTITY.recipients)) == data


@pytest.mark.parametrize("readers", [(IDENTITY, OTHER), (OTHER, IDENTITY), (OTHER, OTHER, IDENTITY)])
def test_it_finds_its_stanza_among_others(readers: tuple[age.Identity, ...]) -> None:
    sealed = age.encrypt(b"evidence", [key for reader in readers for key in reader.recipients])
    assert read(sealed) == read(sealed, Reader(OTHER.text() + IDENTITY.text())) == b"evidence"


def test_a_file_of_other_keys_is_not_read() -> None:
    both_refuse(age.encrypt(b"evidence", OTHER.recipients))
    both_refuse(bytes(pyrage.passphrase.encrypt(b"evidence", "tee")))


@settings(max_examples=200)
@given(place=st.integers(0, HEADER + 40) | st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_every_changed_bit_is_found(place: int, bit: int) -> None:
    both_refuse(SEALED[:place] + bytes([SEALED[place] ^ 1 << bit]) + SEALED[place + 1 :])


@given(end=st.integers(0, HEADER + 40) | st.integers(0, len(SEALED) - 1))
def test_every_cut_is_found(end: int) -> None:
    both_refuse(SEALED[:end])


@pytest.mark.parametrize("more", [b"\0", SEALED, bytes(65_552)])
def test_what_follows_the_end_is_found(more: bytes) -> None:
    both_refuse(SEALED + more)


@pytest.mark.parametrize("swapped", [lambda one, two: two + one, lambda one, _two: one + one])
def test_chunks_in_another_order_are_found(swapped: object) -> None:
    first = HEADER + 16
    one, two = SEALED[first : first + 65_552], SEALED[first + 65_552 :]
    both_refuse(SEALED[:first] + swapped(one, two))  # type: ignore[operator]


def test_an_empty_chunk_at_the_end_is_refused() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file_key, nonce = bytes(range(16)), bytes(16)
    cipher = ChaCha20Poly1305(payload.derived(file_key, nonce, b"payload"))
    chunks = [cipher.encrypt(bytes(12), bytes(65_536), None)]
    chunks.append(cipher.encrypt(bytes(10) + b"\x01\x01", b"", None))
    with pytest.raises(age.BrokenFileError):
        list(payload.plaintext(file_key, io.BytesIO(nonce + b"".join(chunks))))


def test_base64_in_another_form_is_refused() -> None:
    line = SEALED.splitlines()[1].split()[2]
    last = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = (
        line[:-1] + last[last.index(line[-1:]) + 1 :][:1]
    )  # the same bytes: the last two bits are not used
    with pytest.raises(age.BrokenFileError):
        payload.decoded(other)
    both_refuse(SEALED.replace(line, other, 1))


def test_a_key_leaves_no_trace() -> None:
    secret = IDENTITY.text().decode().strip()
    assert secret not in repr(READER)
    with pytest.raises(TypeError):
        pickle.dumps(READER)


def test_the_check_asks_pyrage_where_the_second_reader_does_not_read(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.add("注销")
    with kept.unlocked() as unlocked:
        monkeypatch.setattr("vault.keeping.age.x25519._HEADER_LIMIT", 10)
        assert check(kept.store, unlocked, read_data=True) == ()
