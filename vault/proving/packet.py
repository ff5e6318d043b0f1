"""Writes a packet: bag, signature, tokens, in one zip that appears only when it is whole and verified."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vault.model import Sha256
from vault.proving import layout
from vault.proving.archive import MemberChangedError, write_archive
from vault.proving.document.standing import Stamping
from vault.proving.dossier import Dossier
from vault.proving.errors import (
    AuthorityRevokedError,
    EmptyPacketError,
    OriginalChangedError,
    PacketExistsError,
    PacketUnsoundError,
    PacketUnwritableError,
)
from vault.proving.sealing import Draw, Sealed, Stamp, seal
from vault.proving.signer import Signer
from vault.proving.verify import Severity, Verdict, verify
from vault.proving.verify.rules.timestamps import TOKEN_REVOKED


@dataclass(frozen=True, slots=True)
class PacketWritten:
    """What was written. `manifest` is the digest of the tag manifest, over which signature and tokens are."""

    path: Path
    size: int
    manifest: Sha256
    timestamp: Stamping
    exhibits: int


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
        AuthorityRevokedError: The lists name the certificate of a token in the packet.
        PacketUnsoundError: The finished packet did not verify.
    """
    if not dossier.exhibits:
        raise EmptyPacketError
    if not replace and os.path.lexists(out):
        raise PacketExistsError(path=out)
    sealed = seal(dossier, draw, signer, stamp, roots, lists)
    try:
        size = _write_verified(sealed, dossier, roots, out, replace=replace)
    except OSError as error:
        raise PacketUnwritableError(path=out, reason=error.strerror or type(error).__name__) from error
    return PacketWritten(out, size, sealed.manifest, sealed.timestamp, len(dossier.exhibits))


def _write_verified(
    sealed: Sealed, dossier: Dossier, roots: Sequence[str], out: Path, *, replace: bool
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


def _write(file: BinaryIO, sealed: Sealed, dossier: Dossier, folder: str) -> None:
    try:
        write_archive(file, sealed.members, folder=folder, at=dossier.made_at)
    except MemberChangedError as error:
        changed = next(
            e for e in dossier.exhibits if layout.exhibit_file(e.name, e.item.media_type) == error.name
        )
        raise OriginalChangedError(exhibit=changed.name, item=changed.item.id) from error


def _check(path: Path, dossier: Dossier, sealed: Sealed, roots: Sequence[str]) -> None:
    report = verify(path, trusted_roots=tuple(roots), at=dossier.made_at)
    revoked = dict.fromkeys(found.authority for found in report.findings if found.code == TOKEN_REVOKED.code)
    if revoked:
        raise AuthorityRevokedError(authority=", ".join(filter(None, revoked)))
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
