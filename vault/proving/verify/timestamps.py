"""Do the tokens hold, what are they for, and does a root that the reader trusts vouch for their authorities?"""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography import x509

from vault.model import Sha256
from vault.proving import layout, revocation
from vault.proving.document.standing import Stamping
from vault.proving.manifest import ExhibitEntry, Manifest
from vault.proving.tokens import Flaw, Stamp, TokenFlawError, as_response, read_stamp, vouched_for
from vault.proving.verify.archive import Archive
from vault.proving.verify.document import SignedDocument
from vault.proving.verify.report import Finding, Rule
from vault.proving.verify.rules import timestamps as rules

LARGEST_TOKEN = 1 << 20  # bytes
LARGEST_LISTS = 64 << 20  # bytes
CLOCK_TOLERANCE = dt.timedelta(minutes=10)
FLAWS: Mapping[Flaw, Rule] = {
    Flaw.FORM: rules.TOKEN_MALFORMED,
    Flaw.REFUSED: rules.TOKEN_MALFORMED,
    Flaw.SIGNATURE: rules.TOKEN_BAD,
    Flaw.USAGE: rules.TOKEN_USAGE,
    Flaw.VALIDITY: rules.TOKEN_VALIDITY,
    Flaw.IMPRINT: rules.TOKEN_OTHER,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A token to be judged: where it lies, its bytes, and the digest that it should be over."""

    name: str
    raw: bytes | None
    digest: Sha256 | None


@dataclass(frozen=True, slots=True)
class Trust:
    """What tokens are judged by: the reader's roots, now, and the lists that the packet encloses."""

    roots: Sequence[x509.Certificate]
    at: dt.datetime
    lists: Sequence[x509.CertificateRevocationList]


@dataclass(slots=True)
class Stamps:
    """What the tokens of a packet come to."""

    findings: list[Finding] = field(default_factory=list)
    authorities: dict[str, None] = field(default_factory=dict)
    sound: dict[str, Stamp] = field(default_factory=dict)
    vouched: set[str] = field(default_factory=set)
    unvouched: collections.Counter[str] = field(default_factory=collections.Counter)
    unlisted: dict[str, None] = field(default_factory=dict)
    lists: dict[x509.Certificate, tuple[x509.CertificateRevocationList, ...]] = field(default_factory=dict)
    stamped_at: list[tuple[str, dt.datetime]] = field(default_factory=list)


def check_timestamps(
    archive: Archive,
    manifest: Manifest | None,
    digests: Mapping[str, Sha256],
    document: SignedDocument | None,
    *,
    roots: Sequence[x509.Certificate],
    at: dt.datetime,
) -> Stamps:
    """Judge the tokens over the packet, over each exhibit, over older tokens, and in the PDF's signature.

    Args:
        archive: The packet.
        manifest: Its manifest, if it could be read.
        digests: SHA-256 of its members.
        document: The PDF's signature, if it holds.
        roots: Certificates that the reader trusts; never the packet's own.
        at: Now.

    Returns:
        Findings, authorities, and the times of the good tokens over the packet.
    """
    result = Stamps()
    lists = revocation.read_lists(archive.read(layout.TSA_LISTS, LARGEST_LISTS) or b"")
    trust = Trust(roots, at, lists)
    _check_packet(result, archive, manifest, digests.get(layout.TAG_MANIFEST), trust)
    _check_document(result, document, layout.DOCUMENT, trust)
    for exhibit in manifest.exhibits if manifest is not None else ():
        _check_exhibit(result, archive, exhibit, digests, trust)
    return _told(result, manifest, at)


def check_document_token(
    document: SignedDocument | None, name: str, *, roots: Sequence[x509.Certificate], at: dt.datetime
) -> Stamps:
    """Judge the token in the signature of a PDF that stands by itself.

    Args:
        document: Its signature, if it holds.
        name: Of its file.
        roots: Certificates that the reader trusts.
        at: Now.

    Returns:
        Findings, authorities, and the time of the token if it is good.
    """
    result = Stamps()
    for subject, stamp in _check_document(result, document, name, Trust(roots, at, ())):
        _tell(result, subject, stamp)
    if document is None or not document.tokens:
        result.findings.append(Finding(rules.NO_TIMESTAMP, name))
    return _told(result, None, at)


def _check_document(
    result: Stamps, document: SignedDocument | None, name: str, trust: Trust
) -> list[tuple[str, Stamp]]:
    """Judge every token in a PDF's signature; return what the good ones say, each with what it is called."""
    good: list[tuple[str, Stamp]] = []
    if document is None:
        return good
    for number, token in enumerate(document.tokens, 1):
        subject = name if number == 1 else f"{name} ({number})"
        stamp = _judge(result, Question(subject, as_response(token), document.stamped), trust)
        if stamp is not None:
            good.append((subject, stamp))
    return good


def _told(result: Stamps, manifest: Manifest | None, at: dt.datetime) -> Stamps:
    """Add what is to be said of all tokens together."""
    renewals = _renewals(manifest)
    for name in result.sound:
        if name not in renewals.values() and _lasts_until(name, result.sound, renewals) < at:
            result.findings.append(Finding(rules.TOKEN_AGED, name, result.sound[name].authority))
    for authority, count in result.unvouched.items():
        result.findings.append(Finding(rules.NOT_VOUCHED, authority, authority, {"count": str(count)}))
    for authority in result.unlisted:
        result.findings.append(Finding(rules.REVOCATION_UNKNOWN, authority, authority))
    return result


def _check_packet(
    result: Stamps, archive: Archive, manifest: Manifest | None, digest: Sha256 | None, trust: Trust
) -> None:
    names = sorted(name for name in archive.members if layout.PACKET_TOKEN.fullmatch(name))
    for name in names:
        stamp = _judge(result, Question(name, archive.read(name, LARGEST_TOKEN), digest), trust)
        if stamp is not None:
            _tell(result, name, stamp)
    if not names:
        promised = manifest is not None and manifest.timestamp is Stamping.STAMPED
        rule = rules.TIMESTAMP_REMOVED if promised else rules.NO_TIMESTAMP
        result.findings.append(Finding(rule, layout.token_file(layout.TAG_MANIFEST, 1)))


def _check_exhibit(
    result: Stamps, archive: Archive, exhibit: ExhibitEntry, digests: Mapping[str, Sha256], trust: Trust
) -> None:
    for token in exhibit.tokens:
        digest = _stamped(exhibit, digests) if token.renews is None else digests.get(token.renews)
        question = Question(token.file, archive.read(token.file, LARGEST_TOKEN), digest)
        stamp = _judge(result, question, trust)
        if stamp is not None and stamp.at != token.at:
            result.findings.append(Finding(rules.TOKEN_DISAGREES, token.file, stamp.authority))


def _stamped(exhibit: ExhibitEntry, digests: Mapping[str, Sha256]) -> Sha256 | None:
    """Return the digest that an exhibit's tokens are over: that of the original where a copy is enclosed."""
    if exhibit.redaction is None:
        return digests.get(exhibit.file)
    original = exhibit.redaction.original
    return Sha256(original) if original is not None else None


def _renewals(manifest: Manifest | None) -> dict[str, str]:
    """Return, by the file of a token, the file of the one that renews it."""
    exhibits = manifest.exhibits if manifest is not None else ()
    return {
        token.renews: token.file
        for exhibit in exhibits
        for token in exhibit.tokens
        if token.renews is not None
    }


def _lasts_until(name: str, sound: Mapping[str, Stamp], renewals: Mapping[str, str]) -> dt.datetime:
    """Return until when a token is good, by itself and by those that renewed it in time."""
    end = sound[name].ages_at
    for newer in _chain(name, renewals):
        stamp = sound.get(newer)
        if stamp is None or stamp.at > end:
            break
        end = max(end, stamp.ages_at)
    return end


def _chain(name: str, renewals: Mapping[str, str]) -> Iterator[str]:
    for _ in range(len(renewals)):  # a manifest may name a circle
        if name not in renewals:
            return
        name = renewals[name]
        yield name


def _tell(result: Stamps, name: str, stamp: Stamp) -> None:
    rule = rules.STAMPED_AT if name in result.vouched else rules.STAMP_CLAIMED
    if rule is rules.STAMPED_AT:
        result.stamped_at.append((stamp.authority, stamp.at))
    time = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    result.findings.append(Finding(rule, name, stamp.authority, {"time": time}))


def _judge(result: Stamps, question: Question, trust: Trust) -> Stamp | None:
    """Return what a good token says, None for a bad one, and note what is to be said of either."""
    name, raw, digest = question.name, question.raw, question.digest
    if raw is None or digest is None:
        result.findings.append(Finding(rules.TOKEN_MALFORMED, name))
        return None
    try:
        stamp = read_stamp(raw, digest)
    except TokenFlawError as error:
        result.findings.append(Finding(FLAWS[error.flaw], name))
        return None
    result.authorities[stamp.authority] = None
    result.sound[name] = stamp
    if vouched_for(raw, digest, trust.roots):
        result.vouched.add(name)
    else:
        result.unvouched[stamp.authority] += 1
    result.findings.extend(_remarks(name, stamp, trust))
    standing = _standing(result, stamp, trust)
    if standing is revocation.Standing.REVOKED:
        result.findings.append(Finding(rules.TOKEN_REVOKED, name, stamp.authority))
    elif standing is revocation.Standing.UNKNOWN:
        result.unlisted[stamp.authority] = None
    return stamp


def _remarks(name: str, stamp: Stamp, trust: Trust) -> Iterator[Finding]:
    if stamp.stray:
        yield Finding(rules.TOKEN_STRAY, name, stamp.authority)
    if stamp.at > trust.at + CLOCK_TOLERANCE:
        yield Finding(rules.TOKEN_FUTURE, name, stamp.authority)


def _standing(result: Stamps, stamp: Stamp, trust: Trust) -> revocation.Standing:
    signer = stamp.certificates[0]
    if signer not in result.lists:  # hundreds of tokens have one signer
        issuers = (*stamp.certificates, *trust.roots)
        result.lists[signer] = revocation.lists_about(signer, trust.lists, issuers)
    return revocation.standing(signer, stamp.at, result.lists[signer])
