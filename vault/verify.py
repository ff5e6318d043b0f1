"""Judge a packet: its own content, signature, timestamps and custody. Needs no vault, network or secret."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.proving.verify import Report


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
        NotFoundError: There is no such file.
        NewerFormatError: A newer program made it.
    """
    from vault.proving import verify as judge  # noqa: PLC0415 - certificates and ASN.1, for this command alone

    return judge.verify(
        packet,
        trusted_roots=tuple(path.read_text("utf-8", errors="replace") for path in roots),
        trusted_signer=signer,
        at=now(),
    )
