"""Revocation lists of timestamp authorities: where they are published, which may be fetched, what they say.

Source: RFC 5280 sections 4.2.1.13 (CRL distribution points) and 5 (CRL profile); RFC 3161 section 4, points 1 and 2
(which tokens a revocation makes invalid).
"""

from __future__ import annotations

import binascii
import datetime as dt
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

from vault.errors import AuthorityError, UsageError
from vault.proving.cms import MALFORMED
from vault.proving.errors import AuthorityUnreachableError

Download = Callable[[str], bytes]
"""Gets what stands at a URL; `network.download` outside tests."""

PEM = b"-----BEGIN X509 CRL-----"
MOST = 8
"""Addresses that are asked for one packet; a chain names one or two."""
SHARED = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""Second-level names below which countries register: tsa.example.com.cn belongs to example.com.cn."""
HARMLESS = frozenset(
    {
        x509.ReasonFlags.unspecified,
        x509.ReasonFlags.affiliation_changed,
        x509.ReasonFlags.superseded,
        x509.ReasonFlags.cessation_of_operation,
    }
)
"""Reasons after which tokens from before the revocation stay good; without a stated reason none does."""


class Standing(StrEnum):
    """What the lists say about a certificate at a time."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # no list of its issuer is at hand


@dataclass(frozen=True, slots=True)
class Lists:
    """What was to be had: lists in DER, and the addresses that gave none."""

    found: tuple[bytes, ...] = ()
    missing: tuple[str, ...] = ()


def fetch_lists(
    certificates: Sequence[x509.Certificate], authorities: Sequence[str], *, download: Download
) -> Lists:
    """Fetch the lists that the certificates name, from the authorities' own domains alone.

    Args:
        certificates: Those of the authorities' tokens and roots.
        authorities: The configured addresses.
        download: Gets one list.

    Returns:
        The lists that are signed by one of the certificates, and the addresses that gave none or may not be asked.
    """
    found: dict[bytes, None] = {}
    missing, silent = [], set()
    for url in distribution_points(certificates)[:MOST]:
        asked = is_own(url, authorities) and _host(url) not in silent
        try:
            der = _fetched(url, certificates, download) if asked else None
        except AuthorityUnreachableError:
            silent.add(_host(url))  # waited for once, not for each of its lists
            der = None
        if der is None:
            missing.append(url)
        else:
            found[der] = None
    return Lists(tuple(found), tuple(missing))


def distribution_points(certificates: Iterable[x509.Certificate]) -> tuple[str, ...]:
    """Return the http and https addresses of the certificates' revocation lists, each once."""
    urls: dict[str, None] = {}
    for certificate in certificates:
        for url in _points(certificate):
            if url.lower().startswith(("http://", "https://")):
                urls[url] = None
    return tuple(urls)


def is_own(url: str, authorities: Iterable[str]) -> bool:
    """Tell whether an address lies in the domain of one of the authorities, so that nobody else learns of the request.

    Args:
        url: Of a list.
        authorities: The configured addresses.

    Returns:
        True for the same host, or for a host of the same registered domain.
    """
    host = _host(url)
    for authority in authorities:
        own = _host(authority)
        if host and own and (host == own or (_domain(host) == _domain(own) != "")):
            return True
    return False


def lists_about(
    certificate: x509.Certificate,
    lists: Iterable[x509.CertificateRevocationList],
    issuers: Sequence[x509.Certificate],
) -> tuple[x509.CertificateRevocationList, ...]:
    """Return the lists that can speak of a certificate: they are its issuer's, and signed by it.

    Args:
        certificate: The certificate.
        lists: From anywhere.
        issuers: Where its issuer may be found.

    Returns:
        Those that count.
    """
    return tuple(one for one in lists if one.issuer == certificate.issuer and _holds(one, issuers))


def standing(
    certificate: x509.Certificate, at: dt.datetime, lists: Sequence[x509.CertificateRevocationList]
) -> Standing:
    """Return what lists say about a timestamping certificate whose token states the time `at`.

    Args:
        certificate: The certificate.
        at: The token's own time.
        lists: From `lists_about`.

    Returns:
        The standing.
    """
    for one in lists:
        entry = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and (entry.revocation_date_utc <= at or _reason(entry) not in HARMLESS):
            return Standing.REVOKED
    return Standing.GOOD if lists else Standing.UNKNOWN


def pem_text(lists: Iterable[bytes]) -> str:
    """Return lists in DER as PEM, the issuer above each for the reader."""
    blocks = []
    for der in lists:
        one = x509.load_der_x509_crl(der)
        issuer = one.issuer.rfc4514_string().encode("ascii", "backslashreplace").decode()
        blocks.append(f"# {issuer}\n{one.public_bytes(Encoding.PEM).decode()}")
    return "".join(blocks)


def read_lists(pem: bytes) -> tuple[x509.CertificateRevocationList, ...]:
    """Return the lists of a PEM text; what cannot be read is left out, as it says nothing."""
    lists = []
    for part in pem.split(PEM)[1:]:
        try:
            lists.append(x509.load_pem_x509_crl(PEM + part))
        except (*MALFORMED, binascii.Error):
            continue
    return tuple(lists)


def _points(certificate: x509.Certificate) -> Iterator[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, *MALFORMED):
        return
    for point in points:
        for name in point.full_name or ():
            if isinstance(name, x509.UniformResourceIdentifier):
                yield name.value


def _fetched(url: str, certificates: Sequence[x509.Certificate], download: Download) -> bytes | None:
    try:
        raw = download(url)
        one = x509.load_pem_x509_crl(raw) if raw.startswith(b"-----") else x509.load_der_x509_crl(raw)
    except AuthorityUnreachableError:
        raise
    except (AuthorityError, UsageError, *MALFORMED):
        return None
    return one.public_bytes(Encoding.DER) if _holds(one, certificates) else None


def _holds(one: x509.CertificateRevocationList, issuers: Iterable[x509.Certificate]) -> bool:
    for issuer in issuers:
        if issuer.subject != one.issuer:
            continue
        try:
            if one.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]  # others raise TypeError
                return True
        except (InvalidSignature, *MALFORMED):
            continue
    return False


def _reason(entry: x509.RevokedCertificate) -> x509.ReasonFlags | None:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except (x509.ExtensionNotFound, *MALFORMED):
        return None


def _host(url: str) -> str:
    try:
        return (urllib.parse.urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _domain(host: str) -> str:
    """Return the registered domain as far as the name shows it, "" for an address and for a name without a dot."""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or ":" in host:
        return ""
    count = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED else 2
    return ".".join(labels[-count:])
