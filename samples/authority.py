"""A timestamp authority on the loopback address, for demo and tests: real RFC 3161, trusted by no one.

`python -m samples.authority --port 0 --root root.pem` writes its root certificate, prints its address and
serves until it is interrupted. Its keys live in memory and end with it.

Source: RFC 3161 section 3.4 (time-stamp protocol via HTTP).
"""

from __future__ import annotations

import argparse
import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from samples.stamping import Clock, Signer, answer, new_signer, revocation_list

LARGEST_QUERY = 65_536  # bytes
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
LISTS, LIST_TYPE = "/revoked.crl", "application/pkix-crl"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    wbufsize = -1  # headers and body leave in one write
    timeout = 10  # seconds; a client that says nothing does not hold a thread

    def do_POST(self) -> None:
        if self.headers.get_content_type() != QUERY:
            self.send_error(415, f"Content-Type must be {QUERY}")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST_QUERY:
            self.send_error(413 if length.isdecimal() else 411)
            return
        self._reply(answer(self.rfile.read(int(length)), self.server.signer, self.server.clock()), REPLY)

    def do_GET(self) -> None:
        if self.path == LISTS:
            self._reply(revocation_list(self.server.signer, self.server.clock()), LIST_TYPE)
            return
        self._reply(
            b"DEMO timestamp authority (RFC 3161). Not trusted by anyone. POST a query.\n", "text/plain"
        )

    def _reply(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the demo's screen belongs to the demo."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    signer: Signer

    def __init__(self, port: int, clock: Clock) -> None:
        self.clock = clock
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no event here."""


class DemoAuthority:
    """A running authority: `with DemoAuthority() as authority: authority.url, authority.root_pem`.

    `clock` gives the time that it states. `started` and `lifetime` bound its certificate, so that a test can
    have one that has expired since. Its root publishes a revocation list, whose address the certificate names.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        clock: Clock = _now,
        started: dt.datetime | None = None,
        lifetime: dt.timedelta = dt.timedelta(days=30),
    ) -> None:
        self._server = _Server(port, clock)
        start = (started or clock()) - dt.timedelta(minutes=5)
        self.signer = self._server.signer = new_signer(start, lifetime, self.url.rstrip("/") + LISTS)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where queries are posted."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    @property
    def root_pem(self) -> bytes:
        """The root certificate that verifies its tokens."""
        return self.signer.root_pem

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m samples.authority", description=DemoAuthority.__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--root", type=Path, help="write the root certificate here (PEM)")
    options = parser.parse_args()
    with DemoAuthority(options.port) as authority:
        if options.root:
            options.root.write_bytes(authority.root_pem)
        print(authority.url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
