"""Do the tokens hold, what are they for, and does a root that the reader trusts vouch for their authorities?"""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography import x509

from vault.model import Sha256
from vault.proving import layout
from vault.proving.document.standing import Stamping
from vault.proving.manifest import Manifest
from vault.proving.tokens import Flaw, Stamp, TokenFlawError, read_stamp, vouched_for
from vault.proving.verify import rules
from vault.proving.verify.archive import Archive
from vault.proving.verify.report import Finding, Rule

LARGEST_TOKEN = 1 << 20  # bytes
CLOCK_TOLERANCE = dt.timedelta(minutes=10)
FLAWS: Mapping[Flaw, Rule] = {
    Flaw.FORM: rules.TOKEN_MALFORMED,
    Flaw.REFUSED: rules.TOKEN_MALFORMED,
    Flaw.SIGNATURE: rules.TOKEN_BAD,
    Flaw.USAGE: rules.TOKEN_USAGE,
    Flaw.VALIDITY: rules.TOKEN_VALIDITY,
    Flaw.IMPRINT: rules.TOKEN_OTHER,
}


@dataclass(slots=True)
class Stamps:
    """What the tokens of a packet come to."""

    findings: list[Finding] = field(default_factory=list)
    authorities: dict[str, None] = field(default_factory=dict)
    vouched: set[str] = field(default_factory=set)
    unvouched: collections.Counter[str] = field(default_factory=collections.Counter)
    stamped_at: list[tuple[str, dt.datetime]] = field(default_factory=list)


def check_timestamps(
    archive: Archive,
    manifest: Manifest | None,
    digests: Mapping[str, Sha256],
    *,
    roots: Sequence[x509.Certificate],
    at: dt.datetime,
) -> Stamps:
    """Judge the tokens over the packet and over each exhibit.

    Args:
        archive: The packet.
        manifest: Its manifest, if it could be read.
        digests: SHA-256 of its members.
        roots: Certificates that the reader trusts; never the packet's own.
        at: Now.

    Returns:
        Findings, authorities, and the times of the good tokens over the packet.
    """
    result = Stamps()
    packet_tokens = sorted(name for name in archive.members if layout.PACKET_TOKEN.fullmatch(name))
    for name in packet_tokens:
        stamp = _judge(result, archive, name, digests.get(layout.TAG_MANIFEST), roots, at)
        if stamp is not None:
            _tell(result, name, stamp)
    if not packet_tokens:
        promised = manifest is not None and manifest.timestamp is Stamping.STAMPED
        rule = rules.TIMESTAMP_REMOVED if promised else rules.NO_TIMESTAMP
        result.findings.append(Finding(rule, layout.token_file(layout.TAG_MANIFEST, 1)))
    for exhibit in manifest.exhibits if manifest is not None else ():
        for token in exhibit.tokens:
            stamp = _judge(result, archive, token.file, digests.get(exhibit.file), roots, at)
            if stamp is not None and stamp.at != token.at:
                result.findings.append(Finding(rules.TOKEN_DISAGREES, token.file, stamp.authority))
    for authority, count in result.unvouched.items():
        result.findings.append(Finding(rules.NOT_VOUCHED, authority, authority, {"count": str(count)}))
    return result


def _tell(result: Stamps, name: str, stamp: Stamp) -> None:
    rule = rules.STAMPED_AT if name in result.vouched else rules.STAMP_CLAIMED
    if rule is rules.STAMPED_AT:
        result.stamped_at.append((stamp.authority, stamp.at))
    time = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    result.findings.append(Finding(rule, name, stamp.authority, {"time": time}))


def _judge(
    result: Stamps,
    archive: Archive,
    name: str,
    digest: Sha256 | None,
    roots: Sequence[x509.Certificate],
    at: dt.datetime,
) -> Stamp | None:
    """Return what a good token says, None for a bad one, and note what is to be said of either."""
    raw = archive.read(name, LARGEST_TOKEN)
    if raw is None or digest is None:
        result.findings.append(Finding(rules.TOKEN_MALFORMED, name))
        return None
    try:
        stamp = read_stamp(raw, digest)
    except TokenFlawError as error:
        result.findings.append(Finding(FLAWS[error.flaw], name))
        return None
    result.authorities[stamp.authority] = None
    if vouched_for(raw, digest, roots):
        result.vouched.add(name)
    else:
        result.unvouched[stamp.authority] += 1
    if stamp.stray:
        result.findings.append(Finding(rules.TOKEN_STRAY, name, stamp.authority))
    if stamp.at > at + CLOCK_TOLERANCE:
        result.findings.append(Finding(rules.TOKEN_FUTURE, name, stamp.authority))
    return stamp
