"""RFC 3161 requests and tokens: asked for, taken apart, judged. Pure: bytes in, values out."""

from __future__ import annotations

import binascii
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import rfc3161_client
from asn1crypto import cms, core, tsp
from asn1crypto import pem as armor
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from vault.model import Sha256
from vault.proving.cms import MALFORMED, CmsError, SignedMessage, load_certificate, open_signed
from vault.proving.errors import CertificateUnreadableError

STRONG_RSA = 3072  # bits
SHORT_RSA_END = dt.datetime(2030, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


class Flaw(StrEnum):
    """Why an answer is no good token."""

    FORM = "form"  # not an RFC 3161 answer
    REFUSED = "refused"  # the authority's own status says no
    SIGNATURE = "signature"  # does not hold, or a chain inside does not
    USAGE = "usage"  # the certificate is not one for timestamping
    VALIDITY = "validity"  # the certificate was not valid at the token's own time
    IMPRINT = "imprint"  # for other bytes


class _Response(core.Sequence):  # type: ignore[misc]  # asn1crypto's own insists on a token
    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class TokenFlawError(Exception):
    """An answer is no good token; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Stamp:
    """A token whose signature holds, over the expected digest; who vouches for it is another matter."""

    authority: str  # the common name of the signing certificate, or its whole subject
    at: dt.datetime  # genTime
    nonce: int | None
    certificates: tuple[x509.Certificate, ...]  # the signer's first
    stray: bool  # carries a certificate that is no issuer of the signer's
    ages_at: dt.datetime  # when it stops to be good by itself


def make_request(digest: Sha256, nonce: int) -> bytes:
    """Return a TimeStampReq for a SHA-256 digest that asks for the certificate to be enclosed.

    Source: RFC 3161 section 2.4.1.

    Args:
        digest: What shall be stamped.
        nonce: Random, 0 to 2**64 - 1.

    Returns:
        The request in DER.
    """
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes.fromhex(digest)}
    request = tsp.TimeStampReq(
        {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    )
    return bytes(request.dump())


def read_stamp(response: bytes, digest: Sha256) -> Stamp:
    """Judge an answer by itself: form, status, signature, usage, validity at genTime, imprint.

    Source: RFC 3161 sections 2.4.2 (what a requester checks) and 2.3 (critical extended key usage).

    Args:
        response: TimeStampResp in DER.
        digest: The SHA-256 digest that it should be for.

    Returns:
        What the token says.

    Raises:
        TokenFlawError: The first flaw found.
    """
    try:
        return _read(_token(response), digest)
    except MALFORMED as error:
        raise TokenFlawError(Flaw.FORM) from error


def as_response(token: bytes) -> bytes:
    """Return a token that stands by itself, as in a PDF signature, in the form that an authority answers in.

    Args:
        token: ContentInfo in DER.

    Returns:
        TimeStampResp in DER.
    """
    granted = tsp.PKIStatusInfo({"status": "granted"})
    return bytes(_Response({"status": granted, "time_stamp_token": cms.ContentInfo.load(token)}).dump())


def ages_at(certificates: Sequence[x509.Certificate]) -> dt.datetime:
    """Return when tokens under these certificates stop to be good by themselves.

    Source: RFC 3161 appendix B (validity of the certificate); NIST SP 800-131A revision 2 section 3 (112 bits of
    security, as RSA of 2,048 bits has, until the end of 2030).

    Args:
        certificates: The signer's, then its issuers'; roots do not count, as the reader has his own.

    Returns:
        The first end of a certificate or of an algorithm.
    """
    below = [one for one in certificates if one.issuer != one.subject] or list(certificates[:1])
    keys = [one.public_key() for one in below]
    short = any(isinstance(key, rsa.RSAPublicKey) and key.key_size < STRONG_RSA for key in keys)
    return min([*(one.not_valid_after_utc for one in below), *([SHORT_RSA_END] if short else [])])


def vouched_for(response: bytes, digest: Sha256, roots: Sequence[x509.Certificate]) -> bool:
    """Tell whether a token leads to one of the roots, at the token's own time.

    Args:
        response: TimeStampResp in DER.
        digest: The SHA-256 digest that it should be for.
        roots: Trusted certificates, from outside the packet.

    Returns:
        True if so; False without roots.
    """
    if not roots:
        return False
    try:
        # Built fresh each time, by one call: the library's builders share their lists between copies.
        verifier = rfc3161_client.VerifierBuilder(roots=list(roots)).build()
        return verifier.verify(rfc3161_client.decode_timestamp_response(response), bytes.fromhex(digest))
    except (rfc3161_client.VerificationError, ValueError):
        return False


def read_certificates(pem: str | bytes, subject: str) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM text.

    Args:
        pem: One or several certificates.
        subject: What to call the text in an error.

    Returns:
        The certificates, at least one.

    Raises:
        CertificateUnreadableError: There is none, or one is damaged.
    """
    raw = pem.encode() if isinstance(pem, str) else pem
    try:
        return _certificates(raw)
    except (*MALFORMED, CmsError, binascii.Error) as error:
        raise CertificateUnreadableError(subject=subject) from error


def _certificates(raw: bytes) -> tuple[x509.Certificate, ...]:
    """Load certificates, and read now what would only be read, and could fail, when it is asked for.

    Raises:
        ValueError: There is none.
    """
    blocks = [der for kind, _, der in armor.unarmor(raw, multiple=True) if kind == "CERTIFICATE"]
    found = tuple(load_certificate(asn1_x509.Certificate.load(der)) for der in blocks)
    if not found:
        raise ValueError("no certificate")
    for one in found:
        _ = one.subject, one.issuer, one.extensions, one.public_key()
    return found


def _read(message: SignedMessage, digest: Sha256) -> Stamp:
    info = tsp.TSTInfo.load(message.content, strict=True)
    imprint = info["message_imprint"]
    at = info["gen_time"].native.astimezone(dt.UTC)
    _check_usage(message.signer)
    if not message.signer.not_valid_before_utc <= at <= message.signer.not_valid_after_utc:
        raise TokenFlawError(Flaw.VALIDITY)
    algorithm, hashed = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    if algorithm != "sha256" or hashed != bytes.fromhex(digest):
        raise TokenFlawError(Flaw.IMPRINT)
    chain = _chain(message)
    others = [certificate for certificate in message.certificates if certificate not in chain]
    nonce = info["nonce"].native
    return Stamp(
        _name(message.signer), at, nonce, (*chain, *others), stray=bool(others), ages_at=ages_at(chain)
    )


def _token(response: bytes) -> SignedMessage:
    answer = _Response.load(response, strict=True)
    if answer["status"]["status"].native != "granted":
        raise TokenFlawError(Flaw.REFUSED)
    try:
        message = open_signed(answer["time_stamp_token"].dump())
    except CmsError as error:
        raise TokenFlawError(Flaw.FORM if str(error) == "form" else Flaw.SIGNATURE) from error
    if message.content_type != "tst_info":
        raise TokenFlawError(Flaw.FORM)
    if not message.names_signer:
        raise TokenFlawError(Flaw.SIGNATURE)
    return message


def _check_usage(certificate: x509.Certificate) -> None:
    # Source: RFC 3161 section 2.3: exactly one key purpose, timestamping, in a critical extension.
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, *MALFORMED) as error:
        raise TokenFlawError(Flaw.USAGE) from error
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise TokenFlawError(Flaw.USAGE)


def _chain(message: SignedMessage) -> tuple[x509.Certificate, ...]:
    # The signer and its issuers, as far as they are enclosed; each link found must hold.
    chain = [message.signer]
    while True:
        last = chain[-1]
        issuers = [c for c in message.certificates if c.subject == last.issuer]
        if not issuers:
            return tuple(chain)
        proper = [issuer for issuer in issuers if _issued(last, issuer)]
        if not proper:
            raise TokenFlawError(Flaw.SIGNATURE)
        fresh = [issuer for issuer in proper if issuer not in chain]
        if not fresh:
            return tuple(chain)
        chain.append(fresh[0])


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *MALFORMED):
        return False
    return True


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def pem_text(certificates: Sequence[x509.Certificate]) -> str:
    """Return certificates as PEM, each once, in the order given, the subject above each for the reader."""
    blocks: dict[str, None] = {}
    for certificate in certificates:
        subject = certificate.subject.rfc4514_string().encode("ascii", "backslashreplace").decode()
        blocks[f"# {subject}\n{certificate.public_bytes(Encoding.PEM).decode()}"] = None
    return "".join(blocks)
