"""Judge a packet: its own content, signature, timestamps and custody. Needs no vault, network or secret."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vault.errors import REASONS, NotFoundError
from vault.language import mark
from vault.regular_files import NOT_A_FILE, ensure_regular

if TYPE_CHECKING:
    from vault.proving.verify import Report


class PacketUnreadableError(NotFoundError):
    """The file of the packet, or of a root certificate, cannot be opened."""

    code = "packet-unreadable"
    message = mark("{path} cannot be read ({reason}).")
    hint = mark("Name the zip as it was handed over: vault verify packet.zip")
    words = (*REASONS, NOT_A_FILE)


def verify(
    packet: pathlib.Path,
    *,
    roots: Sequence[pathlib.Path] = (),
    signer: str | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Report:
    """Judge the packet in `packet`.

    Args:
        packet: The zip.
        roots: PEM files of timestamp authorities' root certificates that the caller trusts.
        signer: SHA-256 fingerprint that the owner gave for the signing certificate, or None.
        now: The present moment.

    Returns:
        The verdicts and the findings that they rest on.

    Raises:
        BadInputError: It is no packet, or a root file holds no certificate.
        PacketUnreadableError: There is no such file, it is a pipe or device, or it may not be read.
        NewerFormatError: A newer program made it.
    """
    from vault.proving import verify as judge  # certificates and ASN.1, for this command alone

    try:
        ensure_regular(packet)
        return judge.verify(
            packet,
            trusted_roots=tuple(path.read_text("utf-8", errors="replace") for path in roots),
            trusted_signer=signer,
            at=now(),
        )
    except OSError as error:
        raise PacketUnreadableError(path=packet, reason=error.strerror or type(error).__name__) from error
