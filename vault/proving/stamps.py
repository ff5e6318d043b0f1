"""Timestamps from an authority: one, or many at once."""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cryptography import x509

from vault.errors import AuthorityError, VaultError
from vault.model import Authority, Sha256, Token
from vault.proving.errors import (
    AuthorityGarbageError,
    AuthorityMismatchedError,
    AuthorityRefusedError,
    AuthorityUnreachableError,
    AuthorityUntrustedError,
)
from vault.proving.tokens import (
    Flaw,
    TokenFlawError,
    make_request,
    read_certificates,
    read_stamp,
    vouched_for,
)

Fetch = Callable[[str, bytes], bytes]
"""Sends a request to a URL and returns the answer's body; `network.fetch` outside tests."""

Progress = Callable[[int, int], None]
"""Told how many answers of how many are in."""

PATIENCE = 3
"""An authority that was out of reach this many times in one run is not asked again in it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one authority said of one digest: a token or an error, never both."""

    digest: Sha256
    authority: Authority
    token: Token | None = None
    error: VaultError | None = None


def request_token(digest: Sha256, authority: Authority, *, nonce: int, fetch: Fetch) -> Token:
    """Ask an authority for a token over a digest, and believe it only after checking all of it.

    Source: RFC 3161 section 2.2 (what the requester shall verify).

    Args:
        digest: SHA-256 of what shall be stamped. The authority learns the digest and nothing else.
        authority: Whom to ask.
        nonce: Random, 0 to 2**64 - 1; never used twice.
        fetch: Sends the request.

    Returns:
        The token.

    Raises:
        AuthorityRefusedError: It will not stamp.
        AuthorityGarbageError: The answer is no valid token.
        AuthorityMismatchedError: A valid token for another digest or another request.
        AuthorityUntrustedError: It does not lead to the roots configured for this authority.
    """
    response = fetch(authority.url, make_request(digest, nonce))
    try:
        stamp = read_stamp(response, digest)
    except TokenFlawError as error:
        failure = _told(error.flaw, authority.url)
        raise failure from error
    if stamp.nonce != nonce:
        raise AuthorityMismatchedError(authority=authority.url, reason="nonce")
    if authority.roots.strip() and not vouched_for(response, digest, _roots(authority)):
        raise AuthorityUntrustedError(authority=authority.url)
    return Token(authority=authority.url, at=stamp.at, response=response)


def request_tokens(
    digests: Sequence[Sha256],
    authorities: Sequence[Authority],
    *,
    nonces: Callable[[], int],
    fetch: Fetch,
    workers: int = 4,
    progress: Progress | None = None,
) -> tuple[Answer, ...]:
    """Ask every authority for a token over every digest, several at once.

    One failure stops nothing else, but an authority that was out of reach `PATIENCE` times is left alone.

    Args:
        digests: What shall be stamped.
        authorities: Whom to ask.
        nonces: Gives a random number of at most 64 bits at each call; called from this thread only.
        fetch: Sends one request; called from several threads.
        workers: How many requests may be under way at once.
        progress: Told of every answer, from this thread.

    Returns:
        One answer for each digest and authority, digests outermost, in the order given.
    """
    counters = {authority: _Counter() for authority in authorities}
    questions = [(digest, authority, nonces()) for digest in digests for authority in authorities]
    with concurrent.futures.ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [
            pool.submit(_answer, digest, authority, nonce, fetch, counters[authority])
            for digest, authority, nonce in questions
        ]
        try:
            for done, _ in enumerate(concurrent.futures.as_completed(futures), start=1):
                if progress is not None:
                    progress(done, len(futures))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(future.result() for future in futures)


def _roots(authority: Authority) -> tuple[x509.Certificate, ...]:
    return read_certificates(authority.roots, authority.url)


@dataclass(slots=True)
class _Counter:
    """Counts how often one authority was out of reach."""

    misses: int = 0
    last: AuthorityUnreachableError | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def given_up(self) -> AuthorityUnreachableError | None:
        with self.lock:
            return self.last if self.misses >= PATIENCE else None

    def missed(self, error: AuthorityUnreachableError) -> None:
        with self.lock:
            self.misses, self.last = self.misses + 1, error


def _answer(digest: Sha256, authority: Authority, nonce: int, fetch: Fetch, counter: _Counter) -> Answer:
    if error := counter.given_up():
        return Answer(digest, authority, error=error)
    try:
        return Answer(digest, authority, token=request_token(digest, authority, nonce=nonce, fetch=fetch))
    except AuthorityUnreachableError as error:
        counter.missed(error)
        return Answer(digest, authority, error=error)
    except VaultError as error:
        return Answer(digest, authority, error=error)


def _told(flaw: Flaw, url: str) -> AuthorityError:
    match flaw:
        case Flaw.REFUSED:
            return AuthorityRefusedError(authority=url, reason="status")
        case Flaw.IMPRINT:
            return AuthorityMismatchedError(authority=url, reason="imprint")
        case _:
            return AuthorityGarbageError(authority=url, reason=flaw.value)
