"""Root certificates that no standard allows: refused with a message, whoever handed them over."""

from __future__ import annotations

import ssl

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from proving_authority import DAY, GEN_TIME, certificate

from vault.proving.errors import CertificateUnreadableError, SignerUnreadableError
from vault.proving.signer import Signer, is_issued, is_pair, signer_certificates
from vault.proving.tokens import read_certificates

NAME = "Strange root"


def root() -> bytes:
    return certificate(NAME, NAME, start=GEN_TIME, end=GEN_TIME + DAY).public_bytes(Encoding.DER)


VERSION = (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x0a")  # none of that number exists
SERIAL = (b"\x02\x02" + (len(NAME) + 1000).to_bytes(2, "big"), b"\x02\x02\xff\x01")  # below zero
SUBJECT = (NAME.encode(), b"\xff" * len(NAME))  # no UTF-8, which is noticed when it is read


@pytest.mark.parametrize(("sound", "forged"), [VERSION, SERIAL, SUBJECT])
def test_a_strange_root_is_refused_by_name(sound: bytes, forged: bytes) -> None:
    assert sound in root()
    with pytest.raises(CertificateUnreadableError, match="--tsa-ca"):
        read_certificates(ssl.DER_cert_to_PEM_cert(root().replace(sound, forged)), "--tsa-ca")


def test_a_sound_root_is_read() -> None:
    (found,) = read_certificates(ssl.DER_cert_to_PEM_cert(root()), "--tsa-ca")
    assert found.subject.rfc4514_string() == f"CN={NAME}"


def test_a_root_whose_country_is_no_code_is_read_without_a_word() -> None:
    common_name, country = b"\x55\x04\x03", b"\x55\x04\x06"
    odd = ssl.DER_cert_to_PEM_cert(root().replace(common_name, country))
    (found,) = read_certificates(odd, "--tsa-ca")
    assert found.subject.rfc4514_string() == f"C={NAME}"
    assert is_issued(Signer(b"", odd.encode())) is False


def test_a_strange_certificate_of_the_vault_s_own_signs_nothing() -> None:
    forged = Signer(b"", ssl.DER_cert_to_PEM_cert(root().replace(*VERSION)).encode())
    assert not is_pair(forged)
    with pytest.raises(SignerUnreadableError):
        signer_certificates(forged)
