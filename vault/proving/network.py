"""The only module of the product that opens network connections.

One request, one answer. `http.client` follows no redirect, uses no proxy and sends no credentials by itself, so
none has to be switched off.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import urllib.parse
from collections.abc import Mapping

from vault.proving.errors import AuthorityAddressError, AuthorityRefusedError, AuthorityUnreachableError

LARGEST_ANSWER = 1 << 20  # bytes; real answers have 2 to 10 kilobytes
LARGEST_LIST = 8 << 20  # bytes; real revocation lists have some kilobytes, seldom a megabyte


def fetch(url: str, request: bytes, *, seconds: float = 15.0) -> bytes:
    """Send a timestamp request over HTTP and return the body of the answer.

    Source: RFC 3161 section 3.4 (media types of request and reply).

    Args:
        url: `https://` or `http://` address of the authority.
        request: TimeStampReq in DER.
        seconds: How long the whole exchange may take.

    Returns:
        The body, at most `LARGEST_ANSWER` bytes.

    Raises:
        AuthorityAddressError: The address is no http or https URL.
        AuthorityUnreachableError: No connection, or no whole answer in time.
        AuthorityRefusedError: Another status than 200 (a redirect is one), or an answer that is too large.
    """
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    return _exchange("POST", url, request, headers, seconds, LARGEST_ANSWER)


def download(url: str, *, seconds: float = 10.0) -> bytes:
    """Get a revocation list.

    Source: RFC 2585 section 3 (media type), RFC 5280 section 4.2.1.13.

    Args:
        url: `https://` or `http://` address.
        seconds: How long the whole exchange may take.

    Returns:
        The body, at most `LARGEST_LIST` bytes.

    Raises:
        AuthorityAddressError: The address is no http or https URL.
        AuthorityUnreachableError: No connection, or no whole answer in time.
        AuthorityRefusedError: Another status than 200 (a redirect is one), or an answer that is too large.
    """
    return _exchange("GET", url, None, {"Accept": "application/pkix-crl"}, seconds, LARGEST_LIST)


def _exchange(
    method: str, url: str, request: bytes | None, headers: Mapping[str, str], seconds: float, most: int
) -> bytes:
    connection, target = _connection(url, seconds)
    watchdog: threading.Timer | None = None
    late = threading.Event()
    try:
        connection.connect()
        watchdog = threading.Timer(seconds, _cut, [connection.sock, late])
        watchdog.daemon = True
        watchdog.start()
        connection.request(method, target, body=request, headers={**headers, "Connection": "close"})
        with connection.getresponse() as response:
            if response.status != http.client.OK:
                raise AuthorityRefusedError(authority=url, reason=f"HTTP {response.status}")
            body = response.read(most + 1)
            broke_off = late.is_set() or _is_short(response, body, most)
    except (OSError, UnicodeError, http.client.HTTPException) as error:  # a host name may be none
        raise AuthorityUnreachableError(
            authority=url, reason="time is up" if late.is_set() else _reason(error)
        ) from error
    finally:
        if watchdog is not None:
            watchdog.cancel()
        connection.close()
    if broke_off:
        raise AuthorityUnreachableError(authority=url, reason="the answer broke off or took too long")
    if len(body) > most:
        raise AuthorityRefusedError(authority=url, reason=f"more than {most} bytes")
    return body


def _is_short(response: http.client.HTTPResponse, body: bytes, most: int) -> bool:
    announced = response.getheader("Content-Length")
    return announced is not None and announced.isdecimal() and len(body) < min(int(announced), most)


def _connection(url: str, seconds: float) -> tuple[http.client.HTTPConnection, str]:
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AuthorityAddressError(authority=url) from error
    if not parts.hostname or not url.isascii() or any(char.isspace() for char in url):
        raise AuthorityAddressError(authority=url)
    target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
    match parts.scheme:
        case "https":
            return http.client.HTTPSConnection(parts.hostname, port, timeout=seconds), target
        case "http":
            return http.client.HTTPConnection(parts.hostname, port, timeout=seconds), target
        case _:
            raise AuthorityAddressError(authority=url)


def _cut(link: socket.socket, late: threading.Event) -> None:
    # Ends an exchange that drips byte by byte: the socket's own timeout counts anew with each.
    late.set()  # before the other thread can see the end
    with contextlib.suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
