"""Judges a packet: it needs the packet alone, no vault, no network, no secret.

It collects findings and never stops at the first. Hostile input is expected: see `archive`.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from cryptography import x509

from vault.model import Sha256
from vault.proving import layout
from vault.proving.errors import NewerPacketError
from vault.proving.manifest import Manifest, ManifestError, NewerManifestError, decode
from vault.proving.signer import fingerprint, parse_fingerprint
from vault.proving.tokens import read_certificates
from vault.proving.verify.alone import MAGIC, judge_document
from vault.proving.verify.archive import Archive
from vault.proving.verify.bag import check_bag
from vault.proving.verify.custody import check_custody
from vault.proving.verify.document import LARGEST_DOCUMENT, check_document, read_document
from vault.proving.verify.exhibits import check_exhibits
from vault.proving.verify.redaction import check_redaction, says_redacted
from vault.proving.verify.report import Area, Aspect, AspectVerdict, Finding, Report, Severity, Verdict, judge
from vault.proving.verify.rules.exhibits import MANIFEST_UNREADABLE
from vault.proving.verify.signature import check_signature, signing_certificate
from vault.proving.verify.timestamps import check_timestamps

__all__ = ["Area", "Aspect", "AspectVerdict", "Finding", "Report", "Severity", "Verdict", "verify"]

LARGEST_LOG = 256 << 20  # bytes


def verify(
    source: Path | bytes,
    *,
    trusted_roots: Sequence[str] = (),
    trusted_signer: str | None = None,
    at: dt.datetime,
) -> Report:
    """Judge a packet.

    Args:
        source: The zip's path, or its bytes; also a packet's PDF by itself, of which less can be said.
        trusted_roots: Root certificates of timestamp authorities, PEM texts that the reader got himself. The
            certificates in the packet are never trusted.
        trusted_signer: SHA-256 fingerprint of the owner's certificate, as the owner gave it; None if unknown.
        at: Now; a token later than that is remarked on. Certificates are judged at their token's own time.

    Returns:
        Verdicts and findings.

    Raises:
        NotAPacketError: No zip, or no packet in it.
        NewerPacketError: A packet of a newer format.
        CertificateUnreadableError: A trusted root is no PEM certificate.
        FingerprintUnreadableError: `trusted_signer` is no fingerprint.
        OSError: The file cannot be read.
    """
    roots = [certificate for pem in trusted_roots for certificate in read_certificates(pem, "--tsa-ca")]
    expected = parse_fingerprint(trusted_signer) if trusted_signer is not None else None
    path = str(source) if isinstance(source, Path) else "packet"
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        if file.read(len(MAGIC)) == MAGIC:
            raw = MAGIC + file.read(LARGEST_DOCUMENT)
            return judge_document(raw, Path(path).name, roots=roots, expected=expected, at=at)
        return _judged(file, path, roots, expected, at)


def _judged(
    file: BinaryIO,
    path: str,
    roots: Sequence[x509.Certificate],
    expected: Sha256 | None,
    at: dt.datetime,
) -> Report:
    with Archive(file, path) as archive:
        digests = archive.digests()
        manifest = _manifest(archive, path)
        signer = signing_certificate(archive)
        raw = archive.read(layout.DOCUMENT, LARGEST_DOCUMENT)
        document = read_document(raw) if raw is not None else None
        stamps = check_timestamps(archive, manifest, digests, document, roots=roots, at=at)
        findings = [
            *archive.findings,
            *check_bag(archive, digests),
            *(check_exhibits(manifest, archive, digests) if manifest else [_unreadable()]),
            *check_signature(archive, manifest, signer, expected),
            *check_document(raw, document, manifest, signer),
            *stamps.findings,
            *check_custody(archive.read(layout.CUSTODY, LARGEST_LOG), manifest),
            *check_redaction(manifest, archive),
        ]
        verdict, aspects = judge(findings, tuple(stamps.authorities), redacted=says_redacted(manifest))
        return Report(
            verdict,
            aspects,
            tuple(findings),
            packet=manifest.packet if manifest else "",
            manifest=digests.get(layout.TAG_MANIFEST),
            signer=fingerprint(signer) if signer else None,
            stamped_at=tuple(stamps.stamped_at),
        )


def _manifest(archive: Archive, path: str) -> Manifest | None:
    raw = archive.read(layout.MANIFEST)
    if raw is None:
        return None
    try:
        return decode(raw)
    except NewerManifestError as error:
        raise NewerPacketError(path=path, format=error.format, known=layout.FORMAT) from error
    except ManifestError:
        return None


def _unreadable() -> Finding:
    return Finding(MANIFEST_UNREADABLE, layout.MANIFEST)
