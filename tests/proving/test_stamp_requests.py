"""The exchange with an authority: what is sent, and what no answer can do."""

from __future__ import annotations

import hashlib
import threading
import time

import pytest
from proving_authority import TestAuthority, dripping, replying, served

from vault.errors import UsageError
from vault.model import Sha256
from vault.proving.errors import (
    AuthorityAddressError,
    AuthorityRefusedError,
    AuthorityUnreachableError,
)
from vault.proving.network import LARGEST_ANSWER, fetch


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with (
        served(replying(b"", status, Location="http://127.0.0.1:9/")) as url,
        pytest.raises(AuthorityRefusedError, match=str(status)),
    ):
        fetch(url, b"request")


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_error_of_the_server_is_a_refusal(status: int) -> None:
    with served(replying(b"no", status)) as url, pytest.raises(AuthorityRefusedError):
        fetch(url, b"request")


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    with served(replying(bytes(LARGEST_ANSWER + 10))) as url, pytest.raises(AuthorityRefusedError):
        fetch(url, b"request")


def test_an_answer_that_breaks_off() -> None:
    def short(handler: object, request: bytes) -> None:
        handler.send_response(200)  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "500")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.wfile.write(b"x" * 100)  # type: ignore[attr-defined]

    with served(short) as url, pytest.raises(AuthorityUnreachableError):
        fetch(url, b"request")


def test_an_answer_that_drips_is_cut_off_in_time() -> None:
    with served(dripping) as url:
        start = time.monotonic()
        with pytest.raises(AuthorityUnreachableError):
            fetch(url, b"request", seconds=0.4)
        assert time.monotonic() - start < 3


def test_an_answer_that_never_comes_is_cut_off_in_time() -> None:
    wait = threading.Event()
    with served(lambda _handler, _request: wait.wait(5) and None) as url:
        start = time.monotonic()
        with pytest.raises(AuthorityUnreachableError):
            fetch(url, b"request", seconds=0.3)
        assert time.monotonic() - start < 3
        wait.set()


def test_nobody_listens() -> None:
    with served(replying(b"")) as url:
        pass
    with pytest.raises(AuthorityUnreachableError):
        fetch(url, b"request", seconds=2)


def test_a_host_name_that_is_none() -> None:
    with pytest.raises(AuthorityUnreachableError):
        fetch(f"http://{'a' * 70}.invalid/", b"request", seconds=2)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with served(replying(b"answer")) as url:
        assert fetch(url, b"request") == b"answer"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tsa.test",
        "ftp://tsa.test",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://x:y/",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(AuthorityAddressError) as caught:
        fetch(url, b"request")
    assert isinstance(caught.value, UsageError)


def test_a_request_carries_the_media_types_of_the_protocol() -> None:
    seen: dict[str, str] = {}

    def reply(handler: object, request: bytes) -> None:
        seen.update(dict(handler.headers))  # type: ignore[attr-defined]
        replying(b"answer")(handler, request)  # type: ignore[arg-type]

    with served(reply) as url:
        fetch(url, b"request")
    assert seen["Content-Type"] == "application/timestamp-query"
    assert seen["Accept"] == "application/timestamp-reply"


def test_a_digest_is_all_that_the_authority_learns(authority: TestAuthority) -> None:
    authority.asked.clear()
    secret = b"the content of an original"
    authority.token(Sha256(hashlib.sha256(secret).hexdigest()))
    assert secret not in authority.asked[0]
    assert len(authority.asked[0]) < 80
