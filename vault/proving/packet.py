"""Writes a packet: bag, signature, tokens, in one zip that appears only when it is whole and verified."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography import x509

from vault.model import Sha256, Token
from vault.proving import bag, custody, instructions, layout, manifest, renewals, revocation
from vault.proving.archive import Member, MemberChangedError, write_archive
from vault.proving.document.standing import Stamping
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.enclosures import enclosures
from vault.proving.errors import (
    EmptyPacketError,
    OriginalChangedError,
    PacketExistsError,
    PacketUnsoundError,
    PacketUnwritableError,
)
from vault.proving.signer import Signer, sign_detached, signer_fingerprint
from vault.proving.tokens import TokenFlawError, pem_text, read_certificates, read_stamp
from vault.proving.verify import Severity, Verdict, verify

Draw = Callable[[Stamping], bytes]
"""Draws the PDF, which says on its first page whether the packet is stamped."""

Stamp = Callable[[Sha256], tuple[Token, ...]]
"""Asks the configured authorities for tokens over one digest; gives those that were to be had."""

PLAIN = "text/plain"
OPAQUE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class PacketWritten:
    """What was written. `manifest` is the digest of the tag manifest, over which signature and tokens are."""

    path: Path
    size: int
    manifest: Sha256
    timestamp: Stamping
    exhibits: int


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Everything of a packet but the originals, ready to be written."""

    members: tuple[Member, ...]
    manifest: Sha256
    timestamp: Stamping


def write_packet(
    dossier: Dossier,
    *,
    draw: Draw,
    signer: Signer,
    stamp: Stamp | None,
    roots: Sequence[str] = (),
    lists: Sequence[bytes] = (),
    out: Path,
    replace: bool = False,
) -> PacketWritten:
    """Write a packet to `out`.

    The digests of the originals are known from the journal, so everything is signed and stamped before the
    first byte is written; the originals are then streamed and must match.

    Args:
        dossier: What enters.
        draw: Draws the PDF; called again if no authority answered after all.
        signer: The owner's key and certificate.
        stamp: Gets tokens; None if no authority is configured.
        roots: The authorities' root certificates in PEM, as configured.
        lists: The authorities' revocation lists in DER, as far as they were to be had.
        out: The zip's path; its folder exists.
        replace: Whether a file that stands there may be replaced.

    Returns:
        What was written.

    Raises:
        EmptyPacketError: The dossier has no exhibit.
        PacketExistsError: `out` exists and may not be replaced.
        OriginalChangedError: An original differs from what the journal says.
        PacketUnwritableError: The folder is missing or read-only, or the disk is full.
        PacketUnsoundError: The finished packet did not verify.
    """
    if not dossier.exhibits:
        raise EmptyPacketError
    if not replace and os.path.lexists(out):
        raise PacketExistsError(path=out)
    sealed = _seal(dossier, draw, signer, stamp, roots, lists)
    try:
        size = _write_verified(sealed, dossier, roots, out, replace=replace)
    except OSError as error:
        raise PacketUnwritableError(path=out, reason=error.strerror or type(error).__name__) from error
    return PacketWritten(out, size, sealed.manifest, sealed.timestamp, len(dossier.exhibits))


def _write_verified(
    sealed: _Sealed, dossier: Dossier, roots: Sequence[str], out: Path, *, replace: bool
) -> int:
    """Return the size of the packet, which has its name only now."""
    descriptor, name = tempfile.mkstemp(prefix=".packet-", suffix=".part", dir=out.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _write(file, sealed, dossier, layout.folder_name(out.stem, dossier.packet))
            file.flush()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        _check(temporary, dossier, sealed, roots)
        _publish(temporary, out, replace=replace)
    finally:
        temporary.unlink(missing_ok=True)
    return size


def _seal(
    dossier: Dossier,
    draw: Draw,
    signer: Signer,
    stamp: Stamp | None,
    roots: Sequence[str],
    lists: Sequence[bytes],
) -> _Sealed:
    # The signed parts say "stamped" before the answer makes it true; without an answer they are made again.
    if stamp is not None:
        asking = _Asking(stamp)
        bag_members, tag_manifest = _bag(dossier, draw, signer, Stamping.STAMPED, roots, lists, asking)
        tokens = asking(_digest(tag_manifest))
        if tokens:
            return _sealed(bag_members, tag_manifest, signer, tokens, Stamping.STAMPED)
    status = Stamping.NONE if stamp is None else Stamping.PENDING
    bag_members, tag_manifest = _bag(dossier, draw, signer, status, roots, lists, None)
    return _sealed(bag_members, tag_manifest, signer, (), status)


@dataclass(slots=True)
class _Asking:
    """Asks for tokens until nobody answered once: a dead authority is waited for one time, not two."""

    stamp: Stamp
    silent: bool = False

    def __call__(self, digest: Sha256) -> tuple[Token, ...]:
        tokens = () if self.silent else self.stamp(digest)
        self.silent = not tokens
        return tokens


def _bag(
    dossier: Dossier,
    draw: Draw,
    signer: Signer,
    status: Stamping,
    roots: Sequence[str],
    lists: Sequence[bytes],
    stamp: Stamp | None,
) -> tuple[tuple[Member, ...], bytes]:
    """Return the bag's members in the order of the archive, and the tag manifest."""
    from vault.proving.pdf_signature import Evidence, sign_document  # a second to load, for this alone

    chain = _chain(dossier, roots)
    document = sign_document(
        draw(status),
        signer,
        packet=dossier.packet,
        at=dossier.made_at,
        stamp=stamp,
        known=Evidence(chain, lists),
    )
    letter = enclosures(dossier)
    described = manifest.compose(
        dossier, signer=signer_fingerprint(signer), timestamp=status, enclosures=letter
    )
    payload = [
        _member(layout.DOCUMENT, document, "application/pdf"),
        _member(layout.MANIFEST, manifest.encode(described), "application/json"),
        _member(layout.CUSTODY, custody.custody_text(custody.chain(dossier)), "application/json"),
        *(_member(one.file, one.content, one.media_type) for one in letter),
    ]
    for exhibit, entry in zip(dossier.exhibits, described.exhibits, strict=True):
        payload.append(_original(exhibit, entry.file))
        payload.extend(
            _member(one.file, one.token.response, OPAQUE)
            for one in renewals.filed(entry.file, exhibit.item.tokens)
        )
    texts = {
        layout.BAGIT: layout.BAGIT_TEXT,
        layout.BAG_INFO: bag.info_text(
            packet=dossier.packet,
            made_at=dossier.made_at,
            program=dossier.program,
            sizes=(member.size for member in payload),
        ),
        layout.PAYLOAD_MANIFEST: bag.manifest_text({member.name: member.sha256 for member in payload}),
        layout.VERIFY: instructions.text(described, has_chain=bool(chain), has_lists=bool(lists)),
        layout.PROGRAM: instructions.program(),
        layout.TSA_CHAIN: pem_text(chain)
        or "# No certificate of a timestamp authority was known when this packet was made.\n",
        layout.TSA_LISTS: revocation.pem_text(lists)
        or "# No revocation list of a timestamp authority was to be had when this packet was made.\n",
        layout.SIGNER: signer.certificate_pem.decode("ascii"),
    }
    tags = [_member(name, texts[name].encode(), PLAIN) for name in layout.TAG_FILES]
    tag_manifest = bag.manifest_text({member.name: member.sha256 for member in tags}).encode()
    return (*tags, *payload), tag_manifest


def _sealed(
    members: tuple[Member, ...],
    tag_manifest: bytes,
    signer: Signer,
    tokens: Sequence[Token],
    status: Stamping,
) -> _Sealed:
    proofs = [
        _member(layout.TAG_MANIFEST, tag_manifest, PLAIN),
        _member(layout.SIGNATURE, sign_detached(tag_manifest, signer), OPAQUE),
        *(
            _member(layout.token_file(layout.TAG_MANIFEST, number), token.response, OPAQUE)
            for number, token in enumerate(tokens, start=1)
        ),
    ]
    tags = len(layout.TAG_FILES)
    return _Sealed((*members[:tags], *proofs, *members[tags:]), _digest(tag_manifest), status)


def _chain(dossier: Dossier, roots: Sequence[str]) -> tuple[x509.Certificate, ...]:
    """Return the certificates that a reader may need besides a root of his own."""
    certificates: list[x509.Certificate] = []
    for exhibit in dossier.exhibits:
        for token in exhibit.item.tokens:
            with contextlib.suppress(TokenFlawError):  # a bad token is the verifier's to report
                stamp = read_stamp(token.response, token.renews or exhibit.stamped or exhibit.item.sha256)
                certificates.extend(stamp.certificates)
    for root in roots:
        certificates.extend(read_certificates(root, "tsa"))
    return tuple(dict.fromkeys(certificates))


def _member(name: str, content: bytes, media_type: str) -> Member:
    return Member(name, _digest(content), len(content), media_type, lambda: io.BytesIO(content))


def _original(exhibit: Exhibit, file: str) -> Member:
    item = exhibit.item
    return Member(file, item.sha256, item.size, item.media_type, exhibit.original)


def _digest(content: bytes) -> Sha256:
    return Sha256(hashlib.sha256(content).hexdigest())


def _write(file: BinaryIO, sealed: _Sealed, dossier: Dossier, folder: str) -> None:
    try:
        write_archive(file, sealed.members, folder=folder, at=dossier.made_at)
    except MemberChangedError as error:
        changed = next(
            e for e in dossier.exhibits if layout.exhibit_file(e.name, e.item.media_type) == error.name
        )
        raise OriginalChangedError(exhibit=changed.name, item=changed.item.id) from error


def _check(path: Path, dossier: Dossier, sealed: _Sealed, roots: Sequence[str]) -> None:
    report = verify(path, trusted_roots=tuple(roots), at=dossier.made_at)
    if report.verdict is Verdict.INVALID or report.manifest != sealed.manifest:
        failures = [f"{f.code} {f.subject}" for f in report.findings if f.severity is Severity.FAILURE]
        raise PacketUnsoundError(findings=", ".join(failures[:5]))


def _publish(temporary: Path, out: Path, *, replace: bool) -> None:
    # A hard link never replaces a file that appeared meanwhile; not every disk has them.
    if replace:
        temporary.replace(out)
    else:
        try:
            os.link(temporary, out)
        except FileExistsError as error:
            raise PacketExistsError(path=out) from error
        except OSError:
            if os.path.lexists(out):
                raise PacketExistsError(path=out) from None
            temporary.replace(out)
    _sync_folder(out.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
