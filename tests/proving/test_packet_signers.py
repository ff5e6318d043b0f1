"""The key that signs packets, and its fingerprint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proving_making import MADE_AT, SIGNER

from vault.errors import VaultError
from vault.proving.errors import SignerUnreadableError
from vault.proving.signer import Signer, new_signer, parse_fingerprint, sign_detached


def test_a_signer_that_does_not_fit_its_certificate() -> None:
    other = new_signer("Other", now=MADE_AT, serial=2)
    for bad in (
        Signer(SIGNER.key_pem, other.certificate_pem),
        Signer(b"", b""),
        Signer(b"x", SIGNER.certificate_pem),
    ):
        with pytest.raises(SignerUnreadableError):
            sign_detached(b"data", bad)


@given(digits=st.binary(min_size=32, max_size=32))
def test_fingerprints_are_read_as_people_write_them(digits: bytes) -> None:
    assert parse_fingerprint(digits.hex(":").upper()) == digits.hex() == parse_fingerprint(digits.hex(" "))


@pytest.mark.parametrize("text", ["", "12", "g" * 64, "0" * 65, "０" * 64])
def test_what_is_no_fingerprint(text: str) -> None:
    with pytest.raises(VaultError):
        parse_fingerprint(text)
