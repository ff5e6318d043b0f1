"""Is the PDF signed, wholly, by whoever signed the packet, and for this packet?

No reader of PDF is needed, and none is fooled: a signature counts if its byte range is the whole file but the place
of the signature itself, and if that place holds a signature over exactly these bytes. Nobody without the key can make
such bytes, whatever the rest of the file says.

Source: ISO 32000-1 section 12.8.1 (byte range), ETSI EN 319 142-1 section 6.3 (PAdES baseline).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography import x509

from vault.model import Sha256
from vault.proving import layout
from vault.proving.cms import CmsError, SignedMessage, open_signed
from vault.proving.manifest import Manifest
from vault.proving.verify.report import Finding
from vault.proving.verify.rules import document as rules

LARGEST_DOCUMENT = 512 << 20  # bytes
RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,10}) (\d{1,10}) (\d{1,10}) ?\]")
PLACE = re.compile(rb"<([0-9A-Fa-f]*)>")
REASON = re.compile(rb"/Reason \(((?:[^()\\]|\\\d{3})*)\)")
OCTAL = re.compile(rb"\\(\d{3})")


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A PDF whose signature holds and covers all of it.

    `tokens` are the timestamp tokens inside, each as ContentInfo in DER; `stamped` is the digest that they should be
    over. `reason` is the text that the signature states.
    """

    signer: x509.Certificate
    reason: str
    stamped: Sha256
    tokens: tuple[bytes, ...]


def read_document(raw: bytes) -> SignedDocument | None:
    """Return the signature that covers a whole PDF, None if there is none or it does not hold.

    Args:
        raw: The PDF.

    Returns:
        What the signature says.
    """
    for match in RANGE.finditer(raw):
        first, second, rest = (int(number) for number in match.groups())
        place = PLACE.fullmatch(raw, first, second) if first < second else None
        if place is None or second + rest != len(raw):
            continue
        message = _message(bytes.fromhex(place[1].decode()), raw[:first] + raw[second:])
        if message is not None:
            stamped = Sha256(hashlib.sha256(message.signature).hexdigest())
            return SignedDocument(message.signer, _reason(raw[second:]), stamped, message.tokens)
    return None


def check_document(
    raw: bytes | None,
    document: SignedDocument | None,
    manifest: Manifest | None,
    signer: x509.Certificate | None,
) -> Iterator[Finding]:
    """Judge the PDF's own signature.

    Args:
        raw: The PDF, None if it is missing or damaged.
        document: What `read_document` made of it.
        manifest: The packet's manifest, if it could be read.
        signer: The certificate whose key signed the packet, if that signature holds.

    Yields:
        What is to be said of it.
    """
    if raw is None:
        yield Finding(rules.DOCUMENT_UNKNOWN, layout.DOCUMENT)
        return
    if document is None:
        partly = RANGE.search(raw) is not None
        yield Finding(rules.DOCUMENT_CHANGED if partly else rules.DOCUMENT_UNSIGNED, layout.DOCUMENT)
        return
    if signer is not None and document.signer != signer:
        yield Finding(rules.DOCUMENT_SIGNER, layout.DOCUMENT)
    if manifest is not None and document.reason != layout.document_reason(manifest.packet):
        yield Finding(rules.DOCUMENT_OTHER, layout.DOCUMENT)
    if signer is None or manifest is None:
        yield Finding(rules.DOCUMENT_UNKNOWN, layout.DOCUMENT)
    rule = rules.DOCUMENT_STAMPED if document.tokens else rules.DOCUMENT_SIGNED
    yield Finding(rule, layout.DOCUMENT)


def _message(padded: bytes, covered: bytes) -> SignedMessage | None:
    length = _length(padded)
    if padded[length:].strip(b"\0"):
        return None  # bytes that nothing covers
    try:
        message = open_signed(padded[:length], detached=covered, stamped=True)
    except CmsError:
        return None
    return message if message.content_type == "data" and message.names_signer else None


def _length(der: bytes) -> int:
    """Return how long the value in DER at the start is, header included; the whole length where that is unclear."""
    if len(der) < 2 or der[1] < 0x80:
        return len(der)
    octets = der[1] & 0x7F
    return 2 + octets + int.from_bytes(der[2 : 2 + octets], "big")


def _reason(end: bytes) -> str:
    match = REASON.search(end)
    if match is None:
        return ""
    return OCTAL.sub(lambda octal: bytes([int(octal[1], 8) & 0xFF]), match[1]).decode("ascii", "replace")
