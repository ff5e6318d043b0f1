"""Who signed the tag manifest?"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography import x509

from vault.model import Sha256
from vault.proving import layout
from vault.proving.cms import CmsError, open_signed
from vault.proving.manifest import Manifest
from vault.proving.signer import fingerprint
from vault.proving.verify.archive import Archive
from vault.proving.verify.report import Finding
from vault.proving.verify.rules import signature as rules

LARGEST_SIGNATURE = 1 << 20  # bytes


def signing_certificate(archive: Archive) -> x509.Certificate | None:
    """Return the certificate whose key signed the tag manifest, None if no signature holds."""
    raw = archive.read(layout.SIGNATURE, LARGEST_SIGNATURE)
    signed = archive.read(layout.TAG_MANIFEST)
    if raw is None or signed is None:
        return None
    try:
        message = open_signed(raw, detached=signed)
    except CmsError:
        return None
    # Nothing in the file may lie outside the signature: one certificate, the content type of plain data.
    plain = message.content_type == "data" and message.certificates == (message.signer,)
    return message.signer if plain else None


def check_signature(
    archive: Archive, manifest: Manifest | None, signer: x509.Certificate | None, expected: Sha256 | None
) -> Iterator[Finding]:
    """Judge the signature.

    Args:
        archive: The packet.
        manifest: The packet's manifest, if it could be read.
        signer: The certificate whose key signed, if the signature holds.
        expected: Fingerprint of the certificate that the reader trusts, if he named one.

    Yields:
        What is to be said of it; the fingerprint in any case.
    """
    if layout.SIGNATURE not in archive.members:
        yield Finding(rules.SIGNATURE_MISSING, layout.SIGNATURE)
        return
    if signer is None:
        yield Finding(rules.SIGNATURE_BAD, layout.SIGNATURE)
        return
    print_ = fingerprint(signer)
    if _enclosed(archive) != signer:
        yield Finding(rules.SIGNER_DIFFERS, layout.SIGNER)
    if manifest is not None and manifest.signer != print_:
        yield Finding(rules.SIGNER_DIFFERS, layout.MANIFEST)
    yield signer_finding(signer, expected, layout.SIGNER)


def signer_finding(signer: x509.Certificate, expected: Sha256 | None, subject: str) -> Finding:
    """Return what is said of the certificate that signed, beside the one that the reader expects."""
    print_ = fingerprint(signer)
    if expected is None:
        rule = rules.SIGNER_SELF_SIGNED
    else:
        rule = rules.SIGNER_EXPECTED if expected == print_ else rules.SIGNER_UNTRUSTED
    return Finding(rule, subject, values={"fingerprint": print_})


def _enclosed(archive: Archive) -> x509.Certificate | None:
    raw = archive.read(layout.SIGNER, LARGEST_SIGNATURE)
    try:
        return x509.load_pem_x509_certificate(raw) if raw is not None else None
    except ValueError:
        return None
