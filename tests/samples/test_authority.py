"""The demo authority answers as RFC 3161 says, judged by OpenSSL and by another implementation."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from asn1crypto import core, tsp
from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

from samples.authority import DemoAuthority

DATA = "账户注销成功".encode()


@pytest.fixture(scope="module")
def authority() -> Iterator[DemoAuthority]:
    with DemoAuthority() as running:
        yield running


def post(url: str, query: bytes, content_type: str = "application/timestamp-query") -> bytes:
    request = urllib.request.Request(url, query, {"Content-Type": content_type})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
        assert reply.headers["Content-Type"] == "application/timestamp-reply"
        return reply.read()


def refusal(response: bytes) -> set[str]:
    status = tsp.PKIStatusInfo.load(core.Sequence.load(response).contents)
    assert status["status"].native == "rejection"
    return status["fail_info"].native


def openssl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("digest", ["-sha256", "-sha384", "-sha512"])
def test_openssl_verifies_a_token_against_the_root(
    authority: DemoAuthority, tmp_path: Path, digest: str
) -> None:
    data, query, response, root = (tmp_path / name for name in ("data", "query", "response", "root.pem"))
    data.write_bytes(DATA)
    root.write_bytes(authority.root_pem)
    openssl("ts", "-query", "-data", data, digest, "-cert", "-out", query)
    response.write_bytes(post(authority.url, query.read_bytes()))

    verified = openssl("ts", "-verify", "-queryfile", query, "-in", response, "-CAfile", root)
    assert "Verification: OK" in verified.stdout + verified.stderr

    data.write_bytes(DATA + b".")
    altered = openssl("ts", "-verify", "-data", data, "-in", response, "-CAfile", root)
    assert altered.returncode != 0
    assert "message imprint mismatch" in altered.stderr


def test_another_implementation_verifies_a_token(authority: DemoAuthority) -> None:
    request = TimestampRequestBuilder().data(DATA).hash_algorithm(HashAlgorithm.SHA256).build()
    response = decode_timestamp_response(post(authority.url, request.as_bytes()))
    verifier = (
        VerifierBuilder()
        .from_request(request)
        .add_root_certificate(x509.load_pem_x509_certificate(authority.root_pem))
        .build()
    )
    assert verifier.verify_message(response, DATA)
    assert response.tst_info.nonce == request.nonce


def test_certificates_come_only_when_asked_for(authority: DemoAuthority) -> None:
    for wanted in (True, False):
        request = (
            TimestampRequestBuilder().data(DATA).cert_request(cert_request=wanted).nonce(nonce=False).build()
        )
        token = tsp.TimeStampResp.load(post(authority.url, request.as_bytes()))["time_stamp_token"]["content"]
        assert (len(token["certificates"]) > 0) is wanted
        assert token["encap_content_info"]["content"].parsed["nonce"].native is None


def test_the_certificate_may_only_stamp_and_says_that_it_is_a_demo(authority: DemoAuthority) -> None:
    leaf = authority.signer.leaf
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert usage.critical
    assert list(usage.value) == [x509.ExtendedKeyUsageOID.TIME_STAMPING]
    assert leaf.subject.rfc4514_string() == "CN=DEMO timestamp authority - not trusted"


@pytest.mark.parametrize(
    ("query", "failure"),
    [
        (b"", "bad_data_format"),
        (b"not DER", "bad_data_format"),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)},
                }
            ).dump(),
            "bad_alg",
        ),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {
                        "hash_algorithm": {"algorithm": "sha256"},
                        "hashed_message": bytes(20),
                    },
                }
            ).dump(),
            "bad_data_format",
        ),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {
                        "hash_algorithm": {"algorithm": "sha256"},
                        "hashed_message": bytes(32),
                    },
                    "req_policy": "1.2.3.4",
                }
            ).dump(),
            "unaccepted_policy",
        ),
    ],
)
def test_a_bad_request_is_refused_with_its_reason(
    authority: DemoAuthority, query: bytes, failure: str
) -> None:
    assert refusal(post(authority.url, query)) == {failure}


def test_what_is_no_query_is_an_http_error(authority: DemoAuthority) -> None:
    with pytest.raises(urllib.error.HTTPError) as wrong_type:
        post(authority.url, b"x", "text/plain")
    wrong_type.value.close()
    assert wrong_type.value.code == 415
    with pytest.raises((urllib.error.HTTPError, ConnectionError, urllib.error.URLError)) as too_large:
        post(authority.url, bytes(70_000))
    if isinstance(too_large.value, urllib.error.HTTPError):
        assert too_large.value.code == 413
        too_large.value.close()


def test_many_ask_at_once_and_each_gets_its_own_serial_number(authority: DemoAuthority) -> None:
    def serial(number: int) -> int:
        request = TimestampRequestBuilder().data(str(number).encode()).build()
        return decode_timestamp_response(post(authority.url, request.as_bytes())).tst_info.serial_number

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(serial, range(200)))) == 200


def test_an_authority_of_the_past_states_its_own_time_and_has_expired_since(tmp_path: Path) -> None:
    past = dt.datetime(2026, 1, 15, 8, 30, tzinfo=dt.UTC)
    with DemoAuthority(clock=lambda: past, lifetime=dt.timedelta(days=1)) as old:
        request = TimestampRequestBuilder().data(DATA).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = post(old.url, request.as_bytes())
        assert decode_timestamp_response(answer).tst_info.gen_time == past
        (tmp_path / "data").write_bytes(DATA)
        (tmp_path / "r.tsr").write_bytes(answer)
        (tmp_path / "root.pem").write_bytes(old.root_pem)
    verify = (
        "ts",
        "-verify",
        "-data",
        tmp_path / "data",
        "-in",
        tmp_path / "r.tsr",
        "-CAfile",
        tmp_path / "root.pem",
    )
    assert openssl(*verify).returncode != 0
    assert openssl(*verify, "-attime", str(int(past.timestamp()))).returncode == 0
