"""Tokens from authorities that answer well, wrongly, slowly, or not at all."""

from __future__ import annotations

import dataclasses
import itertools
import subprocess
import threading
import time
from pathlib import Path

import pytest
from asn1crypto import tsp
from hypothesis import given
from hypothesis import strategies as st
from proving_authority import DAY, DIGEST, GEN_TIME, TestAuthority, asked, replying, served
from proving_making import sha

from vault.errors import AuthorityError, VaultError
from vault.model import Sha256
from vault.proving.errors import (
    AuthorityGarbageError,
    AuthorityMismatchedError,
    AuthorityRefusedError,
    AuthorityUnreachableError,
    AuthorityUntrustedError,
)
from vault.proving.network import fetch
from vault.proving.stamps import PATIENCE, Authority, request_token, request_tokens
from vault.proving.tokens import make_request, vouched_for


def test_a_token_over_http(authority: TestAuthority) -> None:
    def reply(handler: object, request: bytes) -> None:
        replying(authority.answer(request))(handler, request)  # type: ignore[arg-type]

    with served(reply) as url:
        token = request_token(DIGEST, Authority(url, authority.root_pem), nonce=2**64 - 1, fetch=fetch)
    assert token.authority == url
    assert token.at == GEN_TIME
    assert vouched_for(token.response, DIGEST, [authority.root])
    assert not vouched_for(token.response, sha(b"other"), [authority.root])
    assert not vouched_for(token.response, DIGEST, [])


@given(digest=st.binary(min_size=32, max_size=32), nonce=st.integers(0, 2**64 - 1))
def test_a_request_says_the_digest_and_the_nonce_and_asks_for_the_certificate(
    digest: bytes, nonce: int
) -> None:
    request = tsp.TimeStampReq.load(make_request(Sha256(digest.hex()), nonce), strict=True)
    assert request["message_imprint"]["hashed_message"].native == digest
    assert request["message_imprint"]["hash_algorithm"]["algorithm"].native == "sha256"
    assert request["nonce"].native == nonce
    assert request["cert_req"].native is True
    assert request["version"].native == "v1"


def test_openssl_reads_the_request_and_its_token_is_accepted(tmp_path: Path) -> None:
    """A token that openssl makes, with the second form of the signing certificate attribute."""
    tsa = TestAuthority("OpenSSL TSA")
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from proving_authority import key

    (tmp_path / "tsa.pem").write_bytes(tsa.leaf.public_bytes(Encoding.PEM))
    (tmp_path / "tsa.key").write_bytes(
        key(tsa.name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (tmp_path / "serial").write_text("01\n")
    (tmp_path / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\ndefault_policy=1.2.3.4\n"
        "signer_digest=sha256\ndigests=sha256\ness_cert_id_alg=sha256\naccuracy=secs:1\n"
    )

    def reply(url: str, request: bytes) -> bytes:
        (tmp_path / "q").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q", "-out", "r"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        return (tmp_path / "r").read_bytes()

    token = request_token(DIGEST, Authority("http://openssl.test", tsa.root_pem), nonce=99, fetch=reply)
    assert vouched_for(token.response, DIGEST, [tsa.root])


def test_the_nonce_must_come_back(authority: TestAuthority) -> None:
    old = authority.answer(make_request(DIGEST, 1))
    with pytest.raises(AuthorityMismatchedError):
        request_token(DIGEST, authority.authority, nonce=2, fetch=lambda _url, _request: old)


def test_the_imprint_must_be_ours(authority: TestAuthority) -> None:
    other = authority.answer(make_request(sha(b"other"), 7))
    with pytest.raises(AuthorityMismatchedError):
        request_token(DIGEST, authority.authority, nonce=7, fetch=lambda _url, _request: other)


@pytest.mark.parametrize(
    "fault",
    [
        {"usage": ()},
        {"critical": False},
        {"usage": (*TestAuthority().usage, *TestAuthority().usage)},
        {"lifetime": DAY / 2},
        {"start": GEN_TIME + DAY},
    ],
)
def test_a_certificate_that_may_not_stamp_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(AuthorityGarbageError):
        asked(dataclasses.replace(TestAuthority(), **fault))  # type: ignore[arg-type]


def test_a_token_that_does_not_lead_to_the_configured_root_is_refused(authority: TestAuthority) -> None:
    asked(authority, roots=authority.root_pem)
    with pytest.raises(AuthorityUntrustedError):
        asked(authority, roots=TestAuthority("Other TSA").root_pem)


@given(garbage=st.binary(max_size=300))
def test_garbage_is_called_garbage(garbage: bytes) -> None:
    with pytest.raises(AuthorityGarbageError):
        request_token(DIGEST, Authority("https://tsa.test"), nonce=1, fetch=lambda _u, _r: garbage)


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_bit_is_an_error_of_ours_or_changes_nothing(
    authority: TestAuthority, where: float, bit: int
) -> None:
    good = bytearray(authority.answer(make_request(DIGEST, 7)))
    good[int(where * len(good))] ^= 1 << bit
    try:
        token = request_token(DIGEST, authority.authority, nonce=7, fetch=lambda _u, _r: bytes(good))
    except AuthorityError:
        return
    assert token.at == GEN_TIME


def test_a_refusal_is_called_a_refusal() -> None:
    refusal = bytes.fromhex("30053003020102")
    with pytest.raises(AuthorityRefusedError):
        request_token(DIGEST, Authority("https://tsa.test"), nonce=1, fetch=lambda _u, _r: refusal)


def test_many_tokens_come_in_order_and_progress_is_told(authority: TestAuthority) -> None:
    second = TestAuthority("Second TSA")
    by_url = {tsa.authority.url: tsa for tsa in (authority, second)}
    digests = [sha(bytes([n])) for n in range(6)]
    told: list[tuple[int, int]] = []
    nonces = itertools.count(1)
    answers = request_tokens(
        digests,
        [tsa.authority for tsa in by_url.values()],
        nonces=lambda: next(nonces),
        fetch=lambda url, request: by_url[url].answer(request),
        progress=lambda done, total: told.append((done, total)),
    )
    assert [(a.digest, a.authority.url) for a in answers] == [(d, url) for d in digests for url in by_url]
    assert all(answer.token and answer.error is None for answer in answers)
    assert told == [(n, 12) for n in range(1, 13)]


def test_the_failure_of_one_stops_no_other(authority: TestAuthority) -> None:
    bad = sha(b"bad")

    def sometimes(url: str, request: bytes) -> bytes:
        return b"garbage" if bytes.fromhex(bad) in request else authority.answer(request)

    answers = request_tokens(
        [sha(b"1"), bad, sha(b"2")], [authority.authority], nonces=lambda: 5, fetch=sometimes
    )
    assert [answer.token is not None for answer in answers] == [True, False, True]
    assert isinstance(answers[1].error, AuthorityGarbageError)


def test_an_authority_out_of_reach_is_left_alone_after_some_attempts() -> None:
    attempts: list[str] = []

    def unreachable(url: str, request: bytes) -> bytes:
        attempts.append(url)
        raise AuthorityUnreachableError(authority=url, reason="no route")

    digests = [sha(bytes([n])) for n in range(40)]
    answers = request_tokens(
        digests, [Authority("http://a.test")], nonces=lambda: 1, fetch=unreachable, workers=2
    )
    assert len(attempts) <= PATIENCE + 2
    assert all(isinstance(answer.error, AuthorityUnreachableError) for answer in answers)


def test_no_more_requests_are_under_way_than_allowed(authority: TestAuthority) -> None:
    under_way, most, lock = 0, 0, threading.Lock()

    def counted(url: str, request: bytes) -> bytes:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.01)
        with lock:
            under_way -= 1
        return authority.answer(request)

    digests = [sha(bytes([n])) for n in range(12)]
    request_tokens(digests, [authority.authority], nonces=lambda: 1, fetch=counted, workers=3)
    assert most == 3


def test_errors_speak_both_languages() -> None:
    from vault.language import Language, translator

    error: VaultError = AuthorityUnreachableError(authority="http://tsa.test", reason="timed out")
    message, hint = error.said(translator(Language.ZH))
    assert "http://tsa.test" in message
    assert message != error.said()[0]
    assert hint != error.said()[1]
