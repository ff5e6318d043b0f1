"""DKIM signatures of mails: noted without a key, checked with one, never believed unchecked."""

from __future__ import annotations

import base64
import time

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from vault import sources
from vault.mail_signatures import Outcome
from vault.sources.authenticity import examine, noted

MAIL = (
    b"From: service@jd.example\r\nTo: me@example.org\r\nSubject: closed\r\n"
    b"Date: Thu, 05 Mar 2026 14:22:08 +0800\r\nMessage-ID: <1@jd.example>\r\n\r\n"
    b"The  account is closed. \r\nCase JD2026030500012345\r\n\r\n"
)
NAME = "s1._domainkey.jd.example"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def record(key: rsa.RSAPrivateKey) -> str:
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()


def signed(key: rsa.RSAPrivateKey, mail: bytes = MAIL, **how: object) -> bytes:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return bytes(dkim.sign(mail, b"s1", b"jd.example", private, **how)) + mail


def outcomes(mail: bytes, keys: dict[str, str] | None = None) -> list[Outcome]:
    return [one.outcome for one in examine(mail, keys)]


def test_a_mail_without_a_signature_says_none() -> None:
    assert examine(MAIL) == ()
    assert noted(MAIL) == "none"


def test_without_the_key_a_signature_is_present_and_not_checked(key: rsa.RSAPrivateKey) -> None:
    (found,) = examine(signed(key))
    assert found.outcome is Outcome.UNCHECKED
    assert (found.domain, found.selector) == ("jd.example", "s1")


@pytest.mark.parametrize("canonicalize", [(b"relaxed", b"relaxed"), (b"simple", b"simple")])
@pytest.mark.parametrize("newline", [b"\r\n", b"\n"])
def test_with_the_key_it_is_verified(
    key: rsa.RSAPrivateKey, canonicalize: tuple[bytes, bytes], newline: bytes
) -> None:
    mail = signed(key, canonicalize=canonicalize).replace(b"\r\n", newline)
    assert outcomes(mail, {NAME: record(key)}) == [Outcome.VERIFIED]


def test_a_changed_body_shows_even_without_the_key(key: rsa.RSAPrivateKey) -> None:
    assert outcomes(signed(key).replace(b"closed.", b"open.")) == [Outcome.FAILED]


def test_a_changed_header_or_another_key_fails(key: rsa.RSAPrivateKey) -> None:
    keys = {NAME: record(key)}
    assert outcomes(signed(key).replace(b"Subject: closed", b"Subject: opened"), keys) == [Outcome.FAILED]
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert outcomes(signed(key), {NAME: record(other)}) == [Outcome.FAILED]


def test_a_key_of_another_selector_checks_nothing(key: rsa.RSAPrivateKey) -> None:
    assert outcomes(signed(key), {"s2._domainkey.jd.example": record(key)}) == [Outcome.UNCHECKED]


def test_a_signature_over_the_beginning_alone_says_so(key: rsa.RSAPrivateKey) -> None:
    mail = signed(key, length=True) + b"and you owe us more\r\n"
    (found,) = examine(mail, {NAME: record(key)})
    assert found.outcome is Outcome.VERIFIED
    assert found.in_part


def test_long_runs_of_spaces_cost_little(key: rsa.RSAPrivateKey) -> None:
    mail = signed(key, canonicalize=(b"relaxed", b"relaxed")) + b" " * 2_000_000 + b"x\r\n"
    started = time.process_time()
    assert outcomes(mail) == [Outcome.FAILED]
    assert time.process_time() - started < 3


def test_a_key_that_is_none_gives_no_verdict(key: rsa.RSAPrivateKey) -> None:
    assert outcomes(signed(key), {NAME: "v=DKIM1; p=nonsense"}) == [Outcome.UNUSABLE]
    assert outcomes(signed(key), {NAME: record(key).replace("k=rsa", "k=dsa")}) == [Outcome.UNUSABLE]


@given(st.binary(max_size=300))
def test_no_signature_field_whatever_breaks_it(value: bytes) -> None:
    mail = (
        b"DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=AAAA; b=" + value + b"\r\n" + MAIL
    )
    for found in examine(mail):
        assert found.outcome in {Outcome.UNREADABLE, Outcome.FAILED, Outcome.UNCHECKED}


def test_what_is_known_is_kept_with_the_mail(key: rsa.RSAPrivateKey) -> None:
    mail = signed(key)
    content = sources.unpack(mail, sources.identify(mail), sources.Limits())
    assert content.metadata["DKIM"] == "unchecked d=jd.example s=s1"
