"""Timestamp authorities for tests: real RFC 3161 over HTTP on the loopback address, faults on order."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from vault.model import Sha256, Token
from vault.proving.stamps import Authority, request_token

GEN_TIME = dt.datetime(2026, 11, 22, 6, 0, 3, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
DIGEST = Sha256(hashlib.sha256(b"an original").hexdigest())
TIMESTAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)


@functools.cache
def key(which: str) -> rsa.RSAPrivateKey:
    """One RSA key for each name, made once in a run."""
    return rsa.generate_private_key(65537, 2048)


@functools.cache
def certificate(
    name: str,
    issuer: str,
    *,
    start: dt.datetime,
    end: dt.datetime,
    usage: tuple[x509.ObjectIdentifier, ...] = (),
    critical: bool = True,
    key_suffix: str = "",
) -> x509.Certificate:
    """A certificate for `name`; a root where it is its own issuer. Keys are those of the names."""
    own, above = key(name + key_suffix), key(issuer + key_suffix)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(own.public_key())
        .serial_number(len(name) + 1000)
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(usage)), critical=critical)
    return builder.sign(above, hashes.SHA256())


_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class TestAuthority:
    """Answers requests in memory. `lifetime` bounds its certificate around `at`, the time that it states."""

    __test__ = False

    name: str = "Test TSA"
    at: dt.datetime = GEN_TIME
    start: dt.datetime = GEN_TIME - DAY
    lifetime: dt.timedelta = 3650 * DAY
    usage: tuple[x509.ObjectIdentifier, ...] = TIMESTAMPING
    critical: bool = True
    embed_root: bool = False
    key_suffix: str = ""
    asked: list[bytes] = field(default_factory=list)

    @property
    def root(self) -> x509.Certificate:
        name = f"{self.name} root"
        return certificate(
            name, name, start=self.start, end=GEN_TIME + 9000 * DAY, key_suffix=self.key_suffix
        )

    @property
    def leaf(self) -> x509.Certificate:
        return certificate(
            self.name,
            f"{self.name} root",
            start=self.start,
            end=self.start + self.lifetime,
            usage=self.usage,
            critical=self.critical,
            key_suffix=self.key_suffix,
        )

    @property
    def root_pem(self) -> str:
        return self.root.public_bytes(Encoding.PEM).decode()

    @property
    def authority(self) -> Authority:
        return Authority(f"https://{self.name.replace(' ', '-').lower()}.test/tsr")

    def answer(self, request: bytes) -> bytes:
        # Keys and certificates are made once, when they are first wanted: two threads would make two of each.
        with _ONE_AT_A_TIME:
            self.asked.append(request)
            return self.respond(tsp.TimeStampReq.load(request)).dump()

    def respond(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        private = key(self.name + self.key_suffix).private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
        )
        store = SimpleCertificateStore()
        if self.embed_root:
            store.register(_asn1(self.root))
        stamper = DummyTimeStamper(
            _asn1(self.leaf), keys.PrivateKeyInfo.load(private), certs_to_embed=store, fixed_dt=self.at
        )
        return stamper.request_tsa_response(request)

    def fetch(self, url: str, request: bytes) -> bytes:
        return self.answer(request)

    def token(self, digest: Sha256, nonce: int = 7) -> Token:
        return request_token(digest, self.authority, nonce=nonce, fetch=self.fetch)

    def stamp(self, digest: Sha256) -> tuple[Token, ...]:
        return (self.token(digest),)


def _asn1(cert: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(cert.public_bytes(Encoding.DER))


Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


def replying(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A reply with these bytes whatever was asked."""

    def reply(handler: BaseHTTPRequestHandler, request: bytes) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def dripping(handler: BaseHTTPRequestHandler, request: bytes) -> None:
    """A byte every twentieth of a second, forever: each alone is in time."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@contextlib.contextmanager
def served(reply: Reply) -> Iterator[str]:
    """Serve on a free loopback port; yields the URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(OSError):
                request = self.rfile.read(int(self.headers["Content-Length"]))
                reply(self, request)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked(tsa: TestAuthority, *, nonce: int = 7, digest: Sha256 = DIGEST, roots: str = "") -> Token:
    """Ask an authority for a token, in which only `roots` are trusted."""
    authority = dataclasses.replace(tsa.authority, roots=roots)
    return request_token(digest, authority, nonce=nonce, fetch=tsa.fetch)
